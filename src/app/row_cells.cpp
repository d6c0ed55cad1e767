#include "app/row_cells.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imdad::app {

namespace {

constexpr std::size_t kRowsMax = 100'000;

bool holds(std::span<const std::string_view> list, std::string_view one) {
    return std::ranges::find(list, one) != list.end();
}

}  // namespace

RowTable read_rows_of(const std::string& path,
                      std::span<const std::string_view> columns,
                      std::span<const std::string_view> needed) {
    RowTable table = read_row_table(path, kRowsMax, [&](std::string_view header) {
        return holds(columns, header) ? exchange::ColumnOwner::format
                                      : exchange::ColumnOwner::sender;
    });
    for (const std::string& column : table.columns) {
        if (!holds(columns, column)) {
            table.refuse(
                1,
                column,
                "",
                "unknown_column",
                fmt::format("there is no such column; there are {}.", fmt::join(columns, ", ")));
        }
    }
    for (const std::string_view column : needed) {
        if (!table.columns.empty() &&
            std::ranges::find(table.columns, column) == table.columns.end()) {
            table.refuse(
                1, std::string(column), "", "missing_column", "every movement needs this column.");
        }
    }
    return table;
}

std::optional<std::int64_t> Cell::whole(std::int64_t least, std::int64_t most) const {
    if (text.empty()) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) {
        table.refuse(line, column, text, "not_a_number", "this is a whole number.");
        return std::nullopt;
    }
    if (number < least || number > most) {
        table.refuse(line,
                     column,
                     text,
                     "out_of_range",
                     most == INT64_MAX ? fmt::format("this is {} or more.", least)
                                       : fmt::format("this is {} to {}.", least, most));
        return std::nullopt;
    }
    return number;
}

std::optional<base::Day> Cell::day() const {
    if (text.empty()) {
        return std::nullopt;
    }
    std::optional<base::Day> day = base::parse_day(text);
    if (!day) {
        table.refuse(line, column, text, "not_a_day", "a day is written as YYYY-MM-DD.");
    }
    return day;
}

bool Cell::yes() const {
    if (!text.empty() && text != "true" && text != "false") {
        table.refuse(line, column, text, "not_yes_or_no", "this is true or false.");
    }
    return text == "true";
}

}  // namespace imdad::app

#include "app/table_edit.hpp"

#include "exchange/csv_reader.hpp"
#include "exchange/csv_writer.hpp"

#include <algorithm>
#include <utility>

namespace imdad::app {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t";
    const std::size_t first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

TableEdit TableEdit::parse(std::string bytes, const std::string& file) {
    TableEdit table;
    // The scenario was loaded without critical problems before, so that nothing is left to report.
    exchange::ProblemList ignored;
    exchange::CsvReader reader(bytes, file, ignored);
    exchange::CsvRow row;
    while (reader.next(row)) {
        std::vector<std::string> cells(row.cells.begin(), row.cells.end());
        if (table.header_.empty()) {
            table.header_ = std::move(cells);
        } else {
            table.rows_.push_back(std::move(cells));
        }
    }
    return table;
}

std::optional<std::size_t> TableEdit::find_column(std::string_view name) const {
    const auto found =
        std::ranges::find(header_, name, [](const std::string& text) { return trimmed(text); });
    return found == header_.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - header_.begin()));
}

std::size_t TableEdit::column(std::string_view name) {
    if (const std::optional<std::size_t> found = find_column(name)) {
        return *found;
    }
    header_.emplace_back(name);
    return header_.size() - 1;
}

std::string_view TableEdit::cell(std::size_t row, std::size_t column) const {
    return column < rows_[row].size() ? std::string_view(rows_[row][column]) : std::string_view();
}

void TableEdit::set(std::size_t row, std::size_t column, std::string text) {
    std::vector<std::string>& cells = rows_[row];
    cells.resize(std::max(cells.size(), column + 1));
    cells[column] = std::move(text);
}

std::size_t TableEdit::add_row() {
    rows_.emplace_back();
    return rows_.size() - 1;
}

std::string TableEdit::text() const {
    exchange::CsvWriter writer;
    writer.row();
    for (const std::string& name : header_) {
        writer.cell(name);
    }
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        writer.row();
        for (std::size_t i = 0; i < std::max(rows_[row].size(), header_.size()); ++i) {
            writer.cell(cell(row, i));
        }
    }
    return writer.take();
}

}  // namespace imdad::app

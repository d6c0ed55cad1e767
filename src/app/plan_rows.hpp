#pragma once

#include "exchange/csv_reader.hpp"
#include "exchange/file_bytes.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Rows of the tables of a plan and of its scenario, read without building either: what a screen
/// asks for has to be there at once. Inside of `app` only.

namespace imdad::app {

/// Calls `each` with the cells of these columns, row by row; a column that the table does not have
/// is an empty cell. A table that is not there has no rows. Throws `base::Failure`.
template <typename Each>
void for_rows(const std::filesystem::path& file,
              const std::vector<std::string_view>& columns,
              Each each) {
    if (!std::filesystem::is_regular_file(file)) {
        return;
    }
    std::string bytes = exchange::read_bytes(file);
    exchange::ProblemList ignored;  // written by us, or checked before the plan was made
    exchange::CsvReader reader(bytes, file.filename().string(), ignored);
    exchange::CsvRow row;
    std::vector<std::optional<std::size_t>> positions;
    std::vector<std::string_view> cells(columns.size());
    while (reader.next(row)) {
        if (positions.empty()) {
            positions.reserve(columns.size());
            for (const std::string_view column : columns) {
                const auto found = std::ranges::find(row.cells, column);
                positions.push_back(
                    found == row.cells.end()
                        ? std::nullopt
                        : std::optional(static_cast<std::size_t>(found - row.cells.begin())));
            }
            continue;
        }
        for (std::size_t at = 0; at < columns.size(); ++at) {
            cells[at] = positions[at] && *positions[at] < row.cells.size()
                            ? row.cells[*positions[at]]
                            : std::string_view();
        }
        each(cells);
    }
}

/// A whole number as we write it; 0 for anything else.
[[nodiscard]] inline std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace imdad::app

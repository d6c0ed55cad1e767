#pragma once

#include "exchange/csv_reader.hpp"
#include "exchange/file_bytes.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Tables of a plan folder and its scenario, read for a sum of them: written by us, or checked
/// before the plan was made. Inside of `app` only.

namespace imdad::app {

/// Calls `each` with the cells of these columns, row by row; never, if one is not there.
/// Throws `base::Failure`.
template <typename Each>
void for_rows(const std::filesystem::path& file,
              const std::vector<std::string_view>& columns,
              Each each) {
    std::string bytes = exchange::read_bytes(file);
    exchange::ProblemList ignored;
    exchange::CsvReader reader(bytes, file.filename().string(), ignored);
    exchange::CsvRow row;
    std::vector<std::size_t> positions;
    while (reader.next(row)) {
        if (positions.empty()) {
            for (const std::string_view column : columns) {
                const auto found = std::ranges::find(row.cells, column);
                if (found == row.cells.end()) {
                    return;
                }
                positions.push_back(static_cast<std::size_t>(found - row.cells.begin()));
            }
            continue;
        }
        std::vector<std::string_view> cells;
        cells.reserve(positions.size());
        for (const std::size_t position : positions) {
            cells.push_back(position < row.cells.size() ? row.cells[position] : std::string_view());
        }
        each(cells);
    }
}

/// 0 for what is no whole number.
inline std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace imdad::app

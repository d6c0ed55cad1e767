#pragma once

#include "app/row_problem.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// A CSV file that somebody sent to the books, as rows of trimmed cells, with everything that is
/// wrong with it as a table.

namespace imdad::app {

struct RowTable {
    struct Row {
        std::size_t line = 0;
        std::vector<std::string> cells;  ///< at most one for each column; those missing are empty
    };

    std::vector<std::string> columns;  ///< each name once
    std::vector<Row> rows;             ///< those that can be read
    std::vector<RowProblem> problems;

    /// Adds a problem; `value` is cut to what can be shown.
    void refuse(std::size_t line,
                const std::string& column,
                const std::string& value,
                std::string code,
                std::string message);
};

/// Problems: `no_header`, `repeated_column`, `unnamed_column`, `too_many_cells`, `bad_bytes`,
/// `no_rows`, `too_many_rows` (more than `rows_max`), and those of `exchange::CsvReader`.
/// Throws `base::Failure` if the file cannot be read.
[[nodiscard]] RowTable read_row_table(const std::string& path, std::size_t rows_max);

}  // namespace imdad::app

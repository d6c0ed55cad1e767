#pragma once

#include "app/row_problem.hpp"
#include "exchange/personal_data.hpp"

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

/// One problem for each column of `bytes` that holds personal data of people: see
/// personal_data.hpp.
[[nodiscard]] std::vector<RowProblem> personal_data_problems(const std::string& bytes,
                                                             const exchange::ColumnOwners& owners);

/// Problems: `personal_data` (then there are no columns, rows and other problems), `no_header`,
/// `repeated_column`, `unnamed_column`, `too_many_cells`, `bad_bytes`, `no_rows`, `too_many_rows`
/// (more than `rows_max`), and those of `exchange::CsvReader`. Throws `base::Failure` if the file
/// cannot be read.
[[nodiscard]] RowTable read_row_table(const std::string& path,
                                      std::size_t rows_max,
                                      const exchange::ColumnOwners& owners);

}  // namespace imdad::app

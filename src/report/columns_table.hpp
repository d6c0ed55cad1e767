#pragma once

#include <string>
#include <vector>

/// A plain table: headings, a rule, rows. Columns are as wide as their longest cell and are never
/// cut, because an id that is cut cannot be used; a long line wraps in the terminal.

namespace imdad::report {

struct TableColumn {
    std::string heading;
    bool number = false;  ///< to the right
};

/// Every row has one cell for each column. Columns that are empty in all rows are left out.
[[nodiscard]] std::string columns_table(const std::vector<TableColumn>& columns,
                                        const std::vector<std::vector<std::string>>& rows);

}  // namespace imdad::report

#pragma once

#include "exchange/plan_workbook_book.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The charts of the workbook. Each reads the cells of the sheet it stands on.

namespace imdad::exchange {

struct RowRange {
    int first = 0;
    int last = 0;  ///< included
};

enum class PlansChart {
    programmes,  ///< bars: share of need served
    areas        ///< columns: areas per class of coverage
};

/// One series per plan: names in column 0, figures in columns 1, 2, ... of `rows`.
void add_plans_chart(Book& book,
                     const Sheet& sheet,
                     PlansChart kind,
                     const std::vector<std::string>& plans,
                     RowRange rows);

/// One line per programme below its table: weeks in column 0, shares in columns 2, 3, ..., the
/// names of the programmes in the header row above.
void add_weeks_chart(Book& book, const Sheet& sheet, int programme_count, RowRange rows);

/// How a plan or baseline is called.
[[nodiscard]] std::string plan_title(std::string_view name);

}  // namespace imdad::exchange

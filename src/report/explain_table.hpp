#pragma once

#include "model/explanation.hpp"
#include "report/plan_table.hpp"

#include <string>

/// Why people are short and what would help, for a planner at a terminal: with places, lanes,
/// dates and donors. Never for the public.

namespace imdad::report {

/// Several lines, each ended. `all`: every group and every cause, else the largest ones.
[[nodiscard]] std::string explain_table(const model::Scenario& scenario,
                                        const model::Explanation& explanation,
                                        const TableOptions& options,
                                        bool all);

}  // namespace imdad::report

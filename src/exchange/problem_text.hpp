#pragma once

#include "exchange/problem.hpp"
#include "exchange/scenario_folder.hpp"

#include <string>
#include <vector>

/// What `imdad check` says, for people and for programs.

namespace imdad::exchange {

/// Problems as lines for a terminal, the worst first: at most `per_kind_max` of each kind and
/// file are printed, the rest counted. Ends with the number of each severity.
[[nodiscard]] std::string problems_table(const ProblemList& problems,
                                         std::size_t per_kind_max = 20);

/// Rows and sums before and after loading.
[[nodiscard]] std::string totals_table(const std::vector<TableTotal>& totals);

/// Problems, totals and what is not used yet.
[[nodiscard]] std::string problems_table(const LoadOutcome& outcome);

/// One JSON object without a line end: usable, counts {critical, error, warning}, problems
/// [{severity, code, file, line, column, value, message, right, message_parts, right_parts}], kinds
/// [{file, code, count}], totals [{file, rows_read, rows_kept, figure, sum_read, sum_kept}],
/// not_used, not_used_parts, inputs_sha256. Parts are {code, arguments} of a sentence.
[[nodiscard]] std::string problems_json(const LoadOutcome& outcome);

}  // namespace imdad::exchange

#pragma once

#include "app/loaded.hpp"
#include "app/row_problem.hpp"
#include "cli/exit_code.hpp"

#include <string>
#include <vector>

/// Problems of the input, told on the error stream.

namespace imdad::cli {

/// Lists the problems of a scenario that cannot be used, says what to do next, and gives the exit
/// code for it.
[[nodiscard]] Exit refuse_scenario(const app::LoadedScenario& loaded, const std::string& folder);

/// One line on problems that do not stand in the way; nothing if there are none.
void mention_problems(const app::LoadedScenario& loaded, const std::string& folder);

/// Every problem of another file, e.g. of a plan; nothing if there are none.
void note_problems(const exchange::ProblemList& problems);

/// What is wrong with the rows of a file that was sent to the books, one line each.
void note_row_problems(const std::string& file, const std::vector<app::RowProblem>& problems);

}  // namespace imdad::cli

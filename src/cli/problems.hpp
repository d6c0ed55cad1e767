#pragma once

#include "app/loaded.hpp"
#include "cli/exit_code.hpp"

#include <string>

/// Problems of the input, told on the error stream.

namespace imdad::cli {

/// Lists the problems of a scenario that cannot be used, says what to do next, and gives the exit
/// code for it.
[[nodiscard]] Exit refuse_scenario(const app::LoadedScenario& loaded, const std::string& folder);

/// One line on problems that do not stand in the way; nothing if there are none.
void mention_problems(const app::LoadedScenario& loaded, const std::string& folder);

/// Every problem of another file, e.g. of a plan; nothing if there are none.
void note_problems(const exchange::ProblemList& problems);

}  // namespace imdad::cli

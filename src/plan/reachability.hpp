#pragma once

#include "plan/problem_builder.hpp"

#include <string>
#include <vector>

/// Which groups any plan can serve at all, and why the others cannot be.

namespace imdad::plan {

/// By engine group: empty if somebody in it can be served by some plan, else the first reason on
/// the way: no supply, no lane, excluded, no room, too late.
[[nodiscard]] std::vector<std::string> unreachable_reasons(const model::Scenario& scenario,
                                                           const BuiltProblem& built);

}  // namespace imdad::plan

#pragma once

#include "model/measures.hpp"
#include "plan/problem_builder.hpp"

#include <string>
#include <vector>

/// What a plan achieves. See docs/method/planning.md, "Measures".

namespace imdad::plan {

/// As `measure` in planner.hpp, with the problem and the reasons of unreachable groups given, so
/// that several plans of one scenario share them. `reasons`: by engine group.
[[nodiscard]] model::Measures measure_against(const model::Scenario& scenario,
                                              const model::Plan& plan,
                                              const BuiltProblem& built,
                                              const std::vector<std::string>& reasons);

}  // namespace imdad::plan

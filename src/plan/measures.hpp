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

/// Whom each lock counts under the plan.
[[nodiscard]] std::vector<model::LockMeasure> lock_measures(const model::Scenario& scenario,
                                                            const model::Plan& plan,
                                                            const BuiltProblem& built);

/// The problem in which every lock asks for no more than the plan serves, so that it has a
/// solution: what is proved and priced then holds among plans that keep as much.
[[nodiscard]] BuiltProblem as_kept(const model::Scenario& scenario,
                                   const model::Plan& plan,
                                   BuiltProblem built);

}  // namespace imdad::plan

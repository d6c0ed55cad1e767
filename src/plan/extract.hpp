#pragma once

#include "engine/filling.hpp"
#include "model/plan.hpp"
#include "plan/problem_builder.hpp"

#include <vector>

namespace imdad::plan {

/// The filled problem as a plan of the scenario, rows sorted and merged.
[[nodiscard]] model::Plan extract_plan(const model::Scenario& scenario,
                                       const BuiltProblem& built,
                                       const engine::Filling& filling,
                                       const model::PlanOptions& options);

/// Its services alone.
[[nodiscard]] std::vector<model::Service> extract_services(const model::Scenario& scenario,
                                                           const BuiltProblem& built,
                                                           const engine::Filling& filling);

}  // namespace imdad::plan

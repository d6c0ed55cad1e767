#pragma once

#include "lp/solve.hpp"
#include "model/plan.hpp"
#include "plan/problem_builder.hpp"

#include <vector>

/// From a scenario to the optimum of its relaxation in one call, for tests of bounds.

namespace imdad::test_support {

/// Policy and included supplies are those of `options`.
[[nodiscard]] lp::Solution optimum_of_value(const model::Scenario& scenario,
                                            const model::PlanOptions& options);

/// Areas that the planner lists as out of reach stand outside.
[[nodiscard]] lp::Solution optimum_of_worst_off(const model::Scenario& scenario,
                                                const model::PlanOptions& options);

/// Areas of which `plan` says that no plan can serve anybody in them.
[[nodiscard]] std::vector<engine::Id> areas_out_of_reach(const model::Scenario& scenario,
                                                         const plan::BuiltProblem& built);

}  // namespace imdad::test_support

#pragma once

#include "model/measures.hpp"
#include "plan/problem_builder.hpp"

#include <string>
#include <vector>

/// Whom a plan would serve, before there is one: the greedy planner on a smaller problem, in which
/// places that are supplied alike are one place. It takes a fraction of the time of a plan.

namespace imdad::plan {

/// Services only, in the smaller problem: those of an area, a programme and a week are right in
/// sum, the place and the need that they name stand for several. It is no plan and holds no
/// promise: packs that have to be split between the places of an area are not seen, so it errs to
/// the good side mostly.
[[nodiscard]] model::Plan estimated_services(const model::Scenario& scenario,
                                             const BuiltProblem& built,
                                             const model::PlanOptions& options);

}  // namespace imdad::plan

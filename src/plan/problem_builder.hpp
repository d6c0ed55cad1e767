#pragma once

#include "engine/problem.hpp"
#include "model/plan.hpp"

#include <vector>

/// Translates a scenario into the engine's problem on indices, and back.

namespace imdad::plan {

struct BuiltProblem {
    engine::Problem problem;
    std::vector<model::SupplyIndex> supply_of;  ///< by engine supply
    std::vector<model::NeedIndex> need_of;      ///< by engine unit
    std::vector<std::size_t>
        group_of_need;  ///< by need: engine group, or npos without need in the horizon
};

/// Builds the problem with the supplies that the options include. Needs that no place serves and
/// needs outside the horizon have no unit.
[[nodiscard]] BuiltProblem build_problem(const model::Scenario& scenario,
                                         const model::PlanOptions& options);

/// Places at which a need may be served: the place it names, or the places of its area at the
/// programme's serve level or the nearest level above that the area has.
[[nodiscard]] std::vector<std::vector<model::PlaceIndex>> serving_places(
    const model::Scenario& scenario);

/// Need of each week of the horizon.
[[nodiscard]] std::vector<std::int64_t> weekly_need(const model::Scenario& scenario,
                                                    const model::Need& need);

/// True if the options let the planner count on this supply.
[[nodiscard]] bool is_included(const model::Supply& supply, const model::PlanOptions& options);

}  // namespace imdad::plan

#include "plan/estimate.hpp"

#include "engine/coarse.hpp"
#include "engine/lock_filling.hpp"
#include "engine/water_filling.hpp"
#include "plan/extract.hpp"
#include "plan/policy.hpp"

namespace imdad::plan {

namespace {

/// The smaller problem as one that was built. Each of its need units and places speaks for all that
/// went into it through the first of them: same area, same programme, same locks.
struct Smaller {
    BuiltProblem built;
    std::vector<model::PlaceIndex> place_of;  ///< by node of the smaller problem
};

Smaller smaller(const BuiltProblem& built) {
    engine::CoarseProblem coarse = engine::coarsen(built.problem);
    engine::index_problem(coarse.problem);
    Smaller result{.built = {.problem = std::move(coarse.problem),
                             .supply_of = built.supply_of,
                             .need_of = {},
                             .group_of_need = built.group_of_need},
                   .place_of = {}};
    result.built.need_of.resize(result.built.problem.units.size(), model::NeedIndex(0));
    for (std::size_t unit = built.need_of.size(); unit-- > 0;) {
        result.built.need_of[coarse.unit_of[unit]] = built.need_of[unit];
    }
    result.place_of.resize(result.built.problem.nodes.size(), model::PlaceIndex(0));
    for (std::size_t node = coarse.node_of.size(); node-- > 0;) {
        result.place_of[coarse.node_of[node]] = model::PlaceIndex(node);
    }
    return result;
}

}  // namespace

model::Plan estimated_services(const model::Scenario& scenario,
                               const BuiltProblem& built,
                               const model::PlanOptions& options) {
    const Smaller small = smaller(built);
    engine::Filling filling(small.built.problem);
    engine::fill_locks(filling, {});
    engine::fill_by_worth(filling, worth_by_coverage(options.policy));
    model::Plan services = extract_plan(scenario, small.built, filling, options);
    services.shipments.clear();  // its lanes are not those of the scenario
    for (model::Service& service : services.services) {
        service.place = small.place_of[service.place.value()];
    }
    return services;
}

}  // namespace imdad::plan

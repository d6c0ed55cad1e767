#include "support/optimum.hpp"

#include "plan/policy.hpp"
#include "plan/reachability.hpp"

namespace imdad::test_support {

lp::Solution optimum_of_value(const model::Scenario& scenario, const model::PlanOptions& options) {
    const plan::BuiltProblem built = plan::build_problem(scenario, options);
    return lp::optimum_of_value(built.problem, plan::slopes(options.policy));
}

lp::Solution optimum_of_worst_off(const model::Scenario& scenario,
                                  const model::PlanOptions& options) {
    const plan::BuiltProblem built = plan::build_problem(scenario, options);
    return lp::optimum_of_worst_off(scenario, built.problem, areas_out_of_reach(scenario, built));
}

std::vector<engine::Id> areas_out_of_reach(const model::Scenario& scenario,
                                           const plan::BuiltProblem& built) {
    const auto reasons = plan::unreachable_reasons(scenario, built);
    std::vector<bool> known(scenario->areas.size(), false);
    std::vector<bool> reached(scenario->areas.size(), false);
    for (std::size_t g = 0; g < reasons.size(); ++g) {
        known[built.problem.groups[g].area] = true;
        reached[built.problem.groups[g].area] =
            reached[built.problem.groups[g].area] || reasons[g].empty();
    }
    std::vector<engine::Id> areas;
    for (engine::Id a = 0; a < known.size(); ++a) {
        if (known[a] && !reached[a]) {
            areas.push_back(a);
        }
    }
    return areas;
}

}  // namespace imdad::test_support

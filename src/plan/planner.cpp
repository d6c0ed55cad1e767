#include "plan/planner.hpp"

#include "base/parallel.hpp"
#include "engine/water_filling.hpp"
#include "plan/baselines.hpp"
#include "plan/extract.hpp"
#include "plan/measures.hpp"
#include "plan/policy.hpp"
#include "plan/reachability.hpp"
#include "plan/stock_notes.hpp"

namespace imdad::plan {

namespace {

constexpr const char* kEngineVersion = "greedy 1";

model::Plan make_one(const model::Scenario& scenario,
                     const BuiltProblem& built,
                     const model::PlanOptions& options,
                     void (*baseline)(engine::Filling&)) {
    engine::Filling filling(built.problem);
    if (baseline != nullptr) {
        baseline(filling);
    } else {
        engine::Slopes worth;
        for (const std::int64_t slope : slopes(options.policy)) {
            worth.by_segment.push_back(static_cast<double>(slope));
        }
        engine::fill_by_worth(filling, worth);
    }
    filling.fill_closing_stock();
    return extract_plan(scenario, built, filling, options);
}

}  // namespace

model::PlanResult make_plan(const model::Scenario& scenario, const Request& request) {
    const model::PlanOptions options{.policy = request.policy,
                                     .include_announced = request.include_announced,
                                     .include_pledged = request.include_pledged};
    const BuiltProblem built = build_problem(scenario, options);
    std::vector<std::string> reasons;
    std::vector<model::NamedPlan> plans(1 + (request.baselines ? baselines().size() : 0));
    // The plan, its baselines and the reasons do not depend on each other: one task each.
    base::run_tasks(plans.size() + 1, request.threads, [&](std::size_t i) {
        if (i == plans.size()) {
            reasons = unreachable_reasons(scenario, built);
            return;
        }
        plans[i].name = i == 0 ? "plan" : baselines()[i - 1].name;
        model::PlanOptions own = options;
        own.method = i == 0 ? "greedy" : plans[i].name;
        plans[i].plan = make_one(scenario, built, own, i == 0 ? nullptr : baselines()[i - 1].fill);
    });
    base::run_tasks(plans.size(), request.threads, [&](std::size_t i) {
        plans[i].measures = measure_against(scenario, plans[i].plan, built, reasons);
    });

    model::PlanResult result;
    result.chosen = std::move(plans.front());
    result.baselines.assign(std::make_move_iterator(plans.begin() + 1),
                            std::make_move_iterator(plans.end()));
    result.stock = stock_book(scenario, result.chosen.plan);
    result.notes = stock_notes(scenario, result.stock);
    result.engine_version = kEngineVersion;
    return result;
}

model::Measures measure(const model::Scenario& scenario, const model::Plan& plan) {
    const BuiltProblem built = build_problem(scenario, plan.options);
    return measure_against(scenario, plan, built, unreachable_reasons(scenario, built));
}

}  // namespace imdad::plan

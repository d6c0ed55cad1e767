#include "app/verify_plan.hpp"

#include "plan/planner.hpp"

#include <utility>

namespace imdad::app {

VerifyOutcome verify_plan(const VerifyRequest& request) {
    const Stopwatch stopwatch;
    VerifyOutcome outcome;
    outcome.loaded = load(request.scenario_folder);
    if (!outcome.loaded.usable()) {
        outcome.kind = VerifyOutcome::Kind::scenario_refused;
        outcome.usage = stopwatch.read();
        return outcome;
    }
    const model::Scenario& scenario = *outcome.loaded.scenario;
    exchange::PlanReadOutcome read = exchange::read_plan_folder(scenario, request.plan_folder);
    outcome.plan_problems = std::move(read.problems);
    outcome.scenario_changed =
        !read.inputs_sha256.empty() && read.inputs_sha256 != outcome.loaded.inputs_sha256;
    if (!read.plan || outcome.plan_problems.count(exchange::Severity::critical) > 0) {
        outcome.kind = VerifyOutcome::Kind::plan_refused;
        outcome.usage = stopwatch.read();
        return outcome;
    }
    model::Plan& plan = *read.plan;
    outcome.by_hand = plan.by_hand;
    if (plan.by_hand) {
        plan.options.include_announced = request.include_announced;
        plan.options.include_pledged = request.include_pledged;
    }
    outcome.verdict = verify::check(scenario, plan);
    if (outcome.verdict.accepted) {
        model::PlanResult achieved;
        achieved.chosen.name = "plan";
        achieved.chosen.plan = plan.by_hand ? verify::complete_by_hand(scenario, plan) : plan;
        achieved.chosen.measures = plan::measure(scenario, achieved.chosen.plan);
        achieved.not_used = outcome.loaded.not_used;
        outcome.achieved = std::move(achieved);
    }
    outcome.usage = stopwatch.read();
    return outcome;
}

}  // namespace imdad::app

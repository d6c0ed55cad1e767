#include "app/verify_plan.hpp"

#include "plan/planner.hpp"
#include "verify/certificate.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace imdad::app {

namespace {

using model::CertifiedBound;

void compare(bool equal, const char* code, const char* figure, JudgedBound& judged) {
    if (!equal) {
        judged.findings.push_back(
            {code, std::string(figure) + " is not what follows from the prices and the plan", ""});
    }
}

JudgedBound judge_bound(const model::Scenario& scenario,
                        const model::Plan& plan,
                        const CertifiedBound& stated,
                        const std::vector<model::AreaIndex>& out_of_reach,
                        int threads) {
    JudgedBound judged{.stated = stated};
    base::Result<CertifiedBound> found =
        verify::certify(scenario, plan, stated.certificate, out_of_reach, threads);
    if (!found) {
        judged.findings.push_back(std::move(found.error()));
        return judged;
    }
    compare(found->bound_nano == stated.bound_nano, "bound_differs", "the stated bound", judged);
    compare(found->plan_nano == stated.plan_nano,
            "plan_figure_differs",
            "what the plan is said to reach",
            judged);
    compare(found->gap == stated.gap, "gap_differs", "the stated gap", judged);
    judged.found = std::move(*found);
    return judged;
}

/// An area where the plan serves somebody, though it lists it as out of reach.
std::optional<model::AreaIndex> served_out_of_reach(
    const model::Scenario& scenario,
    const model::Plan& plan,
    const std::vector<model::AreaIndex>& out_of_reach) {
    for (const model::Service& service : plan.services) {
        const model::AreaIndex area = scenario.area_of(scenario[service.need]);
        if (std::ranges::find(out_of_reach, area) != out_of_reach.end()) {
            return area;
        }
    }
    return std::nullopt;
}

/// `plan`: accepted and complete.
void judge_bounds(const model::Scenario& scenario,
                  const model::Plan& plan,
                  const exchange::PlanReadOutcome& read,
                  VerifyOutcome& outcome) {
    const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    for (const CertifiedBound& stated : read.bounds) {
        outcome.bounds.push_back(judge_bound(scenario, plan, stated, read.out_of_reach, threads));
        if (stated.certificate.aim != model::Certificate::Aim::worst_off) {
            continue;
        }
        outcome.not_proved_out_of_reach =
            verify::not_proved_out_of_reach(scenario, plan.options, read.out_of_reach, threads);
        if (const auto area = served_out_of_reach(scenario, plan, read.out_of_reach)) {
            const std::string& pcode = scenario[*area].pcode;
            outcome.bounds.back().findings.push_back(
                {"served_out_of_reach",
                 pcode + " is listed as out of reach, and the plan serves people there",
                 pcode});
        }
    }
}

}  // namespace

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
        achieved.not_used = outcome.loaded.not_used_lines();
        judge_bounds(scenario, achieved.chosen.plan, read, outcome);
        outcome.achieved = std::move(achieved);
    }
    outcome.usage = stopwatch.read();
    return outcome;
}

}  // namespace imdad::app

#include "app/explain_plan.hpp"

#include "plan/explain.hpp"
#include "verify/checker.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

namespace imdad::app {

namespace {

constexpr std::size_t kNamed = 10;

/// `a, b, c and 5 more`, those that begin like `given` first.
std::string some_of(std::vector<std::string> names, const std::string& given) {
    const std::string start = given.substr(0, 2);
    std::ranges::stable_partition(names,
                                  [&](const std::string& name) { return name.starts_with(start); });
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return names.size() > kNamed ? fmt::format("{} and {} more", text, names.size() - kNamed)
                                 : text;
}

/// Looks the names up; what is not there is the error.
std::optional<base::Error> find_filters(const ExplainPlanRequest& request,
                                        const model::Scenario& scenario,
                                        plan::ExplainRequest& filters) {
    if (!request.area.empty()) {
        filters.area = scenario.find_area(request.area);
        if (!filters.area) {
            std::vector<std::string> pcodes;
            for (const model::Area& area : scenario->areas) {
                pcodes.push_back(area.pcode);
            }
            return base::Error{"unknown_area",
                               fmt::format("there is no area '{}' in areas.csv; there are {}",
                                           request.area,
                                           some_of(std::move(pcodes), request.area)),
                               request.area};
        }
    }
    if (!request.programme.empty()) {
        const auto row = std::ranges::find(
            scenario->programmes, request.programme, &model::Programme::programme_id);
        if (row == scenario->programmes.end()) {
            std::vector<std::string> ids;
            for (const model::Programme& programme : scenario->programmes) {
                ids.push_back(programme.programme_id);
            }
            return base::Error{
                "unknown_programme",
                fmt::format("there is no programme '{}' in programmes.csv; there are {}",
                            request.programme,
                            some_of(std::move(ids), request.programme)),
                request.programme};
        }
        filters.programme =
            model::ProgrammeIndex(static_cast<std::size_t>(row - scenario->programmes.begin()));
    }
    return std::nullopt;
}

}  // namespace

ExplainPlanOutcome explain_plan(const ExplainPlanRequest& request) {
    const Stopwatch stopwatch;
    ExplainPlanOutcome outcome;
    using Kind = ExplainPlanOutcome::Kind;
    outcome.loaded = load(request.scenario_folder);
    if (!outcome.loaded.usable()) {
        outcome.kind = Kind::scenario_refused;
        return outcome;
    }
    const model::Scenario& scenario = *outcome.loaded.scenario;
    plan::ExplainRequest wanted{
        .threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency())),
        .seconds = request.seconds,
        .progress = request.progress};
    outcome.error = find_filters(request, scenario, wanted);
    if (outcome.error) {
        outcome.kind = Kind::not_found;
        return outcome;
    }
    exchange::PlanReadOutcome read = exchange::read_plan_folder(scenario, request.plan_folder);
    outcome.plan_problems = std::move(read.problems);
    outcome.scenario_changed =
        !read.inputs_sha256.empty() && read.inputs_sha256 != outcome.loaded.inputs_sha256;
    if (!read.plan || outcome.plan_problems.count(exchange::Severity::critical) > 0) {
        outcome.kind = Kind::plan_refused;
        return outcome;
    }
    model::Plan& plan = *read.plan;
    if (plan.by_hand) {
        plan.options.include_announced = request.include_announced;
        plan.options.include_pledged = request.include_pledged;
        plan.options.policy = scenario->header.policy;
    }
    if (!verify::check(scenario, plan).accepted) {
        outcome.kind = Kind::plan_refused;
        outcome.error =
            base::Error{"plan_refused",
                        "the plan breaks rules of this scenario; `imdad verify` says which",
                        ""};
        return outcome;
    }
    if (plan.by_hand) {
        plan = verify::complete_by_hand(scenario, plan);
    }
    const auto value = std::ranges::find_if(read.bounds, [](const model::CertifiedBound& bound) {
        return bound.certificate.aim == model::Certificate::Aim::value;
    });
    outcome.explanation = plan::explain(
        scenario, plan, value == read.bounds.end() ? nullptr : &value->certificate, wanted);
    outcome.usage = stopwatch.read();
    return outcome;
}

}  // namespace imdad::app

#include "benchmarks/plan/scenario_bench.hpp"

#include "exchange/plan_geojson_shapes.hpp"
#include "exchange/scenario_folder.hpp"
#include "plan/planner.hpp"
#include "quantify/needs.hpp"
#include "verify/checker.hpp"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::benchmarks {

namespace {

using nlohmann::ordered_json;

tl::unexpected<base::Error> refused(const std::filesystem::path& folder, const std::string& why) {
    return base::fail(
        "scenario_refused",
        fmt::format(
            "{} cannot be planned: {}; `imdad check` lists every problem", folder.string(), why));
}

base::Result<model::Scenario> load(const std::filesystem::path& folder) {
    exchange::LoadOutcome loaded = exchange::load_scenario(folder);
    const auto shapes = exchange::read_shapes(folder / "boundaries.geojson");
    if (!shapes) {
        return refused(folder, shapes.error().message.text);
    }
    const std::size_t critical = loaded.problems.count(exchange::Severity::critical);
    if (!loaded.scenario || critical > 0) {
        return refused(folder, fmt::format("{} critical problems", critical));
    }
    return std::move(*loaded.scenario);
}

base::Result<model::Scenario> derive(const std::filesystem::path& folder, model::Scenario loaded) {
    auto [data, derived] = quantify::with_derived_needs(std::move(loaded).release());
    if (!derived.errors.empty()) {
        return refused(folder, derived.errors.front().message.text);
    }
    return model::Scenario::build(std::move(data));
}

/// Checks the plan and its baselines, in that order.
base::Result<void> verify_all(const model::Scenario& scenario,
                              const model::PlanResult& result,
                              ScenarioBenchOutcome& outcome) {
    std::vector<const model::NamedPlan*> plans = {&result.chosen};
    for (const model::NamedPlan& baseline : result.baselines) {
        plans.push_back(&baseline);
    }
    for (const model::NamedPlan* plan : plans) {
        const verify::Verdict verdict = verify::check(scenario, plan->plan);
        outcome.constraints_checked += verdict.constraints_checked;
        if (!verdict.accepted) {
            return base::fail("plan_refused",
                              fmt::format("the checker refuses the plan `{}`: {}",
                                          plan->name,
                                          verdict.violations.front().message));
        }
        ++outcome.plans_verified;
    }
    return {};
}

}  // namespace

base::Result<ScenarioBenchOutcome> run_scenario_bench(const ScenarioBenchRequest& request) {
    ScenarioBenchOutcome outcome{.request = request};
    std::optional<base::Result<model::Scenario>> scenario;
    outcome.load = cost_of([&] { scenario = load(request.folder); });
    if (*scenario) {
        outcome.derive = cost_of([&] { scenario = derive(request.folder, std::move(**scenario)); });
    }
    if (!*scenario) {
        return tl::unexpected(scenario->error());
    }
    const model::Scenario& closed = **scenario;
    const plan::Request how{.policy = closed->header.policy, .threads = request.threads};
    model::PlanResult result;
    outcome.plan = cost_of([&] { result = plan::make_plan(closed, how); });
    base::Result<void> verdict;
    outcome.verify = cost_of([&] { verdict = verify_all(closed, result, outcome); });
    if (!verdict) {
        return tl::unexpected(verdict.error());
    }
    outcome.peak_mb = peak_mb();
    outcome.name = closed->header.name;
    outcome.places = closed->places.size();
    outcome.needs = closed->needs.size();
    outcome.weeks = closed->header.weeks;
    outcome.measures = std::move(result.chosen.measures);
    if (outcome.measures.worst_area) {
        outcome.worst_area =
            closed[outcome.measures.areas[*outcome.measures.worst_area].area].pcode;
    }
    return outcome;
}

std::string scenario_bench_table(const ScenarioBenchOutcome& outcome) {
    return fmt::format(
        "scenario    {}: {} places, {} needs, {} weeks\n"
        "load        {:.3f} s\n"
        "derive      {:.3f} s\n"
        "plan        {:.3f} s on {} thread{} ({:.3f} s of computing), with the baselines\n"
        "verify      {:.3f} s, {} plans, {} constraints\n"
        "peak        {} MB\n"
        "value       {:.3f}\n",
        outcome.name,
        outcome.places,
        outcome.needs,
        outcome.weeks,
        outcome.load.seconds,
        outcome.derive.seconds,
        outcome.plan.seconds,
        outcome.request.threads,
        outcome.request.threads == 1 ? "" : "s",
        outcome.plan.cpu_seconds,
        outcome.verify.seconds,
        outcome.plans_verified,
        outcome.constraints_checked,
        outcome.peak_mb,
        outcome.measures.value);
}

std::string scenario_bench_json(const ScenarioBenchOutcome& outcome) {
    ordered_json worst_area = nullptr;
    if (outcome.measures.worst_area) {
        const auto& worst = outcome.measures.areas[*outcome.measures.worst_area];
        worst_area = {{"pcode", outcome.worst_area}, {"coverage", worst.coverage.to_double()}};
    }
    const ordered_json object = {{"scenario", outcome.name},
                                 {"threads", outcome.request.threads},
                                 {"places", outcome.places},
                                 {"needs", outcome.needs},
                                 {"weeks", outcome.weeks},
                                 {"load_seconds", outcome.load.seconds},
                                 {"derive_seconds", outcome.derive.seconds},
                                 {"plan_seconds", outcome.plan.seconds},
                                 {"verify_seconds", outcome.verify.seconds},
                                 {"plan_cpu_seconds", outcome.plan.cpu_seconds},
                                 {"peak_mb", outcome.peak_mb},
                                 {"plans_verified", outcome.plans_verified},
                                 {"constraints_checked", outcome.constraints_checked},
                                 {"value", outcome.measures.value},
                                 {"worst_area", worst_area}};
    return object.dump() + "\n";
}

}  // namespace imdad::benchmarks

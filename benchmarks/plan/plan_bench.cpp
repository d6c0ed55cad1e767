#include "benchmarks/plan/plan_bench.hpp"

#include "lp/legend.hpp"
#include "lp/mps_writer.hpp"
#include "plan/policy.hpp"
#include "plan/problem_builder.hpp"
#include "verify/certificate.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::benchmarks {

namespace {

using nlohmann::ordered_json;

struct Persons {
    std::int64_t target = 0;
    std::int64_t served = 0;

    [[nodiscard]] double share() const {
        return target == 0 ? 0 : static_cast<double>(served) / static_cast<double>(target);
    }
};

/// Over all programmes; those of generated instances have people of their own.
Persons persons_of(const model::Measures& measures) {
    Persons sum;
    for (const model::ProgrammeMeasure& programme : measures.programmes) {
        sum.target += programme.target.value();
        sum.served += programme.served.value();
    }
    return sum;
}

std::ptrdiff_t unreachable_areas(const model::Measures& measures) {
    return std::ranges::count(measures.areas, false, &model::AreaMeasure::reachable);
}

ordered_json worst_area(const model::Scenario& scenario, const model::Measures& measures) {
    if (!measures.worst_area) {
        return nullptr;
    }
    const model::AreaMeasure& worst = measures.areas[*measures.worst_area];
    return {{"pcode", scenario[worst.area].pcode}, {"coverage", worst.coverage.to_double()}};
}

std::string mps_name(const PlanBenchRequest& request) {
    return fmt::format("imdad_{}_seed_{}", request.size.name, request.seed);
}

lp::RelaxationSize write_relaxation(const PlanBenchRequest& request,
                                    const model::Scenario& scenario,
                                    const model::PlanOptions& options) {
    const plan::BuiltProblem built = plan::build_problem(scenario, options);
    const lp::Relaxation relaxation(built.problem, lp::value_aim(plan::slopes(options.policy)));
    std::vector<std::string> head = lp::commodity_lines(relaxation, built.problem, scenario.data());
    head.insert(head.begin(),
                fmt::format("Linear relaxation of the instance {} with seed {}. No plan is worth "
                            "more than its optimum.",
                            request.size.name,
                            request.seed));
    lp::write_mps(relaxation, mps_name(request), head, *request.mps);
    return relaxation.size();
}

ordered_json plan_figures(const model::Scenario& scenario, const model::NamedPlan& plan) {
    const Persons persons = persons_of(plan.measures);
    return {{"name", plan.name},
            {"value", plan.measures.value},
            {"served", persons.served},
            {"served_share", persons.share()},
            {"worst_area", worst_area(scenario, plan.measures)}};
}

/// Works the bounds out from the certificates, as `imdad plan` does before it writes anything.
void certify(const model::Scenario& scenario, model::PlanResult& result, int threads) {
    std::vector<model::AreaIndex> out_of_reach;
    for (const model::AreaMeasure& area : result.chosen.measures.areas) {
        if (!area.reachable) {
            out_of_reach.push_back(area.area);
        }
    }
    for (model::CertifiedBound& bound : result.bounds) {
        bound =
            verify::certify(scenario, result.chosen.plan, bound.certificate, out_of_reach, threads)
                .value();
    }
}

const model::CertifiedBound* bound_on(const model::PlanResult& result,
                                      model::Certificate::Aim aim) {
    const auto bound = std::ranges::find_if(
        result.bounds, [&](const model::CertifiedBound& b) { return b.certificate.aim == aim; });
    return bound == result.bounds.end() ? nullptr : &*bound;
}

ordered_json nano(const model::CertifiedBound* bound) {
    return bound == nullptr ? ordered_json(nullptr)
                            : ordered_json(static_cast<double>(bound->bound_nano) / 1e9);
}

std::string bounds_text(const model::PlanResult& result) {
    std::string text;
    if (const auto* bound = bound_on(result, model::Certificate::Aim::value)) {
        text += fmt::format("bound, gap  {:.3f}, {:.3f} %\n",
                            static_cast<double>(bound->bound_nano) / 1e9,
                            100 * bound->gap.to_double());
    }
    if (const auto* bound = bound_on(result, model::Certificate::Aim::worst_off)) {
        text += fmt::format("worst area  at most {:.2f} % in any plan\n",
                            static_cast<double>(bound->bound_nano) / 1e7);
    }
    return text.empty() ? "bound, gap  none\n" : text;
}

std::string worst_area_text(const model::Scenario& scenario, const model::Measures& measures) {
    if (!measures.worst_area) {
        return "none";
    }
    const model::AreaMeasure& worst = measures.areas[*measures.worst_area];
    return fmt::format(
        "{} at {:.1f} %", scenario[worst.area].pcode, 100 * worst.coverage.to_double());
}

}  // namespace

base::Result<PlanBenchOutcome> run_plan_bench(const PlanBenchRequest& request) {
    std::optional<base::Result<model::Scenario>> scenario;
    const Cost generation = cost_of(
        [&] { scenario = model::Scenario::build(generate_instance(request.size, request.seed)); });
    if (!*scenario) {
        return tl::unexpected(scenario->error());
    }
    PlanBenchOutcome outcome{.request = request,
                             .scenario = std::move(**scenario),
                             .generation = generation,
                             .result = {},
                             .relaxation = {}};
    const plan::Request how{.policy = request.policy.value_or(outcome.scenario->header.policy),
                            .threads = request.threads,
                            .baselines = request.baselines,
                            .engine = request.engine,
                            .gap = request.gap,
                            .stop = {},
                            .progress = {}};
    outcome.planning = cost_of([&] {
        outcome.result = plan::make_plan(outcome.scenario, how);
        certify(outcome.scenario, outcome.result, request.threads);
    });
    outcome.peak_mb = peak_mb();
    if (request.mps) {
        outcome.relaxation =
            write_relaxation(request, outcome.scenario, outcome.result.chosen.plan.options);
    }
    return outcome;
}

std::string plan_bench_table(const PlanBenchOutcome& outcome) {
    const PlanBenchRequest& request = outcome.request;
    const model::Measures& measures = outcome.result.chosen.measures;
    const Persons persons = persons_of(measures);
    std::string text = fmt::format(
        "instance    {}, seed {}: {} facilities, {} districts, {} products, {} weeks\n"
        "generation  {:.3f} s\n"
        "planning    {:.3f} s on {} thread{} ({:.3f} s of computing), peak {} MB{}\n"
        "value       {:.3f}\n"
        "{}"
        "served      {} of {} persons ({:.1f} %)\n"
        "worst area  {}; {} that no plan can serve\n",
        request.size.name,
        request.seed,
        request.size.facilities,
        request.size.districts,
        request.size.products,
        request.size.weeks,
        outcome.generation.seconds,
        outcome.planning.seconds,
        request.threads,
        request.threads == 1 ? "" : "s",
        outcome.planning.cpu_seconds,
        outcome.peak_mb,
        request.baselines ? ", with the baselines" : "",
        measures.value,
        bounds_text(outcome.result),
        persons.served,
        persons.target,
        100 * persons.share(),
        worst_area_text(outcome.scenario, measures),
        unreachable_areas(measures));
    for (const model::NamedPlan& baseline : outcome.result.baselines) {
        text += fmt::format("baseline    {}: value {:.3f}, served {:.1f} %, worst area {}\n",
                            baseline.name,
                            baseline.measures.value,
                            100 * persons_of(baseline.measures).share(),
                            worst_area_text(outcome.scenario, baseline.measures));
    }
    if (outcome.relaxation) {
        text += fmt::format("relaxation  {}: {} rows, {} columns, {} nonzeros\n",
                            request.mps->string(),
                            outcome.relaxation->rows,
                            outcome.relaxation->columns,
                            outcome.relaxation->nonzeros);
    }
    return text;
}

std::string plan_bench_json(const PlanBenchOutcome& outcome) {
    const PlanBenchRequest& request = outcome.request;
    const model::Measures& measures = outcome.result.chosen.measures;
    const Persons persons = persons_of(measures);
    ordered_json baselines = ordered_json::array();
    for (const model::NamedPlan& baseline : outcome.result.baselines) {
        baselines.push_back(plan_figures(outcome.scenario, baseline));
    }
    ordered_json mps = nullptr;
    if (outcome.relaxation) {
        mps = {{"file", request.mps->string()},
               {"rows", outcome.relaxation->rows},
               {"columns", outcome.relaxation->columns},
               {"nonzeros", outcome.relaxation->nonzeros}};
    }
    const model::CertifiedBound* const value =
        bound_on(outcome.result, model::Certificate::Aim::value);
    const ordered_json object = {
        {"instance", request.size.name},
        {"seed", request.seed},
        {"threads", request.threads},
        {"facilities", request.size.facilities},
        {"districts", request.size.districts},
        {"products", request.size.products},
        {"weeks", request.size.weeks},
        {"generation_seconds", outcome.generation.seconds},
        {"seconds", outcome.planning.seconds},
        {"cpu_seconds", outcome.planning.cpu_seconds},
        {"peak_mb", outcome.peak_mb},
        {"engine", outcome.result.engine_version},
        {"policy", to_text(outcome.result.chosen.plan.options.policy)},
        {"value", measures.value},
        {"bound", nano(value)},
        {"gap", value == nullptr ? ordered_json(nullptr) : ordered_json(value->gap.to_double())},
        {"worst_off_bound", nano(bound_on(outcome.result, model::Certificate::Aim::worst_off))},
        {"split_value",
         outcome.result.split_value ? ordered_json(*outcome.result.split_value)
                                    : ordered_json(nullptr)},
        {"gap_requested", request.gap},
        {"target", persons.target},
        {"served", persons.served},
        {"served_share", persons.share()},
        {"worst_area", worst_area(outcome.scenario, measures)},
        {"unreachable_areas", unreachable_areas(measures)},
        {"baselines", baselines},
        {"mps", mps}};
    return object.dump() + "\n";
}

}  // namespace imdad::benchmarks

#pragma once

#include "base/result.hpp"
#include "lp/relaxation.hpp"
#include "model/measures.hpp"
#include "plan/planner.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "benchmarks/instances/generator.hpp"
#include "benchmarks/plan/measuring.hpp"

/// `imdad_bench plan`: generate an instance, plan it, say what it took and what came of it.

namespace imdad::benchmarks {

struct PlanBenchRequest {
    InstanceSize size;
    std::uint64_t seed = 1;
    double gap = 0;  ///< asked for
    plan::Engine engine = plan::Engine::first_order;
    std::optional<model::Policy> policy;  ///< none: the instance's
    int threads = 1;
    bool baselines = false;
    std::optional<std::filesystem::path> mps;  ///< where to write the linear relaxation
};

struct PlanBenchOutcome {
    PlanBenchRequest request;
    model::Scenario scenario;
    Cost generation;
    Cost planning;             ///< the plan, its measures, and both bounds worked out in integers
    std::int64_t peak_mb = 0;  ///< generation and planning; before the relaxation is written
    model::PlanResult result;
    std::optional<lp::RelaxationSize> relaxation;
};

/// Errors: those of `model::Scenario::build`. Throws `base::Failure` if the MPS file cannot be
/// written.
[[nodiscard]] base::Result<PlanBenchOutcome> run_plan_bench(const PlanBenchRequest& request);

/// Lines for a person.
[[nodiscard]] std::string plan_bench_table(const PlanBenchOutcome& outcome);

/// One JSON object: instance, seed, threads, facilities, districts, products, weeks,
/// generation_seconds, seconds, cpu_seconds, peak_mb, engine, policy, value, bound, gap,
/// worst_off_bound (null where there is none), split_value, gap_requested, target, served,
/// served_share, worst_area, unreachable_areas, baselines, mps.
[[nodiscard]] std::string plan_bench_json(const PlanBenchOutcome& outcome);

}  // namespace imdad::benchmarks

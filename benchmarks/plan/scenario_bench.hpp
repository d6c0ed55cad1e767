#pragma once

#include "base/result.hpp"
#include "model/measures.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

#include "benchmarks/plan/measuring.hpp"

/// `imdad_bench scenario`: what the stages of `imdad plan` take on a scenario folder. Nothing is
/// written.

namespace imdad::benchmarks {

struct ScenarioBenchRequest {
    std::filesystem::path folder;
    int threads = 1;
};

struct ScenarioBenchOutcome {
    ScenarioBenchRequest request;
    std::string name;
    std::size_t places = 0;
    std::size_t needs = 0;
    int weeks = 0;
    Cost load;    ///< tables and the shapes of the map
    Cost derive;  ///< needs by quantification, scenario closed again
    Cost plan;    ///< the plan and its baselines
    Cost verify;  ///< all of these
    std::int64_t peak_mb = 0;
    std::size_t plans_verified = 0;
    std::size_t constraints_checked = 0;  ///< over all plans
    model::Measures measures;             ///< of the plan
    std::string worst_area;               ///< P-code; empty if there is none
};

/// Errors: `scenario_refused` if rows were refused, `plan_refused` naming the plan and the first
/// violation. Throws `base::Failure` when the folder cannot be read.
[[nodiscard]] base::Result<ScenarioBenchOutcome> run_scenario_bench(
    const ScenarioBenchRequest& request);

[[nodiscard]] std::string scenario_bench_table(const ScenarioBenchOutcome& outcome);

/// One JSON object: scenario, threads, places, needs, weeks, load_seconds, derive_seconds,
/// plan_seconds, verify_seconds, plan_cpu_seconds, peak_mb, plans_verified, constraints_checked,
/// value, worst_area.
[[nodiscard]] std::string scenario_bench_json(const ScenarioBenchOutcome& outcome);

}  // namespace imdad::benchmarks

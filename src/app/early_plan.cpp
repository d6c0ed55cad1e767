#include "app/early_plan.hpp"

#include "app/interrupt.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/plan_folder.hpp"
#include "report/plan_json.hpp"
#include "verify/checker.hpp"

#include <string>
#include <utility>

namespace imdad::app {

EarlyPlan::EarlyPlan(std::filesystem::path folder, OutputFolder estimate, OutputFolder first)
    : folder_(std::move(folder)), estimate_(std::move(estimate)), first_(std::move(first)) {}

base::Result<EarlyPlan> EarlyPlan::prepare(const std::filesystem::path& folder) {
    auto estimate = OutputFolder::prepare(folder / "estimate", OutputFolder::Contents::estimate);
    if (!estimate) {
        return tl::unexpected(std::move(estimate.error()));
    }
    auto first = OutputFolder::prepare(folder / "first");
    if (!first) {
        return tl::unexpected(std::move(first.error()));
    }
    return EarlyPlan(folder, std::move(*estimate), std::move(*first));
}

void EarlyPlan::write_summary(const LoadedScenario& loaded,
                              const model::PlanResult& result,
                              std::string_view name) const {
    const Usage usage = stopwatch_.read();
    exchange::write_bytes(
        folder_ / (std::string(name) + ".json"),
        report::plan_json(*loaded.scenario, result, {usage.seconds, usage.peak_mb, {}}) + "\n");
}

void EarlyPlan::write_estimate(const LoadedScenario& loaded, const model::Measures& measures) {
    {
        const DeferInterrupts deferred;
        exchange::write_coverage(*loaded.scenario, measures, estimate_.begin());
        model::PlanResult result;
        result.chosen.measures = measures;
        write_summary(loaded, result, "estimate");
        estimate_.publish(OutputFolder::Durable::no);
        stop_if_interrupted();
    }
    if (told_) {
        told_("estimate", stopwatch_.read().seconds);
    }
}

void EarlyPlan::write_first(const LoadedScenario& loaded, model::PlanResult result, int threads) {
    if (!verify::check(*loaded.scenario, result.chosen.plan).accepted) {
        return;
    }
    result.inputs_sha256 = loaded.inputs_sha256;
    result.not_used = loaded.not_used_lines();
    {
        const DeferInterrupts deferred;
        exchange::write_plan_folder(*loaded.scenario, result, first_.begin(), threads);
        write_summary(loaded, result, "first");
        first_.publish(OutputFolder::Durable::no);
        stop_if_interrupted();
    }
    if (told_) {
        told_("first", stopwatch_.read().seconds);
    }
}

}  // namespace imdad::app

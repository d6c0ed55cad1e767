#pragma once

#include "app/loaded.hpp"
#include "app/output_folder.hpp"
#include "app/usage.hpp"
#include "base/result.hpp"
#include "model/measures.hpp"

#include <filesystem>
#include <functional>
#include <string_view>

/// What is there to look at while a plan is still sought: within a second or so an estimate of who
/// would be served, then the planner's first plan. In a folder: `estimate/coverage.csv` and
/// `estimate.json`; `first/` with the files of a plan folder and `first.json`. The JSON is that of
/// `imdad plan --format json`. Each folder appears whole, after its JSON.

namespace imdad::app {

class EarlyPlan {
 public:
    /// Told the name of each, `estimate` and `first`, once it is in place, with the seconds so far.
    using Told = std::function<void(std::string_view name, double seconds)>;

    /// Errors: `not_replaceable` as of `OutputFolder::prepare`. Throws `base::Failure`.
    [[nodiscard]] static base::Result<EarlyPlan> prepare(const std::filesystem::path& folder);

    /// Throws `base::Failure`.
    void write_estimate(const LoadedScenario& loaded, const model::Measures& measures);

    /// Writes the plan if the checker accepts it; one that it refuses is left to the end, where it
    /// ends the run. Throws `base::Failure`.
    void write_first(const LoadedScenario& loaded, model::PlanResult result, int threads);

    void tell(Told told, const Stopwatch& stopwatch) {
        told_ = std::move(told);
        stopwatch_ = stopwatch;
    }

 private:
    EarlyPlan(std::filesystem::path folder, OutputFolder estimate, OutputFolder first);
    void write_summary(const LoadedScenario& loaded,
                       const model::PlanResult& result,
                       std::string_view name) const;

    std::filesystem::path folder_;
    OutputFolder estimate_;
    OutputFolder first_;
    Told told_;
    Stopwatch stopwatch_;
};

}  // namespace imdad::app

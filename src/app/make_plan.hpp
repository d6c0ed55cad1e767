#pragma once

#include "app/early_plan.hpp"
#include "app/loaded.hpp"
#include "app/usage.hpp"
#include "base/result.hpp"
#include "model/measures.hpp"
#include "model/phrase.hpp"
#include "plan/planner.hpp"
#include "verify/checker.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// `imdad plan`: read, derive, plan, have the plan and its baselines judged, and only then write.

namespace imdad::app {

struct MakePlanRequest {
    std::filesystem::path scenario_folder;
    std::optional<std::filesystem::path>
        out;  ///< none: `plan-<scenario name>` in the current folder
    /// None: nothing is written before the end. See `EarlyPlan`.
    std::optional<std::filesystem::path> early;
    EarlyPlan::Told early_told;               ///< may be empty
    std::optional<model::Policy> policy;      ///< none: the scenario's
    std::optional<model::Audience> audience;  ///< none: the scenario's
    bool include_announced = false;
    bool include_pledged = false;
    plan::Engine engine = plan::Engine::first_order;
    double gap = 0.005;     ///< asked of the bound on the value
    double time_limit = 0;  ///< seconds from the start of `make_plan`; 0: none
    int threads = 0;        ///< 0: as many as the machine has; changes the speed only
    std::function<void(std::string_view)> progress;  ///< told the name of each stage; may be empty
    /// Told how far the search is; may be empty.
    std::function<void(const plan::SearchProgress&, double seconds_so_far)> search_progress;
};

/// A plan or certificate of our own that the checker refuses: a bug in the planner, never the
/// user's fault.
struct RefusedOwnPlan {
    std::string name;
    verify::Verdict verdict;
};

struct MakePlanOutcome {
    enum class Kind {
        planned,
        scenario_refused,    ///< critical problems; nothing was planned or written
        own_plan_refused,    ///< nothing was written
        out_not_replaceable  ///< or `early`; `error` says why; nothing was planned or written
    };
    /// Why the search ended. The plan is written in any case.
    enum class Ended { by_itself, time_limit, interrupted };
    Kind kind = Kind::planned;
    Ended ended = Ended::by_itself;
    LoadedScenario loaded;
    model::PlanResult result;   ///< if planned
    std::string lock_note;      ///< why not all that the locks ask for can be had; may be empty
    model::Phrase lock_phrase;  ///< what it says, for other languages
    model::Audience audience = model::Audience::public_;
    std::filesystem::path out;            ///< folder of the files
    std::vector<std::string> files;       ///< names in `out`, sorted
    std::size_t constraints_checked = 0;  ///< of the chosen plan
    std::optional<RefusedOwnPlan> refused;
    std::optional<base::Error> error;
    Usage usage;
};

/// Throws `base::Failure`; then nothing was written.
[[nodiscard]] MakePlanOutcome make_plan(const MakePlanRequest& request);

/// The first plan in `result` that the checker refuses, if any; sets `constraints_checked` of the
/// chosen one.
[[nodiscard]] std::optional<RefusedOwnPlan> judge(const model::Scenario& scenario,
                                                  const model::PlanResult& result,
                                                  std::size_t& constraints_checked,
                                                  int threads = 1);

/// Works out what follows from the certificates in `result.bounds` and fills in bound, plan and
/// gap. The first that the checker refuses, if any.
[[nodiscard]] std::optional<RefusedOwnPlan> certify_bounds(const model::Scenario& scenario,
                                                           model::PlanResult& result,
                                                           int threads = 1);

/// `plan-<name>` with every character that is awkward in a folder name replaced by `-`.
[[nodiscard]] std::filesystem::path default_out(const std::string& scenario_name);

}  // namespace imdad::app

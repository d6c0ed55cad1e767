#pragma once

#include "app/loaded.hpp"
#include "app/usage.hpp"
#include "base/result.hpp"
#include "exchange/plan_folder.hpp"
#include "model/explanation.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// `imdad explain`: why somebody is short under a plan, and what would help most.

namespace imdad::app {

struct ExplainPlanRequest {
    std::filesystem::path scenario_folder;
    std::filesystem::path plan_folder;
    std::string area;       ///< P-code; areas inside it count; empty: all
    std::string programme;  ///< id; empty: all
    /// Supplies that a plan made by hand counts on; any other plan says so itself.
    bool include_announced = false;
    bool include_pledged = false;
    double seconds = 60;  ///< for solving again
    std::function<void(std::string_view)> progress;
};

struct ExplainPlanOutcome {
    enum class Kind {
        explained,
        scenario_refused,
        plan_refused,  ///< `plan_problems`, or rules that the plan breaks: see `imdad verify`
        not_found      ///< no such area or programme: `error` says which there are
    };
    Kind kind = Kind::explained;
    LoadedScenario loaded;
    exchange::ProblemList plan_problems;
    bool scenario_changed = false;  ///< since the plan was made
    std::optional<base::Error> error;
    model::Explanation explanation;  ///< if explained
    Usage usage;
};

/// Throws `base::Failure`.
[[nodiscard]] ExplainPlanOutcome explain_plan(const ExplainPlanRequest& request);

}  // namespace imdad::app

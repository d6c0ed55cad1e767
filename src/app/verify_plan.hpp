#pragma once

#include "app/loaded.hpp"
#include "app/usage.hpp"
#include "exchange/plan_folder.hpp"
#include "model/measures.hpp"
#include "verify/checker.hpp"

#include <filesystem>
#include <optional>

/// `imdad verify`: an independent judgement of a plan folder against the scenario it is for.

namespace imdad::app {

struct VerifyRequest {
    std::filesystem::path scenario_folder;
    std::filesystem::path plan_folder;
    /// Supplies that a plan made by hand counts on; any other plan says so itself.
    bool include_announced = false;
    bool include_pledged = false;
};

struct VerifyOutcome {
    enum class Kind { judged, scenario_refused, plan_refused };
    Kind kind = Kind::judged;
    LoadedScenario loaded;
    exchange::ProblemList plan_problems;
    verify::Verdict verdict;        ///< if judged
    bool by_hand = false;           ///< shipments alone: who is served was worked out
    bool scenario_changed = false;  ///< since the plan was made, as far as the plan says of what
    /// What the plan achieves, without baselines, stock and hash; only of an accepted plan.
    std::optional<model::PlanResult> achieved;
    Usage usage;
};

/// Throws `base::Failure`.
[[nodiscard]] VerifyOutcome verify_plan(const VerifyRequest& request);

}  // namespace imdad::app

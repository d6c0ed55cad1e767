#pragma once

#include "app/loaded.hpp"
#include "app/usage.hpp"
#include "base/result.hpp"
#include "exchange/plan_folder.hpp"
#include "model/measures.hpp"
#include "verify/checker.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

/// `imdad verify`: an independent judgement of a plan folder against the scenario it is for.

namespace imdad::app {

struct VerifyRequest {
    std::filesystem::path scenario_folder;
    std::filesystem::path plan_folder;
    /// Supplies that a plan made by hand counts on; any other plan says so itself.
    bool include_announced = false;
    bool include_pledged = false;
};

/// A certificate of the plan, worked out again.
struct JudgedBound {
    model::CertifiedBound stated;
    std::optional<model::CertifiedBound> found;  ///< none if the certificate is refused
    std::vector<base::Error> findings;           ///< why it is refused, or what differs
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
    std::vector<JudgedBound> bounds;  ///< certificates of an accepted plan; empty: it has none
    /// Areas that the plan lists as out of reach, which a plan that may split packs could serve.
    std::vector<model::AreaIndex> not_proved_out_of_reach;
    Usage usage;

    /// The plan keeps every rule, and what it states about bounds follows from its prices.
    [[nodiscard]] bool accepted() const {
        return kind == Kind::judged && verdict.accepted &&
               std::ranges::all_of(bounds,
                                   [](const JudgedBound& bound) { return bound.findings.empty(); });
    }
};

/// Throws `base::Failure`.
[[nodiscard]] VerifyOutcome verify_plan(const VerifyRequest& request);

}  // namespace imdad::app

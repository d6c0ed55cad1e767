#pragma once

#include "app/adopt.hpp"
#include "app/plan_jobs.hpp"

#include <string>

/// The adoption of a plan that a server made and keeps.

namespace imdad::app {

struct ProposePlan {
    Access access;     ///< `today`: the day as of which agreements have to be in force
    std::string plan;  ///< id of the plan
    std::string key;   ///< of the request, 32 hexadecimal digits: the id of the adoption
    std::string activity;
    bool emergency = false;
    std::string reason;
    bool dry_run = false;
    bool day_is_said = false;
};

/// As `adopt_plan`, of the plan in its folder and the scenario that it was made of. Errors: those
/// of `adopt_plan` and of `PlanJobs::show`; `plan_not_ready`, `plan_not_accepted`,
/// `other_scenario`.
[[nodiscard]] Answer<AdoptOutcome> propose_plan(const PlanJobs& plans, const ProposePlan& wish);

}  // namespace imdad::app

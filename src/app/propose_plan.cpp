#include "app/propose_plan.hpp"

#include "app/books.hpp"
#include "app/sentences.hpp"

#include <fmt/format.h>

namespace imdad::app {

namespace {

constexpr std::size_t kToldMost = 20;

/// Why the checker does not let a plan through.
Refusal not_accepted(const VerifyOutcome& verified, const std::string& plan) {
    if (verified.scenario_changed) {
        return {
            "other_scenario",
            {fmt::format("the plan {} was made of another scenario than the one beside it: plan "
                         "again.",
                         plan)},
            {}};
    }
    Refusal refusal{
        "plan_not_accepted",
        {fmt::format("the checker does not accept the plan {}: make another one.", plan)},
        {}};
    for (const verify::Violation& violation : verified.verdict.violations) {
        if (refusal.lines.size() <= kToldMost) {
            refusal.lines.push_back(violation.message);
        }
    }
    return refusal;
}

}  // namespace

Answer<AdoptOutcome> propose_plan(const PlanJobs& plans, const ProposePlan& wish) {
    if (const auto session = open_session(wish.access, Task::adopt_plan); !session) {
        return tl::unexpected(session.error());
    }
    const Answer<PlanLine> line = plans.show(wish.access, wish.plan);
    if (!line) {
        return tl::unexpected(line.error());
    }
    if (!line->has_plan) {
        return no(tell("plan_not_ready"));
    }
    const std::filesystem::path folder = plans.folder_of(line->id);
    Answer<AdoptOutcome> outcome = adopt_plan({.access = wish.access,
                                               .snapshot = folder / "scenario",
                                               .plan = folder / "plan",
                                               .id = wish.key,
                                               .activity = wish.activity,
                                               .emergency = wish.emergency,
                                               .reason = wish.reason,
                                               .dry_run = wish.dry_run,
                                               .plan_id = line->id,
                                               .key = wish.dry_run ? "" : wish.key,
                                               .day_is_said = wish.day_is_said});
    if (!outcome && outcome.error().code == "no_snapshot") {
        return no(tell("scenario_no_snapshot"));
    }
    if (outcome && !outcome->replayed && !outcome->usable()) {
        return tl::unexpected(not_accepted(outcome->verified, wish.plan));
    }
    return outcome;
}

}  // namespace imdad::app

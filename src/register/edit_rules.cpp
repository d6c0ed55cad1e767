#include "register/edit_rules.hpp"

#include "register/role_sets.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace imdad::registry {

namespace {

using namespace role_sets;

using enum State;

constexpr States kBeforeHeld = states_in({scheduled, postponed});
constexpr States kUntilRecorded = states_in({scheduled, postponed, held});
constexpr States kForming = states_in({proposed, draft});
constexpr States kBeforeSigned = states_in({proposed, draft, review, signature});
constexpr States kUntilEnded = states_in(
    {proposed, draft, review, signature, signed_by_all, in_force, suspended, expired, terminated});
constexpr States kBinding = states_in({signed_by_all, in_force, suspended});
constexpr States kPlanForming = states_in({draft, under_review});
constexpr States kShaping = states_in({identified});
constexpr States kPreparing = states_in({identified, planned, ready});
constexpr States kReporting = states_in({under_way, on_hold, completed, terminated_partial});
constexpr States kNotClosed =
    states_in({identified, planned, ready, under_way, on_hold, completed, terminated_partial});
constexpr States kPending = states_in({open, in_progress, reopened});

constexpr Kind kC = Kind::consultation;
constexpr Kind kI = Kind::instrument;
constexpr Kind kM = Kind::amendment;
constexpr Kind kP = Kind::action_plan;
constexpr Kind kA = Kind::activity;
constexpr Kind kN = Kind::action_point;

constexpr auto kRules = std::to_array<EditRule>({
    {Kind::party, "classification", kAnyState, kSecretariat},
    {Kind::party, "type", kAnyState, kSecretariat},
    {Kind::party, "code", kAnyState, kSecretariat},
    {Kind::party, "names", kAnyState, kSecretariat},
    {Kind::party, "roles", kAnyState, kSecretariat},
    {Kind::party, "mandates", kAnyState, kPartners},
    {Kind::party, "held_by", kAnyState, kSecretariat},
    {Kind::party, "blocked", kAnyState, kSecretariat},
    {Kind::party, "blocked_reason", kAnyState, kSecretariat},

    {kC, "classification", kAnyState, kSecretariat},
    {kC, "title", kUntilRecorded, kPartners},
    {kC, "place", kUntilRecorded, kPartners},
    {kC, "scheduled_on", kBeforeHeld, kPartners},
    {kC, "held_on", kBeforeHeld, kPartners, false, true},
    {kC, "participants", kUntilRecorded, kPartners},
    {kC, "topics", kUntilRecorded, kPartners},
    {kC, "outcomes", states_in({held}), kPartners},
    // Once recorded, an outcome can be followed up, never reworded nor made stronger.
    {kC, "outcomes[].link", states_in({outcomes_recorded}), kPartners},
    {kC, "outcomes[].linked_id", states_in({outcomes_recorded}), kPartners},
    {kC, "outcomes[].waived_reason", states_in({outcomes_recorded}), kPartners},
    // Minutes are agreed on after the meeting, and may come late.
    {kC, "attachments", kAnyState, kPartners, true},

    {kI, "classification", kAnyState, kSecretariat},
    {kI, "parent", kForming, kPartners},
    {kI, "source_consultation", kForming, kPartners},
    {kI, "source_outcome", kForming, kPartners},
    {kI, "source_reason", kForming, kPartners},
    {kI, "terms", kForming, kPartners},
    {kI, "comments", states_in({draft, review}), kPartners},
    {kI, "attachments", kUntilEnded, kPartners, true},
    {kI,
     "entry_into_force",
     states_in({proposed, draft, review, signature, signed_by_all}),
     kPartners},
    {kI, "several_frameworks_reason", kUntilEnded, kSecretariat, true},
    {kI, "notice_given_on", kBinding, kPartners, true, true},

    {kM, "classification", kAnyState, kSecretariat},
    {kM, "class", states_in({draft}), kPartners},
    {kM, "reason", states_in({draft}), kPartners},
    {kM, "terms", states_in({draft}), kPartners},
    {kM, "comments", states_in({draft, review}), kPartners},
    {kM, "attachments", kBeforeSigned, kPartners, true},

    {kP, "classification", kAnyState, kSecretariat},
    {kP, "title", kPlanForming, kPlanning},
    {kP, "period", kPlanForming, kPlanning},

    {kA, "classification", kAnyState, kSecretariat},
    {kA, "type", kShaping, kPlanning},
    {kA, "title", kPreparing, kPlanning},
    {kA, "lead", kPreparing, kPlanning},
    {kA, "quarters", kShaping, kPlanning},
    {kA, "places", kShaping, kPlanning},
    {kA, "sectors", kShaping, kPlanning},
    {kA, "countries", kShaping, kPlanning},
    {kA, "budget_line", kShaping, kPlanning},
    {kA, "no_cost", kShaping, kPlanning},
    {kA, "resources", kShaping, kPlanning},
    {kA, "resource_waiver", kPreparing, kPlanning},
    {kA, "humanitarian", kShaping, kPlanning},
    {kA, "development", kShaping, kPlanning},
    {kA, "peace", kShaping, kPlanning},
    {kA, "humanitarian_law", kShaping, kPlanning},
    {kA, "mission", kPreparing, kPlanning},
    // Baseline and target are promised before work begins; actual figures come while it runs.
    {kA, "indicators", kShaping, kPlanning},
    {kA, "indicators[].actual", kReporting, kField},
    {kA, "indicators[].actual_on", kReporting, kField, false, true},
    {kA, "indicators[].no_actual_reason", kReporting, kField},
    {kA, "milestones", kPreparing, kPlanning},
    {kA, "milestones[].reached_on", kReporting, kField, false, true},
    {kA, "seats.offered", kPreparing, kPlanning},
    {kA, "seats.booked", states_in({planned, ready, under_way, on_hold}), kField},
    {kA, "seats.attended", states_in({under_way, on_hold}), kField},
    {kA, "seats.attendance_sha256", states_in({under_way, on_hold}), kField, true},
    {kA, "actual_start", states_in({ready}), kField, false, true},
    {kA, "actual_start", states_in({under_way, on_hold}), kField, false, true, true},
    {kA, "actual_end", states_in({under_way, on_hold}), kField, false, true},
    {kA, "final_report_sha256", kReporting, kField, true},
    {kA, "attachments", kNotClosed, kField, true},

    {kN, "classification", kAnyState, kSecretariat},
    {kN, "title", kPending, kWorkers},
    {kN, "priority", kPending, kWorkers},
    {kN, "assignee", kPending, kWorkers},
    {kN, "action_taken", kPending, kWorkers},
    {kN, "document_sha256", kPending, kWorkers},
    {kN, "verifier", kPending, kWorkers},
    {kN, "adequate", states_in({done}), kVerifiers},
});

/// `indicators[doses].actual` is `indicators[].actual` for the rules.
std::string without_keys(std::string_view field) {
    std::string text;
    bool inside = false;
    for (const char c : field) {
        inside = inside && c != ']';
        if (!inside) {
            text += c;
        }
        inside = inside || c == '[';
    }
    return text;
}

bool covers(std::string_view rule, std::string_view field) {
    return field.starts_with(rule) &&
           (field.size() == rule.size() || field[rule.size()] == '.' || field[rule.size()] == '[');
}

}  // namespace

std::span<const EditRule> edit_rules() {
    return kRules;
}

const EditRule* find_edit_rule(Kind kind, std::string_view field, State state) {
    const std::string plain = without_keys(field);
    const auto found = std::ranges::find_if(kRules, [&](const EditRule& rule) {
        return rule.kind == kind && holds(rule.states, state) && covers(rule.field, plain);
    });
    return found == kRules.end() ? nullptr : &*found;
}

}  // namespace imdad::registry

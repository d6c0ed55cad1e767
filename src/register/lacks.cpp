#include "register/lacks.hpp"

#include "base/assert.hpp"

#include <array>

#include <fmt/args.h>
#include <fmt/format.h>

namespace imdad::registry {

namespace {

struct Entry {
    LackCode code;
    std::string_view text;
    std::string_view english;
};

#define IMDAD_LACK(code, english)      \
    Entry {                            \
        LackCode::code, #code, english \
    }

constexpr auto kCatalogue = std::to_array<Entry>({
    IMDAD_LACK(no_such_entity, "There is no {0} {1}."),
    IMDAD_LACK(id_taken, "There is already a {0} {1}; choose another id."),
    IMDAD_LACK(id_not_allowed,
               "\"{0}\" is no id: use letters, digits, '-', '_', '.', '/' and ':' only."),
    IMDAD_LACK(no_such_reference, "{0} names the {1} {2}, which is not in the register."),
    IMDAD_LACK(no_such_field, "{0} cannot hold \"{1}\": {2}."),
    IMDAD_LACK(field_not_editable, "{0} cannot be edited while the {1} is {2}."),
    IMDAD_LACK(field_kept_once_given,
               "{0} is \"{1}\" and stays so, it cannot become \"{2}\"; add another one instead."),
    IMDAD_LACK(field_not_for_role, "{0} is edited by {1} only."),
    IMDAD_LACK(day_in_future, "{0} says when something happened; {1} is after today, {2}."),
    IMDAD_LACK(field_needed, "{0} is needed; it may be corrected, not taken away."),
    IMDAD_LACK(no_such_step, "No step takes the {0} from {1} to {2}; from {1} it goes to: {3}."),
    IMDAD_LACK(not_by_command,
               "The step from {0} to {1} follows from another entity; no command takes it."),
    IMDAD_LACK(role_missing, "The {0} needs the role {1}; {2} has {3}."),
    IMDAD_LACK(role_of_party_missing, "{0} is not a user of {1}."),
    IMDAD_LACK(reason_missing, "A reason is missing."),

    IMDAD_LACK(held_date_missing, "The day on which it was held is missing."),
    IMDAD_LACK(held_date_in_future, "It is said to be held on {0}, which is after today, {1}."),
    IMDAD_LACK(too_few_partners, "Partners: {0}; at least 2 are needed."),
    IMDAD_LACK(new_date_missing, "A new date, {0} or later, is missing; {1} is stated."),
    IMDAD_LACK(outcome_missing, "No outcome is recorded; at least 1 is needed."),
    IMDAD_LACK(outcome_incomplete, "Outcome {0} has no {1}."),
    IMDAD_LACK(outcome_without_follow_up,
               "Outcome {0} is linked to nothing; link it to an instrument, an action point or a "
               "pledge, or waive it with a reason."),
    IMDAD_LACK(outcome_link_unknown, "Outcome {0} is linked to the {1} {2}, which does not exist."),
    IMDAD_LACK(outcome_link_unfit, "Outcome {0}, of type {1}, cannot be met by the link to a {2}."),

    IMDAD_LACK(too_few_parties, "Parties: {0}; at least 2 are needed."),
    IMDAD_LACK(focal_point_missing, "{0} has no lead focal point."),
    IMDAD_LACK(source_missing,
               "The consultation that it comes from is missing; link it with its outcome, or give "
               "the reason why there is none."),
    IMDAD_LACK(source_too_weak,
               "Outcome {1} of {0} was only {2}; a draft needs one that was agreed or signed, or a "
               "reason."),
    IMDAD_LACK(term_missing, "The {0} is missing."),
    IMDAD_LACK(period_invalid,
               "The period is {0}; it needs a start and an end, the start not after the end."),
    IMDAD_LACK(text_missing, "The text with its SHA-256 is not attached."),
    IMDAD_LACK(outside_parent, "Its period, {0}, is not inside that of its parent {1}, {2}."),
    IMDAD_LACK(parent_not_signed, "Its parent {0} is {1}; it must be signed or in force."),
    IMDAD_LACK(parent_not_in_force, "Its parent {0} is {1}; it must be in force."),
    IMDAD_LACK(acceptance_missing, "{0} has not accepted the text."),
    IMDAD_LACK(comments_open, "Open comments: {0}; all must be resolved."),
    IMDAD_LACK(not_a_party, "{0} is not a party of it."),
    IMDAD_LACK(not_in_state, "The {0} is {1}; this is done while it is {2}."),
    IMDAD_LACK(signature_missing, "The signature of {0} with its date is missing."),
    IMDAD_LACK(signature_in_future, "{0} is said to sign on {1}, which is after today, {2}."),
    IMDAD_LACK(signatory_not_authorised,
               "{0} holds no mandate to sign for {1} on {2}; enter the mandate with its source."),
    IMDAD_LACK(signed_file_missing, "The signed file with its SHA-256 is not attached."),
    IMDAD_LACK(four_eyes, "{0} recorded {1}; somebody else must take this step."),
    IMDAD_LACK(not_started, "It starts on {0}, which is after today, {1}."),
    IMDAD_LACK(signed_after_start,
               "{0} signed on {1}, after the start on {2}; give the date of entry into force."),
    IMDAD_LACK(party_blocked, "{0} is blocked: {1}."),
    IMDAD_LACK(
        umbrella_taken,
        "{0} is already in force between {1} and {2} on \"{3}\"; flag this one with a reason "
        "or end the other."),
    IMDAD_LACK(predecessor_not_free, "It renews {0}, which {1}."),
    IMDAD_LACK(amendment_open,
               "Amendment {0} is open; the status is frozen until it is merged or withdrawn."),
    IMDAD_LACK(child_amendment_open,
               "Amendment {0} of {1}, which depends on it, is open; merge or withdraw it first."),
    IMDAD_LACK(period_over, "It ended on {0}, before today, {1}."),
    IMDAD_LACK(period_not_over, "It ends on {0}, which is not before today, {1}."),
    IMDAD_LACK(termination_document_missing,
               "The termination document with its SHA-256 is not attached."),
    IMDAD_LACK(notice_missing, "The day on which notice was given is missing."),
    IMDAD_LACK(notice_running, "Notice was given on {0}; its {1} days end on {2}, today is {3}."),
    IMDAD_LACK(commitment_unassigned,
               "Commitment {0} ({1}) is open; say whether it runs off or is cancelled."),
    IMDAD_LACK(commitment_unknown, "{0} is no open commitment under it."),
    IMDAD_LACK(commitment_open, "Commitment {0} ({1}) is open."),
    IMDAD_LACK(plan_not_ended, "Action plan {0} is {1}; it must be completed or cancelled."),
    IMDAD_LACK(child_not_ended, "{0}, which depends on it, is {1}; it must have ended."),
    IMDAD_LACK(successor_exists, "{0} already renews it."),
    IMDAD_LACK(reference_malformed, "\"{0}\" is no reference of it; right: {1}."),
    IMDAD_LACK(reference_taken, "Reference {0} belongs to {1}."),
    IMDAD_LACK(class_unfit, "The amendment is of class {0}, but it changes: {1}."),
    IMDAD_LACK(full_review_needed,
               "The amendment changes {0}; it goes through the full review, not straight to "
               "signature."),
    IMDAD_LACK(nothing_changed, "The amendment changes nothing."),
    IMDAD_LACK(child_outside, "{0}, {1}, would not be inside the new period, {2}."),
    IMDAD_LACK(base_changed, "{0} is {1}; it is amended while signed, in force or suspended."),

    IMDAD_LACK(instrument_not_signed, "Instrument {0} is {1}; it must be signed or in force."),
    IMDAD_LACK(instrument_not_in_force, "Instrument {0} is {1}; it must be in force on {2}."),
    IMDAD_LACK(plan_outside_instrument,
               "The period of the plan, {0}, is not inside that of its instrument, {1}."),
    IMDAD_LACK(activity_missing, "The plan has no activity; at least 1 is needed."),
    IMDAD_LACK(activity_not_ended, "Activity {0} is {1}; it must have ended."),
    IMDAD_LACK(activity_running,
               "Activity {0} is {1} and cannot be cancelled with the plan; end it first."),
    IMDAD_LACK(lead_missing, "Activity {0} has no lead."),
    IMDAD_LACK(quarter_missing, "Activity {0} has no time frame; at least one quarter is needed."),
    IMDAD_LACK(quarter_outside_plan, "Quarter {1} of activity {0} does not touch the plan, {2}."),
    IMDAD_LACK(place_missing, "Activity {0} has no place."),
    IMDAD_LACK(shares_not_whole, "The {1} shares of activity {0} sum to {2} %, not to 100 %."),
    IMDAD_LACK(indicator_missing, "Activity {0} has no indicator; at least 1 is needed."),
    IMDAD_LACK(indicator_incomplete, "Indicator {1} of activity {0} has no {2}."),
    IMDAD_LACK(budget_missing, "Activity {0} has neither a budget line nor the mark \"no cost\"."),
    IMDAD_LACK(mission_incomplete, "The mission of activity {0} has no {1}."),
    IMDAD_LACK(seats_missing, "Activity {0} offers no seats."),
    IMDAD_LACK(law_tag_missing,
               "Activity {0} is on international humanitarian law and does not carry its tag."),
    IMDAD_LACK(plan_not_agreed, "Action plan {0} is {1}; it must be agreed or active."),
    IMDAD_LACK(plan_not_active, "Action plan {0} is {1}; it must be active."),
    IMDAD_LACK(
        plan_not_open,
        "Action plan {0} is {1}; activities are added while it is in draft or under review."),
    IMDAD_LACK(resource_short, "{1} of {2} {0} are allocated; allocate the rest or give a waiver."),
    IMDAD_LACK(start_missing, "The day on which it started is missing."),
    IMDAD_LACK(start_in_future, "It is said to start on {0}, which is after today, {1}."),
    IMDAD_LACK(end_missing, "The day on which it ended is missing."),
    IMDAD_LACK(end_in_future, "It is said to end on {0}, which is after today, {1}."),
    IMDAD_LACK(end_before_start, "It is said to end on {0}, before its start on {1}."),
    IMDAD_LACK(actual_missing,
               "Indicator {0} has no actual figure, and no reason why there is none."),
    IMDAD_LACK(seats_inconsistent,
               "Seats: {0} offered, {1} booked, {2} attended; each must be known and not more than "
               "the one before."),
    IMDAD_LACK(attendance_missing, "The SHA-256 of the attendance list is missing."),
    IMDAD_LACK(shipment_open, "Shipment {0} is not closed."),
    IMDAD_LACK(resource_unbalanced,
               "{0}: {1} committed, but {2} delivered + {3} returned + {4} written off; the "
               "difference is {5}."),
    IMDAD_LACK(resource_outstanding, "{0}: {1} are outstanding; 0 would be right."),
    IMDAD_LACK(final_report_missing, "The final report is not {0}."),
    IMDAD_LACK(final_report_by_lead,
               "{0} is a user of {1}, which leads the activity; another accepts its final report."),
    IMDAD_LACK(something_delivered,
               "{1} {0} have been delivered; set it to terminated_partial instead."),
    IMDAD_LACK(nothing_delivered, "Nothing has been delivered; cancel it instead."),
    IMDAD_LACK(held_from_elsewhere, "It was put on hold from {0}, and returns there."),
    IMDAD_LACK(held_by_plan, "It is on hold with action plan {0}, and resumes with it."),

    IMDAD_LACK(action_note_missing, "A note of the action taken is missing."),
    IMDAD_LACK(evidence_missing, "It is of high priority: the SHA-256 of a document is missing."),
    IMDAD_LACK(verifier_missing, "It is of high priority: a verifier must be named."),
    IMDAD_LACK(verifier_not_other, "{0} cannot verify it: {0} is its {1}."),
    IMDAD_LACK(not_the_verifier, "{0} is named to verify it, not {1}."),
    IMDAD_LACK(not_adequate, "The action has not been found adequate; reopen it with a reason."),
    IMDAD_LACK(not_inadequate, "The action has not been found inadequate; say so first."),
    IMDAD_LACK(due_unchanged, "The due date is {0} already."),

    IMDAD_LACK(override_role_missing,
               "Only {0} may commit without an instrument in force; {1} has {2}."),
    IMDAD_LACK(override_reason_missing,
               "A commitment without an instrument in force needs the reason of the emergency."),
});

#undef IMDAD_LACK

constexpr bool in_order() {
    for (std::size_t i = 0; i < kCatalogue.size(); ++i) {
        if (static_cast<std::size_t>(kCatalogue[i].code) != i) {
            return false;
        }
    }
    return kCatalogue.size() == static_cast<std::size_t>(LackCode::code_count);
}

static_assert(in_order(), "the catalogue has one entry for each code, in their order");

const Entry& entry_of(LackCode code) {
    IMDAD_ASSERT(code < LackCode::code_count, "no code of what is missing");
    return kCatalogue[static_cast<std::size_t>(code)];
}

}  // namespace

std::string_view code_text(LackCode code) {
    return entry_of(code).text;
}

std::string_view sentence_text(LackCode code) {
    return entry_of(code).english;
}

std::string sentence(const Lack& lack) {
    fmt::dynamic_format_arg_store<fmt::format_context> arguments;
    for (const std::string& argument : lack.arguments) {
        arguments.push_back(argument);
    }
    return fmt::vformat(entry_of(lack.code).english, arguments);
}

std::string sentences(std::span<const Lack> lacks) {
    std::string text;
    for (const Lack& lack : lacks) {
        text += (text.empty() ? "" : " ") + sentence(lack);
    }
    return text;
}

}  // namespace imdad::registry

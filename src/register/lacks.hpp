#pragma once

#include "register/enum_text.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What is missing for a step, as a code with arguments; the sentences stand in one catalogue, in
/// `lacks.cpp`, ready to be translated. A refusal lists everything that is missing, not the first.

namespace imdad::registry {

enum class LackCode : std::uint8_t {
    // of any command
    no_such_entity,
    id_taken,
    id_not_allowed,
    no_such_reference,
    no_such_field,
    field_not_editable,
    field_kept_once_given,
    field_not_for_role,
    day_in_future,
    field_needed,
    no_such_step,
    not_by_command,
    role_missing,
    role_of_party_missing,
    reason_missing,
    // consultation
    held_date_missing,
    held_date_in_future,
    too_few_partners,
    new_date_missing,
    outcome_missing,
    outcome_incomplete,
    outcome_without_follow_up,
    outcome_link_unknown,
    outcome_link_unfit,
    // instrument and amendment
    too_few_parties,
    focal_point_missing,
    source_missing,
    source_too_weak,
    term_missing,
    period_invalid,
    text_missing,
    outside_parent,
    parent_not_signed,
    parent_not_in_force,
    acceptance_missing,
    comments_open,
    not_a_party,
    not_in_state,
    signature_missing,
    signature_in_future,
    signatory_not_authorised,
    signed_file_missing,
    four_eyes,
    not_started,
    signed_after_start,
    party_blocked,
    umbrella_taken,
    predecessor_not_free,
    amendment_open,
    child_amendment_open,
    period_over,
    period_not_over,
    termination_document_missing,
    notice_missing,
    notice_running,
    commitment_unassigned,
    commitment_unknown,
    commitment_open,
    plan_not_ended,
    child_not_ended,
    successor_exists,
    reference_malformed,
    reference_taken,
    class_unfit,
    full_review_needed,
    nothing_changed,
    child_outside,
    base_changed,
    // action plan and activity
    instrument_not_signed,
    instrument_not_in_force,
    plan_outside_instrument,
    activity_missing,
    activity_not_ended,
    activity_running,
    lead_missing,
    quarter_missing,
    quarter_outside_plan,
    place_missing,
    shares_not_whole,
    indicator_missing,
    indicator_incomplete,
    budget_missing,
    mission_incomplete,
    seats_missing,
    law_tag_missing,
    plan_not_agreed,
    plan_not_active,
    plan_not_open,
    resource_short,
    start_missing,
    start_in_future,
    end_missing,
    end_in_future,
    end_before_start,
    actual_missing,
    seats_inconsistent,
    attendance_missing,
    shipment_open,
    resource_unbalanced,
    resource_outstanding,
    final_report_missing,
    final_report_by_lead,
    something_delivered,
    nothing_delivered,
    held_from_elsewhere,
    held_by_plan,
    // action point
    action_note_missing,
    evidence_missing,
    verifier_missing,
    verifier_not_other,
    not_the_verifier,
    not_adequate,
    not_inadequate,
    due_unchanged,
    // commitments
    override_role_missing,
    override_reason_missing,
    code_count  ///< number of codes
};

/// Arguments fill `{0}`, `{1}`... of the sentence.
struct Lack {
    LackCode code = LackCode::no_such_entity;
    std::vector<std::string> arguments;

    friend bool operator==(const Lack&, const Lack&) = default;
};

using Lacks = std::vector<Lack>;

/// Code as programs and tests name it: `too_few_parties`.
[[nodiscard]] std::string_view code_text(LackCode code);

/// The English sentence with its holes, for translators.
[[nodiscard]] std::string_view sentence_text(LackCode code);

/// One English sentence: what is missing, and what would be right.
[[nodiscard]] std::string sentence(const Lack& lack);

/// The sentences, one after the other.
[[nodiscard]] std::string sentences(std::span<const Lack> lacks);

}  // namespace imdad::registry

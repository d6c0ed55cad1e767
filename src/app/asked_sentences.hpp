#pragma once

#include "app/said_line.hpp"
#include "app/sentences.hpp"

#include <array>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// Sentences with holes beside those of `sentences.hpp`: of what somebody asks for and there is
/// not, and of what a proposal is about. `say` takes them as `tell` takes those.

namespace imdad::app {

// clang-format off
inline constexpr auto kAskedSentences = std::to_array<Sentence>({
    // what is asked for
    {"no_such_state", "unknown_state", "'{}' is no state of this kind: {}."},
    {"kind_without_states", "unknown_state", "'{}' is no state of this kind: it has none."},
    {"no_such_party", "no_such_entity", "there is no party {}; `imdad party list` shows those there are."},
    {"no_agreement_or_plan", "unknown_id", "there is no agreement and no action plan {}; `imdad agreement list` and `imdad action-plan list` show those there are."},
    {"nothing_called_so", "unknown_id", "nothing that you may see is called '{}': name a consultation, an outcome as CONSULTATION/OUTCOME, an agreement, a plan, an activity."},
    {"nothing_called_so_in_ledger", "unknown_id", "nothing that you may see is called '{}': name a consultation, an outcome as CONSULTATION/OUTCOME, an agreement, a plan, an activity, a pledge, a lot as UNIT/LOT, a place, or a shipment by the first 8 digits of its id."},
    {"one_of_several", "ambiguous_id", "'{}' may be one of {}: name one so."},
    {"name_not_in_balance", "unknown_name", "the ledger has no {} '{}'; `imdad balance` without filters shows what there is."},
    {"name_never_used", "unknown_name", "the ledger has no {} '{}'."},
    {"no_such_stage", "unknown_stage", "'{}' is no stage: {}."},
    {"bad_months", "bad_months", "consumption is averaged over 1 to {} months, not {}."},
    {"no_such_entry_kind", "unknown_kind", "'{}' is no kind of entry."},
    {"no_such_entry", "no_such_entry", "there is no entry '{}' in the journal."},
    {"bad_checkpoint", "bad_checkpoint", "'{}' is no checkpoint of a sheet: a number of entries, a hyphen, {} hexadecimal digits"},
    {"other_way", "other_way", "{} goes from {} to {}, and {} from {} to {}: one paper for each."},
    {"several_under_way", "several_dispatches", "{} dispatches that are on their way begin with {}: write more of its id."},
    {"no_such_planned", "no_planned_shipment", "plan {} has no shipment number {}."},
    {"no_such_planned_from", "no_planned_shipment", "plan {} has no shipment number {} from {}."},
    {"due_in_future", "day_in_future", "{} has not come: it is {}. What will be due then is shown without --apply."},
    {"step_id_used", "id_taken_by_other", "the id of the step of {} {} to {} was used for a step that did not take it there; `imdad audit` tells whether the books are as they were."},
    {"no_such_document", "no_such_document", "{} {} has no document '{}': name one by the key of its attachment or by its SHA-256."},
    {"no_attachments", "no_attachments", "a {} has no attached documents."},
    {"no_such_document_kind", "unknown_document_kind", "'{}' is no kind of document: {}."},
    {"bad_step_id", "bad_step_id", "'{}' is no id of a step: 32 hexadecimal digits, or leave --id away."},
    {"no_such_class", "unknown_class", "'{}' is no class of a change: {}."},
    {"bad_id", "bad_id", "'{}' is no id of 32 hexadecimal digits."},
    {"amount_not_whole", "bad_value", "'{}' is no amount: a whole number, without separators."},
    {"amount_not_decimal", "bad_value", "'{}' is no amount: a number with at most {} decimals, without separators."},
    {"no_field_to_say", "unknown_field", "'{}' is no field that can be said."},
    {"token_not_held", "no_such_token", "{} has no token '{}'"},
    {"no_such_unit", "unknown_unit", "the ledger knows no unit '{}'; `imdad trial-balance` shows those it knows."},
    {"threshold_unchanged", "threshold_unchanged", "commitments in {} of more than {} take two people already."},
    {"no_threshold_yet", "threshold_unchanged", "no threshold for commitments in {} already."},
    {"payload_malformed", "payload_malformed", "what was proposed is not readable any more; `imdad audit` says what happened."},
    {"unknown_task", "unknown_task", "this Imdad does not know how to {}; use the one that proposed it."},
    {"not_in_books", "unknown_user", "these books know no user '{}'. Give your own name with --as, or have somebody of the secretariat run `imdad user add {} --role ROLE`."},
    {"password_not_text", "password_not_text", "a password is a text in UTF-8"},
    {"password_too_short", "password_too_short", "a password has {} characters or more: four or five words that do not belong together are good"},
    {"password_too_long", "password_too_long", "a password has {} bytes at most"},
    {"password_too_common", "password_too_common", "this password is one of those that are tried first: take four or five words that do not belong together"},
    // plans and scenarios
    {"plan_id_wrong", "bad_id", "the id of a plan is 32 hexadecimal digits"},
    {"plan_id_used", "id_with_other_body", "this id was used for another plan"},
    {"plan_word", "bad_word", "{} is one of {}"},
    {"plan_include", "bad_word", "include holds announced, pledged, or both"},
    {"plan_time_limit", "bad_word", "time_limit is a number of seconds from 0 (none) to {}"},
    {"no_programme_in_plan", "unknown_programme", "the plan has no programme '{}'; it has {}"},
    {"whole_plan_in_time", "whole_plan_only", "the public edition is of the whole plan: single weeks would tell when something is delivered"},
    {"whole_plan_in_space", "whole_plan_only", "the public edition has areas only: no place, lane or closure"},
    {"week_of_no_weeks", "unknown_week", "the plan has no week '{}'"},
    {"no_week_in_plan", "unknown_week", "the plan has no week '{}'; its weeks are the Mondays from {} to {}"},
    {"weeks_end_early", "unknown_week", "the weeks end on {}, before they begin"},
    {"no_such_row", "no_such_row", "there is no row at line {}"},
    {"no_such_column", "no_such_column", "there is no column '{}'; there are {}"},
    {"no_scenario_files", "no_files", "give the files of the scenario, or the one that it is a copy of"},
    {"bad_file_name", "bad_file_name", "'{}' is no file of a scenario: datapackage.json, boundaries.geojson, or a table as needs.csv"},
    {"personal_data_found", "personal_data", "{}: the column seems to hold {}, going by {}; nothing of the file is used, and nothing of it is kept or shown; right would be: numbers of people by place, without this column"},
    {"no_such_table", "no_such_table", "{} has no table {}."},
    {"change_id_used", "id_with_other_body", "this id was used for another change"},
    {"not_of_these_books", "other_books", "the snapshot is of {}, and these books are {}."},
    {"plan_folder_gone", "plan_gone", "the plan that was proposed is not at {} any more: put it back, or reject the proposal."},
    {"plan_gone", "plan_gone", "the server has the plan {} no more: reject the proposal."},
    // what is proposed, and what an approval does
    {"posting", "", "{} on {}"},
    {"posting_of", "", "{} on {}, {}"},
    {"posting_field", "", "{} {}"},
    {"posting_day", "", "{} {}"},
    {"posting_stage", "", "{} {}"},
    {"posting_word", "", "{} {}"},
    {"posted_entry", "", "{}: entry {}"},
    {"posted_before", "", "{}: entry {}, posted before"},
    {"threshold_set", "", "commitments in {} of more than {} take two people"},
    {"threshold_away", "", "no threshold for commitments in {}"},
    {"adopt_plan", "", "adopt the plan {}, as of {}"},
    {"adopt_plan_of", "", "adopt the plan {} made of the snapshot {}"},
    {"adopt_emergency", "", "as an emergency: {}"},
    {"plan_adopted", "", "{} shipments planned, {} commands of the ledger posted, as adoption {}."},
});
// clang-format on

template <typename... Arguments>
[[nodiscard]] Told say(
    std::type_identity_t<base::SentenceOf<kAskedSentences, sizeof...(Arguments)>> sentence,
    Arguments&&... arguments) {
    return tell_row(sentence.row(), {fmt::format("{}", std::forward<Arguments>(arguments))...});
}

/// What is said in these sentences, a comma between them.
[[nodiscard]] SaidLine said_line(std::vector<Told> sentences);

}  // namespace imdad::app

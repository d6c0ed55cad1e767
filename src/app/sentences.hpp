#pragma once

#include "app/access.hpp"
#include "base/sentences.hpp"
#include "ledger/refusal.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json_fwd.hpp>

/// Sentences with holes of what this module and the server refuse themselves; those of the ledger
/// and of the register stand in tables of their own. Who says one of them keeps its parts, so that
/// a screen can say it in another language: `return no(tell("not_blocked", name));`. A key that is
/// not in the table, or has another number of holes, does not compile.

namespace imdad::app {

struct Sentence {
    std::string_view key;   ///< unlike that of any other sentence, the register's included
    std::string_view code;  ///< of the refusal; several sentences may share one
    std::string_view text;  ///< a hole is `{}`
};

// clang-format off
inline constexpr auto kSentences = std::to_array<Sentence>({
    // who asks
    {"user_blocked", "user_blocked", "{} is blocked since {} UTC: nothing is done in that name. Ask somebody of the secretariat."},
    {"wrong_password", "wrong_password", "the name or the password is wrong"},
    {"void_link", "void_link", "this link was used already, is too old, or was replaced by a later one: have another one made"},
    {"task_for_roles", "role_missing", "{} is for {}; {} has {}."},
    {"task_for_whole_books", "role_missing", "{} is for {} without a limit to a party, place or programme; {} has {}."},
    {"command_for_roles", "role_missing", "{} is for {}, where limited to a party, place or programme then to one concerned; {} has {}."},
    {"command_approved_by", "approver_role_missing", "{} is approved by {}; {} has {}."},
    {"threshold_for_roles", "role_missing", "a threshold is for {}; {} has {}."},
    // users, roles, tokens
    {"no_such_user", "unknown_user", "there is no user '{}'."},
    {"bad_user_name", "bad_user_name", "'{}' is no name of a user: 1 to {} letters a to z, digits, and . - _"},
    {"user_exists", "user_exists", "there is a user '{}' already; take another name, or erase that account first."},
    {"account_blocked", "account_blocked", "{} is blocked: let {} in again first."},
    {"role_not_held", "no_such_role", "{} has no role '{}' to withdraw."},
    {"bad_limit", "bad_limit", "'{}' is no role with its limits: ROLE[:PARTY][@PLACE][#PROGRAMME], each once."},
    {"unknown_role", "unknown_role", "'{}' is no role: give one of {}."},
    {"no_such_programme", "unknown_programme", "there is no agreement or action plan '{}'."},
    {"party_missing", "party_missing", "a focal point speaks for a party: write focal_point:PARTY."},
    {"unknown_party", "unknown_party", "there is no party '{}'; `imdad party list` shows those there are."},
    {"last_secretariat", "last_secretariat", "{} is the only user of the secretariat: without one nobody could make users any more. Make another one first."},
    {"nothing_to_change", "nothing_to_change", "say which role is granted, or which is withdrawn."},
    {"blocked_already", "blocked_already", "{} is blocked already."},
    {"not_blocked", "not_blocked", "{} is not blocked."},
    {"own_account", "own_account", "whoever blocks the own account is locked out: have somebody else of the secretariat do it."},
    {"block_reason_missing", "reason_missing", "say why nobody comes in by this name any more."},
    {"bad_label", "bad_label", "a token is given a label of 1 to {} characters that says what it is for"},
    {"bad_days", "bad_days", "a token is good for 1 to {} days"},
    {"label_taken", "label_taken", "there is a token '{}' already; take another label, or erase that one first"},
    {"no_such_token", "no_such_token", "you have no token '{}'"},
    // two people
    {"proposal_ended", "proposal_ended", "proposal {} was {} by {} on {} UTC{}{}; if it is still wanted, it is proposed anew under new ids."},
    {"no_such_proposal", "no_such_proposal", "there is no proposal '{}'; `imdad proposal list` shows those there are."},
    {"proposed_by_same", "same_person", "{} proposed this: another user decides on it. `imdad proposal withdraw` takes it back."},
    {"proposal_decided_by", "approver_role_missing", "a proposal to {} is decided on by {}; {} has {}."},
    {"proposal_changed", "proposal_changed", "proposal {} is not what was proposed any more: somebody changed it in the database. Reject it, and run `imdad audit`."},
    {"proposer_gone", "proposer_gone", "the account of who proposed this was erased, and with it the roles that it was proposed by: reject it, and have somebody else propose it."},
    {"proposer_blocked", "proposer_blocked", "{}, who proposed this, is blocked: reject it, and have somebody else propose it."},
    {"rejection_reason_missing", "reason_missing", "a rejection needs a reason: give --reason TEXT."},
    {"not_the_proposer", "not_the_proposer", "{} did not propose this and cannot withdraw it; `imdad proposal reject` is for others."},
    {"proposal_with_same_id", "id_with_other_body", "proposal {} waits for a second person under the same id and asks for something else: withdraw it first, or leave --id away."},
    {"key_used_before", "id_with_other_body", "{} was used for something else before; what is new needs a new one."},
    {"movement_id_used_before", "id_with_other_body", "{} was used before for another movement; a new one needs a new id."},
    {"negative_threshold", "negative", "an amount below 0 is no threshold; `none` takes one away."},
    // records
    {"record_changed", "changed_meanwhile", "{} {} is not as it was read any more."},
    {"last_change", "changed_meanwhile", "Last changed by {} on {} UTC: {} from '{}' to '{}'."},
    {"commitment_repeated", "commitment_repeated", "{} is named twice: a commitment runs off or is cancelled, once."},
    {"empty_document", "empty_document", "{} is empty: there is nothing to be shown later."},
    {"document_too_long", "document_too_long", "a document of {} bytes is longer than the {} that the books keep: attach its fingerprint only, and the file stays where it is."},
    {"unknown_media_type", "unknown_media_type", "by its first bytes it is no PDF, PNG, JPEG, TIFF or office document."},
    {"title_missing", "title_missing", "a document that is sent needs a title."},
    {"document_not_kept", "document_not_kept", "only the fingerprint of this document is in the books, {}: whoever has the document can show that it is the same."},
    {"document_damaged", "document_damaged", "what is kept as {} has another fingerprint by now: it is not what was attached."},
    // pledges and entries
    {"no_instrument_for_commitment", "no_instrument", "a commitment is made under an instrument in force: name it."},
    {"no_instrument_for_allocation", "no_instrument", "an allocation is made under an instrument in force: name it."},
    {"no_such_activity", "no_such_activity", "there is no activity {}; `imdad activity list` shows those there are."},
    {"activity_ended", "activity_ended", "activity {} is {}: nothing more can be given to it."},
    {"other_instrument", "other_instrument", "activity {} belongs to {} under {}, not under {}."},
    {"no_such_pledge", "no_such_pledge", "there is no pledge {}; `imdad pledge list` shows those there are."},
    {"value_not_readable", "bad_value", "'{}' is not readable; right would be: {}."},
    // goods
    {"name_not_in_ledger", "unknown_name", "the ledger has no {} '{}'; `imdad balance` shows what there is."},
    {"no_product", "unknown_name", "{} is no product."},
    {"stage_of_goods", "unknown_stage", "a stage is on_hand, quarantined or delivered."},
    {"ways_out", "unknown_stage", "what is gone is lost, damaged, expired, wasted or diverted."},
    {"amount_not_positive", "not_positive", "an amount is above zero, in smallest issue units."},
    {"no_such_dispatch", "unknown_dispatch", "there is no dispatch '{}'."},
    {"several_dispatches", "several_dispatches", "{} dispatches begin with {}: write more of its id."},
    {"dispatch_moved_meanwhile", "moved_meanwhile", "of dispatch {} {} were on their way when this was counted, and {} are now: somebody took in or took back the rest meanwhile."},
    {"shelf_moved_meanwhile", "moved_meanwhile", "{} of {} were booked at {} when this was counted, and {} are now: goods were moved meanwhile. Count again."},
    {"not_enough_to_send", "not_enough", "{} of {} are asked for at {}, and {} of what matches may be sent: {}."},
    {"not_enough_to_take", "not_enough", "{} of {} are asked for at {}, and {} of what matches may be taken: {}."},
    {"not_enough_but_unusable", "not_enough", "{} of {} are asked for at {}, and {} of what matches may be taken: {}. Expired or recalled: {}."},
    {"not_enough_to_move", "not_enough", "{} of {} at {} are to be moved, and of what matches there are {}: {}."},
    {"several_accounts", "several_accounts", "{} could be of several: {}. Say which with lot, earmark, pledge or activity, one row for each."},
    {"several_accounts_counted", "several_accounts", "{} were counted and {} are booked, of several: {}. Say of which something is missing or too much, with lot, earmark, pledge or activity, one row for each."},
    {"nothing_booked", "nothing_booked", "nothing of {} that matches was ever booked at {}: what is there came without a receipt. Post an opening_balance with `imdad post`."},
    {"bad_document", "bad_document", "a document is named by its SHA-256, 64 hexadecimal digits."},
    {"no_plan_adopted", "no_plan", "no plan was adopted yet; `imdad adopt` does."},
    {"plan_not_adopted", "no_plan", "no plan '{}' was adopted."},
    {"nothing_to_send", "nothing_to_send", "of shipment {} nothing is left to send, or nothing that may be sent is on the shelf."},
    // plans and scenarios
    {"books_moved", "books_moved", "the snapshot has {}, the books have {} now. Take the snapshot again and plan on it."},
    {"no_activity", "no_activity", "no activity that is planned, ready or under way takes {} in {}: add it to the resources of one that works in the whole country, or name one with --activity."},
    {"several_activities", "several_activities", "{} take {} in {}: name the one that pays with --activity."},
    {"several_countries", "several_countries", "what of {} goes to {} goes on to {} countries, and an activity pays for one."},
    {"plan_adopted_under_id", "id_with_other_body", "{} adopted another plan before; a new one needs a new id."},
    {"plan_changed", "plan_changed", "the plan {}, or the snapshot {}, is not what was proposed any more: reject the proposal and adopt anew."},
    {"plan_not_ready", "plan_not_ready", "this plan is not there yet: only one that came to its end is adopted."},
    {"scenario_no_snapshot", "no_snapshot", "the scenario of this plan is no snapshot of the books, so nobody knows which of their goods it ships. `imdad snapshot` makes one."},
    {"no_such_plan", "no_such_plan", "There is no plan {}."},
    {"not_running", "not_running", "this plan has ended already"},
    {"plans_wait", "overloaded", "too many plans wait already"},
    {"bad_scenario_name", "bad_name", "'{}' is no name of a scenario: 1 to {} of a to z, 0 to 9, - and _"},
    {"no_such_scenario", "no_such_scenario", "There is no scenario {}."},
    {"scenario_exists", "scenario_exists", "there is a scenario {} already; take another name"},
    {"scenario_exists_now", "scenario_exists", "there is a scenario {} now"},
    {"change_reason_missing", "no_reason", "say why: whoever looks at the plan later will ask"},
    {"table_changed", "changed_meanwhile", "{} was changed since you read it; read it again"},
    // plans that failed
    {"plan_lost", "plan_failed", "the server was stopped before the plan was made"},
    {"plan_of_problems", "plan_failed", "the scenario has problems that have to be mended first"},
    {"planner_ended", "plan_failed", "the planner ended with {}: {}"},
    {"plan_not_made", "plan_failed", "the plan could not be made: {}"},
    // the server
    {"too_many_attempts", "too_many_attempts", "too many wrong passwords: try again in {} s"},
    {"too_many_log_ins", "overloaded", "too many people are logging in at this moment"},
    {"other_site", "other_site", "a page of another site sent this request"},
    {"session_needed", "session_needed", "this is for somebody who has logged in, not for a token"},
    {"step_up_needed", "step_up_needed", "this takes the password once more, because it was given some time ago"},
    {"scope_missing", "scope_missing", "this takes a token of the scope '{}'; yours has '{}'"},
    {"books_not_open", "no_books", "the books cannot be opened"},
    {"storage_full", "storage_full", "the disk of the books is full or read-only; nothing was written"},
    {"interrupted", "interrupted", "the server is stopping; nothing was written"},
    {"storage_failed", "storage_failed", "the books could not be read or written; whether a change took effect is not known"},
    {"writes_wait", "overloaded", "too many changes wait to be written; nothing of this one was begun"},
    {"no_memory", "no_memory", "there is too little memory for this now"},
    {"server_file_missing", "not_found", "a file of the server is not where it should be"},
    {"unexpected", "unexpected", "an unexpected error; nothing more is said here, the log of the server has it"},
    {"key_missing", "key_missing", "a request that writes needs an Idempotency-Key"},
    {"key_in_flight", "key_in_flight", "a request with this Idempotency-Key is under way"},
    {"other_media_type", "other_media_type", "the document is not what its Content-Type says"},
});
// clang-format on

/// The parts of what the ledger refused.
[[nodiscard]] Reason reason_of(const ledger::Refused& refused);

/// A sentence with its holes filled.
struct Told {
    std::string code;
    std::string line;
    Reason reason;
};

[[nodiscard]] Told tell_row(const Sentence& sentence, std::vector<std::string> arguments);

template <typename... Arguments>
[[nodiscard]] Told tell(
    std::type_identity_t<base::SentenceOf<kSentences, sizeof...(Arguments)>> sentence,
    const Arguments&... arguments) {
    return tell_row(sentence.row(), {fmt::format("{}", arguments)...});
}

[[nodiscard]] inline Refusal refusal_of(Told told, std::string field = {}) {
    Refusal refusal{.code = std::move(told.code), .lines = {}, .field = std::move(field)};
    refusal.add(std::move(told.line), std::move(told.reason));
    return refusal;
}

[[nodiscard]] inline tl::unexpected<Refusal> no(Told told, std::string field = {}) {
    return tl::unexpected(refusal_of(std::move(told), std::move(field)));
}

/// Another line of a refusal, whose code is that of its first.
inline void add(Refusal& refusal, Told told) {
    if (refusal.lines.empty()) {
        refusal.code = std::move(told.code);
    }
    refusal.add(std::move(told.line), std::move(told.reason));
}

/// `[{code, arguments, row, about}]`, as the answers of the server have it beside the lines.
[[nodiscard]] nlohmann::ordered_json reasons_json(const std::vector<Reason>& reasons);

/// Every sentence in which something is refused, as JSON: key to text, holes numbered from 0
/// (`{0}`). The ledger's, as `ledger.CODE`, the register's, then those of this module.
[[nodiscard]] std::string sentences_document();

}  // namespace imdad::app

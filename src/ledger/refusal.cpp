#include "ledger/refusal.hpp"

#include "base/assert.hpp"

#include <array>

namespace imdad::ledger {

namespace {

struct Row {
    std::string_view code;
    std::string_view sentence;
};

/// In the order of `Refusal`. A hole is `{}`.
constexpr auto kRows = std::to_array<Row>({
    {"no_id",
     "the command has no id; the client must make one at random, so that sending it twice books it "
     "once"},
    {"no_actor", "the command does not say who gives it"},
    {"unknown_kind", "number {} stands for no kind of `{}`"},
    {"no_date", "the command has no business date"},
    {"date_in_future",
     "the business date {} is after {}, the day on which it is recorded; a plan is not a booking"},
    {"clock_went_back",
     "the time of recording is {} ms before that of the entry before; the clock of the system is "
     "wrong"},
    {"field_missing", "`{}` needs the field `{}`"},
    {"field_not_used",
     "`{}` has no use for the field `{}`; leave it out, so that nobody believes it was heeded"},
    {"negative", "`{}` is {}; it must not be below zero"},
    {"too_large", "{} would be beyond {}, the largest amount that the ledger holds"},
    {"unknown_unit", "nobody defined the unit {}"},
    {"unit_exists", "the unit {} was defined before"},
    {"bad_decimals", "{} places after the point; a currency has 0 to 4, anything else none"},
    {"unit_not_for_this", "{} is a unit of kind {}; `{}` is for {}"},
    {"lot_missing", "goods are kept by lot, and the lot of {} is not given"},
    {"lot_not_used", "{} is not kept by lot, and a lot is given"},
    {"expiry_missing", "lot {} comes without its expiry date"},
    {"lot_expiry_differs",
     "lot {} is given with expiry {}, but was taken in with {}; the expiry is part of the lot"},
    {"lot_recalled",
     "lot {} is recalled; it may be quarantined, returned or written off, and nothing else until "
     "the recall is lifted"},
    {"lot_not_recalled", "lot {} is not recalled"},
    {"lot_already_recalled", "lot {} is recalled already"},
    {"expired", "lot {} expired on {}, {} days before {}"},
    {"bad_vvm_stage", "vaccine vial monitors have the stages 1 to 4, not {}"},
    {"same_person", "the approver is who gives the command; it takes two persons"},
    {"approver_missing", "`{}` takes two persons here, and no approver is named"},
    {"reason_missing", "`{}` needs a reason here"},
    {"stage_not_allowed", "`{}` cannot take from or to the stage `{}` here; it may be {}"},
    {"same_place", "from {} to {} is no movement"},
    {"not_enough", "{}: {} there, {} asked, {} short"},
    {"pledge_exists", "pledge {} has a level in {} already; revise it instead"},
    {"unknown_pledge", "there is no pledge {} in {}"},
    {"parent_is_itself", "pledge {} cannot pass on itself"},
    {"level_unchanged", "pledge {} stands at {} already"},
    {"already_committed",
     "of pledge {} only {} of {} is uncommitted; what is committed is released first, or only the "
     "balance cancelled"},
    {"nothing_left", "nothing of pledge {} is uncommitted"},
    {"not_lapsed_yet", "pledge {} lapses after {}, and the business date is {}"},
    {"no_deadline", "{} was given no date after which it lapses"},
    {"unknown_dispatch", "there is no dispatch {}"},
    {"already_resolved", "dispatch {} is resolved: nothing of it is on its way"},
    {"other_destination", "dispatch {} goes to {}, not to {}"},
    {"other_lot",
     "dispatch {} carries lot {} with expiry {}; the receipt names lot {} with expiry {}. What "
     "arrived under another lot is received as an exception, with the reason"},
    {"nothing_received", "the receipt states neither goods nor that nothing more will come"},
    {"deadline_not_passed", "dispatch {} may arrive until {}, and the business date is {}"},
    {"deadline_before_date", "the deadline {} is before the business date {}"},
    {"way_out_missing",
     "`{}` must say what became of it: lost, damaged, expired, wasted or diverted"},
    {"same_earmark", "it carries that earmark already"},
    {"rate_not_positive", "the rate is {}; it must be above zero"},
    {"unknown_entry", "there is no entry {}"},
    {"already_reversed", "entry {} was reversed before, by entry number {}"},
    {"not_reversible", "an entry of kind `{}` is not reversed"},
    {"reverse_other_way", "an entry of kind `{}` is not reversed; use `{}`"},
    {"id_with_other_body",
     "the id was used before, by entry number {}, with another `{}`; a new command needs a new id"},
    {"bad_tolerance", "a tolerance of {} parts per million; it must be 0 to 1000000"},
    {"unknown_parent", "pledge {} is to pass on {}, which does not exist in {}"},
    {"wrong_sequence", "the entry is number {} and stands where number {} belongs"},
    {"repeated_id", "the id {} was used by entry number {} before"},
    {"other_postings", "the entry posts {}; what follows from its command is {}"},
    {"other_discrepancy",
     "what the entry says was missing or too much is not what follows from its command"},
    {"other_leaf",
     "the entry is not the one whose hash was stored with it: a field was changed that no rule "
     "depends on"},
    {"balance_differs", "{}: {} is stored, and the journal says {}, a difference of {}"},
    {"balance_missing", "{}: the journal says {}, and no balance is stored"},
    {"tail_cut",
     "a checkpoint was given for {} entries, and the journal has {}; those up to {} are as they "
     "were"},
    {"root_differs",
     "the first {} entries are not those of the checkpoint; those up to {} are as they were"},
    {"note_malformed", "this is no checkpoint in the form of a signed note"},
    {"signature_wrong", "the signature of {} does not fit the text"},
    {"nobody_known_signed", "none of the signatures is of a known key"},
    {"same_activity", "it is of that activity already"},
});
static_assert(kRows.size() == kRefusalCount);

const Row& row_of(Refusal refusal) {
    return kRows[static_cast<std::size_t>(refusal)];
}

}  // namespace

std::string_view code_of(Refusal refusal) {
    return row_of(refusal).code;
}

std::string_view sentence_of(Refusal refusal) {
    return row_of(refusal).sentence;
}

tl::unexpected<Refused> refuse(Refusal refusal,
                               std::string_view where,
                               std::initializer_list<std::string> arguments) {
    std::string message;
    std::string_view rest = row_of(refusal).sentence;
    for (const std::string& argument : arguments) {
        const std::size_t hole = rest.find("{}");
        IMDAD_ASSERT(hole != std::string_view::npos, "more arguments than holes");
        message += rest.substr(0, hole);
        message += argument;
        rest.remove_prefix(hole + 2);
    }
    IMDAD_ASSERT(rest.find("{}") == std::string_view::npos, "a hole without an argument");
    message += rest;
    return tl::unexpected<Refused>(
        Refused{{std::string(row_of(refusal).code), std::move(message), std::string(where)},
                std::vector<std::string>(arguments)});
}

}  // namespace imdad::ledger

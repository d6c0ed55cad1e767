#include "ledger/decide.hpp"

#include "base/assert.hpp"
#include "ledger/rules.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <type_traits>

#include <fmt/format.h>

namespace imdad::ledger {

namespace {

using rules::Case;
using rules::Ruling;

constexpr std::array<Ruling (*)(const Case&), kKindCount> kRulings = {rules::define_unit,
                                                                      rules::opening_balance,
                                                                      rules::pledge,
                                                                      rules::revise,
                                                                      rules::withdraw,
                                                                      rules::lapse,
                                                                      rules::cancel_balance,
                                                                      rules::commit,
                                                                      rules::release_commitment,
                                                                      rules::receive,
                                                                      rules::dispatch,
                                                                      rules::post_receipt,
                                                                      rules::void_dispatch,
                                                                      rules::expire_dispatch,
                                                                      rules::quarantine,
                                                                      rules::release,
                                                                      rules::recall,
                                                                      rules::lift_recall,
                                                                      rules::deliver,
                                                                      rules::use,
                                                                      rules::count,
                                                                      rules::write_off,
                                                                      rules::give_back,
                                                                      rules::re_earmark,
                                                                      rules::exchange,
                                                                      rules::value,
                                                                      rules::reverse,
                                                                      rules::allocate};

Ruling check_head(const Book& book, const Command& command, std::int64_t recorded_at_ms) {
    if (command.id.empty()) {
        return refuse(Refusal::no_id, "id");
    }
    if (command.actor.empty()) {
        return refuse(Refusal::no_actor, "actor");
    }
    // A store that somebody edited may hold any number.
    if (static_cast<std::size_t>(command.kind) >= kKindCount) {
        return refuse(
            Refusal::unknown_kind, "kind", {fmt::format("{}", int(command.kind)), "command"});
    }
    if (command.unit_kind > UnitKind::expert_days) {
        return refuse(Refusal::unknown_kind,
                      "unit_kind",
                      {fmt::format("{}", int(command.unit_kind)), "unit"});
    }
    if (command.price_source > PriceSource::market) {
        return refuse(Refusal::unknown_kind,
                      "price_source",
                      {fmt::format("{}", int(command.price_source)), "price source"});
    }
    if (command.business_date == kNoDay) {
        return refuse(Refusal::no_date, "business_date");
    }
    if (recorded_at_ms < book.last_recorded_ms()) {
        return refuse(Refusal::clock_went_back,
                      "recorded_at_ms",
                      {fmt::format("{}", book.last_recorded_ms() - recorded_at_ms)});
    }
    const auto recorded =
        std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::milliseconds>(
            std::chrono::milliseconds(recorded_at_ms)));
    // East of Greenwich the day begins before it does in UTC.
    if (command.business_date > recorded + std::chrono::days(1)) {
        return refuse(Refusal::date_in_future,
                      "business_date",
                      {base::to_text(command.business_date), base::to_text(recorded)});
    }
    return {};
}

/// One bit per field that is not at its default.
std::uint64_t fields_given(const Command& command) {
    std::uint64_t given = 0;
    for_each_field(command, [&]<typename Value>(Field field, const Value& value) {
        if constexpr (std::is_same_v<Value, std::string>) {
            given |= std::uint64_t{!value.empty()} << static_cast<unsigned>(field);
        } else {
            given |= std::uint64_t{!(value == Value{})} << static_cast<unsigned>(field);
        }
    });
    return given;
}

std::string first_field(std::uint64_t bits) {
    return std::string(to_text(static_cast<Field>(std::countr_zero(bits))));
}

Ruling check_fields(const Command& command) {
    const FieldRule& rule = field_rule(command.kind);
    const std::uint64_t given = fields_given(command);
    if (const std::uint64_t missing = rule.required & ~given; missing != 0) {
        const std::string field = first_field(missing);
        return refuse(Refusal::field_missing, field, {std::string(to_text(command.kind)), field});
    }
    if (const std::uint64_t extra = given & ~(rule.required | rule.optional); extra != 0) {
        const std::string field = first_field(extra);
        return refuse(Refusal::field_not_used, field, {std::string(to_text(command.kind)), field});
    }
    return {};
}

Ruling check_amount(std::int64_t amount, Field field) {
    if (amount < 0) {
        return refuse(Refusal::negative,
                      to_text(field),
                      {std::string(to_text(field)), fmt::format("{}", amount)});
    }
    if (amount > kAmountMax) {
        return refuse(
            Refusal::too_large,
            to_text(field),
            {fmt::format("`{}` of {}", to_text(field), amount), fmt::format("{}", kAmountMax)});
    }
    return {};
}

/// Values that are wrong whatever the books say. That a required amount is above zero follows from
/// its being given and not negative.
Ruling check_values(const Command& command) {
    for (const auto& [amount, field] : {std::pair(command.amount, Field::amount),
                                        std::pair(command.damaged, Field::damaged),
                                        std::pair(command.to_amount, Field::to_amount)}) {
        if (auto fits = check_amount(amount, field); !fits) {
            return fits;
        }
    }
    if (command.vvm_stage > 4) {
        return refuse(Refusal::bad_vvm_stage, "vvm_stage", {fmt::format("{}", command.vvm_stage)});
    }
    if (command.tolerance_ppm < 0 || command.tolerance_ppm > 1'000'000) {
        return refuse(
            Refusal::bad_tolerance, "tolerance_ppm", {fmt::format("{}", command.tolerance_ppm)});
    }
    if (!command.approver.empty() && command.approver == command.actor) {
        return refuse(Refusal::same_person, "approver");
    }
    return {};
}

/// Whether the stage that the command takes from knows lots: what is only promised has none.
bool takes_lots(const Command& command) {
    const bool stage_without =
        (command.kind == Kind::re_earmark || command.kind == Kind::allocate) &&
        command.stage != Stage::on_hand;
    const std::uint64_t lot = std::uint64_t{1} << static_cast<unsigned>(Field::lot);
    const FieldRule& rule = field_rule(command.kind);
    return !stage_without && command.kind != Kind::value && command.kind != Kind::post_receipt &&
           ((rule.required | rule.optional) & lot) != 0;
}

Ruling check_lot(const Book& book, const Command& command, const UnitFacts& unit) {
    const Names& names = book.names();
    const bool by_lot = unit.kind == UnitKind::medicine || unit.kind == UnitKind::goods;
    if (!command.lot.empty() && !by_lot) {
        return refuse(Refusal::lot_not_used, "lot", {names.text(command.unit)});
    }
    if (!takes_lots(command)) {
        const bool by_stage = command.kind == Kind::re_earmark || command.kind == Kind::allocate;
        if (!command.lot.empty() && by_stage) {
            return refuse(
                Refusal::field_not_used, "lot", {std::string(to_text(command.kind)), "lot"});
        }
        return {};
    }
    const bool recall = command.kind == Kind::recall || command.kind == Kind::lift_recall;
    return recall && !command.lot.empty()
               ? Ruling{}
               : rules::check_named_lot(book, command.unit, command.lot, command.expiry);
}

Ruling check_unit(const Book& book, const Command& command) {
    if (command.kind == Kind::define_unit || command.unit.empty()) {
        return {};
    }
    const UnitFacts* unit = book.unit(command.unit);
    if (unit == nullptr) {
        return refuse(Refusal::unknown_unit, "unit", {book.names().text(command.unit)});
    }
    return check_lot(book, command, *unit);
}

/// Nothing that is somewhere goes below zero; nothing grows beyond what the ledger holds; a
/// recalled lot does not come back on the shelf, whatever the way.
Ruling check_limits(const Case& c) {
    for (const Posting& posting : c.out.postings) {
        const AccountKey& key = posting.account;
        const std::int64_t before = c.book.balance(key);
        const std::int64_t after = before + posting.amount;
        const bool over_committed = c.command.kind == Kind::commit && c.command.exception &&
                                    key.stage == Stage::uncommitted;
        if (posting.amount < 0 && after < 0 && !may_be_negative(key.stage) && !over_committed) {
            return refuse(Refusal::not_enough,
                          "amount",
                          {describe(key, c.book.names()),
                           fmt::format("{}", before),
                           fmt::format("{}", -posting.amount),
                           fmt::format("{}", -after)});
        }
        if (after > kAmountMax || after < -kAmountMax) {
            return refuse(Refusal::too_large,
                          "amount",
                          {describe(key, c.book.names()), fmt::format("{}", kAmountMax)});
        }
        if (posting.amount > 0 && key.stage == Stage::on_hand && !key.lot.empty()) {
            const LotFacts* lot = c.book.lot(key.unit, key.lot);
            if (lot != nullptr && lot->recalled) {
                return refuse(Refusal::lot_recalled, "lot", {c.text(key.lot)});
            }
        }
    }
    return {};
}

/// Postings sum to zero per unit; per pledge; but for a re-earmarking per earmark; and but for what
/// gives to an activity or takes from it, per activity.
void assert_balanced(const Command& command, const std::vector<Posting>& postings) {
    struct Sum {
        Name unit, earmark, pledge, activity;
        base::Int128 amount;
    };

    const bool any_earmark = command.kind == Kind::re_earmark || command.kind == Kind::reverse;
    const bool any_activity = command.kind == Kind::commit || command.kind == Kind::allocate ||
                              command.kind == Kind::release_commitment ||
                              command.kind == Kind::reverse;
    std::array<Sum, 8> few{};
    std::vector<Sum> many;
    std::size_t count = 0;
    for (const Posting& posting : postings) {
        const Name earmark = any_earmark ? Name{} : posting.account.earmark;
        const Name activity = any_activity ? Name{} : posting.account.activity;
        const auto same = [&](const Sum& sum) {
            return sum.unit == posting.account.unit && sum.earmark == earmark &&
                   sum.pledge == posting.account.pledge && sum.activity == activity;
        };
        if (const auto found = std::find_if(few.begin(), few.begin() + count, same);
            found != few.begin() + count) {
            found->amount += posting.amount;
        } else if (const auto other = std::ranges::find_if(many, same); other != many.end()) {
            other->amount += posting.amount;
        } else {
            const Sum sum{
                posting.account.unit, earmark, posting.account.pledge, activity, posting.amount};
            if (count < few.size()) {
                few[count++] = sum;
            } else {
                many.push_back(sum);
            }
        }
    }
    const auto zero = [](const Sum& sum) { return sum.amount == 0; };
    IMDAD_ASSERT(
        std::all_of(few.begin(), few.begin() + count, zero) && std::ranges::all_of(many, zero),
        "postings that do not sum to zero");
}

}  // namespace

namespace rules {

void Case::post(const AccountKey& account, std::int64_t amount) const {
    if (amount == 0) {
        return;
    }
    // Two parts of one receipt may go to the same account: one posting, so that limits see the sum.
    for (Posting& posting : out.postings) {
        if (posting.account == account) {
            posting.amount += amount;
            return;
        }
    }
    out.postings.push_back({account, amount});
}

Ruling check_named_lot(const Book& book, Name unit, Name lot, base::Day expiry) {
    const Names& names = book.names();
    const UnitFacts* const facts = book.unit(unit);
    const bool medicine = facts != nullptr && facts->kind == UnitKind::medicine;
    if (lot.empty()) {
        if (medicine || expiry != kNoDay) {
            return refuse(Refusal::lot_missing, "lot", {names.text(unit)});
        }
        return {};
    }
    const LotFacts* of_lot = book.lot(unit, lot);
    // A recall may have come before the lot itself: then its expiry is still unknown.
    const bool known = of_lot != nullptr && (of_lot->expiry != kNoDay || !of_lot->on_hand.empty());
    if (!known && expiry == kNoDay && medicine) {
        return refuse(Refusal::expiry_missing, "expiry", {names.text(lot)});
    }
    if (known && expiry != kNoDay && expiry != of_lot->expiry) {
        return refuse(
            Refusal::lot_expiry_differs,
            "expiry",
            {names.text(lot),
             base::to_text(expiry),
             of_lot->expiry == kNoDay ? std::string("none") : base::to_text(of_lot->expiry)});
    }
    return {};
}

AccountKey Case::account(Stage stage) const {
    AccountKey key{.holder = command.holder,
                   .stage = stage,
                   .unit = command.unit,
                   .lot = command.lot,
                   .expiry = command.expiry,
                   .earmark = command.earmark,
                   .pledge = command.pledge,
                   .activity = command.activity};
    if (!key.lot.empty() && key.expiry == kNoDay) {
        if (const LotFacts* facts = book.lot(key.unit, key.lot)) {
            key.expiry = facts->expiry;
        }
    }
    return key;
}

Stage Case::arrival_stage(Name unit, Name lot) const {
    // From the third stage on the square is as dark as its ring: WHO/V&B/02.35.
    constexpr int kDiscard = 3;
    const LotFacts* facts = lot.empty() ? nullptr : book.lot(unit, lot);
    const bool recalled = facts != nullptr && facts->recalled;
    return recalled || command.vvm_stage >= kDiscard ? Stage::quarantined : Stage::on_hand;
}

Ruling define_unit(const Case& c) {
    constexpr int kDecimalsMax = 4;  // ISO 4217 has none with more
    if (c.book.unit(c.command.unit) != nullptr) {
        return refuse(Refusal::unit_exists, "unit", {c.text(c.command.unit)});
    }
    const int most = c.command.unit_kind == UnitKind::currency ? kDecimalsMax : 0;
    if (c.command.decimals > most) {
        return refuse(Refusal::bad_decimals, "decimals", {fmt::format("{}", c.command.decimals)});
    }
    return {};
}

Ruling opening_balance(const Case& c) {
    const AccountKey to = c.account(Stage::on_hand);
    c.move(at(to, Stage::opening), to, c.command.amount);
    return {};
}

}  // namespace rules

Ruled<void> derive(const Book& book,
                   const Journal& journal,
                   const Command& command,
                   std::int64_t recorded_at_ms,
                   Derived& derived) {
    derived.postings.clear();
    derived.discrepancy = {};
    if (auto fits = check_head(book, command, recorded_at_ms); !fits) {
        return fits;
    }
    if (auto fits = check_fields(command); !fits) {
        return fits;
    }
    if (auto fits = check_values(command); !fits) {
        return fits;
    }
    if (auto fits = check_unit(book, command); !fits) {
        return fits;
    }
    const Case c{book, journal, command, derived};
    if (auto fits = kRulings[static_cast<std::size_t>(command.kind)](c); !fits) {
        return fits;
    }
    assert_balanced(command, derived.postings);
    return check_limits(c);
}

Ruled<Answer> decide(const Book& book,
                     const Journal& journal,
                     const Command& command,
                     std::int64_t recorded_at_ms) {
    if (const Seen* seen = book.seen(command.id)) {
        Entry first = journal.at(seen->sequence);
        if (const auto field = first_difference(command, first.command)) {
            return refuse(Refusal::id_with_other_body,
                          *field,
                          {fmt::format("{}", seen->sequence), std::string(*field)});
        }
        return Answer{.entry = std::move(first), .replayed = true};
    }
    Answer answer{.entry = {.sequence = book.size(),
                            .recorded_at_ms = recorded_at_ms,
                            .command = command,
                            .derived = {}},
                  .replayed = false};
    if (auto fits = derive(book, journal, command, recorded_at_ms, answer.entry.derived); !fits) {
        return tl::unexpected(std::move(fits.error()));
    }
    return answer;
}

Ruled<void> check(const Book& book, const Journal& journal, const Entry& entry, Derived& scratch) {
    if (entry.sequence != book.size()) {
        return refuse(Refusal::wrong_sequence,
                      "sequence",
                      {fmt::format("{}", entry.sequence), fmt::format("{}", book.size())});
    }
    if (const Seen* seen = book.seen(entry.command.id)) {
        return refuse(Refusal::repeated_id,
                      "id",
                      {to_text(entry.command.id), fmt::format("{}", seen->sequence)});
    }
    if (auto fits = derive(book, journal, entry.command, entry.recorded_at_ms, scratch); !fits) {
        return fits;
    }
    if (scratch.postings != entry.derived.postings) {
        const auto [ours, theirs] = std::ranges::mismatch(scratch.postings, entry.derived.postings);
        const auto shown = [&](const auto& at, const std::vector<Posting>& postings) {
            return at == postings.end()
                       ? std::string("nothing")
                       : fmt::format("{:+} {}", at->amount, describe(at->account, book.names()));
        };
        return refuse(Refusal::other_postings,
                      "postings",
                      {shown(theirs, entry.derived.postings), shown(ours, scratch.postings)});
    }
    if (scratch.discrepancy != entry.derived.discrepancy) {
        return refuse(Refusal::other_discrepancy, "discrepancy");
    }
    return {};
}

}  // namespace imdad::ledger

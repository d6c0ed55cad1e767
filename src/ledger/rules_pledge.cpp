#include "ledger/rules.hpp"

#include <fmt/format.h>

/// Pledges as levels, commitments, earmarks, and what concerns money alone.

namespace imdad::ledger::rules {

namespace {

Ruled<const PledgeFacts*> find_pledge(const Case& c) {
    const PledgeFacts* facts = c.book.pledge(c.command.pledge, c.command.unit);
    if (facts == nullptr) {
        return refuse(
            Refusal::unknown_pledge, "pledge", {c.text(c.command.pledge), c.text(c.command.unit)});
    }
    return facts;
}

AccountKey pledge_account(const Case& c, const PledgeFacts& facts, Stage stage) {
    return {.holder = facts.donor,
            .stage = stage,
            .unit = c.command.unit,
            .earmark = facts.earmark,
            .pledge = c.command.pledge};
}

/// The donor's account under the earmark of the command, which may have been changed since.
AccountKey earmarked_account(const Case& c, const PledgeFacts& facts, Stage stage) {
    AccountKey key = pledge_account(c, facts, stage);
    key.earmark = c.command.earmark;
    return key;
}

/// More than was pledged, or something under no instrument in force, is committed only by two
/// people who say why.
Ruling answered_for(const Case& c) {
    const std::string kind(to_text(c.command.kind));
    if (c.command.exception && c.command.approver.empty()) {
        return refuse(Refusal::approver_missing, "approver", {kind});
    }
    if (c.command.exception && c.command.reason.empty()) {
        return refuse(Refusal::reason_missing, "reason", {kind});
    }
    return {};
}

base::Int128 power_of_ten(int exponent) {
    base::Int128 result = 1;
    for (; exponent > 0; --exponent) {
        result *= 10;
    }
    return result;
}

/// `amount` minor units at `rate`, in minor units of the other currency, halves upwards.
base::Int128 converted(std::int64_t amount, base::Fixed9 rate, int from_decimals, int to_decimals) {
    const base::Int128 numerator = base::Int128{amount} * rate.nano() * power_of_ten(to_decimals);
    const base::Int128 denominator =
        base::Int128{base::Fixed9::kScale} * power_of_ten(from_decimals);
    return base::floor_div(2 * numerator + denominator, 2 * denominator);
}

Ruled<const UnitFacts*> currency(const Case& c, Name unit, std::string_view field) {
    const UnitFacts* facts = c.book.unit(unit);
    if (facts == nullptr) {
        return refuse(Refusal::unknown_unit, field, {c.text(unit)});
    }
    if (facts->kind != UnitKind::currency) {
        return refuse(Refusal::unit_not_for_this,
                      field,
                      {c.text(unit),
                       std::string(to_text(facts->kind)),
                       std::string(to_text(c.command.kind)),
                       "a currency"});
    }
    return facts;
}

}  // namespace

Ruling pledge(const Case& c) {
    const Command& command = c.command;
    if (c.book.pledge(command.pledge, command.unit) != nullptr) {
        return refuse(
            Refusal::pledge_exists, "pledge", {c.text(command.pledge), c.text(command.unit)});
    }
    if (command.parent == command.pledge) {
        return refuse(Refusal::parent_is_itself, "parent", {c.text(command.pledge)});
    }
    if (!command.parent.empty() && c.book.pledge(command.parent, command.unit) == nullptr) {
        return refuse(Refusal::unknown_parent,
                      "parent",
                      {c.text(command.pledge), c.text(command.parent), c.text(command.unit)});
    }
    if (command.deadline != kNoDay && command.deadline < command.business_date) {
        return refuse(Refusal::deadline_before_date,
                      "deadline",
                      {base::to_text(command.deadline), base::to_text(command.business_date)});
    }
    const AccountKey key = c.account(Stage::pledged);
    c.move(key, at(key, Stage::uncommitted), command.amount);
    return {};
}

Ruling revise(const Case& c) {
    const auto facts = find_pledge(c);
    if (!facts) {
        return tl::unexpected(facts.error());
    }
    const std::int64_t level = (*facts)->level();
    if (c.command.amount == level) {
        return refuse(Refusal::level_unchanged,
                      "amount",
                      {c.text(c.command.pledge), fmt::format("{}", level)});
    }
    c.move(pledge_account(c, **facts, Stage::pledged),
           pledge_account(c, **facts, Stage::uncommitted),
           c.command.amount - level);
    return {};
}

Ruling withdraw(const Case& c) {
    const auto facts = find_pledge(c);
    if (!facts) {
        return tl::unexpected(facts.error());
    }
    const AccountKey from = pledge_account(c, **facts, Stage::uncommitted);
    const std::int64_t uncommitted = c.book.balance(from);
    if (uncommitted != (*facts)->level()) {
        return refuse(Refusal::already_committed,
                      "pledge",
                      {c.text(c.command.pledge),
                       fmt::format("{}", uncommitted),
                       fmt::format("{}", (*facts)->level())});
    }
    if (uncommitted == 0) {
        return refuse(Refusal::nothing_left, "pledge", {c.text(c.command.pledge)});
    }
    c.move(from, at(from, Stage::cancelled), uncommitted);
    return {};
}

Ruling lapse(const Case& c) {
    const auto facts = find_pledge(c);
    if (!facts) {
        return tl::unexpected(facts.error());
    }
    const base::Day lapses = (*facts)->lapses;
    if (lapses == kNoDay) {
        return refuse(Refusal::no_deadline, "pledge", {"pledge " + c.text(c.command.pledge)});
    }
    if (c.command.business_date <= lapses) {
        return refuse(Refusal::not_lapsed_yet,
                      "business_date",
                      {c.text(c.command.pledge),
                       base::to_text(lapses),
                       base::to_text(c.command.business_date)});
    }
    const AccountKey from = pledge_account(c, **facts, Stage::uncommitted);
    const std::int64_t left = c.book.balance(from);
    if (left <= 0) {
        return refuse(Refusal::nothing_left, "pledge", {c.text(c.command.pledge)});
    }
    c.move(from, at(from, Stage::cancelled), left);
    return {};
}

Ruling cancel_balance(const Case& c) {
    const auto facts = find_pledge(c);
    if (!facts) {
        return tl::unexpected(facts.error());
    }
    const AccountKey from = earmarked_account(c, **facts, Stage::uncommitted);
    c.move(from, at(from, Stage::cancelled), c.command.amount);
    return {};
}

Ruling commit(const Case& c) {
    const auto facts = find_pledge(c);
    if (!facts) {
        return tl::unexpected(facts.error());
    }
    if (auto fits = answered_for(c); !fits) {
        return fits;
    }
    const AccountKey from = earmarked_account(c, **facts, Stage::uncommitted);
    AccountKey to = at(from, Stage::committed, c.command.to);
    to.activity = c.command.activity;
    c.move(from, to, c.command.amount);
    return {};
}

Ruling release_commitment(const Case& c) {
    const auto facts = find_pledge(c);
    if (!facts) {
        return tl::unexpected(facts.error());
    }
    c.move(c.account(Stage::committed),
           earmarked_account(c, **facts, Stage::uncommitted),
           c.command.amount);
    return {};
}

Ruling re_earmark(const Case& c) {
    const Stage stage = c.command.stage;
    if (stage != Stage::uncommitted && stage != Stage::committed && stage != Stage::on_hand) {
        return refuse(
            Refusal::stage_not_allowed,
            "stage",
            {"re_earmark", std::string(to_text(stage)), "uncommitted, committed or on_hand"});
    }
    if (stage == Stage::uncommitted && !c.command.activity.empty()) {
        // What is only promised belongs to no activity yet.
        return refuse(Refusal::field_not_used, "activity", {"re_earmark", "activity"});
    }
    if (c.command.to_earmark == c.command.earmark) {
        return refuse(Refusal::same_earmark, "to_earmark");
    }
    const AccountKey from = c.account(stage);
    AccountKey to = from;
    to.earmark = c.command.to_earmark;
    c.move(from, to, c.command.amount);
    return {};
}

Ruling allocate(const Case& c) {
    const Stage stage = c.command.stage;
    if (stage != Stage::committed && stage != Stage::on_hand) {
        return refuse(Refusal::stage_not_allowed,
                      "stage",
                      {"allocate", std::string(to_text(stage)), "committed or on_hand"});
    }
    if (c.command.to_activity == c.command.activity) {
        return refuse(Refusal::same_activity, "to_activity");
    }
    if (auto fits = answered_for(c); !fits) {
        return fits;
    }
    const AccountKey from = c.account(stage);
    AccountKey to = from;
    to.activity = c.command.to_activity;
    c.move(from, to, c.command.amount);
    return {};
}

Ruling exchange(const Case& c) {
    const Command& command = c.command;
    const auto from_unit = currency(c, command.unit, "unit");
    if (!from_unit) {
        return tl::unexpected(from_unit.error());
    }
    const auto to_unit = currency(c, command.to_unit, "to_unit");
    if (!to_unit) {
        return tl::unexpected(to_unit.error());
    }
    if (command.to_unit == command.unit) {
        return refuse(
            Refusal::same_place, "to_unit", {c.text(command.unit), c.text(command.to_unit)});
    }
    if (command.rate.nano() <= 0) {
        return refuse(Refusal::rate_not_positive, "rate", {command.rate.text()});
    }
    const base::Int128 at_rate =
        converted(command.amount, command.rate, (*from_unit)->decimals, (*to_unit)->decimals);
    if (at_rate > kAmountMax) {
        return refuse(
            Refusal::too_large, "rate", {"the amount at this rate", fmt::format("{}", kAmountMax)});
    }
    const auto expected = static_cast<std::int64_t>(at_rate);
    const AccountKey sold = c.account(Stage::on_hand);
    AccountKey bought = sold;
    bought.unit = command.to_unit;
    c.move(sold, at(sold, Stage::exchanged), command.amount);
    // The bank gave another amount than the published rate says: the difference has its account.
    c.post(at(bought, Stage::exchanged), -expected);
    c.post(bought, command.to_amount);
    c.post(at(bought, Stage::exchange_difference), expected - command.to_amount);
    return {};
}

Ruling value(const Case& c) {
    const auto price_unit = currency(c, c.command.to_unit, "to_unit");
    if (!price_unit) {
        return tl::unexpected(price_unit.error());
    }
    if (c.book.unit(c.command.unit)->kind == UnitKind::currency) {
        return refuse(Refusal::unit_not_for_this,
                      "unit",
                      {c.text(c.command.unit), "currency", "value", "what is given in kind"});
    }
    return {};
}

}  // namespace imdad::ledger::rules

#include "app/ledger_words.hpp"
#include "app/movement.hpp"
#include "app/sentences.hpp"
#include "app/shipment_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

/// The first phase: goods leave a shelf, as somebody says.

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;

/// Whether a dispatch may be what the request was answered with.
bool is_asked_for(const SentLine& line, const ShipRequest& request) {
    const auto fits = [](const std::string& wanted, const std::string& is) {
        return wanted.empty() || wanted == is;
    };
    const GoodsFilter& goods = request.goods;
    return line.from == request.from && line.to == request.to && line.unit == goods.unit &&
           fits(goods.lot, line.lot) && fits(goods.earmark, line.earmark) &&
           fits(goods.pledge, line.pledge) && fits(goods.activity, line.activity) &&
           (!request.expected || line.expected == base::to_text(*request.expected));
}

std::string what_there_is(const Movement& movement, const std::vector<ShelfAccount>& accounts) {
    std::string text;
    for (const ShelfAccount& account : accounts) {
        text += fmt::format("{}{} of {}",
                            text.empty() ? "" : "; ",
                            account.amount,
                            ledger::describe(account.key, movement.book().names()));
    }
    return text.empty() ? "nothing that may be sent" : text;
}

}  // namespace

SentLine sent_line(const Movement& movement, const ledger::Command& command) {
    return {.dispatch = ledger::to_text(command.id),
            .planned = {},
            .from = movement.text(command.holder),
            .to = movement.text(command.to),
            .unit = movement.text(command.unit),
            .lot = movement.text(command.lot),
            .expiry = day_text(command.expiry),
            .earmark = movement.text(command.earmark),
            .pledge = movement.text(command.pledge),
            .activity = movement.text(command.activity),
            .amount = command.amount,
            .expected = day_text(command.expected)};
}

ledger::Command dispatch_command(Movement& movement,
                                 const ledger::AccountKey& from,
                                 ledger::Name to,
                                 std::int64_t amount) {
    ledger::Command command = movement.command(ledger::Kind::dispatch);
    command.stage = ledger::Stage::on_hand;
    command.holder = from.holder;
    command.to = to;
    command.unit = from.unit;
    command.lot = from.lot;
    command.expiry = from.expiry;
    command.earmark = from.earmark;
    command.pledge = from.pledge;
    command.activity = from.activity;
    command.amount = amount;
    return command;
}

tl::unexpected<Refusal> other_body(const Movement& movement) {
    return no(tell("movement_id_used_before", ledger::to_text(movement.id())));
}

Answer<bool> ship_by_hand(Movement& movement, const ShipRequest& request, ShipOutcome& outcome) {
    if (const std::vector<ledger::Entry> entries = movement.made_before(); !entries.empty()) {
        std::int64_t total = 0;
        bool same = true;
        for (const ledger::Entry& entry : entries) {
            outcome.sent.push_back(sent_line(movement, entry.command));
            total += entry.command.amount;
            same = same && entry.command.kind == Kind::dispatch &&
                   is_asked_for(outcome.sent.back(), request);
        }
        if (!same || total != request.amount) {
            return other_body(movement);
        }
        return true;
    }
    const Answer<ledger::Name> from = known_name(movement, "place", request.from, "from");
    if (!from) {
        return tl::unexpected(from.error());
    }
    const Answer<ledger::Name> unit = known_name(movement, "product", request.goods.unit, "unit");
    if (!unit) {
        return tl::unexpected(unit.error());
    }
    const std::vector<ShelfAccount> accounts = shelf(movement, *from, request.goods, movement.on());
    std::int64_t there = 0;
    for (const ShelfAccount& account : accounts) {
        there += account.amount;
    }
    if (there < request.amount) {
        return no(tell("not_enough_to_send",
                       request.amount,
                       request.goods.unit,
                       request.from,
                       there,
                       what_there_is(movement, accounts)),
                  "amount");
    }
    std::int64_t left = request.amount;
    const ledger::Name to = movement.names().intern(request.to);
    for (const ShelfAccount& account : accounts) {
        const std::int64_t taken = std::min(left, account.amount);
        if (taken == 0) {
            break;
        }
        Command command = dispatch_command(movement, account.key, to, taken);
        command.expected = request.expected.value_or(ledger::kNoDay);
        command.tolerance_ppm = request.tolerance_ppm;
        if (const auto posted = movement.post(command); !posted) {
            return tl::unexpected(posted.error());
        }
        outcome.sent.push_back(sent_line(movement, command));
        left -= taken;
    }
    return false;
}

Answer<ShipOutcome> ship(const ShipRequest& request) {
    Answer<Movement> movement = Movement::begin(request.options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    ShipOutcome outcome;
    outcome.id = ledger::to_text(movement->id());
    const Answer<bool> before = ship_by_hand(*movement, request, outcome);
    if (!before) {
        return tl::unexpected(before.error());
    }
    outcome.replayed = *before;
    outcome.written = !*before && movement->finish();
    return outcome;
}

}  // namespace imdad::app

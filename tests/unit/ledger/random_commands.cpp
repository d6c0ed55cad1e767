#include "random_commands.hpp"

#include <array>

namespace imdad::ledger::test {

namespace {

constexpr auto kKinds = std::to_array<Kind>(
    {Kind::opening_balance, Kind::pledge,          Kind::revise,          Kind::withdraw,
     Kind::cancel_balance,  Kind::commit,          Kind::commit,          Kind::release_commitment,
     Kind::receive,         Kind::receive,         Kind::receive,         Kind::dispatch,
     Kind::dispatch,        Kind::dispatch,        Kind::post_receipt,    Kind::post_receipt,
     Kind::post_receipt,    Kind::void_dispatch,   Kind::expire_dispatch, Kind::expire_dispatch,
     Kind::quarantine,      Kind::release,         Kind::recall,          Kind::lift_recall,
     Kind::lift_recall,     Kind::deliver,         Kind::deliver,         Kind::use,
     Kind::count,           Kind::write_off,       Kind::give_back,       Kind::re_earmark,
     Kind::allocate,        Kind::expire_dispatch, Kind::exchange,        Kind::reverse,
     Kind::reverse});

}  // namespace

Id RandomCommands::earlier(Kind kind) {
    const auto& entries = desk_.journal.entries;
    Id id{9, 9};
    for (int tries = 0; tries < 12; ++tries) {
        const auto back = random_.below(std::min<std::int64_t>(60, std::ssize(entries)));
        const Command& c = entries[entries.size() - 1 - static_cast<std::size_t>(back)].command;
        id = c.id;
        if ((kind == Kind::dispatch) == (c.kind == Kind::dispatch)) {
            break;
        }
    }
    return id;
}

void RandomCommands::what(Command& c, bool lot) {
    c.unit = one_of({"EUR", "USD", "penta", "penta", "tent", "seat"});
    c.holder = one_of({"kabul", "herat", "niamey"});
    c.earmark = random_.chance(0.8) ? Name{} : one_of({"measles", "flood"});
    c.pledge = one_of({"p1", "p2"});
    c.amount = random_.between(1, 60);
    const std::string& unit = desk_.names.text(c.unit);
    if (lot && (unit == "penta" || unit == "tent")) {
        c.lot = one_of({"A1", "B2"});
        if (unit == "penta") {
            c.expiry = day(desk_.names.text(c.lot) == "A1" ? "2023-06-16" : "2025-01-31");
        }
    }
}

Command RandomCommands::next() {
    Command c = desk_.command(kKinds[static_cast<std::size_t>(random_.below(std::ssize(kKinds)))]);
    const auto second = [&] { c.approver = {1, 2}; };
    const auto give = [&](std::uint64_t field) {
        const FieldRule& rule = field_rule(c.kind);
        return ((rule.required >> field) & 1U) != 0;
    };
    const auto may = [&](std::uint64_t field) {
        return ((field_rule(c.kind).optional >> field) & 1U) != 0;
    };
    const bool lot = c.kind != Kind::pledge && c.kind != Kind::commit;
    const auto bit = [](Field field) { return static_cast<std::uint64_t>(field); };
    what(c, lot);
    if (may(bit(Field::activity)) && random_.chance(0.08)) {
        c.activity = one_of({"training", "campaign"});
    }
    if (give(bit(Field::reason))) {
        c.reason = "because";
    }
    if (give(bit(Field::document))) {
        c.document[0] = 1;
    }
    if (give(bit(Field::approver))) {
        second();
    }
    if (give(bit(Field::to))) {
        c.to = one_of({"kabul", "herat", "niamey"});
    }
    switch (c.kind) {
        case Kind::pledge:
            c.holder = one_of({"donor"});
            c.amount = random_.between(50, 900);
            break;
        case Kind::revise:
            c.holder = c.earmark = c.lot = {};
            c.expiry = kNoDay;
            c.amount = random_.between(0, 900);
            break;
        case Kind::withdraw:
            c.holder = c.earmark = c.lot = {};
            c.expiry = kNoDay;
            c.amount = 0;
            break;
        case Kind::cancel_balance:
        case Kind::commit:
        case Kind::release_commitment:
            c.lot = {};
            c.expiry = kNoDay;
            if (c.kind != Kind::release_commitment) {
                c.holder = {};
            }
            if (c.kind == Kind::commit && random_.chance(0.05)) {
                c.exception = true;
                c.reason = "urgent";
                second();
            }
            break;
        case Kind::receive:
            c.vvm_stage = random_.chance(0.05) ? 3 : 0;
            break;
        case Kind::dispatch:
            c.stage = random_.chance(0.7) ? Stage::on_hand : Stage::committed;
            if (random_.chance(0.5)) {
                c.deadline = c.business_date + std::chrono::days(random_.between(0, 3));
            }
            c.tolerance_ppm = 20'000;
            break;
        case Kind::post_receipt:
        case Kind::void_dispatch:
        case Kind::expire_dispatch: {
            c.refers_to = earlier(Kind::dispatch);
            const Dispatch* way = desk_.book.dispatch(c.refers_to);
            c.holder = c.unit = c.earmark = c.pledge = c.lot = {};
            c.expiry = kNoDay;
            c.amount = 0;
            if (c.kind == Kind::post_receipt && way != nullptr) {
                c.to = random_.chance(0.95) ? way->in_transit.holder : c.to;
                c.lot = random_.chance(0.8) ? way->in_transit.lot : desk_.n("A1");
                c.amount = random_.between(0, way->open + 1);
                c.damaged = random_.chance(0.2) ? random_.between(0, 3) : 0;
                c.last = random_.chance(0.3);
                c.vvm_stage = random_.chance(0.05) ? 4 : 0;
            }
            break;
        }
        case Kind::recall:
        case Kind::lift_recall:
            c.unit = one_of({"penta", "tent"});
            c.lot = one_of({"A1", "B2"});
            c.expiry = kNoDay;
            c.holder = c.earmark = c.pledge = {};
            c.amount = 0;
            break;
        case Kind::use:
            if (random_.chance(0.4)) {
                c.stage = random_.chance(0.5) ? Stage::on_hand : Stage::delivered;
            }
            break;
        case Kind::count:
            c.stage = random_.chance(0.7) ? Stage::on_hand : Stage::delivered;
            c.reason = "shelf";
            c.to_stage = Stage::wasted;
            if (random_.chance(0.8)) {
                second();
            }
            break;
        case Kind::write_off:
            c.stage = random_.chance(0.5) ? Stage::on_hand : Stage::quarantined;
            c.to_stage = random_.chance(0.5) ? Stage::damaged : Stage::expired;
            break;
        case Kind::give_back:
            c.stage = random_.chance(0.5) ? Stage::on_hand : Stage::quarantined;
            break;
        case Kind::re_earmark:
            c.stage = random_.chance(0.5) ? Stage::on_hand : Stage::uncommitted;
            if (c.stage == Stage::uncommitted) {
                c.activity = {};
                c.holder = one_of({"donor"});
                c.lot = {};
                c.expiry = kNoDay;
            }
            c.to_earmark = random_.chance(0.5) ? Name{} : one_of({"measles", "flood"});
            break;
        case Kind::allocate:
            c.stage = random_.chance(0.5) ? Stage::on_hand : Stage::committed;
            if (c.stage == Stage::committed) {
                c.lot = {};
                c.expiry = kNoDay;
            }
            c.to_activity = random_.chance(0.3) ? Name{} : one_of({"training", "campaign"});
            break;
        case Kind::exchange:
            c.unit = one_of({"EUR", "USD"});
            c.to_unit = one_of({"EUR", "USD"});
            c.lot = {};
            c.expiry = kNoDay;
            c.rate = base::Fixed9::from_nano(random_.between(800'000'000, 1'250'000'000));
            c.to_amount = random_.between(1, 70);
            c.rate_date = c.business_date;
            c.source = one_of({"ECB"});
            break;
        case Kind::reverse:
            c.refers_to = earlier(Kind::receive);
            c.holder = c.unit = c.earmark = c.pledge = c.lot = {};
            c.expiry = kNoDay;
            c.amount = 0;
            if (random_.chance(0.7)) {
                second();
            }
            break;
        default:
            break;
    }
    if (random_.chance(0.02)) {
        desk_.now += 86'400'000 * random_.between(1, 5);
    }
    return c;
}

}  // namespace imdad::ledger::test

#include "benchmarks/store/transfers.hpp"

#include <fmt/format.h>

namespace imdad::benchmarks {

namespace {

using ledger::Command;
using ledger::Kind;
using ledger::Names;

Command command(Kind kind, std::uint64_t high, std::uint64_t low) {
    Command made;
    // Ids as clients make them are random, so their index grows everywhere at once.
    made.id = {(high + 1) * 0x9e3779b97f4a7c15U, (low + 1) * 0xbf58476d1ce4e5b9U};
    made.kind = kind;
    made.business_date = base::Day(std::chrono::days(19197));
    made.actor = {1, 1};
    return made;
}

ledger::Name holder(Names& names, std::uint64_t number) {
    return names.intern(fmt::format("place-{:03}", number % kPlaces));
}

ledger::Name unit(Names& names, std::uint64_t number) {
    return names.intern(fmt::format("product-{:02}", number % kUnits));
}

}  // namespace

std::vector<Command> beginning(Names& names) {
    std::vector<Command> commands;
    for (std::uint64_t u = 0; u < kUnits; ++u) {
        commands.push_back(command(Kind::define_unit, 0, u));
        commands.back().unit = unit(names, u);
        commands.back().unit_kind = ledger::UnitKind::goods;
        for (std::uint64_t p = 0; p < kPlaces; ++p) {
            commands.push_back(command(Kind::opening_balance, 1 + u, p));
            commands.back().unit = unit(names, u);
            commands.back().holder = holder(names, p);
            commands.back().amount = 1'000'000'000;
            commands.back().reason = "counted";
        }
    }
    return commands;
}

Command transfer(Names& names, std::uint64_t writer, std::uint64_t number) {
    const std::uint64_t pair = number / 2;
    const std::uint64_t spread = pair * 0x9e3779b97f4a7c15U >> 32U;
    Command sent = command(Kind::dispatch, 100 + writer, 2 * pair);
    sent.unit = unit(names, spread % kUnits);
    sent.holder = holder(names, spread / kUnits);
    sent.to = holder(names, spread / kUnits + 1 + pair % (kPlaces - 1));
    sent.stage = ledger::Stage::on_hand;
    sent.amount = static_cast<std::int64_t>(1 + spread % 50);
    if (number % 2 == 0) {
        return sent;
    }
    Command received = command(Kind::post_receipt, 100 + writer, 2 * pair + 1);
    received.refers_to = sent.id;
    received.to = sent.to;
    received.amount = sent.amount;
    return received;
}

}  // namespace imdad::benchmarks

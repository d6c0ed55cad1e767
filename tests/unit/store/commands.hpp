#pragma once

#include "ledger/command.hpp"
#include "ledger/names.hpp"

#include <cstdint>
#include <string_view>

/// Short ways to say commands of the ledger.

namespace imdad::store {

inline constexpr std::int64_t kNow = 1'658'700'000'000;  // 2022-07-24, UTC
inline const base::Day kToday = *base::parse_day("2022-07-24");
inline const ledger::Id kActor{1, 1};

inline ledger::Command command(ledger::Kind kind, std::uint64_t id) {
    ledger::Command command;
    command.id = {7, id};
    command.kind = kind;
    command.business_date = kToday;
    command.actor = kActor;
    return command;
}

inline ledger::Command define_goods(ledger::Names& names, std::uint64_t id, std::string_view unit) {
    ledger::Command made = command(ledger::Kind::define_unit, id);
    made.unit = names.intern(unit);
    made.unit_kind = ledger::UnitKind::goods;
    return made;
}

inline ledger::Command opening(ledger::Names& names,
                               std::uint64_t id,
                               std::string_view unit,
                               std::string_view place,
                               std::int64_t amount) {
    ledger::Command made = command(ledger::Kind::opening_balance, id);
    made.unit = names.intern(unit);
    made.holder = names.intern(place);
    made.amount = amount;
    made.reason = "counted";
    return made;
}

inline ledger::Command dispatch(ledger::Names& names,
                                std::uint64_t id,
                                std::string_view unit,
                                std::string_view from,
                                std::string_view to,
                                std::int64_t amount) {
    ledger::Command made = command(ledger::Kind::dispatch, id);
    made.unit = names.intern(unit);
    made.holder = names.intern(from);
    made.to = names.intern(to);
    made.stage = ledger::Stage::on_hand;
    made.amount = amount;
    return made;
}

}  // namespace imdad::store

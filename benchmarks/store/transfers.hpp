#pragma once

#include "ledger/command.hpp"
#include "ledger/names.hpp"

#include <cstdint>
#include <vector>

/// What benchmarks book: transfers of a few products between a hundred places, the same on every
/// machine.

namespace imdad::benchmarks {

inline constexpr std::int64_t kNow = 1'658'700'000'000;  // 2022-07-24, UTC
inline constexpr std::uint64_t kPlaces = 100;
inline constexpr std::uint64_t kUnits = 10;

/// The products, and an opening balance of each at each place.
[[nodiscard]] std::vector<ledger::Command> beginning(ledger::Names& names);

/// Transfer `number` of `writer`: every other one is the receipt of the one before.
[[nodiscard]] ledger::Command transfer(ledger::Names& names,
                                       std::uint64_t writer,
                                       std::uint64_t number);

}  // namespace imdad::benchmarks

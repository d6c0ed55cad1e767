#pragma once

#include "base/fixed.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

/// Words and numbers that certificates in plan.json are written and read with.

namespace imdad::exchange {

inline constexpr std::array<std::string_view, 3> kAimNames = {"value", "worst_off", "locks"};

/// In order of `model::RowPrice::Row`. The last two are there only where the scenario has locks.
inline constexpr std::array<std::string_view, 7> kPriceLists = {"supplies",
                                                                "lanes",
                                                                "stores",
                                                                "maximum_stock",
                                                                "absorption",
                                                                "locks_at_most",
                                                                "locks_at_least"};
inline constexpr std::size_t kListsWithoutLocks = 5;

/// A number of 1e-9 as decimal text without trailing zeros, e.g. "12.5". Requires: nano >= 0.
[[nodiscard]] std::string nano_text(base::Int128 nano);

/// The reverse; none unless it is digits, and at most nine more after a point.
[[nodiscard]] std::optional<base::Int128> parse_nano(std::string_view text);

}  // namespace imdad::exchange

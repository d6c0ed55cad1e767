#pragma once

#include "base/fixed.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

/// Words and numbers that certificates in plan.json are written and read with.

namespace imdad::exchange {

inline constexpr std::array<std::string_view, 2> kAimNames = {"value", "worst_off"};

/// In order of `model::RowPrice::Row`.
inline constexpr std::array<std::string_view, 5> kPriceLists = {
    "supplies", "lanes", "stores", "maximum_stock", "absorption"};

/// A number of 1e-9 as decimal text without trailing zeros, e.g. "12.5". Requires: nano >= 0.
[[nodiscard]] std::string nano_text(base::Int128 nano);

/// The reverse; none unless it is digits, and at most nine more after a point.
[[nodiscard]] std::optional<base::Int128> parse_nano(std::string_view text);

}  // namespace imdad::exchange

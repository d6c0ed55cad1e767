#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

/// Calendar days. Weeks of a horizon are counted by the modules that plan and that check,
/// each by itself, so that a fault in one is seen by the other.

namespace imdad::base {

using Day = std::chrono::sys_days;

/// Parses `YYYY-MM-DD` of an existing day, years 1900 to 2200; anything else gives no value.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

/// `YYYY-MM-DD`.
[[nodiscard]] std::string to_text(Day day);

[[nodiscard]] bool is_monday(Day day);

}  // namespace imdad::base

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Decimals that people write, as whole numbers of a small unit: litres as cm3, money as minor
/// units.

namespace imdad::exchange {

enum class NumberFault { none, not_a_number, too_large };

struct ScaledNumber {
    std::int64_t value = 0;  ///< the number times 10^digits, cut after the last digit
    bool cut = false;        ///< something other than zero stood behind the last digit
    NumberFault fault = NumberFault::none;
};

/// Reads `-12.5` as a whole number of 10^-digits. No exponent, no separators, no `+`.
/// Requires: digits <= 18.
[[nodiscard]] ScaledNumber parse_scaled(std::string_view text, int digits);

/// `12345` with 3 digits is "12.345". Always writes all digits.
[[nodiscard]] std::string scaled_text(std::int64_t value, int digits);

/// As `scaled_text`, without zeros at the end: "12.3", "12".
[[nodiscard]] std::string short_scaled_text(std::int64_t value, int digits);

/// Degrees and other measured values: a decimal without exponent, or none.
[[nodiscard]] std::optional<double> parse_measured(std::string_view text);

/// Shortest decimal without exponent that reads back to the same value.
[[nodiscard]] std::string measured_text(double value);

/// Decimal places of a currency's minor unit; none for a code that is not a currency.
/// Source: ISO 4217, list one (active codes), as of 2023.
[[nodiscard]] std::optional<int> currency_exponent(std::string_view code);

}  // namespace imdad::exchange

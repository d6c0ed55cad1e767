#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Exact decimals with nine places after the point: rates, shares and weights are written by
/// people as decimals and must not turn into binary fractions on their way to an integer.

namespace imdad::base {

using Int128 = __int128;

class Fixed9 {
 public:
    static constexpr std::int64_t kScale = 1'000'000'000;

    constexpr Fixed9() = default;

    [[nodiscard]] static constexpr Fixed9 from_nano(std::int64_t nano) {
        Fixed9 result;
        result.nano_ = nano;
        return result;
    }

    [[nodiscard]] static constexpr Fixed9 from_integer(std::int64_t whole) {
        return from_nano(whole * kScale);
    }

    /// Parses `-12.5`, `0.000000001`; no exponent, no separators, at most nine decimals,
    /// absolute value below 9.2e9. Anything else gives no value.
    [[nodiscard]] static std::optional<Fixed9> parse(std::string_view text);

    /// The value times 1e9.
    [[nodiscard]] constexpr std::int64_t nano() const { return nano_; }

    /// For display and for the modules that compute in floating point.
    [[nodiscard]] constexpr double to_double() const { return static_cast<double>(nano_) / 1e9; }

    /// Shortest decimal that reads back to the same value.
    [[nodiscard]] std::string text() const;

    friend constexpr auto operator<=>(Fixed9, Fixed9) = default;

 private:
    std::int64_t nano_ = 0;
};

/// Exact fraction of two 128-bit integers, denominator > 0; not reduced.
struct Ratio {
    Int128 numerator = 0;
    Int128 denominator = 1;
};

/// Smallest integer not below `numerator / denominator`. Requires: denominator > 0.
[[nodiscard]] constexpr Int128 ceil_div(Int128 numerator, Int128 denominator) {
    const Int128 quotient = numerator / denominator;
    return quotient + (numerator % denominator > 0 ? 1 : 0);
}

/// Largest integer not above `numerator / denominator`. Requires: denominator > 0.
[[nodiscard]] constexpr Int128 floor_div(Int128 numerator, Int128 denominator) {
    const Int128 quotient = numerator / denominator;
    return quotient - (numerator % denominator < 0 ? 1 : 0);
}

}  // namespace imdad::base

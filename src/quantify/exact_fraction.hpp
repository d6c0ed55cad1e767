#pragma once

#include "base/fixed.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// A fraction that never rounds until it is asked for a whole number. A growth rate of nine
/// decimals over ten years already needs 300 bits, more than any built-in integer; rounding on the
/// way would make the same figures give different needs in another order of the factors.

namespace imdad::quantify {

/// Non-negative fraction of two integers of any size.
class ExactFraction {
 public:
    explicit ExactFraction(std::uint64_t whole);

    /// Multiplies by `numerator / denominator`. Requires: denominator > 0.
    void multiply(std::uint64_t numerator, std::uint64_t denominator);

    /// Multiplies by a decimal. Requires: factor >= 0.
    void multiply(base::Fixed9 factor);

    /// Divides by a decimal. Requires: divisor > 0.
    void divide(base::Fixed9 divisor);

    /// Takes a whole number away; what would be below zero becomes zero, and then the answer is
    /// false.
    bool subtract(std::uint64_t whole);

    /// Smallest whole number not below the fraction; none if it exceeds `limit`.
    /// Requires: 0 <= limit < 2^62.
    [[nodiscard]] std::optional<std::int64_t> ceil(std::int64_t limit) const;

 private:
    using Limbs = std::vector<std::uint64_t>;  ///< least significant first, no zero on top

    Limbs numerator_;
    Limbs denominator_;
};

}  // namespace imdad::quantify

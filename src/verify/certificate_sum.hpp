#pragma once

#include "base/fixed.hpp"

/// Whole numbers of 128 bits for certificates: a sum that leaves them says so and never wraps.

namespace imdad::verify {

using base::Int128;

/// Stands for "no way": larger than every price, never added to.
inline constexpr Int128 kNoWay = ~(Int128{1} << 127);

class CheckedSum {
 public:
    CheckedSum() = default;

    explicit CheckedSum(Int128 value) : value_(value) {}

    CheckedSum& add(Int128 value) {
        fits_ = !__builtin_add_overflow(value_, value, &value_) && fits_;
        return *this;
    }

    CheckedSum& add_product(Int128 one, Int128 other) {
        Int128 product = 0;
        fits_ = !__builtin_mul_overflow(one, other, &product) && fits_;
        return add(product);
    }

    CheckedSum& add(const CheckedSum& other) {
        fits_ = fits_ && other.fits_;
        return add(other.value_);
    }

    CheckedSum& multiply(Int128 factor) {
        fits_ = !__builtin_mul_overflow(value_, factor, &value_) && fits_;
        return *this;
    }

    /// Rounded up. Requires: divisor > 0.
    CheckedSum& divide_up(Int128 divisor) {
        value_ = base::ceil_div(value_, divisor);
        return *this;
    }

    /// False for ever once any step has left 128 bits; the value then means nothing.
    [[nodiscard]] bool fits() const { return fits_; }

    [[nodiscard]] Int128 value() const { return value_; }

 private:
    Int128 value_ = 0;
    bool fits_ = true;
};

/// ceil(numerator x 2^bits / denominator), where only the result must fit. Requires: numerator >=
/// 0, 0 < denominator <= 2^125.
[[nodiscard]] inline CheckedSum scaled_up(Int128 numerator, Int128 denominator, int bits) {
    CheckedSum result(numerator / denominator);
    Int128 rest = numerator % denominator;
    for (int i = 0; i < bits; ++i) {
        rest *= 2;
        result.multiply(2).add(rest >= denominator ? 1 : 0);
        rest -= rest >= denominator ? denominator : 0;
    }
    return result.add(rest > 0 ? 1 : 0);
}

}  // namespace imdad::verify

#include "quantify/exact_fraction.hpp"

#include "base/assert.hpp"

#include <numeric>

namespace imdad::quantify {

namespace {

using Limbs = std::vector<std::uint64_t>;
using Wide = unsigned __int128;

void trim(Limbs& limbs) {
    while (!limbs.empty() && limbs.back() == 0) {
        limbs.pop_back();
    }
}

void multiply_by(Limbs& limbs, std::uint64_t factor) {
    std::uint64_t carry = 0;
    for (std::uint64_t& limb : limbs) {
        const Wide product = static_cast<Wide>(limb) * factor + carry;
        limb = static_cast<std::uint64_t>(product);
        carry = static_cast<std::uint64_t>(product >> 64);
    }
    if (carry != 0) {
        limbs.push_back(carry);
    }
    trim(limbs);
}

/// True if a < b.
bool less(const Limbs& a, const Limbs& b) {
    if (a.size() != b.size()) {
        return a.size() < b.size();
    }
    for (std::size_t i = a.size(); i-- > 0;) {
        if (a[i] != b[i]) {
            return a[i] < b[i];
        }
    }
    return false;
}

/// a - b. Requires: a >= b.
void subtract_from(Limbs& a, const Limbs& b) {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::uint64_t digit = i < b.size() ? b[i] : 0;
        const Wide difference = static_cast<Wide>(a[i]) - digit - borrow;
        a[i] = static_cast<std::uint64_t>(difference);
        borrow = static_cast<std::uint64_t>(difference >> 64) != 0 ? 1 : 0;
    }
    trim(a);
}

/// Requires: at most two limbs.
Wide as_wide(const Limbs& limbs) {
    Wide value = 0;
    for (std::size_t i = limbs.size(); i-- > 0;) {
        value = (value << 64) | limbs[i];
    }
    return value;
}

}  // namespace

ExactFraction::ExactFraction(std::uint64_t whole) : numerator_{whole}, denominator_{1} {
    trim(numerator_);
}

void ExactFraction::multiply(std::uint64_t numerator, std::uint64_t denominator) {
    IMDAD_ASSERT(denominator > 0, "a fraction needs a denominator above zero");
    // Reducing the factor keeps most rows inside two limbs.
    const std::uint64_t common = std::gcd(numerator, denominator);
    multiply_by(numerator_, numerator / common);
    multiply_by(denominator_, denominator / common);
}

void ExactFraction::multiply(base::Fixed9 factor) {
    IMDAD_ASSERT(factor.nano() >= 0, "the fraction holds no negative numbers");
    multiply(static_cast<std::uint64_t>(factor.nano()), base::Fixed9::kScale);
}

void ExactFraction::divide(base::Fixed9 divisor) {
    IMDAD_ASSERT(divisor.nano() > 0, "division by zero or by a negative number");
    multiply(base::Fixed9::kScale, static_cast<std::uint64_t>(divisor.nano()));
}

bool ExactFraction::subtract(std::uint64_t whole) {
    Limbs product = denominator_;
    multiply_by(product, whole);
    if (less(numerator_, product)) {
        numerator_.clear();
        return false;
    }
    subtract_from(numerator_, product);
    return true;
}

std::optional<std::int64_t> ExactFraction::ceil(std::int64_t limit) const {
    IMDAD_ASSERT(limit >= 0 && limit < (std::int64_t{1} << 62), "the limit must be in [0, 2^62)");
    if (numerator_.size() <= 2 && denominator_.size() <= 2) {
        const Wide top = as_wide(numerator_);
        const Wide bottom = as_wide(denominator_);
        IMDAD_ASSERT(bottom != 0, "factors have denominators above zero");
        const Wide quotient = top / bottom + (top % bottom != 0 ? 1 : 0);
        if (quotient > static_cast<Wide>(limit)) {
            return std::nullopt;
        }
        return static_cast<std::int64_t>(quotient);
    }
    // Smallest q with q x denominator >= numerator, by bisection: at most 62 products, and no long
    // division to get wrong.
    const auto reached = [&](std::int64_t q) {
        Limbs product = denominator_;
        multiply_by(product, static_cast<std::uint64_t>(q));
        return !less(product, numerator_);
    };
    if (!reached(limit)) {
        return std::nullopt;
    }
    std::int64_t low = 0;
    std::int64_t high = limit;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (reached(middle)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

}  // namespace imdad::quantify

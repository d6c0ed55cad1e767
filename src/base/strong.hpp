#pragma once

#include "base/assert.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

/// Strong whole-number quantities: two different units never add by accident, and sums are
/// checked for overflow. Values are int64 in the unit that the type names.

namespace imdad::base {

template <typename Tag>
class Count {
 public:
    constexpr Count() = default;

    constexpr explicit Count(std::int64_t value) : value_(value) {}

    [[nodiscard]] constexpr std::int64_t value() const { return value_; }

    constexpr Count& operator+=(Count other) {
        std::int64_t sum = 0;
        IMDAD_ASSERT(!__builtin_add_overflow(value_, other.value_, &sum),
                     "quantity overflow in a sum");
        value_ = sum;
        return *this;
    }

    constexpr Count& operator-=(Count other) {
        std::int64_t difference = 0;
        IMDAD_ASSERT(!__builtin_sub_overflow(value_, other.value_, &difference),
                     "quantity overflow in a difference");
        value_ = difference;
        return *this;
    }

    friend constexpr Count operator+(Count a, Count b) { return a += b; }

    friend constexpr Count operator-(Count a, Count b) { return a -= b; }

    /// Repeats the quantity; the factor is a bare number on purpose.
    friend constexpr Count operator*(Count a, std::int64_t factor) {
        std::int64_t product = 0;
        IMDAD_ASSERT(!__builtin_mul_overflow(a.value_, factor, &product),
                     "quantity overflow in a product");
        return Count(product);
    }

    friend constexpr auto operator<=>(Count, Count) = default;

 private:
    std::int64_t value_ = 0;
};

using Packs = Count<struct PacksTag>;  ///< whole packs, as lanes move them
using Units =
    Count<struct UnitsTag>;  ///< smallest issue unit of a product: doses, kits, seats, days
using Persons = Count<struct PersonsTag>;   ///< whole persons
using VolumeCm3 = Count<struct VolumeTag>;  ///< cubic centimetres; one litre is 1000

/// Index into one table of the scenario; tables do not mix. `kNone` means "no row".
template <typename Tag>
class Index {
 public:
    constexpr Index() = default;

    constexpr explicit Index(std::size_t value) : value_(static_cast<std::uint32_t>(value)) {}

    [[nodiscard]] constexpr std::size_t value() const { return value_; }

    [[nodiscard]] constexpr bool exists() const { return value_ != kNoneValue; }

    friend constexpr auto operator<=>(Index, Index) = default;

 private:
    static constexpr std::uint32_t kNoneValue = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t value_ = kNoneValue;
};

}  // namespace imdad::base

#pragma once

#include "base/assert.hpp"

#include <bit>
#include <cstdint>

/// Sets of weeks as the bits of one machine word: bit t stands for week t of the horizon.

namespace imdad::engine {

__extension__ using WeekMask = unsigned __int128;

inline constexpr int kWeeksMax = 104;

[[nodiscard]] constexpr WeekMask week_bit(int week) {
    IMDAD_ASSERT(week >= 0 && week < 128, "a week has its bit");
    return static_cast<WeekMask>(1) << week;
}

/// Weeks from..to, both included; empty if from > to. Requires: 0 <= from, to < 128.
[[nodiscard]] constexpr WeekMask week_range(int from, int to) {
    if (from > to) {
        return 0;
    }
    const WeekMask up_to = to >= 127 ? ~static_cast<WeekMask>(0) : week_bit(to + 1) - 1;
    return up_to & ~(week_bit(from) - 1);
}

[[nodiscard]] constexpr bool has_week(WeekMask mask, int week) {
    IMDAD_ASSERT(week >= 0 && week < 128, "a week has its bit");
    return ((mask >> week) & 1U) != 0;
}

/// Latest week of a set that is not empty.
[[nodiscard]] constexpr int latest_week(WeekMask mask) {
    const auto high = static_cast<std::uint64_t>(mask >> 64);
    if (high != 0) {
        return 127 - std::countl_zero(high);
    }
    return 63 - std::countl_zero(static_cast<std::uint64_t>(mask));
}

/// Earliest week of a set that is not empty.
[[nodiscard]] constexpr int earliest_week(WeekMask mask) {
    const auto low = static_cast<std::uint64_t>(mask);
    if (low != 0) {
        return std::countr_zero(low);
    }
    return 64 + std::countr_zero(static_cast<std::uint64_t>(mask >> 64));
}

/// `flood_earlier` in words of one width.
template <typename Mask>
[[nodiscard]] constexpr Mask flood_earlier_in(Mask leave, Mask open) {
    Mask reached = leave & open;
    Mask passable = open;
    constexpr int kBits = 8 * sizeof(Mask);
    for (int step = 1; step < kBits; step *= 2) {
        reached |= passable & (reached >> step);
        passable &= passable >> step;
    }
    return reached;
}

/// Weeks a for which some week d >= a of `leave` exists with every week a..d in `open`: when goods
/// may come to a place if they are to go in one of the weeks `leave` and stay in `open` weeks only.
[[nodiscard]] constexpr WeekMask flood_earlier(WeekMask leave, WeekMask open) {
    // Most horizons fit into one machine word, and this is asked for every place of every search.
    if ((open >> 64) == 0) {
        return flood_earlier_in(static_cast<std::uint64_t>(leave),
                                static_cast<std::uint64_t>(open));
    }
    return flood_earlier_in(leave, open);
}

/// `flood_later` in words of one width.
template <typename Mask>
[[nodiscard]] constexpr Mask flood_later_in(Mask enter, Mask open) {
    Mask reached = enter & open;
    Mask passable = open;
    constexpr int kBits = 8 * sizeof(Mask);
    for (int step = 1; step < kBits; step *= 2) {
        reached |= passable & (reached << step);
        passable &= passable << step;
    }
    return reached;
}

/// Weeks d for which some week a <= d of `enter` exists with every week a..d in `open`: when goods
/// may be at a place that they come to in one of the weeks `enter`.
[[nodiscard]] constexpr WeekMask flood_later(WeekMask enter, WeekMask open) {
    if ((open >> 64) == 0) {
        return flood_later_in(static_cast<std::uint64_t>(enter), static_cast<std::uint64_t>(open));
    }
    return flood_later_in(enter, open);
}

}  // namespace imdad::engine

#include "engine/week_mask.hpp"

#include <gtest/gtest.h>

namespace imdad::engine {
namespace {

TEST(WeekMask, RangeHoldsBothEnds) {
    EXPECT_EQ(static_cast<unsigned>(week_range(1, 3)), 0b1110U);
    EXPECT_TRUE(week_range(3, 1) == 0);
    EXPECT_TRUE(has_week(week_range(100, 103), 103));
    EXPECT_FALSE(has_week(week_range(100, 103), 99));
}

TEST(WeekMask, FindsTheEndsOfASetBeyondOneMachineWord) {
    const WeekMask mask = week_bit(3) | week_bit(90);
    EXPECT_EQ(earliest_week(mask), 3);
    EXPECT_EQ(latest_week(mask), 90);
}

/// The definition, week by week.
WeekMask flood_by_definition(WeekMask leave, WeekMask open) {
    WeekMask result = 0;
    for (int a = 0; a < kWeeksMax; ++a) {
        for (int d = a; d < kWeeksMax && has_week(open, d); ++d) {
            if (has_week(leave, d)) {
                result |= week_bit(a);
                break;
            }
        }
    }
    return result;
}

TEST(WeekMask, FloodAgreesWithItsDefinition) {
    std::uint64_t state = 1;
    const auto next = [&] {
        return state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    };
    for (int i = 0; i < 500; ++i) {
        // Horizons that fit into one machine word take a path of their own.
        const WeekMask all = week_range(0, i % 3 == 0 ? 25 : i % 3 == 1 ? 63 : kWeeksMax - 1);
        const WeekMask leave =
            (static_cast<WeekMask>(next() & next()) << 64 | (next() & next() & next())) & all;
        const WeekMask open =
            (static_cast<WeekMask>(next() | next()) << 64 | (next() | next() | next())) & all;
        EXPECT_TRUE(flood_earlier(leave, open) == flood_by_definition(leave, open));
    }
}

TEST(WeekMask, FloodLaterIsFloodEarlierReadBackwards) {
    std::uint64_t state = 7;
    const auto next = [&] {
        return state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    };
    for (const int weeks : {26, 64, kWeeksMax}) {
        const auto reversed = [&](WeekMask mask) {
            WeekMask result = 0;
            for (int t = 0; t < weeks; ++t) {
                result |= has_week(mask, t) ? week_bit(weeks - 1 - t) : 0;
            }
            return result;
        };
        for (int i = 0; i < 200; ++i) {
            const WeekMask all = week_range(0, weeks - 1);
            const WeekMask enter =
                (static_cast<WeekMask>(next() & next()) << 64 | (next() & next())) & all;
            const WeekMask open =
                (static_cast<WeekMask>(next() | next()) << 64 | (next() | next())) & all;
            EXPECT_TRUE(flood_later(enter, open) ==
                        reversed(flood_earlier(reversed(enter), reversed(open))));
        }
    }
}

}  // namespace
}  // namespace imdad::engine

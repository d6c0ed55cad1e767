#include "quantify/exact_fraction.hpp"

#include <gtest/gtest.h>

namespace imdad::quantify {
namespace {

constexpr std::int64_t kLimit = 1'000'000'000'000;

base::Fixed9 decimal(const char* text) {
    return *base::Fixed9::parse(text);
}

TEST(ExactFraction, RoundsUpOnlyWhatIsNotWhole) {
    ExactFraction third(1);
    third.multiply(1, 3);
    EXPECT_EQ(third.ceil(kLimit), 1);
    third.multiply(3, 1);
    EXPECT_EQ(third.ceil(kLimit), 1);
    third.multiply(7, 1);
    EXPECT_EQ(third.ceil(kLimit), 7);
    EXPECT_EQ(ExactFraction(0).ceil(kLimit), 0);
}

TEST(ExactFraction, IsExactWhereBinaryFractionsAreNot) {
    // In double precision 3 x 0.1 is above 0.3, so the result would be rounded up to 4.
    ExactFraction fraction(3);
    fraction.multiply(decimal("0.1"));
    fraction.divide(decimal("0.1"));
    EXPECT_EQ(fraction.ceil(kLimit), 3);
}

TEST(ExactFraction, ComesBackAfterAHundredYearsOfGrowthAndShrinking) {
    ExactFraction population(44'515'794);
    for (int year = 0; year < 100; ++year) {
        population.multiply(1'031'234'567, base::Fixed9::kScale);
    }
    // 1.031234567^100 = 21.6..., far beyond 128 bits as a fraction.
    const auto grown = population.ceil(kLimit);
    ASSERT_TRUE(grown.has_value());
    EXPECT_GT(*grown, 21 * 44'515'794LL);
    EXPECT_LT(*grown, 22 * 44'515'794LL);
    for (int year = 0; year < 100; ++year) {
        population.multiply(base::Fixed9::kScale, 1'031'234'567);
    }
    EXPECT_EQ(population.ceil(kLimit), 44'515'794);
    EXPECT_TRUE(population.subtract(44'515'793));
    EXPECT_EQ(population.ceil(kLimit), 1);
}

TEST(ExactFraction, StopsAtZeroWhenMoreIsTakenAwayThanThereIs) {
    ExactFraction fraction(5);
    fraction.multiply(1, 2);
    EXPECT_TRUE(fraction.subtract(2));
    EXPECT_EQ(fraction.ceil(kLimit), 1);
    EXPECT_FALSE(fraction.subtract(1));
    EXPECT_EQ(fraction.ceil(kLimit), 0);
}

TEST(ExactFraction, SaysSoWhenTheLimitIsPassed) {
    ExactFraction fraction(kLimit);
    EXPECT_EQ(fraction.ceil(kLimit), kLimit);
    fraction.multiply(kLimit, kLimit - 1);
    EXPECT_FALSE(fraction.ceil(kLimit).has_value());
    for (int i = 0; i < 10; ++i) {
        fraction.multiply(~std::uint64_t{0}, 1);
    }
    EXPECT_FALSE(fraction.ceil(kLimit).has_value());
}

}  // namespace
}  // namespace imdad::quantify

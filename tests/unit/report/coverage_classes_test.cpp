#include "report/coverage_classes.hpp"

#include <cmath>

#include "small_plan.hpp"
#include <gtest/gtest.h>

namespace imdad::report {
namespace {

using testing::share;

TEST(CoverageClasses, AreTwentyPointsWideWhenAreasDiffer) {
    const auto classes = coverage_classes({share(0.1),
                                           share(0.3),
                                           share(0.5),
                                           share(0.7),
                                           share(0.9),
                                           share(0.95),
                                           share(0.2),
                                           share(0.4),
                                           share(0.6),
                                           share(0.8)});
    EXPECT_TRUE(classes.usual());
    EXPECT_EQ(classes.class_of(share(0.199999999)), 0U);
    EXPECT_EQ(classes.class_of(share(0.2)), 1U);
    EXPECT_EQ(classes.class_of(share(1)), 4U);
    EXPECT_EQ(classes.name(0), "under 20 %");
    EXPECT_EQ(classes.name(2), "40 to 60 %");
    EXPECT_EQ(classes.name(4), "80 % and more");
}

std::vector<model::Fixed9> coverages_from(double lowest, double step, int count) {
    std::vector<model::Fixed9> coverages;
    for (int i = 0; i < count; ++i) {
        coverages.push_back(share(lowest + step * i));
    }
    return coverages;
}

TEST(CoverageClasses, GrowNarrowerWhereOneColourWouldPaintNearlyAll) {
    const auto classes = coverage_classes(coverages_from(0.62, 0.002, 100));
    EXPECT_EQ(classes.points, 10);
    EXPECT_EQ(classes.name(0), "under 60 %");
    EXPECT_EQ(classes.name(2), "70 to 80 %");
    EXPECT_EQ(coverage_classes(coverages_from(0.71, 0.0009, 100)).points, 5);
    EXPECT_EQ(coverage_classes(coverages_from(0.715, 0.0002, 100)).points, 1);
}

TEST(CoverageClasses, StayBetweenNothingAndAll) {
    const auto low = coverage_classes(coverages_from(0.001, 0.0012, 100));
    EXPECT_GT(low.limits.front().nano(), 0);
    const auto high = coverage_classes(coverages_from(0.88, 0.0012, 100));
    EXPECT_LT(high.limits.back(), share(1));
    EXPECT_EQ(high.limits.back().nano() % 10'000'000, 0);
}

TEST(CoverageClasses, StayTheUsualOnesWhereAllAreasAreAlikeOrFew) {
    EXPECT_TRUE(coverage_classes(std::vector<model::Fixed9>(50, share(0.5))).usual());
    EXPECT_TRUE(coverage_classes(coverages_from(0.62, 0.002, 9)).usual());
    EXPECT_TRUE(coverage_classes({}).usual());
}

/// Relative luminance, WCAG 2.2.
double luminance(const char* colour) {
    double sum = 0;
    for (int i = 0; i < 3; ++i) {
        const double channel = std::stoi(std::string(colour + 1 + 2 * i, 2), nullptr, 16) / 255.0;
        const double linear =
            channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
        sum += linear * std::array<double, 3>{0.2126, 0.7152, 0.0722}[static_cast<std::size_t>(i)];
    }
    return sum;
}

TEST(CoverageClasses, ColoursGrowLighterStepByStepSoThatOrderSurvivesWithoutColour) {
    for (std::size_t i = 1; i < kCoverageClasses; ++i) {
        EXPECT_GT(luminance(kCoverageColours[i]) + 0.05,
                  1.25 * (luminance(kCoverageColours[i - 1]) + 0.05))
            << i;
    }
}

}  // namespace
}  // namespace imdad::report

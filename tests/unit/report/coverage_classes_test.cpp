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
    EXPECT_FALSE(classes.from_data);
    EXPECT_EQ(classes.class_of(share(0.199999999)), 0U);
    EXPECT_EQ(classes.class_of(share(0.2)), 1U);
    EXPECT_EQ(classes.class_of(share(1)), 4U);
    EXPECT_EQ(classes.name(0), "under 20 %");
    EXPECT_EQ(classes.name(2), "40 to 60 %");
    EXPECT_EQ(classes.name(4), "80 % and more");
}

TEST(CoverageClasses, FollowTheDataWhereOneColourWouldPaintNearlyAll) {
    std::vector<model::Fixed9> coverages;
    for (int i = 0; i < 100; ++i) {
        coverages.push_back(share(0.05 + 0.001 * i));
    }
    const auto classes = coverage_classes(coverages);
    EXPECT_TRUE(classes.from_data);
    EXPECT_EQ(classes.name(0), "under 7 %");
    EXPECT_EQ(classes.name(1), "7 to 9 %");
    std::array<int, kCoverageClasses> counts{};
    for (const auto coverage : coverages) {
        ++counts[classes.class_of(coverage)];
    }
    EXPECT_EQ(counts, (std::array<int, kCoverageClasses>{20, 20, 20, 20, 20}));
}

TEST(CoverageClasses, StayFixedWhereAllAreasAreAlike) {
    EXPECT_FALSE(coverage_classes(std::vector<model::Fixed9>(50, share(0.5))).from_data);
    EXPECT_FALSE(coverage_classes({}).from_data);
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

#include "network/geo.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace imdad::network {
namespace {

TEST(GreatCircle, IsThatOfTheMeanSphere) {
    // A quarter of a meridian is 10,007.5 km on the mean sphere; one degree of the equator 111.195
    // km.
    EXPECT_EQ(great_circle_km({0, 0}, {90, 0}), 10'008);
    EXPECT_EQ(great_circle_km({0, 0}, {0, 1}), 111);
    EXPECT_EQ(great_circle_km({0, -90}, {0, 90}), 20'015);
}

TEST(GreatCircle, IsTheSameBothWaysAndZeroAtHome) {
    EXPECT_EQ(great_circle_km({12.6, -8.0}, {5.3, -4.0}),
              great_circle_km({5.3, -4.0}, {12.6, -8.0}));
    EXPECT_EQ(great_circle_km({12.6, -8.0}, {12.6, -8.0}), 0);
    EXPECT_EQ(great_circle_km({0, 179.5}, {0, -179.5}), 111);
}

TEST(Centre, LiesInTheMiddleAcrossTheDateLineToo) {
    const std::vector<Point> near = {{10, 20}, {10, 22}};
    EXPECT_NEAR(centre(near)->lon, 21, 1e-4);
    EXPECT_NEAR(centre(near)->lat, 10, 0.01);
    const std::vector<Point> line = {{0, 179}, {0, -179}};
    EXPECT_NEAR(std::abs(centre(line)->lon), 180, 1e-4);
}

TEST(Centre, IsUnknownForNothingAndForOppositePoints) {
    EXPECT_FALSE(centre({}).has_value());
    const std::vector<Point> opposite = {{0, 0}, {0, 180}};
    EXPECT_FALSE(centre(opposite).has_value());
}

}  // namespace
}  // namespace imdad::network

#include "base/fixed.hpp"

#include <gtest/gtest.h>

namespace imdad::base {
namespace {

TEST(Fixed9, ReadsWhatPeopleWrite) {
    EXPECT_EQ(Fixed9::parse("0.15")->nano(), 150'000'000);
    EXPECT_EQ(Fixed9::parse("12")->nano(), 12'000'000'000);
    EXPECT_EQ(Fixed9::parse("-0.000000001")->nano(), -1);
}

TEST(Fixed9, RefusesWhatItCannotHoldExactly) {
    for (const char* text :
         {"", "-", ".5", "5.", "1e3", "1,5", "0.0000000001", "9300000000", " 1", "1 ", "0x1"}) {
        EXPECT_FALSE(Fixed9::parse(text).has_value()) << text;
    }
}

TEST(Fixed9, WritesTheShortestTextThatReadsBack) {
    for (const char* text : {"0", "0.1", "-3.25", "9199999999.999999999"}) {
        EXPECT_EQ(Fixed9::parse(text)->text(), text);
    }
}

TEST(Division, RoundsTowardsTheNamedSide) {
    EXPECT_EQ(static_cast<int>(ceil_div(7, 2)), 4);
    EXPECT_EQ(static_cast<int>(ceil_div(-7, 2)), -3);
    EXPECT_EQ(static_cast<int>(floor_div(-7, 2)), -4);
    EXPECT_EQ(static_cast<int>(ceil_div(8, 2)), 4);
}

}  // namespace
}  // namespace imdad::base

#include "base/date.hpp"

#include <gtest/gtest.h>

namespace imdad::base {
namespace {

TEST(Date, ReadsAndWritesTheSameDay) {
    EXPECT_EQ(to_text(*parse_day("2022-07-25")), "2022-07-25");
}

TEST(Date, RefusesDaysThatDoNotExist) {
    for (const char* text :
         {"2022-02-29", "2022-13-01", "22-07-25", "2022/07/25", "2022-07-25T00", "0000-01-01"}) {
        EXPECT_FALSE(parse_day(text).has_value()) << text;
    }
    EXPECT_TRUE(parse_day("2024-02-29").has_value());
}

TEST(Date, KnowsMondays) {
    EXPECT_TRUE(is_monday(*parse_day("2022-07-25")));
    EXPECT_FALSE(is_monday(*parse_day("2022-07-24")));
}

}  // namespace
}  // namespace imdad::base

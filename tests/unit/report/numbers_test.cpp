#include "report/numbers.hpp"

#include "small_plan.hpp"
#include <gtest/gtest.h>

namespace imdad::report {
namespace {

using testing::share;

TEST(Grouped, SetsThousandsApart) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(12345678), "12,345,678");
    EXPECT_EQ(grouped(-1234), "-1,234");
}

TEST(Percent, NeverSaysMoreThanIsTrue) {
    EXPECT_EQ(percent(share(0), " "), "0 %");
    EXPECT_EQ(percent(model::Fixed9::from_nano(1), " "), "<0.1 %");
    EXPECT_EQ(percent(share(0.4319), " "), "43.1 %");
    EXPECT_EQ(percent(model::Fixed9::from_nano(999'999'999), " "), "99.9 %");
    EXPECT_EQ(percent(share(1), " "), "100 %");
}

TEST(Points, RoundTowardsNothing) {
    EXPECT_EQ(points(42'900'000), "+4.2");
    EXPECT_EQ(points(-3'999'999), "\u22120.3");
    EXPECT_EQ(points(-999'999), "0.0");
}

TEST(IndexText, HasFourPlaces) {
    EXPECT_EQ(index_text(share(0.25)), "0.2500");
    EXPECT_EQ(index_text(share(1.00567)), "1.0056");
}

TEST(Html, LeavesNothingThatAPageWouldRead) {
    EXPECT_EQ(html("<b>\"a\" & 'b'</b>"), "&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;");
    EXPECT_EQ(html(std::string("a\x01\n\x7F b", 6)), "a    b");
}

TEST(Plain, TakesControlCharactersAway) {
    EXPECT_EQ(plain("a\x1b[31mred"), "a [31mred");
    EXPECT_EQ(plain("a\u009Bb"), "a b");
    EXPECT_EQ(plain("Ségou"), "Ségou");
}

TEST(DisplayWidth, CountsLettersAndNotBytes) {
    EXPECT_EQ(display_width("Ségou"), 5U);
    EXPECT_EQ(display_width("كابل"), 4U);
    EXPECT_EQ(display_width("كَابُل"), 4U);
    EXPECT_EQ(display_width("e\u0301"), 1U);
}

TEST(Padded, CutsWithAnEllipsisAndFillsUp) {
    EXPECT_EQ(padded("Ségou", 7), "Ségou  ");
    EXPECT_EQ(padded("Tombouctou", 5), "Tomb…");
    EXPECT_EQ(padded("Tombouctou", 0), "");
    EXPECT_EQ(padded_front("12", 5), "   12");
}

}  // namespace
}  // namespace imdad::report

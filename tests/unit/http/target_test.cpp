#include "http/target.hpp"

#include <gtest/gtest.h>

namespace imdad::http {

namespace {

using Segments = std::vector<std::string>;

TEST(ParseTarget, CutsThePathBeforeItDecodesTheSegments) {
    const auto target = parse_target("/api/v1/agreements/OIC%2F2022%2F7?a=b%26c&d=e+f&g");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->segments, (Segments{"api", "v1", "agreements", "OIC/2022/7"}));
    EXPECT_EQ(target->parameter("a"), "b&c");
    EXPECT_EQ(target->parameter("d"), "e f");
    EXPECT_EQ(target->parameter("g"), "");
    EXPECT_EQ(target->query.size(), 3U);
}

TEST(ParseTarget, APlusInThePathIsAPlus) {
    EXPECT_EQ(parse_target("/a+b")->segments, Segments{"a+b"});
}

TEST(ParseTarget, TakesTextOfAnyLanguage) {
    EXPECT_EQ(parse_target("/%D8%A5%D9%85%D8%AF%D8%A7%D8%AF")->segments, Segments{"إمداد"});
}

TEST(ParseTarget, RefusesWhatIsBroken) {
    for (const char* const text : {"",
                                   "x",
                                   "http://host/",
                                   "*",
                                   "/%",
                                   "/%4",
                                   "/%zz",
                                   "/%00",
                                   "/a%0d%0ab",
                                   "/%7f",
                                   "/%ff",
                                   "/%C0%AF",  // an overlong slash
                                   "/%E2%82",
                                   "/a?x=%",
                                   "/a?%01=1"}) {
        const auto target = parse_target(text);
        ASSERT_FALSE(target) << text;
        EXPECT_EQ(target.error().code, "bad_target");
    }
}

TEST(ParseTarget, RefusesAParameterThatIsGivenTwice) {
    const auto target = parse_target("/a?limit=1&limit=2");
    ASSERT_FALSE(target);
    EXPECT_NE(target.error().line.find("'limit' is given twice"), std::string::npos);
}

TEST(Escaped, IsReadBackAsItWas) {
    const std::string text = "a/b c?d&e=f%+~\xD8\xA5";
    EXPECT_EQ(parse_target("/x?y=" + escaped(text))->parameter("y"), text);
}

}  // namespace

}  // namespace imdad::http

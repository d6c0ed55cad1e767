#include "http/sessions.hpp"

#include <gtest/gtest.h>

namespace imdad::http {

namespace {

constexpr std::int64_t kStart = 1'000'000;
constexpr std::int64_t kMinute = 60'000;

TEST(Sessions, EndWhenTheyAreNotUsed) {
    Sessions sessions(10 * kMinute);
    const std::string token = sessions.begin("amina", kStart);
    EXPECT_EQ(sessions.find(token, kStart + 29 * kMinute)->user, "amina");
    EXPECT_TRUE(sessions.find(token, kStart + 58 * kMinute)) << "used, it goes on";
    EXPECT_FALSE(sessions.find(token, kStart + 89 * kMinute));
    EXPECT_FALSE(sessions.find(token, kStart + 60 * kMinute)) << "ended is ended";
}

TEST(Sessions, EndAfterTheLongestTimeHoweverMuchTheyAreUsed) {
    Sessions sessions(10 * kMinute);
    const std::string token = sessions.begin("amina", kStart);
    for (std::int64_t minute = 20; minute <= 12 * 60; minute += 20) {
        const auto session = sessions.find(token, kStart + minute * kMinute);
        ASSERT_TRUE(session) << minute;
        EXPECT_LE(session->expires_at_ms, kStart + Sessions::kLongestMs);
    }
    EXPECT_FALSE(sessions.find(token, kStart + 12 * 60 * kMinute + 1));
}

TEST(Sessions, ThePasswordCountsAsJustGivenForAWhileOnly) {
    Sessions sessions(10 * kMinute);
    const std::string token = sessions.begin("amina", kStart);
    EXPECT_EQ(sessions.find(token, kStart + 9 * kMinute)->strong_until_ms, kStart + 10 * kMinute);
}

TEST(Sessions, AreOfTheTokenAndOfNothingLikeIt) {
    Sessions sessions(0);
    const std::string token = sessions.begin("amina", kStart);
    const std::string other = sessions.begin("bilal", kStart);
    EXPECT_NE(token, other);
    EXPECT_NE(sessions.find(token, kStart)->csrf, sessions.find(other, kStart)->csrf);
    for (const std::string& wrong : {std::string(), token.substr(1), token + "0", "A" + token}) {
        EXPECT_FALSE(sessions.find(wrong, kStart)) << wrong;
    }
    sessions.end(token);
    EXPECT_FALSE(sessions.find(token, kStart));
    EXPECT_TRUE(sessions.find(other, kStart));
    sessions.end_all_of("bilal");
    EXPECT_FALSE(sessions.find(other, kStart));
}

TEST(Sessions, OfOneUserTheOneNotUsedForLongestMakesRoom) {
    Sessions sessions(0);
    const std::string first = sessions.begin("amina", kStart);
    const std::string second = sessions.begin("amina", kStart + 1);
    const std::string other = sessions.begin("bilal", kStart);
    for (std::size_t more = 2; more < Sessions::kOfOneUserMax; ++more) {
        const std::string unused = sessions.begin("amina", kStart + 2);
        EXPECT_FALSE(unused.empty());
    }
    EXPECT_TRUE(sessions.find(first, kStart + 3));
    EXPECT_FALSE(sessions.begin("amina", kStart + 4).empty());
    EXPECT_TRUE(sessions.find(first, kStart + 5));
    EXPECT_FALSE(sessions.find(second, kStart + 5));
    EXPECT_TRUE(sessions.find(other, kStart + 5));
}

TEST(Cookie, IsFoundAmongOthersByItsWholeName) {
    EXPECT_EQ(token_of_cookie("__Host-imdad-session=ab"), "ab");
    EXPECT_EQ(token_of_cookie("a=1; __Host-imdad-session=ab; b=2"), "ab");
    EXPECT_EQ(token_of_cookie("x__Host-imdad-session=ab; __Host-imdad-sessions=cd"), "");
    EXPECT_EQ(token_of_cookie("imdad-session=ab"), "");
    EXPECT_EQ(token_of_cookie(""), "");
    EXPECT_EQ(token_of_cookie(";;; "), "");
}

}  // namespace

}  // namespace imdad::http

#include "http/log_in_limits.hpp"

#include <gtest/gtest.h>

namespace imdad::http {

namespace {

constexpr std::int64_t kStart = 1'000'000'000;

TEST(LogInLimits, WhoTriesAgainWaitsLongerEachTime) {
    LogInLimits limits;
    std::int64_t now = kStart;
    for (int tried = 0; tried < LogInLimits::kFreeOfUser; ++tried) {
        EXPECT_EQ(limits.attempt("amina", "a", now), 0);
    }
    std::int64_t before = 0;
    for (int tried = 0; tried < 12; ++tried) {
        const std::int64_t wait = limits.attempt("amina", "a", now);
        EXPECT_GE(wait, std::min(before * 2, LogInLimits::kLongestWaitMs));
        EXPECT_GT(limits.attempt("amina", "b", now), 0) << "from anywhere";
        before = wait;
        now += wait;
        EXPECT_EQ(limits.attempt("amina", "a", now), 0);
    }
    EXPECT_EQ(before, LogInLimits::kLongestWaitMs);
}

TEST(LogInLimits, AGuesserGetsThroughAFewHundredADay) {
    LogInLimits limits;
    int tried = 0;
    for (std::int64_t now = kStart; now < kStart + 24 * 3'600'000LL; now += 500) {
        tried += limits.attempt("amina", "a" + std::to_string(now), now) == 0 ? 1 : 0;
    }
    EXPECT_LT(tried, 320);
    EXPECT_GT(tried, 100);
}

TEST(LogInLimits, TheRightPasswordForgetsThoseOfTheName) {
    LogInLimits limits;
    for (int tried = 0; tried < 40; ++tried) {
        EXPECT_EQ(limits.attempt("amina", "a", kStart), 0) << tried;
        limits.succeeded("amina", "a");
    }
}

TEST(LogInLimits, FromOneAddressManyNamesAreFewGuesses) {
    LogInLimits limits;
    int tried = 0;
    for (int name = 0; name < 1000; ++name) {
        tried += limits.attempt("user" + std::to_string(name), "a", kStart) == 0 ? 1 : 0;
    }
    EXPECT_EQ(tried, LogInLimits::kFreeOfAddress);
    EXPECT_EQ(limits.attempt("user1001", "b", kStart), 0);
}

TEST(LogInLimits, AreForgottenAfterAWhileAndBounded) {
    LogInLimits limits;
    for (int tried = 0; tried < LogInLimits::kFreeOfUser; ++tried) {
        EXPECT_EQ(limits.attempt("amina", "a", kStart), 0);
    }
    for (std::size_t name = 0; name < LogInLimits::kMax + 100; ++name) {
        const std::string made_up = std::to_string(name);
        EXPECT_EQ(limits.attempt(made_up, made_up, kStart), 0);
    }
    EXPECT_GT(limits.attempt("amina", "a", kStart), 0) << "names made up push nobody out";
    EXPECT_EQ(limits.attempt("amina", "a", kStart + LogInLimits::kForgottenAfterMs + 1), 0);
}

}  // namespace

}  // namespace imdad::http

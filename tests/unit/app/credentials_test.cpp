#include "app/credentials.hpp"

#include "fresh_books.hpp"
#include <gtest/gtest.h>

/// Secrets end when they should; the rest is asked of a running server in tests/server.

namespace imdad::app {

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
const std::string kGood = "correct horse battery staple";

class SecretsOfUsers : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("bilal", {"logistics"});
    }

    [[nodiscard]] std::string books() const { return as("").books; }

    const std::int64_t now_ = as("").now_ms;
};

TEST_F(SecretsOfUsers, ALinkIsGoodForADayAndOnce) {
    const auto link = invite_user(as("amina"), "bilal");
    ASSERT_TRUE(link);
    EXPECT_EQ(link->expires_at_ms, now_ + 24 * kHourMs);
    EXPECT_EQ(testing::code_of(use_link(books(), link->secret, kGood, now_ + 24 * kHourMs)),
              "void_link");
    EXPECT_EQ(testing::code_of(log_in(as("bilal"), kGood)), "wrong_password");
    const auto used = use_link(books(), link->secret, kGood, now_ + 24 * kHourMs - 1);
    ASSERT_TRUE(used);
    EXPECT_EQ(used->name, "bilal");
    EXPECT_EQ(testing::code_of(log_in(as("bilal"), kGood)), "");
    EXPECT_EQ(testing::code_of(use_link(books(), link->secret, kGood, now_)), "void_link");
}

TEST_F(SecretsOfUsers, OnlyTheSecretariatMakesLinks) {
    EXPECT_EQ(testing::code_of(invite_user(as("bilal"), "amina")), "role_missing");
    EXPECT_EQ(testing::code_of(invite_user(as("amina"), "nobody")), "unknown_user");
}

TEST_F(SecretsOfUsers, TheFirstLinkIsThereUntilSomebodyOfTheSecretariatHasAPassword) {
    const auto of_bilal = invite_user(as("amina"), "bilal");
    ASSERT_TRUE(use_link(books(), of_bilal->secret, kGood, now_));
    const auto first = first_link(books(), now_);
    ASSERT_TRUE(first && *first) << "a password of somebody else opens no door to the accounts";
    EXPECT_EQ((*first)->user, "amina");
    ASSERT_TRUE(use_link(books(), (*first)->secret, kGood, now_));
    const auto then = first_link(books(), now_);
    ASSERT_TRUE(then);
    EXPECT_FALSE(*then);
}

TEST_F(SecretsOfUsers, ATokenEndsOnItsDayAndIsOfWhoMadeIt) {
    const auto made = add_token(as("bilal"), "reports", Scope::write, 2);
    ASSERT_TRUE(made);
    const auto owner = owner_of_token(books(), made->secret, now_ + 48 * kHourMs - 1);
    ASSERT_TRUE(owner && *owner);
    EXPECT_EQ((*owner)->user, "bilal");
    EXPECT_EQ((*owner)->scope, Scope::write);
    EXPECT_FALSE(*owner_of_token(books(), made->secret, now_ + 48 * kHourMs));
    EXPECT_FALSE(*owner_of_token(books(), made->secret + "0", now_));
    EXPECT_EQ(testing::code_of(erase_token(as("amina"), "reports")), "no_such_token") << "of bilal";
    EXPECT_EQ(testing::code_of(erase_token(as("bilal"), "reports")), "");
    EXPECT_FALSE(*owner_of_token(books(), made->secret, now_));
}

}  // namespace

}  // namespace imdad::app

#include "app/post_one.hpp"

#include "fresh_books.hpp"

/// One command of the ledger as somebody says it: amounts as people write them.

namespace imdad::app {
namespace {

using testing::code_of;

class PostOne : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("farid", {"finance"});
        ASSERT_EQ(codes("amina",
                        fmt::format("kind,id,business_date,unit,unit_kind,decimals\n"
                                    "define_unit,{},2022-07-01,USD,currency,2\n"
                                    "define_unit,{},2022-07-01,penta,medicine,\n",
                                    id(1),
                                    id(2))),
                  std::vector<std::string>{});
    }

    [[nodiscard]] Answer<OneOutcome> say(const std::string& kind,
                                         const std::vector<FieldText>& fields,
                                         const std::string& movement = "",
                                         bool dry_run = false) const {
        return post_one({.options = {.access = as("farid"), .id = movement, .dry_run = dry_run},
                         .kind = kind,
                         .fields = fields});
    }

    [[nodiscard]] Access later() const {
        Access access = as("farid");
        access.now_ms += 3'600'000;
        return access;
    }

    [[nodiscard]] Answer<OneOutcome> promise(const std::string& amount,
                                             const std::string& unit = "USD",
                                             const std::string& movement = "",
                                             bool dry_run = false) const {
        return say("pledge",
                   {{"holder", "KSA"}, {"pledge", "gift"}, {"unit", unit}, {"amount", amount}},
                   movement,
                   dry_run);
    }
};

TEST_F(PostOne, AnAmountIsWhatPeopleWrite) {
    const auto promised = promise("1500.5");
    ASSERT_TRUE(promised.has_value()) << promised.error().lines.front();
    EXPECT_TRUE(promised->written);
    ASSERT_EQ(promised->postings.size(), 2U);
    EXPECT_EQ(promised->postings.back().amount, "1500.50");
    for (const char* const wrong : {"1500.505", "1,500", "many", "1e3"}) {
        const auto refused = promise(wrong);
        EXPECT_EQ(code_of(refused), "bad_value") << wrong;
        EXPECT_EQ(refused.error().field, "amount");
    }
    EXPECT_EQ(code_of(promise("1.5", "penta")), "bad_value");
    EXPECT_EQ(code_of(promise("5", "unheard")), "unknown_unit");
}

TEST_F(PostOne, SentAgainItIsAnsweredAsItWasAndADryRunWritesNothing) {
    const std::string movement(32, '4');
    EXPECT_FALSE(promise("10", "USD", movement, /*dry_run=*/true)->written);
    EXPECT_TRUE(promise("10", "USD", movement)->written);
    // An hour of the clock later it is still the same command.
    OneCommand command;
    command.options.access = later();
    command.options.id = movement;
    command.kind = "pledge";
    command.fields = {{"holder", "KSA"}, {"pledge", "gift"}, {"unit", "USD"}, {"amount", "10"}};
    const auto again = post_one(command);
    ASSERT_TRUE(again.has_value()) << again.error().lines.front();
    EXPECT_TRUE(again->replayed);
    EXPECT_FALSE(again->written);
    EXPECT_EQ(code_of(promise("11", "USD", movement)), "id_with_other_body");
    command.options.access.today += std::chrono::days(1);
    EXPECT_EQ(code_of(post_one(command)), "id_with_other_body");
    command.day_is_said = false;
    const auto next_day = post_one(command);
    ASSERT_TRUE(next_day.has_value()) << next_day.error().lines.front();
    EXPECT_TRUE(next_day->replayed);
    EXPECT_EQ(code_of(promise("10", "USD", "short")), "bad_id");
}

TEST_F(PostOne, APledgeIsRevisedAndWithdrawn) {
    ASSERT_EQ(code_of(promise("100")), "");
    EXPECT_EQ(code_of(say("revise",
                          {{"pledge", "gift"},
                           {"unit", "USD"},
                           {"amount", "80"},
                           {"reason", "letter"},
                           {"document", std::string(64, 'a')}})),
              "");
    EXPECT_EQ(code_of(say("withdraw", {{"pledge", "gift"}, {"unit", "USD"}, {"reason", ""}})),
              "field_missing");
    EXPECT_EQ(code_of(say("withdraw", {{"pledge", "gift"}, {"unit", "USD"}, {"reason", "x"}})), "");
    EXPECT_EQ(code_of(say("lapse", {{"pledge", "gift"}, {"unit", "USD"}})), "no_deadline");
}

TEST_F(PostOne, ACommitmentNeedsAnAgreementInForce) {
    ASSERT_EQ(code_of(promise("100")), "");
    const auto refused = say("commit",
                             {{"pledge", "gift"},
                              {"unit", "USD"},
                              {"amount", "100"},
                              {"to", "WHO"},
                              {"instrument", "nothing"}});
    EXPECT_EQ(code_of(refused), "no_such_entity");
    EXPECT_EQ(refused.error().field, "instrument");
}

TEST_F(PostOne, WhatTheLedgerDoesNotKnowIsRefusedAndTheSecondPersonIsNotNamed) {
    EXPECT_EQ(code_of(say("gift", {})), "unknown_kind");
    EXPECT_EQ(code_of(say("pledge", {{"colour", "red"}})), "unknown_field");
    EXPECT_EQ(code_of(say("commit", {{"approver", std::string(32, '1')}})), "unknown_field");
}

}  // namespace
}  // namespace imdad::app

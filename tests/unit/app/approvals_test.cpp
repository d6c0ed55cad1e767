#include "app/approvals.hpp"

#include "app/keep_books.hpp"
#include "app/ledger_views.hpp"
#include "app/thresholds.hpp"
#include "store/statements.hpp"

#include "fresh_books.hpp"

/// What takes two people waits for the second one, and is then done on the books as they are.

namespace imdad::app {
namespace {

using testing::code_of;
using Codes = std::vector<std::string>;

class Approvals : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("farid", {"finance"});
        add_user_or_fail("store", {"logistics"});
        add_user_or_fail("look", {"auditor"});
        ASSERT_EQ(codes("amina",
                        fmt::format("kind,id,business_date,unit,unit_kind,holder,amount,reason\n"
                                    "define_unit,{},2022-07-24,kit,goods,,,\n"
                                    "opening_balance,{},2022-07-24,kit,,kabul,100,counted\n",
                                    id(1),
                                    id(2))),
                  Codes{});
    }

    [[nodiscard]] static std::string write_off(int number, int amount) {
        return fmt::format(
            "kind,id,business_date,unit,holder,amount,stage,to_stage,reason\n"
            "write_off,{},2022-07-25,kit,kabul,{},on_hand,damaged,water\n",
            id(number),
            amount);
    }

    [[nodiscard]] std::string propose(const std::string& user, const std::string& csv) {
        const auto outcome = post(user, csv);
        EXPECT_TRUE(outcome.has_value());
        EXPECT_TRUE(outcome->problems.empty());
        EXPECT_FALSE(outcome->written);
        EXPECT_TRUE(outcome->needs_second_person);
        return outcome->proposal;
    }

    [[nodiscard]] std::int64_t on_hand() const {
        std::int64_t sum = 0;
        const auto lines = balances(as("amina"), {.stage = "on_hand"});
        for (const BalanceLine& line : *lines) {
            sum += line.amount;
        }
        return sum;
    }
};

TEST_F(Approvals, AWriteOffIsPostedWhenAnotherUserApproves) {
    const auto dry = post("store", write_off(3, 10), true);
    EXPECT_TRUE(dry->needs_second_person);
    EXPECT_TRUE(dry->proposal.empty());
    EXPECT_TRUE(list_proposals(as("look"), "")->empty());
    const std::string proposal = propose("store", write_off(3, 10));
    ASSERT_EQ(proposal.size(), 32U);
    EXPECT_EQ(on_hand(), 100);
    // Sent again it is the same, and whoever proposed it does not decide on it.
    EXPECT_EQ(propose("store", write_off(3, 10)), proposal);
    EXPECT_EQ(code_of(approve_proposal(as("store"), proposal, false)), "same_person");
    EXPECT_EQ(code_of(approve_proposal(as("look"), proposal, false)), "role_missing");
    ASSERT_TRUE(approve_proposal(as("farid"), proposal, true).has_value());
    EXPECT_EQ(on_hand(), 100);
    const auto approval = approve_proposal(as("farid"), proposal, false);
    ASSERT_TRUE(approval.has_value()) << approval.error().lines.front();
    EXPECT_EQ(on_hand(), 90);
    EXPECT_EQ(approval->proposal.events.back().user, "@farid");
    EXPECT_EQ(code_of(approve_proposal(as("farid"), proposal, false)), "proposal_ended");
    // What was posted is posted: the file again changes nothing.
    const auto again = post("store", write_off(3, 10));
    EXPECT_TRUE(again->written);
    EXPECT_TRUE(again->rows.front().replayed);
    EXPECT_TRUE(audit_books({.access = as("amina"), .notes = {}, .keys = {}})->findings.empty());
}

TEST_F(Approvals, WhoApprovesNeedsTheRoleThatTheKindAsksFor) {
    add_user_or_fail("second.store", {"logistics"});
    const std::string proposal = propose("store", write_off(3, 10));
    EXPECT_EQ(code_of(approve_proposal(as("second.store"), proposal, false)),
              "approver_role_missing");
    EXPECT_EQ(show_proposal(as("look"), proposal)->outcome, "open");
    // It waits for those who may approve it only.
    EXPECT_TRUE(show_proposal(as("farid"), proposal)->yours);
    for (const char* const other : {"store", "second.store", "look"}) {
        EXPECT_FALSE(show_proposal(as(other), proposal)->yours) << other;
    }
}

TEST_F(Approvals, ItIsDecidedOnTheBooksAsTheyAreThen) {
    const std::string first = propose("store", write_off(3, 60));
    const std::string second = propose("store", write_off(4, 60));
    ASSERT_TRUE(approve_proposal(as("farid"), first, false).has_value());
    EXPECT_EQ(code_of(approve_proposal(as("farid"), second, false)), "not_enough");
    EXPECT_EQ(on_hand(), 40);
    EXPECT_EQ(code_of(reject_proposal(as("farid"), second, "")), "reason_missing");
    EXPECT_EQ(reject_proposal(as("farid"), second, "too much", /*dry_run=*/true)->outcome,
              "rejected");
    EXPECT_EQ(show_proposal(as("farid"), second)->outcome, "open");
    EXPECT_EQ(reject_proposal(as("farid"), second, "too much")->outcome, "rejected");
    EXPECT_EQ(code_of(post("store", write_off(4, 60))), "");
    EXPECT_EQ(list_proposals(as("look"), "rejected")->size(), 1U);
}

TEST_F(Approvals, OnlyWhoProposedWithdraws) {
    const std::string proposal = propose("store", write_off(3, 10));
    EXPECT_EQ(code_of(withdraw_proposal(as("farid"), proposal, "")), "not_the_proposer");
    EXPECT_EQ(withdraw_proposal(as("store"), proposal, "mistake")->outcome, "withdrawn");
    EXPECT_EQ(code_of(approve_proposal(as("farid"), proposal, false)), "proposal_ended");
    // Just this was decided on; new ids make another one of it.
    EXPECT_EQ(code_of(post("store", write_off(3, 10))), "proposal_ended");
    EXPECT_NE(propose("store", write_off(5, 10)), proposal);
}

TEST_F(Approvals, ACountThatFindsLessTakesTwoPeopleAndOneThatFindsAllDoesNot) {
    const std::string row =
        "kind,id,business_date,unit,holder,amount,stage,to_stage,reason\n"
        "count,{},2022-07-25,kit,kabul,{},on_hand,{},counted\n";
    EXPECT_EQ(codes("store", fmt::format(fmt::runtime(row), id(3), 100, "")), Codes{});
    const std::string proposal =
        propose("store", fmt::format(fmt::runtime(row), id(4), 95, "lost"));
    ASSERT_TRUE(approve_proposal(as("farid"), proposal, false).has_value());
    EXPECT_EQ(on_hand(), 95);
}

TEST_F(Approvals, TheSecondPersonIsNotTyped) {
    EXPECT_EQ(codes("store",
                    "kind,id,business_date,approver\nwrite_off," + id(3) + ",2022-07-25,farid\n"),
              (Codes{"approver_typed"}));
}

TEST_F(Approvals, WhoLeftProposesNoMore) {
    const std::string proposal = propose("store", write_off(3, 10));
    ASSERT_TRUE(erase_user(as("amina"), "store").has_value());
    EXPECT_EQ(code_of(approve_proposal(as("farid"), proposal, false)), "proposer_gone");
}

TEST_F(Approvals, AThresholdIsLiftedByTwoPeopleOnly) {
    EXPECT_EQ(code_of(set_threshold(as("store"), "kit", 5)), "role_missing");
    EXPECT_EQ(code_of(set_threshold(as("farid"), "nothing", 5)), "unknown_unit");
    EXPECT_FALSE(set_threshold(as("farid"), "kit", 50)->proposal);
    EXPECT_FALSE(set_threshold(as("farid"), "kit", 20)->proposal);
    EXPECT_EQ(code_of(set_threshold(as("farid"), "kit", 20)), "threshold_unchanged");
    const auto lifted = set_threshold(as("farid"), "kit", std::nullopt);
    ASSERT_TRUE(lifted->proposal);
    EXPECT_EQ(list_thresholds(as("look"))->back().amount, 20);
    ASSERT_TRUE(approve_proposal(as("amina"), lifted->proposal->id, false).has_value());
    EXPECT_EQ(list_thresholds(as("look"))->back().amount, std::nullopt);
    EXPECT_TRUE(audit_books({.access = as("amina"), .notes = {}, .keys = {}})->findings.empty());
}

/// Somebody with the database in their hands writes an approval that never was.
TEST_F(Approvals, AnAuditFindsAnApprovalWithoutItsEntries) {
    const auto parsed = ledger::parse_id(propose("store", write_off(3, 10)));
    {
        Books books(
            store::connect({store::Backend::sqlite, (folder / "books.db").string()}, false));
        store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
        store::append_end(
            books.connection(),
            *parsed,
            {.outcome = store::Outcome::approved, .actor = {1, 2}, .recorded_at_ms = 1});
        transaction.commit();
    }
    const auto audit = audit_books({.access = as("amina"), .notes = {}, .keys = {}});
    ASSERT_EQ(audit->findings.size(), 1U);
    EXPECT_EQ(audit->findings.front().code, "proposal_not_carried_out");
}

}  // namespace
}  // namespace imdad::app

#include "store/proposals.hpp"

#include "store/copy_books.hpp"

#include "database.hpp"
#include <gtest/gtest.h>

/// Proposals and thresholds are kept as they were made, and go with a copy of the books.

namespace imdad::store {
namespace {

using Proposals = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(Proposals);

Proposal some_proposal() {
    Proposal proposal{.task = "post",
                      .payload = std::string("a\0b", 3),
                      .actor = {1, 2},
                      .reason = "why",
                      .recorded_at_ms = 5,
                      .device_time_ms = 4,
                      .end = {}};
    proposal.id = proposal_id(proposal);
    return proposal;
}

TEST_P(Proposals, AreKeptUntilTheyEndOnceAndGoWithACopy) {
    const auto connection = database.open_migrated();
    const Proposal proposal = some_proposal();
    {
        Transaction transaction(*connection, Transaction::Kind::write);
        append_proposal(*connection, proposal);
        const auto open = find_proposal(*connection, proposal.id);
        ASSERT_TRUE(open);
        EXPECT_EQ(open->end.outcome, Outcome::open);
        EXPECT_TRUE(open->end.actor.empty());
        EXPECT_EQ(open->payload, proposal.payload);
        EXPECT_EQ(proposal_id(*open), proposal.id);
        append_end(*connection, proposal.id, {.outcome = Outcome::approved, .actor = {3, 4}});
        transaction.commit();
    }
    const FreshDatabase place(Backend::sqlite);
    const auto copy = place.open_migrated();
    ASSERT_TRUE(copy_books(*connection, *copy).has_value());
    const auto copied = read_proposals(*copy);
    ASSERT_EQ(copied.size(), 1U);
    EXPECT_EQ(copied[0].end.outcome, Outcome::approved);
    EXPECT_EQ(copied[0].end.actor, (ledger::Id{3, 4}));
    EXPECT_EQ(copied[0].device_time_ms, 4);
    EXPECT_THROW(append_end(*connection, proposal.id, {.outcome = Outcome::rejected}), Refused);
}

TEST(ProposalId, FitsWhatIsProposedAndNothingElse) {
    const Proposal proposal = some_proposal();
    Proposal other = proposal;
    other.payload += 'x';
    EXPECT_NE(proposal_id(other), proposal.id);
    other = proposal;
    other.actor.low = 3;
    EXPECT_NE(proposal_id(other), proposal.id);
    other = proposal;
    other.reason.clear();
    EXPECT_NE(proposal_id(other), proposal.id);
}

TEST_P(Proposals, TheLatestThresholdOfAUnitCounts) {
    const auto connection = database.open_migrated();
    Transaction transaction(*connection, Transaction::Kind::write);
    EXPECT_EQ(threshold_of(*connection, "USD"), std::nullopt);
    append_threshold(*connection, {.unit = "USD", .amount = 5, .actor = {1, 2}});
    append_threshold(*connection, {.unit = "EUR", .amount = 7, .actor = {1, 2}});
    append_threshold(*connection, {.unit = "USD", .amount = 6, .actor = {1, 2}});
    EXPECT_EQ(threshold_of(*connection, "USD"), 6);
    append_threshold(*connection, {.unit = "USD", .amount = -1, .actor = {1, 2}});
    EXPECT_EQ(threshold_of(*connection, "USD"), std::nullopt);
    EXPECT_EQ(threshold_of(*connection, "EUR"), 7);
    EXPECT_EQ(read_thresholds(*connection).size(), 4U);
}

}  // namespace
}  // namespace imdad::store

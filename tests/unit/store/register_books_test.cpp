#include "store/register_books.hpp"

#include "store/copy_books.hpp"

#include <string>
#include <vector>

#include "database.hpp"
#include <gtest/gtest.h>

/// Steps of the register on disk, with all that follows from each, or nothing.

namespace imdad::store {
namespace {

using registry::Kind;
using RegisterBooksOn = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(RegisterBooksOn);

StepId id_of(unsigned char number) {
    StepId id{};
    id[15] = number;
    return id;
}

registry::Context context() {
    return {.actor = {"amina", {{registry::Role::secretariat, ""}}},
            .today = *base::parse_day("2022-07-25"),
            .now_ms = 1'658'700'000'000,
            .facts = {}};
}

registry::Add party(const std::string& id) {
    registry::Party party;
    party.id = id;
    party.code = id;
    party.names = {.en = "Party " + id, .fr = "Partie " + id, .ar = "طرف " + id};
    party.roles = {registry::PartyRole::donor, registry::PartyRole::coordinator};
    party.mandates = {{.id = "m1",
                       .holder = "the envoy",
                       .capacity = registry::Mandate::Capacity::envoy,
                       .subject = "Afghanistan",
                       .from = base::parse_day("2022-01-01")}};
    return {.entity = party, .org = {}};
}

TEST_P(RegisterBooksOn, EntitiesComeBackAsTheyWere) {
    registry::Register before;
    {
        const auto connection = database.open_migrated();
        RegisterBooks books(*connection);
        const auto step = books.run(id_of(1), "add party WHO", context(), party("WHO"));
        ASSERT_TRUE(step.has_value()) << step.error().message;
        EXPECT_EQ(step->sequence, 0U);
        ASSERT_TRUE(books.run(id_of(2), "add party IOM", context(), party("IOM")).has_value());
        before = books.current();
    }
    const auto connection = database.open_migrated();
    RegisterBooks books(*connection);
    books.catch_up();
    EXPECT_EQ(books.size(), 2U);
    EXPECT_EQ(books.current(), before);
    EXPECT_EQ(books.current().parties.at("WHO").names.ar, "طرف WHO");
    EXPECT_EQ(books.current().parties.at("WHO").mandates.size(), 1U);
    EXPECT_TRUE(books.audit({}).empty());
}

TEST_P(RegisterBooksOn, ARefusalSaysWhatIsMissingAndWritesNothing) {
    const auto connection = database.open_migrated();
    RegisterBooks books(*connection);
    registry::Add orphan = party("WHO");  // held by a party that is not there
    std::get<registry::Party>(orphan.entity).held_by = "nobody";
    const auto refused = books.run(id_of(1), "add party WHO", context(), orphan);
    ASSERT_FALSE(refused.has_value());
    EXPECT_FALSE(refused.error().message.empty());
    books.catch_up();
    EXPECT_EQ(books.size(), 0U);
    EXPECT_TRUE(books.current().parties.empty());
}

/// The number of steps is the same again, and they are others.
TEST_P(RegisterBooksOn, WhatWasRolledBackIsNotThere) {
    const auto connection = database.open_migrated();
    RegisterBooks books(*connection);
    ASSERT_TRUE(books.run(id_of(1), "add party WHO", context(), party("WHO")).has_value());
    {
        const Transaction trial(*connection, Transaction::Kind::write);
        ASSERT_TRUE(
            books.run_within(id_of(2), "add party IOM", context(), party("IOM")).has_value());
        EXPECT_TRUE(books.current().parties.contains("IOM"));
    }
    const auto other = database.open();
    RegisterBooks others(*other);
    ASSERT_TRUE(others.run(id_of(3), "add party WFP", context(), party("WFP")).has_value());
    books.catch_up();
    EXPECT_EQ(books.size(), 2U);
    EXPECT_FALSE(books.current().parties.contains("IOM"));
    EXPECT_TRUE(books.current().parties.contains("WFP"));
    {
        const Transaction trial(*connection, Transaction::Kind::write);
        ASSERT_TRUE(
            books.run_within(id_of(2), "add party IOM", context(), party("IOM")).has_value());
    }
    books.catch_up();
    EXPECT_EQ(books.current(), others.current());
}

TEST_P(RegisterBooksOn, AnIdIsOneStepAndOneRequest) {
    const auto connection = database.open_migrated();
    RegisterBooks books(*connection);
    const auto first = books.run(id_of(1), "add party WHO", context(), party("WHO"));
    const auto second = books.run(id_of(1), "add party WHO", context(), party("WHO"));
    ASSERT_TRUE(first.has_value() && second.has_value());
    EXPECT_FALSE(first->replayed);
    EXPECT_TRUE(second->replayed);
    EXPECT_EQ(second->changes, first->changes);
    const auto other = books.run(id_of(1), "add party IOM", context(), party("IOM"));
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().code, "id_with_other_body");
    books.catch_up();
    EXPECT_EQ(books.size(), 1U);
}

TEST_P(RegisterBooksOn, TwoWritersSeeEachOther) {
    const auto first = database.open_migrated();
    const auto second = database.open();
    RegisterBooks here(*first);
    RegisterBooks there(*second);
    here.catch_up();
    ASSERT_TRUE(there.run(id_of(1), "add party WHO", context(), party("WHO")).has_value());
    const auto refused = here.run(id_of(2), "add party WHO again", context(), party("WHO"));
    EXPECT_FALSE(refused.has_value());
}

TEST_P(RegisterBooksOn, HistoryTellsWhoChangedWhatWhen) {
    const auto connection = database.open_migrated();
    RegisterBooks books(*connection);
    ASSERT_TRUE(books.run(id_of(1), "add party WHO", context(), party("WHO")).has_value());
    registry::Edit edit{Kind::party, "WHO", {{"names.en", "World Health Organization"}}};
    const auto step = books.run(id_of(2), "name WHO", context(), edit);
    ASSERT_TRUE(step.has_value()) << step.error().message;
    const auto history = books.history(Kind::party, "WHO");
    ASSERT_FALSE(history.empty());
    EXPECT_EQ(history.back().actor, "amina");
    EXPECT_EQ(history.back().field, "names.en");
    EXPECT_EQ(history.back().before, "Party WHO");
    EXPECT_EQ(history.back().after, "World Health Organization");
    EXPECT_EQ(history.back().sequence, 1U);
    EXPECT_TRUE(books.audit({}).empty());
}

TEST_P(RegisterBooksOn, AreTheSameAfterACopy) {
    const auto connection = database.open_migrated();
    RegisterBooks books(*connection);
    ASSERT_TRUE(books.run(id_of(1), "add party WHO", context(), party("WHO")).has_value());
    const FreshDatabase place(Backend::sqlite);
    const auto target = place.open_migrated();
    ASSERT_TRUE(copy_books(*connection, *target).has_value());
    RegisterBooks copy(*target);
    copy.catch_up();
    EXPECT_EQ(copy.current(), books.current());
    EXPECT_EQ(copy.root(), books.root());
    EXPECT_TRUE(copy.audit({{1, books.root()}}).empty());
}

TEST(TamperedRegister, IsFound) {
    struct Case {
        const char* sql;
        const char* code;
    };

    const std::vector<Case> cases = {
        {"UPDATE register_change SET after = 'X' WHERE field = 'names.en'", "other_leaf"},
        {"UPDATE register_step SET actor = 'nobody' WHERE sequence = 0", "other_leaf"},
        {"UPDATE register_step SET request = 'x' WHERE sequence = 1", "other_leaf"},
        {"UPDATE register_field SET value = 'X' WHERE field = 'names.en'", "values_differ"},
        {"DELETE FROM register_field WHERE field = 'names.fr'", "values_differ"},
        {"DELETE FROM register_change WHERE sequence = 0; DELETE FROM register_step WHERE sequence "
         "= 0",
         "wrong_sequence"}};
    for (const Case& one : cases) {
        SCOPED_TRACE(one.sql);
        const FreshDatabase place(Backend::sqlite);
        const auto connection = place.open_migrated();
        RegisterBooks books(*connection);
        ASSERT_TRUE(books.run(id_of(1), "add party WHO", context(), party("WHO")).has_value());
        ASSERT_TRUE(books.run(id_of(2), "add party IOM", context(), party("IOM")).has_value());
        connection->guard_history(false);
        for (const char* table : {"register_step", "register_change"}) {
            for (const char* verb : {"update", "delete"}) {
                connection->execute(fmt::format("DROP TRIGGER {}_no_{}", table, verb));
            }
        }
        connection->execute(one.sql);
        RegisterBooks again(*connection);
        const auto findings = again.audit({});
        ASSERT_FALSE(findings.empty());
        EXPECT_EQ(findings.front().code, one.code) << findings.front().message;
    }
}

TEST(TamperedRegister, ALogThatWasWrittenAnewIsFoundByACheckpoint) {
    const FreshDatabase here(Backend::sqlite);
    const FreshDatabase there(Backend::sqlite);
    const auto first = here.open_migrated();
    const auto second = there.open_migrated();
    RegisterBooks honest(*first);
    RegisterBooks forged(*second);
    ASSERT_TRUE(honest.run(id_of(1), "add party WHO", context(), party("WHO")).has_value());
    ASSERT_TRUE(forged.run(id_of(1), "add party IOM", context(), party("IOM")).has_value());
    EXPECT_TRUE(forged.audit({}).empty());
    const auto findings = forged.audit({{1, honest.root()}});
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings.front().code, "root_differs");
    const auto cut = honest.audit({{5, honest.root()}});
    ASSERT_EQ(cut.size(), 1U);
    EXPECT_EQ(cut.front().code, "tail_cut");
}

}  // namespace
}  // namespace imdad::store

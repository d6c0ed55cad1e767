#include "store/users.hpp"

#include "store/answered_requests.hpp"
#include "store/copy_books.hpp"
#include "store/credentials.hpp"
#include "store/facts.hpp"

#include "database.hpp"
#include <gtest/gtest.h>

/// Accounts: a name can be erased, and what was granted to its id stays without it.

namespace imdad::store {
namespace {

using UserAccounts = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(UserAccounts);

const User kAmina{.name = "amina",
                  .actor = {0x0102030405060708, 0x8182838485868788},
                  .grants = {{registry::Role::focal_point, "who"}, {registry::Role::finance, ""}}};

std::int64_t count(Connection& connection, const std::string& table, const std::string& where) {
    Statement& rows =
        connection.prepare(fmt::format("SELECT COUNT(*) FROM {} WHERE {}", table, where));
    rows.step();
    const std::int64_t found = rows.integer(0);
    rows.reset();
    return found;
}

TEST_P(UserAccounts, AreFoundWithTheirRolesUntilTheyAreErased) {
    const auto connection = database.open_migrated();
    Users users(*connection);
    Transaction transaction(*connection, Transaction::Kind::write);
    users.add(kAmina, {1, 2}, 5);
    const auto found = users.find("amina");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->actor, kAmina.actor);
    ASSERT_EQ(found->grants.size(), 2U);
    EXPECT_EQ(found->grants[0].role, registry::Role::finance);
    EXPECT_EQ(found->grants[1].party, "who");
    EXPECT_FALSE(users.find("Amina"));
    users.erase(*found, {3, 4}, 6);
    EXPECT_FALSE(users.find("amina"));
    EXPECT_TRUE(users.all().empty());
    transaction.commit();
    EXPECT_EQ(count(*connection, "user_grant", "1 = 1"), 0);
    EXPECT_EQ(count(*connection, "grant_change", "granted = 1"), 2);
    EXPECT_EQ(count(*connection, "grant_change", "granted = 0"), 2);
}

TEST_P(UserAccounts, ANameIsTakenOnce) {
    const auto connection = database.open_migrated();
    Users users(*connection);
    Transaction transaction(*connection, Transaction::Kind::write);
    users.add(kAmina, {}, 5);
    User other = kAmina;
    other.actor.low += 1;
    EXPECT_THROW(users.add(other, {}, 6), Refused);
}

TEST_P(UserAccounts, AreGivenAndLoseSingleRoles) {
    const auto connection = database.open_migrated();
    Users users(*connection);
    Transaction transaction(*connection, Transaction::Kind::write);
    users.add(kAmina, {1, 2}, 5);
    const registry::Grant planner{.role = registry::Role::planner, .place = "kabul"};
    users.change_grants(kAmina, {planner}, {kAmina.grants[0]}, {1, 2}, 6);
    const auto found = users.find("amina");
    ASSERT_EQ(found->grants.size(), 2U);
    EXPECT_EQ(found->grants[0].role, registry::Role::finance);
    EXPECT_EQ(found->grants[1], planner);
    transaction.commit();
    EXPECT_EQ(count(*connection, "grant_change", "granted = 0 AND party = 'who'"), 1);
    EXPECT_EQ(count(*connection, "grant_change", "granted = 1 AND place = 'kabul'"), 1);
}

TEST_P(UserAccounts, AreBlockedWithoutAWayInAndLetInAgainWithTheirRoles) {
    const auto connection = database.open_migrated();
    Users users(*connection);
    Transaction transaction(*connection, Transaction::Kind::write);
    users.add(kAmina, {1, 2}, 5);
    Credentials credentials(*connection);
    credentials.set_password("amina", {.hash = "slow", .changed_at_ms = 6});
    credentials.set_link({.name = "amina", .expires_at_ms = 7}, SecretHash{1});
    credentials.add_token({.name = "amina", .label = "reports", .scope = "read"}, SecretHash{1});
    EXPECT_FALSE(users.find("amina")->is_blocked());
    users.block(kAmina, "left", {3, 4}, 8);
    EXPECT_EQ(users.find("amina")->blocked_since_ms, 8);
    EXPECT_EQ(users.find("amina")->block_reason, "left");
    EXPECT_EQ(users.find("amina")->grants.size(), 2U);
    EXPECT_FALSE(credentials.password("amina"));
    EXPECT_FALSE(credentials.link(SecretHash{1}));
    EXPECT_TRUE(credentials.tokens_of("amina").empty());
    users.let_in(kAmina, {3, 4}, 9);
    EXPECT_FALSE(users.find("amina")->is_blocked());
    EXPECT_EQ(users.find("amina")->grants.size(), 2U);
    users.block(kAmina, "left again", {3, 4}, 10);
    users.erase(kAmina, {3, 4}, 11);
    transaction.commit();
    EXPECT_EQ(count(*connection, "user_block", "1 = 1"), 0);
    EXPECT_EQ(count(*connection, "grant_change", "role = '' AND granted = 0"), 2);
    EXPECT_EQ(count(*connection, "grant_change", "role = '' AND granted = 1"), 1);
}

TEST_P(UserAccounts, GoWithACopyOfTheBooks) {
    const auto connection = database.open_migrated();
    {
        Transaction transaction(*connection, Transaction::Kind::write);
        Users(*connection).add(kAmina, {}, 5);
        Users(*connection).block(kAmina, "left", {}, 6);
        append_answered(*connection, {.id = {7, 8}, .actor = {1, 2}, .asked = "x", .answer = "y"});
        append_fact(*connection, "log", "x");
        keep_checkpoint(*connection, "ledger", 3, "note", 7);
        keep_checkpoint(*connection, "ledger", 3, "note", 8);
        transaction.commit();
    }
    const FreshDatabase place(Backend::sqlite);
    const auto copy = place.open_migrated();
    ASSERT_TRUE(copy_books(*connection, *copy).has_value());
    EXPECT_EQ(Users(*copy).find("amina").value().actor, kAmina.actor);
    EXPECT_EQ(Users(*copy).find("amina")->block_reason, "left");
    EXPECT_EQ(count(*copy, "grant_change", "1 = 1"), 3);
    EXPECT_EQ(find_answered(*copy, {7, 8})->answer, "y");
    EXPECT_EQ(find_answered(*copy, {7, 8})->actor, (ledger::Id{1, 2}));
    EXPECT_FALSE(find_answered(*copy, {7, 9}));
    EXPECT_EQ(fact(*copy, "log"), "x");
    EXPECT_EQ(kept_checkpoints(*copy, "ledger"), std::vector<std::string>{"note"});
}

}  // namespace
}  // namespace imdad::store

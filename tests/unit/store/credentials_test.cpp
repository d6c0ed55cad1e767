#include "store/credentials.hpp"

#include "store/copy_books.hpp"
#include "store/users.hpp"

#include "database.hpp"
#include <gtest/gtest.h>

/// Hashes of secrets: found by who has the secret, gone with the account.

namespace imdad::store {
namespace {

using UserCredentials = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(UserCredentials);

const User kAmina{.name = "amina", .actor = {1, 2}, .grants = {{registry::Role::finance, ""}}};
constexpr SecretHash kFirst{1};
constexpr SecretHash kSecond{2};

void fill(Connection& connection) {
    Transaction transaction(connection, Transaction::Kind::write);
    Users(connection).add(kAmina, {1, 2}, 5);
    Credentials credentials(connection);
    credentials.set_password("amina", {.hash = "slow", .changed_at_ms = 6});
    credentials.set_link({.name = "amina", .expires_at_ms = 7}, kFirst);
    credentials.add_token(
        {.name = "amina", .label = "reports", .scope = "read", .made_at_ms = 8, .expires_at_ms = 9},
        kFirst);
    transaction.commit();
}

TEST_P(UserCredentials, AreFoundByTheirHash) {
    const auto connection = database.open_migrated();
    fill(*connection);
    Transaction transaction(*connection, Transaction::Kind::write);
    Credentials credentials(*connection);
    EXPECT_EQ(credentials.password("amina")->hash, "slow");
    EXPECT_EQ(credentials.password("amina")->changed_at_ms, 6);
    EXPECT_FALSE(credentials.password("Amina"));
    EXPECT_EQ(credentials.link(kFirst)->name, "amina");
    EXPECT_FALSE(credentials.link(kSecond));
    EXPECT_EQ(credentials.token(kFirst)->scope, "read");
    EXPECT_EQ(credentials.token(kFirst)->expires_at_ms, 9);
    EXPECT_FALSE(credentials.token(kSecond));
    ASSERT_EQ(credentials.tokens_of("amina").size(), 1U);
    EXPECT_EQ(credentials.tokens_of("amina")[0].label, "reports");
    EXPECT_TRUE(credentials.tokens_of("bilal").empty());
}

TEST_P(UserCredentials, ALaterPasswordOrLinkTakesThePlaceOfTheEarlierOne) {
    const auto connection = database.open_migrated();
    fill(*connection);
    Transaction transaction(*connection, Transaction::Kind::write);
    Credentials credentials(*connection);
    credentials.set_password("amina", {.hash = "other", .changed_at_ms = 10});
    credentials.set_link({.name = "amina", .expires_at_ms = 11}, kSecond);
    EXPECT_EQ(credentials.password("amina")->hash, "other");
    EXPECT_FALSE(credentials.link(kFirst));
    EXPECT_EQ(credentials.link(kSecond)->expires_at_ms, 11);
    credentials.erase_link("amina");
    EXPECT_FALSE(credentials.link(kSecond));
    credentials.erase_token("amina", "nothing");
    EXPECT_TRUE(credentials.token(kFirst));
    credentials.erase_token("amina", "reports");
    EXPECT_FALSE(credentials.token(kFirst));
}

TEST_P(UserCredentials, GoWithTheAccount) {
    const auto connection = database.open_migrated();
    fill(*connection);
    Transaction transaction(*connection, Transaction::Kind::write);
    Users users(*connection);
    users.erase(*users.find("amina"), {3, 4}, 12);
    Credentials credentials(*connection);
    EXPECT_FALSE(credentials.password("amina"));
    EXPECT_FALSE(credentials.link(kFirst));
    EXPECT_FALSE(credentials.token(kFirst));
}

TEST_P(UserCredentials, AreCopiedWithTheBooks) {
    const auto from = database.open_migrated();
    fill(*from);
    const FreshDatabase other(Backend::sqlite);
    const auto to = other.open_migrated();
    ASSERT_TRUE(copy_books(*from, *to));
    Transaction transaction(*to, Transaction::Kind::read);
    Credentials credentials(*to);
    EXPECT_EQ(credentials.password("amina")->hash, "slow");
    EXPECT_EQ(credentials.link(kFirst)->expires_at_ms, 7);
    EXPECT_EQ(credentials.tokens_of("amina").size(), 1U);
}

}  // namespace
}  // namespace imdad::store

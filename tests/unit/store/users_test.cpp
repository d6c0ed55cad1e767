#include "store/users.hpp"

#include "store/copy_books.hpp"
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

TEST_P(UserAccounts, GoWithACopyOfTheBooks) {
    const auto connection = database.open_migrated();
    {
        Transaction transaction(*connection, Transaction::Kind::write);
        Users(*connection).add(kAmina, {}, 5);
        append_fact(*connection, "log", "x");
        keep_checkpoint(*connection, "ledger", 3, "note", 7);
        keep_checkpoint(*connection, "ledger", 3, "note", 8);
        transaction.commit();
    }
    const FreshDatabase place(Backend::sqlite);
    const auto copy = place.open_migrated();
    ASSERT_TRUE(copy_books(*connection, *copy).has_value());
    EXPECT_EQ(Users(*copy).find("amina").value().actor, kAmina.actor);
    EXPECT_EQ(count(*copy, "grant_change", "1 = 1"), 2);
    EXPECT_EQ(fact(*copy, "log"), "x");
    EXPECT_EQ(kept_checkpoints(*copy, "ledger"), std::vector<std::string>{"note"});
}

}  // namespace
}  // namespace imdad::store

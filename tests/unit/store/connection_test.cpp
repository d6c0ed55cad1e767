#include "store/connection.hpp"

#include <array>
#include <string>

#include "database.hpp"
#include <gtest/gtest.h>

/// Both databases keep values exactly and report trouble alike.

namespace imdad::store {
namespace {

using Connections = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(Connections);

TEST_P(Connections, ValuesComeBackAsTheyWere) {
    const auto connection = database.open();
    connection->execute(GetParam() == Backend::sqlite
                            ? "CREATE TABLE v (n BIGINT, t TEXT, b BLOB)"
                            : "CREATE TABLE v (n BIGINT, t TEXT, b BYTEA)");
    const std::array<unsigned char, 5> bytes = {0, 0xff, 0x27, 0x5c, 0};
    const std::string text = "مدد 'quoted' \\ and\nnext";
    constexpr std::int64_t kExact = 9'007'199'254'740'993;  // 2^53 + 1: no double holds it
    Statement& insert = connection->prepare("INSERT INTO v (n, t, b) VALUES ($1, $2, $3)");
    insert.with(kExact, std::string_view(text), Bytes(bytes)).run();
    insert.with(std::int64_t{-1}, std::string_view(), Bytes()).run();
    insert.with(std::nullopt, std::nullopt, std::nullopt).run();
    Statement& rows = connection->prepare("SELECT n, t, b FROM v ORDER BY n IS NULL, n DESC");
    ASSERT_TRUE(rows.step());
    EXPECT_EQ(rows.integer(0), kExact);
    EXPECT_EQ(rows.text(1), text);
    EXPECT_TRUE(std::ranges::equal(rows.bytes(2), bytes));
    ASSERT_TRUE(rows.step());
    EXPECT_EQ(rows.integer(0), -1);
    EXPECT_FALSE(rows.is_null(1));
    EXPECT_EQ(rows.text(1), "");
    EXPECT_TRUE(rows.bytes(2).empty());
    ASSERT_TRUE(rows.step());
    EXPECT_TRUE(rows.is_null(0) && rows.is_null(1) && rows.is_null(2));
    EXPECT_FALSE(rows.step());
    Statement& sum = connection->prepare("SELECT CAST(SUM(n) AS BIGINT) FROM v");
    ASSERT_TRUE(sum.step());
    EXPECT_EQ(sum.integer(0), kExact - 1);
}

TEST_P(Connections, ADuplicateKeyIsAnAnswerAndLeavesTheConnectionUsable) {
    const auto connection = database.open();
    connection->execute("CREATE TABLE k (n BIGINT PRIMARY KEY)");
    Statement& insert = connection->prepare("INSERT INTO k (n) VALUES ($1)");
    insert.with(std::int64_t{1}).run();
    try {
        insert.with(std::int64_t{1}).run();
        FAIL() << "a second row with the same key";
    } catch (const Refused& refused) {
        EXPECT_EQ(refused.conflict(), Conflict::unique);
    }
    insert.with(std::int64_t{2}).run();
    Statement& count = connection->prepare("SELECT COUNT(*) FROM k");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer(0), 2);
}

TEST_P(Connections, WhatIsNotCommittedIsNotThere) {
    const auto connection = database.open();
    connection->execute("CREATE TABLE k (n BIGINT PRIMARY KEY)");
    {
        Transaction transaction(*connection, Transaction::Kind::write);
        connection->prepare("INSERT INTO k (n) VALUES ($1)").with(std::int64_t{1}).run();
    }
    Statement& count = connection->prepare("SELECT COUNT(*) FROM k");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer(0), 0);
    count.reset();
    {
        Transaction transaction(*connection, Transaction::Kind::write);
        connection->prepare("INSERT INTO k (n) VALUES ($1)").with(std::int64_t{1}).run();
        transaction.commit();
    }
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer(0), 1);
}

TEST(Connection, ADatabaseThatIsNotThereIsSaid) {
    try {
        (void)connect({Backend::sqlite, "/nowhere/at/all.db"}, true);
        FAIL() << "opened";
    } catch (const base::Failure& failure) {
        EXPECT_EQ(failure.kind(), base::Failure::Kind::not_found);
        EXPECT_NE(std::string(failure.what()).find("/nowhere/at/all.db"), std::string::npos);
    }
    try {
        (void)connect(
            {Backend::postgresql, "postgresql://u:secret@/books?host=/nowhere&password=hidden"},
            false);
        FAIL() << "opened";
    } catch (const base::Failure& failure) {
        EXPECT_EQ(failure.kind(), base::Failure::Kind::not_found);
        EXPECT_EQ(std::string(failure.what()).find("secret"), std::string::npos);
        EXPECT_EQ(std::string(failure.what()).find("hidden"), std::string::npos);
    }
}

/// A log of several MB that another connection has left is made durable before the first write.
TEST(Connection, ALargeLogIsSettledBeforeTheFirstWrite) {
    const FreshDatabase place(Backend::sqlite);
    const auto first = place.open();
    first->execute("PRAGMA wal_autocheckpoint = 0; CREATE TABLE big (b BLOB)");
    first->execute("INSERT INTO big SELECT zeroblob(3000000)");
    ASSERT_GT(std::filesystem::file_size(place.location().text + "-wal"), 3'000'000U);
    const auto second = place.open();
    Transaction transaction(*second, Transaction::Kind::write);
    second->prepare("INSERT INTO big (b) VALUES ($1)").with(Bytes()).run();
    transaction.commit();
    Statement& count = first->prepare("SELECT COUNT(*) FROM big");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer(0), 2);
}

TEST(Connection, AFileThatIsNoDatabaseIsLeftAlone) {
    const FreshDatabase place(Backend::sqlite);
    std::FILE* file = std::fopen(place.location().text.c_str(), "w");
    ASSERT_NE(file, nullptr);
    std::fputs("minutes of a meeting, and long enough to be looked at as a header of a file\n",
               file);
    std::fclose(file);
    EXPECT_THROW((void)place.open(), base::Failure);
    EXPECT_EQ(std::filesystem::file_size(place.location().text), 76U);
}

TEST(Location, KnowsServersFromFilesAndHidesPasswords) {
    EXPECT_EQ(parse_location("books.db")->backend, Backend::sqlite);
    EXPECT_EQ(parse_location("postgres://h/db")->backend, Backend::postgresql);
    EXPECT_EQ(parse_location("").error().code, "empty_location");
    const auto location = parse_location("postgresql://u:secret@host:5432/db?password=x");
    EXPECT_EQ(location->shown(), "postgresql://u:...@host:5432/db");
    EXPECT_EQ(parse_location("postgresql://host:5432/db")->shown(), "postgresql://host:5432/db");
}

}  // namespace
}  // namespace imdad::store

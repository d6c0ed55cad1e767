#include "store/migrations.hpp"

#include "store/adopted_plans.hpp"
#include "store/copy_books.hpp"
#include "store/ledger_audit.hpp"
#include "store/ledger_books.hpp"
#include "store/proposals.hpp"
#include "store/register_books.hpp"
#include "store/statements.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "commands.hpp"
#include "database.hpp"
#include <gtest/gtest.h>

/// The tables, and that history has no way to be changed: not by a statement of ours, not by one of
/// somebody else.

namespace imdad::store {
namespace {

using Migrations = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(Migrations);

TEST_P(Migrations, BringAnEmptyDatabaseToTheLatestVersionOnce) {
    const auto connection = database.open();
    EXPECT_EQ(version_of(*connection), 0);
    ASSERT_TRUE(migrate(*connection).has_value());
    EXPECT_EQ(version_of(*connection), migrations().back().version);
    ASSERT_TRUE(migrate(*connection).has_value());
    EXPECT_EQ(version_of(*connection), migrations().back().version);
}

TEST_P(Migrations, ADatabaseOfALaterImdadIsLeftAlone) {
    const auto connection = database.open_migrated();
    connection->prepare(sql::kAppendVersion.sql).with(std::int64_t{999}, "of the future").run();
    const auto refused = migrate(*connection);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "newer_database");
    EXPECT_NE(refused.error().message.find("999"), std::string::npos);
}

/// A row of each table of history, and then every way to change it.
TEST_P(Migrations, HistoryIsOnlyAddedTo) {
    const auto connection = database.open_migrated();
    connection->prepare(sql::kAppendFact.sql).with("a", "b").run();
    const std::array<unsigned char, 1> byte = {1};
    connection->prepare(sql::kAppendEntry.sql)
        .with(std::int64_t{0},
              Bytes(byte),
              "k",
              std::int64_t{0},
              std::int64_t{0},
              "a",
              Bytes(byte),
              Bytes(byte))
        .run();
    connection->prepare(sql::kAppendAccount.sql)
        .with(std::int64_t{0}, "h", "s", "u", "", std::int64_t{0}, "", "", "")
        .run();
    connection->prepare(sql::kAppendPosting.sql)
        .with(std::int64_t{0}, std::int64_t{0}, std::int64_t{0}, std::int64_t{5})
        .run();
    connection->prepare(sql::kAppendStep.sql)
        .with(std::int64_t{0}, Bytes(byte), "a", std::int64_t{0}, std::int64_t{0}, "r", Bytes(byte))
        .run();
    connection->prepare(sql::kAppendChange.sql)
        .with(std::int64_t{0}, std::int64_t{0}, "party", "x", "id", "", "x")
        .run();
    connection->prepare(sql::kAppendCheckpoint.sql)
        .with("ledger", std::int64_t{0}, "note", std::int64_t{0})
        .run();
    connection->prepare(sql::kAppendGrantChange.sql)
        .with(std::int64_t{0},
              Bytes(byte),
              Bytes(byte),
              "finance",
              "",
              "",
              "",
              std::int64_t{1},
              std::int64_t{0})
        .run();
    append_plan(*connection, {.id = {1, 1}, .name = "n"}, {{.id = {1, 2}, .number = 1}});
    append_proposal(*connection, {.id = {1, 3}, .task = "t", .end = {}});
    append_end(*connection, {1, 3}, {.outcome = Outcome::rejected});
    append_threshold(*connection, {.unit = "u", .amount = 1});
    connection->prepare(sql::kAppendAnswered.sql)
        .with(Bytes(byte), Bytes(byte), "q", "a", std::int64_t{0})
        .run();
    for (const std::string_view table : sql::kHistory) {
        Statement& columns = connection->prepare(fmt::format("SELECT * FROM {} LIMIT 1", table));
        ASSERT_TRUE(columns.step()) << table;
        columns.reset();
        std::vector<std::string> attempts = {fmt::format("DELETE FROM {}", table)};
        const std::string column = table == "fact"               ? "value"
                                   : table == "schema_migration" ? "name"
                                   : table == "account"          ? "holder"
                                   : table == "checkpoint"       ? "note"
                                   : table == "posting"          ? "amount"
                                   : table == "register_change"  ? "after"
                                   : table == "planned_shipment" ? "unit"
                                                                 : "actor";
        attempts.push_back(fmt::format("UPDATE {0} SET {1} = {1}", table, column));
        if (GetParam() == Backend::postgresql) {
            attempts.push_back(fmt::format("TRUNCATE {} CASCADE", table));
        } else {
            attempts.push_back(fmt::format("INSERT OR REPLACE INTO {0} SELECT * FROM {0}", table));
        }
        for (const std::string& attempt : attempts) {
            connection->guard_history(false);  // the triggers alone
            try {
                connection->execute(attempt);
                ADD_FAILURE() << attempt << " was carried out";
            } catch (const Refused& refused) {
                EXPECT_EQ(refused.conflict(), Conflict::history)
                    << attempt << ": " << refused.what();
            }
        }
    }
}

/// Somebody has removed the triggers; a connection of ours refuses all the same, as it prepares.
TEST(Guard, HistoryIsOnlyAddedToWithoutTriggersToo) {
    const FreshDatabase place(Backend::sqlite);
    const auto connection = place.open_migrated();
    connection->prepare(sql::kAppendFact.sql).with("a", "b").run();
    connection->guard_history(false);
    for (const std::string_view table : sql::kHistory) {
        for (const char* const verb : {"UPDATE", "DELETE"}) {
            connection->execute(fmt::format("DROP TRIGGER {}_no_{}", table, verb));
        }
    }
    connection->guard_history(true);
    const auto refuses = [&](const std::string& attempt) {
        try {
            connection->execute(attempt);
            ADD_FAILURE() << attempt << " was carried out";
        } catch (const Refused& refused) {
            EXPECT_EQ(refused.conflict(), Conflict::history) << attempt << ": " << refused.what();
        }
    };
    for (const std::string_view table : sql::kHistory) {
        refuses(fmt::format("DELETE FROM {}", table));
        refuses(fmt::format("UPDATE {} SET rowid = rowid + 1", table));
        refuses(fmt::format("ALTER TABLE {} RENAME TO other", table));
        refuses(fmt::format("DROP TABLE {}", table));
    }
    refuses("UPDATE Fact SET value = 'c'");
    refuses("WITH x AS (SELECT 1) DELETE FROM fact");
    refuses("PRAGMA writable_schema = ON");
    EXPECT_THROW((void)connection->prepare("DELETE FROM fact"), Refused);
    Statement& fact = connection->prepare(sql::kReadFact.sql).with("a");
    ASSERT_TRUE(fact.step());
    EXPECT_EQ(fact.text(0), "b");
    fact.reset();
    // A trigger that stands is not to be dropped either.
    const FreshDatabase other(Backend::sqlite);
    EXPECT_THROW(other.open_migrated()->execute("DROP TRIGGER journal_no_UPDATE"), Refused);
    connection->execute("DELETE FROM balance");  // what is worked out from history may be
}

/// Books of the second version, whose accounts had no activity yet, with a row in each table that
/// the third one makes anew.
TEST_P(Migrations, BooksOfTheSecondVersionKeepTheirRows) {
    const auto connection = database.open();
    ASSERT_TRUE(migrate(*connection, 2).has_value());
    const std::array<unsigned char, 1> byte = {1};
    connection->prepare(sql::kAppendEntry.sql)
        .with(std::int64_t{0},
              Bytes(byte),
              "k",
              std::int64_t{0},
              std::int64_t{0},
              "a",
              Bytes(byte),
              Bytes(byte))
        .run();
    connection->execute(
        "INSERT INTO account VALUES (4, 'kabul', 'on_hand', 'kit', '', 0, '', 'p')");
    connection->execute("INSERT INTO posting VALUES (0, 1, 4, 25)");
    connection->execute("INSERT INTO balance VALUES (4, 25)");
    ASSERT_TRUE(migrate(*connection).has_value());
    EXPECT_EQ(version_of(*connection), migrations().back().version);
    {
        Statement& rows = connection->prepare(
            "SELECT a.holder, a.pledge, a.activity, p.sequence, p.number, p.amount, b.amount FROM "
            "account a JOIN posting p ON p.account = a.account JOIN balance b ON b.account = "
            "a.account");
        ASSERT_TRUE(rows.step());
        EXPECT_EQ(rows.text(0), "kabul");
        EXPECT_EQ(rows.text(1), "p");
        EXPECT_EQ(rows.text(2), "");
        EXPECT_EQ(rows.integer(3), 0);
        EXPECT_EQ(rows.integer(4), 1);
        EXPECT_EQ(rows.integer(5), 25);
        EXPECT_EQ(rows.integer(6), 25);
        EXPECT_FALSE(rows.step());
    }
    // What refers to another row still must, and history is still history.
    EXPECT_THROW(connection->execute("INSERT INTO posting VALUES (0, 2, 5, 1)"), Refused);
    EXPECT_THROW(connection->execute("UPDATE posting SET amount = 26"), Refused);
    EXPECT_THROW(connection->execute("DELETE FROM account"), Refused);
    // The same account for an activity is another account, and only once.
    const std::string again =
        "INSERT INTO account VALUES (5, 'kabul', 'on_hand', 'kit', '', 0, '', ";
    EXPECT_THROW(connection->execute(again + "'p', '')"), Refused);
    connection->execute(again + "'p', 'campaign')");
}

/// Books of the fourth version, whose roles had no limits to places and programmes.
TEST_P(Migrations, BooksOfTheFourthVersionKeepTheirRoles) {
    const auto connection = database.open();
    ASSERT_TRUE(migrate(*connection, 4).has_value());
    const std::array<unsigned char, 16> id = {1};
    connection->prepare(sql::kAddUser.sql).with("amina", Bytes(id)).run();
    connection->execute("INSERT INTO user_grant VALUES ('amina', 'focal_point', 'AFG')");
    ASSERT_TRUE(migrate(*connection).has_value());
    {
        Statement& rows = connection->prepare(sql::kReadGrants.sql);
        ASSERT_TRUE(rows.step());
        EXPECT_EQ(rows.text(0), "amina");
        EXPECT_EQ(rows.text(2), "AFG");
        EXPECT_EQ(rows.text(3), "");
        EXPECT_EQ(rows.text(4), "");
        EXPECT_FALSE(rows.step());
    }
    // The same role at a place is another one, and only once.
    const std::string more =
        "INSERT INTO user_grant VALUES ('amina', 'focal_point', 'AFG', 'kabul', '')";
    connection->execute(more);
    EXPECT_THROW(connection->execute(more), Refused);
}

/// The file that tests/unit/store/data/README.md describes, made by the program of that time.
TEST(BooksOfAnEarlierImdad, OfTheSecondVersionAreMigratedAuditedAndGoneOnWith) {
    const FreshDatabase place(Backend::sqlite);
    std::filesystem::copy_file("tests/unit/store/data/books_of_version_2.db",
                               place.location().text);
    const auto connection = place.open();
    ASSERT_EQ(version_of(*connection), 2);
    ASSERT_TRUE(migrate(*connection).has_value());
    EXPECT_EQ(version_of(*connection), migrations().back().version);
    const auto hash = [](std::string_view text) {
        ledger::Hash result{};
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i] = static_cast<unsigned char>(
                std::stoi(std::string(text.substr(2 * i, 2)), nullptr, 16));
        }
        return result;
    };
    // What that program said the roots were.
    const ledger::AuditReport ledger = audit_journal(
        *connection,
        {{"kept", 9, hash("df273de4e4141516ff948423dbb25cc967c37a777b51c3d49cd6ab1c5d5611f7")}});
    EXPECT_TRUE(ledger.clean()) << ledger.findings.front().message;
    EXPECT_EQ(ledger.entry_count, 9U);
    RegisterBooks steps(*connection);
    const auto findings = steps.audit(
        {{72, hash("6d50813f16cd3bf3350a875b92431d80c478a4060f4afeef55d61c97c10edd15")}});
    EXPECT_TRUE(findings.empty()) << findings.front().message;
    LedgerBooks books(*connection);
    ASSERT_TRUE(
        books.post(std::vector{define_goods(books.names(), 900, "net")}, kNow + 500'000'000'000)
            .has_value());
    const auto balance = [&](const char* holder, const char* unit, const char* lot) {
        return books.book().balance(
            {.holder = books.names().intern(holder),
             .stage = ledger::Stage::on_hand,
             .unit = books.names().intern(unit),
             .lot = books.names().intern(lot),
             .expiry = *lot == '\0' ? ledger::kNoDay : *base::parse_day("2023-06-30")});
    };
    EXPECT_EQ(balance("kabul", "kit", ""), 0);  // counted, and reversed
    EXPECT_EQ(balance("kabul", "penta", "A1"), 3800);
    EXPECT_EQ(balance("herat", "penta", "A1"), 1150);
    EXPECT_TRUE(audit_journal(*connection, {}).clean());
}

struct Parsed {
    std::string verb;
    std::string table;
    bool updates = false;
};

Parsed parse(const std::string& sql) {
    std::smatch match;
    Parsed parsed;
    if (std::regex_search(sql, match, std::regex(R"(^INSERT INTO (\w+) )"))) {
        parsed = {"INSERT", match[1], sql.find("DO UPDATE") != std::string::npos};
    } else if (std::regex_search(sql, match, std::regex(R"(^DELETE FROM (\w+) )"))) {
        parsed = {"DELETE", match[1]};
    } else if (std::regex_search(sql, match, std::regex(R"(^SELECT .* FROM (\w+))"))) {
        parsed = {"SELECT", match[1]};
    }
    return parsed;
}

TEST(Statements, EachIsOfAKnownKindAndNoneChangesHistory) {
    const std::set<std::string_view> history(sql::kHistory.begin(), sql::kHistory.end());
    const std::set<std::string_view> derived(sql::kDerived.begin(), sql::kDerived.end());
    const std::set<std::string_view> personal(sql::kPersonal.begin(), sql::kPersonal.end());
    for (const sql::Named& one : sql::kAll) {
        const Parsed parsed = parse(std::string(one.sql));
        switch (one.touch) {
            case sql::Touch::reads:
                EXPECT_EQ(parsed.verb, "SELECT") << one.sql;
                break;
            case sql::Touch::appends:
                EXPECT_EQ(parsed.verb, "INSERT") << one.sql;
                EXPECT_FALSE(parsed.updates) << one.sql;
                EXPECT_TRUE(history.contains(parsed.table)) << one.sql;
                break;
            case sql::Touch::derives:
                EXPECT_TRUE(parsed.verb == "INSERT" || parsed.verb == "DELETE") << one.sql;
                EXPECT_TRUE(derived.contains(parsed.table)) << one.sql;
                break;
            case sql::Touch::accounts:
                EXPECT_TRUE(parsed.verb == "INSERT" || parsed.verb == "DELETE") << one.sql;
                EXPECT_FALSE(parsed.updates) << one.sql;
                EXPECT_TRUE(personal.contains(parsed.table)) << one.sql;
                break;
        }
    }
    for (const std::string& one : copy_statements()) {
        const Parsed parsed = parse(one);
        EXPECT_TRUE(parsed.verb == "SELECT" || parsed.verb == "INSERT") << one;
        EXPECT_FALSE(parsed.updates) << one;
    }
}

/// A statement that is not in the list is one that these tests do not see.
TEST(Statements, AllAreInTheList) {
    std::ifstream file("src/store/statements.hpp");
    ASSERT_TRUE(file) << "run in the root of the repository";
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    std::size_t defined = 0;
    for (std::size_t at = 0; (at = text.find("inline constexpr Named k", at)) != std::string::npos;
         ++at) {
        ++defined;
    }
    EXPECT_EQ(defined, sql::kAll.size());
}

/// SQLite counts parameters by their first use, PostgreSQL by their number: both must be the
/// same.
TEST(Statements, ParametersAreNumberedInTheOrderOfTheirFirstUse) {
    for (const sql::Named& one : sql::kAll) {
        int highest = 0;
        for (std::size_t at = 0; (at = one.sql.find('$', at)) != std::string_view::npos; ++at) {
            const int number = one.sql.at(at + 1) - '0';
            EXPECT_LE(number, highest + 1) << one.sql;
            highest = std::max(highest, number);
        }
    }
}

/// Tables that nobody has said anything about would be of no kind.
TEST(Statements, EveryTableIsHistoryDerivedOrPersonal) {
    const FreshDatabase place(Backend::sqlite);
    const auto connection = place.open_migrated();
    Statement& tables =
        connection->prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    int count = 0;
    while (tables.step()) {
        ++count;
        const std::string name(tables.text(0));
        EXPECT_EQ(std::ranges::count(sql::kHistory, name) +
                      std::ranges::count(sql::kDerived, name) +
                      std::ranges::count(sql::kPersonal, name),
                  1)
            << name;
    }
    EXPECT_EQ(static_cast<std::size_t>(count),
              sql::kHistory.size() + sql::kDerived.size() + sql::kPersonal.size());
}

}  // namespace
}  // namespace imdad::store

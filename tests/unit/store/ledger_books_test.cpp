#include "store/ledger_books.hpp"

#include "ledger/balances.hpp"
#include "store/copy_books.hpp"
#include "store/ledger_audit.hpp"
#include "store/ledger_root.hpp"
#include "store/statements.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "commands.hpp"
#include "database.hpp"
#include <gtest/gtest.h>

/// The journal on disk: what is acknowledged is there, in one order for all, and nothing else is.

namespace imdad::store {
namespace {

using ledger::Command;
using LedgerBooksOn = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(LedgerBooksOn);

/// Kits: 100 at the store.
std::vector<Command> beginning(ledger::Names& names) {
    return {define_goods(names, 1, "kit"), opening(names, 2, "kit", "store", 100)};
}

ledger::AccountKey kits(ledger::Names& names, std::string_view place, ledger::Stage stage) {
    return {.holder = names.intern(place), .stage = stage, .unit = names.intern("kit")};
}

TEST_P(LedgerBooksOn, WhatWasPostedIsThereWhenOpenedAgain) {
    {
        const auto connection = database.open_migrated();
        LedgerBooks books(*connection);
        const auto commands = beginning(books.names());
        const auto posted = books.post(commands, kNow);
        ASSERT_TRUE(posted.has_value()) << posted.error().error.message;
        ASSERT_TRUE(
            books.post(std::vector{dispatch(books.names(), 3, "kit", "store", "post", 30)}, kNow)
                .has_value());
    }
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    books.catch_up();
    EXPECT_EQ(books.book().size(), 3U);
    EXPECT_EQ(books.book().balance(kits(books.names(), "store", ledger::Stage::on_hand)), 70);
    EXPECT_EQ(books.book().balance(kits(books.names(), "post", ledger::Stage::in_transit)), 30);
    const ledger::AuditReport report = audit_journal(*connection, {});
    EXPECT_TRUE(report.clean()) << report.findings.front().message;
    EXPECT_EQ(report.entry_count, 3U);
    EXPECT_EQ(report.root, books.root());
}

TEST_P(LedgerBooksOn, RootsOfBeforeAreFoundAgain) {
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    std::vector<ledger::Hash> roots{books.root()};
    for (const Command& command : beginning(books.names())) {
        ASSERT_TRUE(books.post(std::vector{command}, kNow).has_value());
        roots.push_back(books.root());
    }
    ASSERT_TRUE(
        books.post(std::vector{dispatch(books.names(), 3, "kit", "store", "post", 30)}, kNow)
            .has_value());
    roots.push_back(books.root());
    for (std::size_t size = 0; size < roots.size(); ++size) {
        EXPECT_EQ(root_of(*connection, size), roots[size]) << size;
    }
}

TEST_P(LedgerBooksOn, ARefusedCommandTakesAllThatWereToBePostedWithIt) {
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    ASSERT_TRUE(books.post(beginning(books.names()), kNow).has_value());
    const std::vector both = {dispatch(books.names(), 3, "kit", "store", "post", 30),
                              dispatch(books.names(), 4, "kit", "store", "post", 71)};
    const auto refused = books.post(both, kNow);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().command, 1U);
    EXPECT_EQ(refused.error().error.code, "not_enough");
    books.catch_up();
    EXPECT_EQ(books.book().size(), 2U);
    EXPECT_EQ(books.book().balance(kits(books.names(), "store", ledger::Stage::on_hand)), 100);
    EXPECT_TRUE(audit_journal(*connection, {}).clean());
}

/// Books that live on see their own transaction go as others do who never saw it.
TEST_P(LedgerBooksOn, WhatWasRolledBackIsTakenBack) {
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    ASSERT_TRUE(books.post(beginning(books.names()), kNow).has_value());
    const ledger::Hash root = books.root();
    {
        Transaction trial(*connection, Transaction::Kind::write);
        for (const std::uint64_t id : {3U, 4U}) {
            ASSERT_TRUE(
                books
                    .post_within(
                        std::vector{dispatch(books.names(), id, "kit", "store", "post", 30)}, kNow)
                    .has_value());
        }
        EXPECT_EQ(books.book().size(), 4U);
    }
    const auto other = database.open();
    {
        LedgerBooks others(*other);
        ASSERT_TRUE(
            others
                .post(std::vector{dispatch(others.names(), 5, "kit", "store", "hospital", 1)}, kNow)
                .has_value());
    }
    books.catch_up();
    EXPECT_EQ(books.book().size(), 3U);
    EXPECT_NE(books.root(), root);
    EXPECT_EQ(books.book().seen({7, 3}), nullptr);
    EXPECT_EQ(books.book().balance(kits(books.names(), "store", ledger::Stage::on_hand)), 99);
    EXPECT_EQ(books.book().balance(kits(books.names(), "post", ledger::Stage::in_transit)), 0);
    ASSERT_TRUE(
        books.post(std::vector{dispatch(books.names(), 4, "kit", "store", "post", 99)}, kNow)
            .has_value());
    const ledger::AuditReport report = audit_journal(*connection, {});
    EXPECT_TRUE(report.clean()) << report.findings.front().message;
    EXPECT_EQ(report.root, books.root());
}

TEST_P(LedgerBooksOn, WhatWasCommittedStaysWhenALaterTransactionIsRolledBack) {
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    ASSERT_TRUE(books.post(beginning(books.names()), kNow).has_value());
    {
        const Transaction idle(*connection, Transaction::Kind::write);
    }
    books.catch_up();
    EXPECT_EQ(books.book().size(), 2U);
    EXPECT_EQ(books.book().balance(kits(books.names(), "store", ledger::Stage::on_hand)), 100);
    EXPECT_EQ(books.root(), audit_journal(*connection, {}).root);
}

/// An older copy came in the place of the books, or books of somebody else.
TEST_P(LedgerBooksOn, AJournalThatIsAnotherOneIsReadFromItsBeginning) {
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    ASSERT_TRUE(books.post(beginning(books.names()), kNow).has_value());
    const FreshDatabase elsewhere(Backend::sqlite);
    const auto source = elsewhere.open_migrated();
    {
        LedgerBooks others(*source);
        ASSERT_TRUE(others
                        .post(std::vector{define_goods(others.names(), 8, "tent"),
                                          define_goods(others.names(), 9, "kit"),
                                          opening(others.names(), 10, "kit", "store", 7)},
                              kNow)
                        .has_value());
    }
    connection->guard_history(false);
    if (GetParam() == Backend::sqlite) {
        connection->execute("PRAGMA foreign_keys = OFF");
    }
    for (const char* const table : {"posting", "journal", "account"}) {
        connection->execute(GetParam() == Backend::sqlite
                                ? fmt::format("DROP TRIGGER {}_no_delete", table)
                                : fmt::format("ALTER TABLE {} DISABLE TRIGGER USER", table));
    }
    for (const char* const table : {"balance", "posting", "journal", "account"}) {
        connection->execute(fmt::format("DELETE FROM {}", table));
    }
    ASSERT_TRUE(copy_books(*source, *connection).has_value());
    books.catch_up();
    EXPECT_EQ(books.book().size(), 3U);
    EXPECT_EQ(books.book().balance(kits(books.names(), "store", ledger::Stage::on_hand)), 7);
}

TEST_P(LedgerBooksOn, TheSameCommandTwiceIsOneEntry) {
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    ASSERT_TRUE(books.post(beginning(books.names()), kNow).has_value());
    Command once = dispatch(books.names(), 3, "kit", "store", "post", 30);
    const auto first = books.post(std::vector{once}, kNow);
    LedgerBooks others(*connection);  // another process, later
    Command again = dispatch(others.names(), 3, "kit", "store", "post", 30);
    const auto second = others.post(std::vector{again}, kNow + 1000);
    ASSERT_TRUE(first.has_value() && second.has_value());
    EXPECT_FALSE(first->answers[0].replayed);
    EXPECT_TRUE(second->answers[0].replayed);
    EXPECT_EQ(second->answers[0].entry.recorded_at_ms, kNow);
    again.amount = 31;
    const auto other = others.post(std::vector{again}, kNow + 2000);
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().error.code, "id_with_other_body");
    EXPECT_NE(other.error().error.message.find("amount"), std::string::npos);
}

TEST_P(LedgerBooksOn, TwoWritersSeeEachOther) {
    const auto first = database.open_migrated();
    const auto second = database.open();
    LedgerBooks here(*first);
    LedgerBooks there(*second);
    ASSERT_TRUE(here.post(beginning(here.names()), kNow).has_value());
    ASSERT_TRUE(
        there.post(std::vector{dispatch(there.names(), 3, "kit", "store", "post", 60)}, kNow)
            .has_value());
    const auto refused =
        here.post(std::vector{dispatch(here.names(), 4, "kit", "store", "post", 60)}, kNow);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().error.code, "not_enough");
}

/// What the other has written and reversed is read from the journal, not among one's own entries.
TEST_P(LedgerBooksOn, AReversalByAnotherWriterIsFolded) {
    const auto first = database.open_migrated();
    const auto second = database.open();
    LedgerBooks here(*first);
    LedgerBooks there(*second);
    ASSERT_TRUE(here.post(beginning(here.names()), kNow).has_value());
    Command back = command(ledger::Kind::reverse, 4);
    back.refers_to = {7, 3};
    back.reason = "entered twice";
    ASSERT_TRUE(there.post(std::vector{opening(there.names(), 3, "kit", "store", 5), back}, kNow)
                    .has_value());
    here.catch_up();
    EXPECT_EQ(here.book().size(), 4U);
    EXPECT_EQ(here.book().balance(kits(here.names(), "store", ledger::Stage::on_hand)), 100);
}

TEST_P(LedgerBooksOn, AReversalInAListIsOfTheEntryThatItNames) {
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    std::vector<Command> commands = beginning(books.names());
    commands.push_back(opening(books.names(), 3, "kit", "store", 5));
    commands.push_back(command(ledger::Kind::reverse, 4));
    commands.back().refers_to = {7, 3};
    commands.back().reason = "entered twice";
    ASSERT_TRUE(books.post(commands, kNow).has_value());
    EXPECT_EQ(books.book().balance(kits(books.names(), "store", ledger::Stage::on_hand)), 100);
    EXPECT_TRUE(audit_journal(*connection, {}).clean());
}

/// Many clients want the last kit: one gets it.
TEST_P(LedgerBooksOn, TheLastUnitGoesToOne) {
    {
        const auto connection = database.open_migrated();
        LedgerBooks books(*connection);
        ASSERT_TRUE(books
                        .post(std::vector{define_goods(books.names(), 1, "kit"),
                                          opening(books.names(), 2, "kit", "store", 1)},
                              kNow)
                        .has_value());
    }
    constexpr int kClients = 16;
    std::atomic<int> got = 0;
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> clients;
        for (int i = 0; i < kClients; ++i) {
            clients.emplace_back([&, i] {
                const auto connection = database.open();
                LedgerBooks books(*connection);
                const auto posted =
                    books.post(std::vector{dispatch(books.names(),
                                                    100 + static_cast<std::uint64_t>(i),
                                                    "kit",
                                                    "store",
                                                    "post",
                                                    1)},
                               kNow);
                ++(posted ? got : refused);
            });
        }
    }
    EXPECT_EQ(got, 1);
    EXPECT_EQ(refused, kClients - 1);
}

TEST_P(LedgerBooksOn, AreTheSameAfterACopyToEitherKindOfDatabase) {
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    ASSERT_TRUE(books.post(beginning(books.names()), kNow).has_value());
    for (const Backend backend : {Backend::sqlite, Backend::postgresql}) {
        const FreshDatabase place(backend);
        const auto target = place.open_migrated();
        const auto copied = copy_books(*connection, *target);
        ASSERT_TRUE(copied.has_value()) << copied.error().message;
        LedgerBooks copy(*target);
        const ledger::AuditReport report = audit_journal(*target, {});
        EXPECT_TRUE(report.clean());
        EXPECT_EQ(report.root, books.root());
        const auto twice = copy_books(*connection, *target);
        ASSERT_FALSE(twice.has_value());
        EXPECT_EQ(twice.error().code, "not_empty");
    }
}

/// Whoever can write to the file can take the triggers away; the audit sees what was done then.
TEST(TamperedBooks, AreFound) {
    struct Case {
        const char* sql;
        const char* code;
        std::uint64_t sequence;
    };

    const std::vector<Case> cases = {
        {"UPDATE posting SET amount = amount * 2 WHERE sequence = 1", "copy_differs", 1},
        {"UPDATE journal SET kind = 'dispatch' WHERE sequence = 1", "copy_differs", 1},
        {"UPDATE journal SET business_date = 0 WHERE sequence = 2", "copy_differs", 2},
        {"UPDATE balance SET amount = 99 WHERE account = 0", "balance_differs", 3},
        {"DELETE FROM balance WHERE account = 0", "balance_missing", 3},
        {"UPDATE journal SET leaf = zeroblob(32) WHERE sequence = 1", "other_leaf", 1},
        {"UPDATE journal SET body = substr(body, 1, 20) WHERE sequence = 1", "", 1},
        {"DELETE FROM posting WHERE sequence = 1 AND number = 1", "copy_differs", 1},
        {"DELETE FROM posting WHERE sequence = 2", "copy_differs", 2},
        {"UPDATE journal SET sequence = 9 WHERE sequence = 2", "copy_differs", 2}};
    for (const Case& one : cases) {
        SCOPED_TRACE(one.sql);
        const FreshDatabase place(Backend::sqlite);
        {
            const auto connection = place.open_migrated();
            LedgerBooks books(*connection);
            ASSERT_TRUE(books.post(beginning(books.names()), kNow).has_value());
            ASSERT_TRUE(
                books
                    .post(std::vector{dispatch(books.names(), 3, "kit", "store", "post", 30)}, kNow)
                    .has_value());
            connection->guard_history(false);
            connection->execute("PRAGMA foreign_keys = OFF");
            for (const char* table : {"journal", "posting"}) {
                for (const char* verb : {"update", "delete"}) {
                    connection->execute(fmt::format("DROP TRIGGER {}_no_{}", table, verb));
                }
            }
            connection->execute(one.sql);
        }
        const auto connection = place.open();
        LedgerBooks books(*connection);
        const ledger::AuditReport report = audit_journal(*connection, {});
        ASSERT_FALSE(report.clean());
        if (*one.code != '\0') {
            EXPECT_EQ(report.findings.front().code, one.code) << report.findings.front().message;
        }
        EXPECT_LE(report.findings.front().sequence, one.sequence);
    }
}

TEST(TamperedBooks, ATailThatWasCutIsFoundByACheckpoint) {
    const FreshDatabase place(Backend::sqlite);
    const auto connection = place.open_migrated();
    LedgerBooks books(*connection);
    ASSERT_TRUE(books.post(beginning(books.names()), kNow).has_value());
    ASSERT_TRUE(books.post(std::vector{define_goods(books.names(), 3, "net")}, kNow).has_value());
    const ledger::Checkpoint kept{"test", books.book().size(), books.root()};
    connection->guard_history(false);
    connection->execute("DROP TRIGGER journal_no_delete");
    connection->execute("DELETE FROM journal WHERE sequence = 2");
    EXPECT_TRUE(audit_journal(*connection, {}).clean());  // what is left is in itself in order
    const ledger::AuditReport report = audit_journal(*connection, {kept});
    ASSERT_FALSE(report.clean());
    EXPECT_EQ(report.findings.front().code, "tail_cut");
}

}  // namespace
}  // namespace imdad::store

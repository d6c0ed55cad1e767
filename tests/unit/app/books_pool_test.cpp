#include "app/books_pool.hpp"

#include "app/books.hpp"
#include "app/keep_books.hpp"
#include "app/ledger_views.hpp"
#include "app/register_steps.hpp"
#include "app/register_views.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <new>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "fresh_books.hpp"
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

/// Books that stay open are the books: whatever happens to these meanwhile is seen at the next use.

namespace imdad::app {

namespace {

using testing::code_of;

class KeptBooks : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        pool.emplace(as("").books);
        ASSERT_EQ(codes("amina",
                        "kind,id,business_date,unit,unit_kind,holder,amount,reason\n"
                        "define_unit," +
                            id(1) + ",2022-07-24,kit,goods,,,\n"),
                  std::vector<std::string>());
        add_user_or_fail("bilal", {"logistics"});
        count_more(2, 100);
    }

    [[nodiscard]] Access kept(const std::string& user) {
        Access access = as(user);
        access.pool = &*pool;
        return access;
    }

    [[nodiscard]] static std::string opening(int number, int amount) {
        return fmt::format(
            "kind,id,business_date,unit,holder,amount,reason\n"
            "opening_balance,{},2022-07-24,kit,store,{},counted\n",
            id(number),
            amount);
    }

    /// By other books, as another process does it.
    void count_more(int number, int amount) {
        ASSERT_EQ(codes("amina", opening(number, amount)), std::vector<std::string>());
    }

    [[nodiscard]] std::int64_t on_hand() {
        const auto lines = balances(kept("amina"), {.holder = "store", .stage = "on_hand"});
        EXPECT_TRUE(lines) << lines.error().lines.front();
        return lines && !lines->empty() ? lines->front().amount : 0;
    }

    std::optional<BooksPool> pool;
};

TEST_F(KeptBooks, AreOpenedOnceAndSeeWhatOthersWrite) {
    EXPECT_EQ(on_hand(), 100);
    count_more(3, 11);
    EXPECT_EQ(on_hand(), 111);
    ASSERT_TRUE(add_entity(
        {.access = as("amina")}, "party", "WHO", "", {{"code", "WHO"}, {"names.en", "WHO"}}));
    const auto parties = list_entities(kept("amina"), "party", "");
    ASSERT_TRUE(parties);
    EXPECT_TRUE(std::ranges::any_of(*parties, [](const auto& line) { return line.id == "WHO"; }));
    EXPECT_EQ(pool->counts().opened, 1U);
    EXPECT_EQ(pool->counts().lent, 2U);
    EXPECT_EQ(pool->counts().idle, 1U);
}

TEST_F(KeptBooks, WhoWasErasedIsNobodyAtOnce) {
    EXPECT_TRUE(balances(kept("bilal"), {}));
    ASSERT_TRUE(erase_user(as("amina"), "bilal"));
    EXPECT_EQ(code_of(balances(kept("bilal"), {})), "unknown_user");
}

TEST_F(KeptBooks, AnErasedNameIsGoneFromTheFilesToo) {
    for (const bool by_kept : {false, true}) {
        add_user_or_fail("zubaydah", {"logistics"});
        EXPECT_TRUE(balances(kept("zubaydah"), {}));
        ASSERT_TRUE(erase_user(by_kept ? kept("amina") : as("amina"), "zubaydah"));
        for (const char* const suffix : {"", "-wal"}) {
            EXPECT_EQ(testing::read_text(as("").books + suffix).find("zubaydah"), std::string::npos)
                << suffix;
        }
    }
}

/// Tried only: as if it had never been, whatever others do before the next look.
TEST_F(KeptBooks, WhatWasTriedAndRolledBackIsNotThere) {
    testing::write_text(folder / "try.csv", opening(9, 5000));
    for (const bool others : {false, true}) {
        const auto tried = post_file(kept("amina"), (folder / "try.csv").string(), true);
        ASSERT_TRUE(tried && tried->problems.empty());
        if (others) {
            count_more(4, 1);
        }
        EXPECT_EQ(on_hand(), others ? 101 : 100);
    }
    EXPECT_EQ(pool->counts().opened, 1U) << "no reason to read it all again";
    const auto posted = post_file(kept("amina"), (folder / "try.csv").string(), false);
    ASSERT_TRUE(posted && posted->written);
    EXPECT_EQ(on_hand(), 5101);
    // The same by books that are opened anew.
    EXPECT_EQ(balances(as("amina"), {.holder = "store", .stage = "on_hand"})->front().amount, 5101);
}

TEST_F(KeptBooks, AreGivenUpWhenAnExceptionPasses) {
    EXPECT_EQ(on_hand(), 100);
    const auto fail = [&] {
        const auto session = open_session(kept("amina"), Task::read_ledger);
        throw std::runtime_error("the disk");
    };
    EXPECT_THROW(fail(), std::runtime_error);
    EXPECT_EQ(pool->counts().closed, 1U);
    EXPECT_EQ(pool->counts().idle, 0U);
    EXPECT_EQ(on_hand(), 100);
    EXPECT_EQ(pool->counts().opened, 2U);
}

TEST_F(KeptBooks, AreGivenUpInTheMiddleOfATransaction) {
    {
        auto books = pool->take();
        ASSERT_TRUE(books);
        // Nobody ends it: a mistake of whoever has the books, that must not reach the next.
        alignas(store::Transaction) std::array<std::byte, sizeof(store::Transaction)> memory{};
        new (memory.data())
            store::Transaction((*books)->connection(), store::Transaction::Kind::read);
    }
    EXPECT_EQ(pool->counts().idle, 0U);
    EXPECT_EQ(on_hand(), 100);
}

TEST_F(KeptBooks, AnotherFileUnderTheNameIsNoticed) {
    const auto saved = copy_books(as("amina"), (folder / "older.db").string());
    ASSERT_TRUE(saved);
    count_more(3, 11);
    EXPECT_EQ(on_hand(), 111);
    for (const char* const suffix : {"-wal", "-shm"}) {
        std::filesystem::remove(as("").books + suffix);
    }
    std::filesystem::rename(folder / "older.db", as("").books);
    EXPECT_EQ(on_hand(), 100);
    std::filesystem::remove(as("").books);
    EXPECT_EQ(code_of(balances(kept("amina"), {})), "no_books");
}

TEST_F(KeptBooks, TablesOfALaterVersionAreNoticed) {
    EXPECT_EQ(on_hand(), 100);
    store::connect({store::Backend::sqlite, as("").books}, false)
        ->execute("INSERT INTO schema_migration (version, name) VALUES (999, 'of the future')");
    EXPECT_EQ(code_of(balances(kept("amina"), {})), "newer_database");
}

/// Who closes the books in another process must not take itself for the last that has them open,
/// and remove the log that the kept ones still write to.
TEST_F(KeptBooks, StayConnectedWhenAnotherProcessComesAndGoes) {
    EXPECT_EQ(on_hand(), 100);
    ASSERT_TRUE(balances(as("amina"), {})) << "opened and closed beside those that are kept";
    const pid_t child = ::fork();
    if (child == 0) {
        const bool read = balances(as("amina"), {}).has_value();
        ::_exit(read ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_TRUE(std::filesystem::exists(as("").books + "-wal"));
    testing::write_text(folder / "more.csv", opening(3, 11));
    ASSERT_TRUE(post_file(kept("amina"), (folder / "more.csv").string(), false)->written);
    EXPECT_EQ(balances(as("amina"), {.holder = "store", .stage = "on_hand"})->front().amount, 111);
}

TEST_F(KeptBooks, ServeSeveralThreads) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([this, thread] {
            for (int i = 0; i < 10; ++i) {
                const std::string file = (folder / fmt::format("{}.csv", thread)).string();
                testing::write_text(file, opening(100 + 10 * thread + i, 1));
                const auto posted = post_file(kept("amina"), file, false);
                EXPECT_TRUE(posted && posted->written);
                EXPECT_GE(on_hand(), 101 + i);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(on_hand(), 140);
    EXPECT_LE(pool->counts().opened, 4U);
    EXPECT_EQ(pool->counts().closed, 0U);
}

}  // namespace
}  // namespace imdad::app

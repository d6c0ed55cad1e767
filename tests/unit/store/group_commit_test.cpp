#include "store/group_commit.hpp"

#include "store/ledger_audit.hpp"
#include "store/ledger_books.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <latch>
#include <thread>
#include <vector>

#include "commands.hpp"
#include "database.hpp"
#include <gtest/gtest.h>

/// Many connections, one that writes: what was acknowledged is there, what was rolled back or lost
/// is not, and nobody builds on it.

namespace imdad::store {
namespace {

using GroupCommitOn = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(GroupCommitOn);

/// Passes all on, and commits only when told to.
class Failing final : public Connection {
 public:
    Failing(std::unique_ptr<Connection> real, std::atomic<bool>& fails)
        : real_(std::move(real)), fails_(fails) {}

    [[nodiscard]] Backend backend() const override { return real_->backend(); }

    Statement& prepare(std::string_view sql) override { return real_->prepare(sql); }

    void execute(const std::string& sql) override { real_->execute(sql); }

    void guard_history(bool guarded) override { real_->guard_history(guarded); }

    void begin_write() override { real_->begin_write(); }

    void begin_read() override { real_->begin_read(); }

    void commit() override {
        if (fails_) {
            throw base::Failure(base::Failure::Kind::io, "the disk");
        }
        real_->commit();
    }

    void roll_back() noexcept override { real_->roll_back(); }

    void begin_part() override { real_->begin_part(); }

    void keep_part() override { real_->keep_part(); }

    [[nodiscard]] bool drop_part() noexcept override { return real_->drop_part(); }

 private:
    std::unique_ptr<Connection> real_;
    std::atomic<bool>& fails_;
};

/// Books of one that writes with the others.
struct Member {
    Member(GroupCommit& group, const FreshDatabase& database)
        : connection(group.join(database.open())), books(*connection) {}

    [[nodiscard]] bool posts(std::uint64_t id, std::int64_t amount = 1) {
        return books.post(std::vector{opening(books.names(), id, "kit", "store", amount)}, kNow)
            .has_value();
    }

    std::unique_ptr<Connection> connection;
    LedgerBooks books;
};

void wait_until(const std::function<bool()>& holds) {
    while (!holds()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

/// A group on the database, with kits defined.
class Kits {
 public:
    explicit Kits(const FreshDatabase& database, std::size_t waiting_max = GroupCommit::kWaitingMax)
        : database_(database),
          group(std::make_shared<GroupCommit>(
              [this] { return std::make_unique<Failing>(database_.open(), fails); }, waiting_max)) {
        static_cast<void>(database.open_migrated());
        Member first(*group, database);
        EXPECT_TRUE(
            first.books.post(std::vector{define_goods(first.books.names(), 1, "kit")}, kNow));
    }

    /// Kits at the store, by books of their own; their audit is clean.
    [[nodiscard]] std::int64_t on_hand() const {
        const auto connection = database_.open();
        const ledger::AuditReport report = audit_journal(*connection, {});
        EXPECT_TRUE(report.clean()) << report.findings.front().message;
        LedgerBooks books(*connection);
        books.catch_up();
        return books.book().balance({.holder = books.names().intern("store"),
                                     .stage = ledger::Stage::on_hand,
                                     .unit = books.names().intern("kit")});
    }

 private:
    const FreshDatabase& database_;

 public:
    std::atomic<bool> fails = false;
    std::shared_ptr<GroupCommit> group;
};

TEST_P(GroupCommitOn, WhatManyWroteIsThereAndSharedItsCommits) {
    constexpr int kThreads = 8;
    constexpr int kEach = 40;
    const Kits kits(database);
    std::latch ready(kThreads);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] {
            Member member(*kits.group, database);
            ready.arrive_and_wait();
            for (int i = 0; i < kEach; ++i) {
                const auto id = static_cast<std::uint64_t>(1000 + thread * kEach + i);
                if (i % 4 == 0) {  // tried only: it leaves nothing with anybody
                    Transaction trial(*member.connection, Transaction::Kind::write);
                    EXPECT_TRUE(member.books.post_within(
                        std::vector{opening(member.books.names(), id, "kit", "store", 1000)},
                        kNow));
                }
                EXPECT_TRUE(member.posts(id));
                EXPECT_NE(member.books.book().seen({7, id}), nullptr);
            }
            EXPECT_TRUE(member.connection->is_sound());
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(kits.on_hand(), kThreads * kEach);
    const GroupCommit::Counts counts = kits.group->counts();
    EXPECT_EQ(counts.parts, 1U + kThreads * kEach);
    EXPECT_LT(counts.commits, counts.parts);
    EXPECT_EQ(counts.waiting, 0U);
    EXPECT_EQ(counts.overloaded, 0U);
}

/// One holds the turn until others wait for it; what comes of them then shares one commit.
class Together {
 public:
    Together(Kits& kits, const FreshDatabase& database)
        : kits_(kits), holder_(*kits.group, database) {}

    /// Runs `work` for each member while the holder has the turn, in the order of their coming; the
    /// holder posts one kit with the id. Returns whether that was kept.
    bool run(const std::vector<std::function<void()>>& work, std::uint64_t id) {
        std::vector<std::thread> threads;
        bool kept = true;
        try {
            Transaction transaction(*holder_.connection, Transaction::Kind::write);
            EXPECT_TRUE(holder_.books.post_within(
                std::vector{opening(holder_.books.names(), id, "kit", "store", 1)}, kNow));
            for (const auto& one : work) {
                const std::size_t before = kits_.group->counts().waiting;
                threads.emplace_back(one);
                wait_until([&] { return kits_.group->counts().waiting > before; });
            }
            transaction.commit();
        } catch (const base::Failure&) {
            kept = false;
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        return kept;
    }

 private:
    Kits& kits_;
    Member holder_;
};

TEST_P(GroupCommitOn, WhatIsRolledBackIsNoMatterOfTheOthers) {
    Kits kits(database);
    Member one(*kits.group, database);
    Member other(*kits.group, database);
    Together together(kits, database);
    const bool kept = together.run(
        {[&] {
             Transaction trial(*one.connection, Transaction::Kind::write);
             EXPECT_TRUE(one.books.post_within(
                 std::vector{opening(one.books.names(), 11, "kit", "store", 1000)}, kNow));
         },
         [&] { EXPECT_TRUE(other.posts(12)); }},
        10);
    EXPECT_TRUE(kept);
    EXPECT_TRUE(one.connection->is_sound());
    EXPECT_EQ(kits.on_hand(), 2);
    EXPECT_EQ(kits.group->counts().commits, 2U) << "one for the unit, one for both";
    EXPECT_TRUE(one.posts(13));
    EXPECT_EQ(kits.on_hand(), 3);
}

/// All of them hear of it, and also who was only refused: it may have been by what is lost.
TEST_P(GroupCommitOn, ACommitThatFailsIsAcknowledgedToNobody) {
    Kits kits(database);
    Member writes(*kits.group, database);
    Member tries(*kits.group, database);
    Together together(kits, database);
    kits.fails = true;
    std::atomic<bool> told = false;
    const bool kept =
        together.run({[&] {
                          try {
                              static_cast<void>(writes.posts(11));
                          } catch (const base::Failure&) {
                              told = true;
                          }
                      },
                      [&] {
                          Transaction trial(*tries.connection, Transaction::Kind::write);
                          tries.books.catch_up_within();
                          EXPECT_NE(tries.books.book().seen({7, 10}), nullptr);
                      }},
                     10);
    EXPECT_FALSE(kept);
    EXPECT_TRUE(told);
    EXPECT_FALSE(tries.connection->is_sound());
    EXPECT_EQ(kits.on_hand(), 0);
    kits.fails = false;
    EXPECT_TRUE(writes.posts(11));
    EXPECT_TRUE(Member(*kits.group, database).posts(10));
    EXPECT_EQ(kits.on_hand(), 2);
    EXPECT_EQ(writes.books.book().seen({7, 10}), nullptr);
    writes.books.catch_up();
    EXPECT_NE(writes.books.book().seen({7, 10}), nullptr);
}

TEST_P(GroupCommitOn, WhoComesWhenTooManyWaitIsRefusedAtOnce) {
    Kits kits(database, 1);
    Member holds(*kits.group, database);
    Member waits(*kits.group, database);
    Member comes(*kits.group, database);
    std::thread thread;
    {
        const Transaction transaction(*holds.connection, Transaction::Kind::write);
        thread = std::thread([&] { EXPECT_TRUE(waits.posts(11)); });
        wait_until([&] { return kits.group->counts().waiting == 1; });
        EXPECT_THROW(static_cast<void>(comes.posts(12)), Overloaded);
    }
    thread.join();
    EXPECT_EQ(kits.on_hand(), 1);
    EXPECT_EQ(kits.group->counts().overloaded, 1U);
    EXPECT_TRUE(comes.posts(12));
    EXPECT_EQ(kits.on_hand(), 2);
}

/// Another program holds the place of the writer: the others wait for it, and are not in its way.
TEST_P(GroupCommitOn, WriteAfterAnotherProgram) {
    Kits kits(database);
    Member member(*kits.group, database);
    const auto other = database.open();
    LedgerBooks others(*other);
    std::thread thread;
    {
        Transaction transaction(*other, Transaction::Kind::write);
        ASSERT_TRUE(
            others.post_within(std::vector{opening(others.names(), 10, "kit", "store", 5)}, kNow));
        thread = std::thread([&] { EXPECT_TRUE(member.posts(11)); });
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        transaction.commit();
    }
    thread.join();
    EXPECT_EQ(kits.on_hand(), 6);
    EXPECT_NE(member.books.book().seen({7, 10}), nullptr);
}

}  // namespace
}  // namespace imdad::store

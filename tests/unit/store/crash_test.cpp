#include "store/group_commit.hpp"
#include "store/ledger_audit.hpp"
#include "store/ledger_books.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "commands.hpp"
#include "database.hpp"
#include "support/scale.hpp"
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

/// A process that posts is killed in the middle, again and again: nothing that it had acknowledged
/// is lost, and what is there is in order.

namespace imdad::store {
namespace {

/// Posts openings of one kit for ever, and writes the id of each to the pipe once it is posted.
[[noreturn]] void post_for_ever(const Location& location, int pipe, std::uint64_t first) {
    try {
        const auto connection = connect(location, true);
        LedgerBooks books(*connection);
        for (std::uint64_t id = first;; ++id) {
            const auto posted =
                books.post(std::vector{opening(books.names(), id, "kit", "store", 1)}, kNow);
            if (!posted || ::write(pipe, &id, sizeof id) != sizeof id) {
                ::_exit(1);
            }
        }
    } catch (...) {
        ::_exit(2);
    }
}

constexpr std::uint64_t kThreads = 4;
constexpr std::uint64_t kApart = 1'000'000'000;  ///< between the ids of two threads

/// The same by several threads that share their commits.
[[noreturn]] void post_together_for_ever(const Location& location, int pipe, std::uint64_t first) {
    try {
        const auto group = std::make_shared<GroupCommit>([&] { return connect(location, false); });
        std::vector<std::thread> threads;
        for (std::uint64_t thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&, thread] {
                const auto connection = group->join(connect(location, false));
                LedgerBooks books(*connection);
                for (std::uint64_t id = first + thread * kApart;; ++id) {
                    const auto posted = books.post(
                        std::vector{opening(books.names(), id, "kit", "store", 1)}, kNow);
                    if (!posted || ::write(pipe, &id, sizeof id) != sizeof id) {
                        ::_exit(1);
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        ::_exit(3);
    } catch (...) {
        ::_exit(2);
    }
}

struct Killed {
    std::uint64_t acknowledged = 0;  ///< last id that was acknowledged, 0: none
    bool died_of_kill = false;
};

Killed run_and_kill(const Location& location,
                    std::uint64_t first,
                    std::chrono::milliseconds after) {
    std::array<int, 2> pipe{};
    EXPECT_EQ(::pipe(pipe.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(pipe[0]);
        post_for_ever(location, pipe[1], first);
    }
    ::close(pipe[1]);
    std::this_thread::sleep_for(after);
    ::kill(child, SIGKILL);
    Killed killed;
    std::uint64_t id = 0;
    while (::read(pipe[0], &id, sizeof id) == sizeof id) {
        killed.acknowledged = id;
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    killed.died_of_kill = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    return killed;
}

/// `patience`: how much longer than for a file the process lives; a server takes time to connect
/// to.
void kill_again_and_again(Backend backend, int cycles, int patience) {
    const FreshDatabase place(backend);
    {
        const auto connection = place.open_migrated();
        LedgerBooks books(*connection);
        ASSERT_TRUE(
            books.post(std::vector{define_goods(books.names(), 1, "kit")}, kNow).has_value());
    }
    std::uint64_t posted = 0;  // openings known to be there
    std::uint64_t acknowledged = 0;
    int slow = 1;  // where a machine is so busy that nothing is acknowledged, it gets more time
    for (int cycle = 0; cycle < cycles; ++cycle) {
        const Killed killed =
            run_and_kill(place.location(),
                         100 + posted,
                         std::chrono::milliseconds(slow * patience * (2 + cycle * 7 % 21)));
        ASSERT_TRUE(killed.died_of_kill);
        slow = killed.acknowledged == 0 ? std::min(slow * 2, 16) : std::max(slow / 2, 1);
        const auto connection = place.open();
        LedgerBooks books(*connection);
        books.catch_up();
        const std::uint64_t there = books.book().size() - 1;
        if (killed.acknowledged != 0) {
            acknowledged += killed.acknowledged - 99 - posted;
            ASSERT_GE(there, killed.acknowledged - 99) << "an acknowledged entry is lost";
        }
        ASSERT_LE(there, std::max(killed.acknowledged, 99 + posted) - 99 + 1);
        posted = there;
        const auto balance = books.book().balance({.holder = books.names().intern("store"),
                                                   .stage = ledger::Stage::on_hand,
                                                   .unit = books.names().intern("kit")});
        ASSERT_EQ(balance, static_cast<std::int64_t>(posted));
    }
    const auto connection = place.open();
    LedgerBooks books(*connection);
    const ledger::AuditReport report = audit_journal(*connection, {});
    EXPECT_TRUE(report.clean()) << report.findings.front().message;
    EXPECT_GT(acknowledged, static_cast<std::uint64_t>(cycles) / 4);
}

void kill_a_group_again_and_again(Backend backend, int cycles, int patience) {
    const FreshDatabase place(backend);
    {
        const auto connection = place.open_migrated();
        LedgerBooks books(*connection);
        ASSERT_TRUE(
            books.post(std::vector{define_goods(books.names(), 1, "kit")}, kNow).has_value());
    }
    std::set<std::uint64_t> acknowledged;
    for (int cycle = 0; cycle < cycles; ++cycle) {
        std::array<int, 2> pipe{};
        ASSERT_EQ(::pipe(pipe.data()), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(pipe[0]);
            post_together_for_ever(
                place.location(), pipe[1], 100 + static_cast<std::uint64_t>(cycle) * 1'000'000);
        }
        ::close(pipe[1]);
        // Not before the first is acknowledged: a busy machine takes its time to begin.
        std::uint64_t id = 0;
        ASSERT_EQ(::read(pipe[0], &id, sizeof id), static_cast<ssize_t>(sizeof id));
        acknowledged.insert(id);
        std::this_thread::sleep_for(std::chrono::milliseconds(patience * (cycle * 7 % 21)));
        ::kill(child, SIGKILL);
        while (::read(pipe[0], &id, sizeof id) == sizeof id) {
            ASSERT_TRUE(acknowledged.insert(id).second) << "acknowledged twice";
        }
        ::close(pipe[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        const auto connection = place.open();
        LedgerBooks books(*connection);
        books.catch_up();
        for (const std::uint64_t one : acknowledged) {
            ASSERT_NE(books.book().seen({7, one}), nullptr) << "an acknowledged entry is lost";
        }
        // Of each thread the last one may be there and not have been acknowledged.
        const std::uint64_t there = books.book().size() - 1;
        ASSERT_LE(there, acknowledged.size() + kThreads * static_cast<std::uint64_t>(cycle + 1));
        ASSERT_EQ(books.book().balance({.holder = books.names().intern("store"),
                                        .stage = ledger::Stage::on_hand,
                                        .unit = books.names().intern("kit")}),
                  static_cast<std::int64_t>(there));
    }
    const auto connection = place.open();
    const ledger::AuditReport report = audit_journal(*connection, {});
    EXPECT_TRUE(report.clean()) << report.findings.front().message;
}

TEST(Crash, NoAcknowledgedEntryOfAGroupIsLost) {
    kill_a_group_again_and_again(Backend::sqlite, test_support::scaled(150), 1);
}

TEST(Crash, NoAcknowledgedEntryOfAGroupIsLostOnAServer) {
    kill_a_group_again_and_again(Backend::postgresql, test_support::scaled(20), 3);
}

TEST(Crash, NoAcknowledgedEntryIsLost) {
    kill_again_and_again(Backend::sqlite, test_support::scaled(600), 1);
}

TEST(Crash, NoAcknowledgedEntryIsLostOnAServer) {
    kill_again_and_again(Backend::postgresql, test_support::scaled(40), 3);
}

/// The tables are made by a process that is killed while it makes them.
TEST(Crash, AMigrationIsWholeOrNotThere) {
    for (int cycle = 0; cycle < test_support::scaled(60); ++cycle) {
        const FreshDatabase place(Backend::sqlite);
        const pid_t child = ::fork();
        if (child == 0) {
            try {
                const auto connection = connect(place.location(), true);
                ::_exit(migrate(*connection) ? 0 : 1);
            } catch (...) {
                ::_exit(2);
            }
        }
        std::this_thread::sleep_for(std::chrono::microseconds(300 * (cycle % 60)));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        const auto connection = place.open();
        const std::int64_t version = version_of(*connection);
        EXPECT_TRUE(version >= 0 && version <= migrations().back().version) << version;
        ASSERT_TRUE(migrate(*connection).has_value());
        LedgerBooks books(*connection);
        EXPECT_TRUE(
            books.post(std::vector{define_goods(books.names(), 1, "kit")}, kNow).has_value());
    }
}

}  // namespace
}  // namespace imdad::store

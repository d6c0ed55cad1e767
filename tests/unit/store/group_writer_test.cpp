#include "store/group_writer.hpp"

#include "store/ledger_audit.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <barrier>
#include <functional>
#include <latch>
#include <set>
#include <thread>
#include <vector>

#include "commands.hpp"
#include "database.hpp"
#include "support/scale.hpp"
#include <gtest/gtest.h>

/// Many threads, one writer: everything that was acknowledged is there, in one order for all, and
/// what two cannot both have goes to one.

namespace imdad::store {
namespace {

using ledger::Command;
using ledger::Names;
using Commands = std::vector<Command>;
using GroupWriterOn = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(GroupWriterOn);

GroupWriter::Open opener(const FreshDatabase& database) {
    return [&database] { return database.open_migrated(); };
}

/// Posts one command, and says whether it was accepted.
bool accepted(GroupWriter& writer, const std::function<Command(Names&)>& make) {
    return writer.post([&](Names& names) { return Commands{make(names)}; }, kNow).has_value();
}

void define_kits(GroupWriter& writer) {
    ASSERT_TRUE(accepted(writer, [](Names& names) { return define_goods(names, 1, "kit"); }));
}

/// Runs `work(i)` in so many threads at the same moment.
void at_once(int threads, const std::function<void(int)>& work) {
    std::latch ready(threads);
    std::vector<std::thread> running;
    running.reserve(static_cast<std::size_t>(threads));
    for (int i = 0; i < threads; ++i) {
        running.emplace_back([&, i] {
            ready.arrive_and_wait();
            work(i);
        });
    }
    for (std::thread& thread : running) {
        thread.join();
    }
}

void expect_clean_audit(const FreshDatabase& database) {
    const auto connection = database.open();
    LedgerBooks books(*connection);
    const ledger::AuditReport report = audit_journal(*connection, {});
    EXPECT_TRUE(report.clean()) << report.findings.front().message;
}

TEST_P(GroupWriterOn, WhatThirtyTwoThreadsPostedIsThereInOneOrder) {
    constexpr int kThreads = 32;
    constexpr int kEach = 25;
    std::vector<std::vector<std::uint64_t>> sequences(kThreads);
    std::atomic<int> refused = 0;
    {
        GroupWriter writer(opener(database));
        define_kits(writer);
        at_once(kThreads, [&](int thread) {
            for (int i = 0; i < kEach; ++i) {
                const auto id = static_cast<std::uint64_t>(1000 + thread * kEach + i);
                const auto posted = writer.post(
                    [&](Names& names) {
                        return Commands{opening(names, id, "kit", fmt::format("s{}", thread), 1)};
                    },
                    kNow);
                if (!posted) {
                    ++refused;
                    continue;
                }
                sequences[static_cast<std::size_t>(thread)].push_back(
                    posted->answers[0].entry.sequence);
                EXPECT_EQ(posted->answers[0].entry.command.id, (ledger::Id{7, id}));
            }
        });
        EXPECT_EQ(writer.counts().commands, 1U + kThreads * kEach);
        // With one transaction per command nothing would have been gained.
        EXPECT_LT(writer.counts().transactions, writer.counts().commands / 2);
    }
    EXPECT_EQ(refused, 0);
    std::set<std::uint64_t> all;
    for (const auto& of_thread : sequences) {
        EXPECT_TRUE(std::ranges::is_sorted(of_thread));  // each saw its own in its own order
        all.insert(of_thread.begin(), of_thread.end());
    }
    EXPECT_EQ(all.size(), static_cast<std::size_t>(kThreads) * kEach);
    EXPECT_EQ(*all.rbegin(), static_cast<std::uint64_t>(kThreads) * kEach);
    const auto connection = database.open();
    LedgerBooks books(*connection);
    books.catch_up();
    for (int thread = 0; thread < kThreads; ++thread) {
        for (int i = 0; i < kEach; ++i) {
            const auto id = static_cast<std::uint64_t>(1000 + thread * kEach + i);
            const std::uint64_t sequence =
                sequences[static_cast<std::size_t>(thread)][static_cast<std::size_t>(i)];
            ASSERT_EQ(books.entry(sequence).command.id, (ledger::Id{7, id}));
        }
    }
    expect_clean_audit(database);
}

/// Many clients want the last kit, round after round.
TEST_P(GroupWriterOn, TheLastUnitGoesToOneOfSixtyFour) {
    constexpr int kClients = 64;
    const int rounds = test_support::scaled(GetParam() == Backend::sqlite ? 200 : 50);
    GroupWriter writer(opener(database));
    define_kits(writer);
    std::vector<std::atomic<int>> winners(static_cast<std::size_t>(rounds));
    std::barrier next(kClients);
    at_once(kClients, [&](int client) {
        for (int round = 0; round < rounds; ++round) {
            if (client == 0) {
                EXPECT_TRUE(accepted(writer, [&](Names& names) {
                    const auto id = static_cast<std::uint64_t>(1000 + round);
                    return opening(names, id, "kit", "store", 1);
                }));
            }
            next.arrive_and_wait();
            const auto id = static_cast<std::uint64_t>(100'000 + client * rounds + round);
            if (accepted(writer, [&](Names& names) {
                    return dispatch(names, id, "kit", "store", "post", 1);
                })) {
                ++winners[static_cast<std::size_t>(round)];
            }
            next.arrive_and_wait();
        }
    });
    for (int round = 0; round < rounds; ++round) {
        EXPECT_EQ(winners[static_cast<std::size_t>(round)], 1) << "round " << round;
    }
    expect_clean_audit(database);
}

/// The writer is held up until as many wait as may: who comes then is told so at once, and those
/// who waited get their answers.
TEST_P(GroupWriterOn, WhoComesWhenTooManyWaitIsRefusedAtOnce) {
    constexpr std::size_t kMost = 5;
    GroupWriter writer(opener(database), kMost);
    define_kits(writer);
    std::latch held(1);
    std::latch go(1);
    const auto post = [&](std::uint64_t id) {
        return writer.post(
            [&, id](Names& names) { return Commands{opening(names, id, "kit", "store", 1)}; },
            kNow);
    };
    std::thread first([&] {
        EXPECT_TRUE(accepted(writer, [&](Names& names) {
            held.count_down();
            go.wait();
            return opening(names, 100, "kit", "store", 1);
        }));
    });
    held.wait();
    std::vector<std::thread> waiting;
    for (std::uint64_t i = 0; i < kMost; ++i) {
        waiting.emplace_back([&, i] { EXPECT_TRUE(post(200 + i).has_value()); });
    }
    while (writer.counts().waiting < kMost) {
        std::this_thread::yield();
    }
    for (int again = 0; again < 3; ++again) {
        const auto refused = post(300);
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().error.code, "overloaded");
        EXPECT_NE(refused.error().error.message.find("5 requests"), std::string::npos);
    }
    const auto unasked = writer.ask([](const ledger::Book&) { ADD_FAILURE() << "asked"; });
    ASSERT_FALSE(unasked.has_value());
    EXPECT_EQ(unasked.error().code, "overloaded");
    EXPECT_EQ(writer.counts().overloaded, 4U);
    EXPECT_EQ(writer.counts().waiting, kMost);
    go.count_down();
    first.join();
    for (std::thread& thread : waiting) {
        thread.join();
    }
    EXPECT_TRUE(post(300).has_value());
    std::uint64_t entries = 0;
    ASSERT_TRUE(writer.ask([&](const ledger::Book& book) { entries = book.size(); }).has_value());
    EXPECT_EQ(entries, 2 + kMost + 1);
    expect_clean_audit(database);
}

/// A dispatch whose deadline has passed is received, voided and expired at once.
TEST_P(GroupWriterOn, ADispatchIsResolvedOnce) {
    constexpr int kClients = 9;
    const int rounds = test_support::scaled(GetParam() == Backend::sqlite ? 200 : 50);
    GroupWriter writer(opener(database));
    define_kits(writer);
    ASSERT_TRUE(accepted(
        writer, [&](Names& names) { return opening(names, 2, "kit", "store", 1'000'000); }));
    std::array<std::atomic<int>, 3> won_by_kind{};
    for (int round = 0; round < rounds; ++round) {
        const auto sent = static_cast<std::uint64_t>(1000 + round);
        ASSERT_TRUE(accepted(writer, [&](Names& names) {
            Command made = dispatch(names, sent, "kit", "store", "post", 10);
            made.deadline = kToday;
            return made;
        }));
        std::atomic<int> winners = 0;
        at_once(kClients, [&](int client) {
            const std::size_t kind = static_cast<std::size_t>(client + round) % 3;
            const bool won = accepted(writer, [&](Names& names) {
                constexpr std::array kKinds = {ledger::Kind::post_receipt,
                                               ledger::Kind::void_dispatch,
                                               ledger::Kind::expire_dispatch};
                Command made = command(
                    kKinds[kind], static_cast<std::uint64_t>(100'000 + round * kClients + client));
                made.refers_to = {7, sent};
                if (made.kind == ledger::Kind::post_receipt) {
                    made.to = names.intern("post");
                    made.amount = 10;
                } else if (made.kind == ledger::Kind::void_dispatch) {
                    made.reason = "called back";
                } else {
                    made.business_date = kToday + std::chrono::days(1);
                }
                return made;
            });
            if (won) {
                ++winners;
                ++won_by_kind[kind];
            }
        });
        ASSERT_EQ(winners, 1) << "round " << round;
    }
    for (const std::atomic<int>& won : won_by_kind) {
        EXPECT_GT(won, 0) << "a kind that can never win is no race";
    }
    expect_clean_audit(database);
}

TEST_P(GroupWriterOn, ARefusedListTouchesNothingOfTheOthers) {
    constexpr int kThreads = 8;
    constexpr int kEach = 10;
    {
        GroupWriter writer(opener(database));
        define_kits(writer);
        std::atomic<int> wrong = 0;
        at_once(kThreads, [&](int thread) {
            for (int i = 0; i < kEach; ++i) {
                const auto id = static_cast<std::uint64_t>(1000 + 100 * thread + 3 * i);
                const std::string place = fmt::format("s{}", thread);
                const bool fits = i % 2 == 0;
                const auto posted = writer.post(
                    [&](Names& names) {
                        return Commands{
                            opening(names, id, "kit", place, 5),
                            dispatch(names, id + 1, "kit", place, "post", 2),
                            dispatch(names, id + 2, "kit", place, "post", fits ? 3 : 40)};
                    },
                    kNow);
                const bool single = accepted(writer, [&](Names& names) {
                    return opening(names, id + 50'000, "kit", "other", 1);
                });
                wrong += posted.has_value() != fits || !single ? 1 : 0;
                if (!posted && posted.error().command != 2) {
                    ++wrong;
                }
            }
        });
        EXPECT_EQ(wrong, 0);
        std::int64_t at_post = 0;
        std::int64_t at_other = 0;
        (void)writer.ask([&](const ledger::Book& book) {
            const auto amount = [&](const char* place, ledger::Stage stage) {
                return book.balance({.holder = *book.names().find(place),
                                     .stage = stage,
                                     .unit = *book.names().find("kit")});
            };
            at_post = amount("post", ledger::Stage::in_transit);
            at_other = amount("other", ledger::Stage::on_hand);
        });
        EXPECT_EQ(at_post, 5 * kThreads * kEach / 2);
        EXPECT_EQ(at_other, kThreads * kEach);
    }
    expect_clean_audit(database);
}

TEST_P(GroupWriterOn, WhatAClientThrowsIsItsOwnAffair) {
    GroupWriter writer(opener(database));
    define_kits(writer);
    const auto thrower = [](Names&) -> Commands { throw std::length_error("mine"); };
    EXPECT_THROW((void)writer.post(thrower, kNow), std::length_error);
    EXPECT_THROW((void)writer.ask([](const ledger::Book&) { throw std::length_error("mine"); }),
                 std::length_error);
    EXPECT_TRUE(
        accepted(writer, [](Names& names) { return opening(names, 2, "kit", "store", 1); }));
}

/// A server drops the connection: who was waiting is told, and the next one gets a new connection.
TEST(GroupWriter, OpensAnotherConnectionToAServerThatDroppedOne) {
    const FreshDatabase database(Backend::postgresql);
    GroupWriter writer(opener(database));
    define_kits(writer);
    const auto other = database.open();
    other->execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        "current_database() AND pid <> pg_backend_pid()");
    const auto post = [&] {
        return accepted(writer, [](Names& names) { return opening(names, 2, "kit", "store", 1); });
    };
    EXPECT_THROW((void)post(), base::Failure);
    EXPECT_TRUE(post());
    expect_clean_audit(database);
}

}  // namespace
}  // namespace imdad::store

#include <map>

#include "naive_ledger.hpp"
#include "random_commands.hpp"
#include "support/scale.hpp"
#include <gtest/gtest.h>

namespace imdad::ledger::test {
namespace {

using test_support::scaled;

/// The balances of the book in the words of the naive ledger, zeros left out.
std::map<std::string, std::int64_t> balances_of(const Desk& desk, const NaiveLedger& naive) {
    std::map<std::string, std::int64_t> result;
    for (const auto& [key, state] : desk.book.accounts()) {
        if (state.balance != 0) {
            result[naive.key(
                key.unit, key.stage, key.holder, key.lot, key.earmark, key.pledge, key.activity)] +=
                state.balance;
        }
    }
    return result;
}

std::map<std::string, std::int64_t> without_zeros(std::map<std::string, std::int64_t> balances) {
    std::erase_if(balances, [](const auto& item) { return item.second == 0; });
    return balances;
}

void expect_conserved(Desk& desk) {
    for (const std::string_view pledge : {"p1", "p2"}) {
        for (const std::string_view unit : {"EUR", "USD", "penta", "tent", "seat"}) {
            const Conservation c = conservation(desk.book, desk.n(pledge), desk.n(unit));
            ASSERT_TRUE(c.holds()) << pledge << " " << unit;
        }
    }
}

TEST(Bank, OneHundredThousandRandomCommandsGiveTheBooksOfTheNaiveLedger) {
    std::map<Kind, int> accepted;
    std::map<std::string, int> refused;
    for (std::uint64_t seed = 0; seed < static_cast<std::uint64_t>(scaled(200)); ++seed) {
        Desk desk;
        RandomCommands commands(desk, seed);
        NaiveLedger naive(desk.names);
        for (int i = 0; i < 500; ++i) {
            const Command c = commands.next();
            const auto answer = desk.send(c);
            const bool expected = naive.send(c);
            ASSERT_EQ(answer.has_value(), expected)
                << "seed " << seed << " command " << i << " " << to_text(c.kind) << ": "
                << (answer ? "accepted" : answer.error().message);
            if (answer) {
                ++accepted[c.kind];
                expect_conserved(desk);
                ASSERT_EQ(balances_of(desk, naive), without_zeros(naive.balance))
                    << "seed " << seed << " command " << i << " " << to_text(c.kind);
            } else {
                ++refused[answer.error().code];
            }
        }
        for (const TrialBalanceRow& row : trial_balance(desk.book)) {
            ASSERT_TRUE(row.total() == 0);
        }
    }
    // The run means nothing if a kind never came through, or a limit was never met.
    for (const Kind kind : {Kind::pledge,
                            Kind::revise,
                            Kind::withdraw,
                            Kind::cancel_balance,
                            Kind::commit,
                            Kind::release_commitment,
                            Kind::receive,
                            Kind::dispatch,
                            Kind::post_receipt,
                            Kind::void_dispatch,
                            Kind::expire_dispatch,
                            Kind::quarantine,
                            Kind::release,
                            Kind::recall,
                            Kind::lift_recall,
                            Kind::deliver,
                            Kind::use,
                            Kind::count,
                            Kind::write_off,
                            Kind::give_back,
                            Kind::re_earmark,
                            Kind::exchange,
                            Kind::allocate,
                            Kind::reverse}) {
        EXPECT_GE(accepted[kind], 20) << to_text(kind);
    }
    for (const char* code : {"not_enough",
                             "lot_recalled",
                             "expired",
                             "already_resolved",
                             "already_reversed",
                             "approver_missing",
                             "other_lot"}) {
        EXPECT_GE(refused[code], 20) << code;
    }
    // A generator that makes malformed commands would agree with anything.
    EXPECT_EQ(refused["field_missing"], 0);
    EXPECT_EQ(refused["field_not_used"], 0);
}

TEST(Bank, TenThousandReplaysGiveTheFirstAnswerAndChangeNothing) {
    Desk desk;
    RandomCommands commands(desk, 77);
    std::vector<Command> sent;
    int replays = 0;
    int other_bodies = 0;
    base::RandomStream random(5, 1);
    while (replays < scaled(10'000) || other_bodies < scaled(1'000)) {
        const Command c = commands.next();
        if (desk.send(c)) {
            sent.push_back(c);
        }
        for (int i = 0; i < 5 && !sent.empty(); ++i) {
            Command again = sent[static_cast<std::size_t>(random.below(std::ssize(sent)))];
            const auto stored = desk.stored();
            const std::uint64_t size = desk.book.size();
            const bool other = random.chance(0.15);
            again.device_time_ms += other ? 1 : 0;
            const auto answer = desk.send(again);
            if (other) {
                ASSERT_FALSE(answer);
                ASSERT_EQ(answer.error().code, "id_with_other_body");
                ASSERT_EQ(answer.error().where, "device_time_ms");
                ++other_bodies;
            } else {
                ASSERT_TRUE(answer && answer->replayed);
                const Entry first = desk.journal.at(desk.book.seen(again.id)->sequence);
                ASSERT_EQ(answer->entry.sequence, first.sequence);
                ASSERT_EQ(answer->entry.derived, first.derived);
                ++replays;
            }
            ASSERT_EQ(desk.book.size(), size);
            ASSERT_EQ(desk.stored(), stored);
        }
    }
}

TEST(Bank, CommandsInAnyOrderEndInSumsOfZero) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Desk first;
        RandomCommands commands(first, seed);
        std::vector<Command> sent;
        for (int i = 0; i < 300; ++i) {
            sent.push_back(commands.next());
            static_cast<void>(first.send(sent.back()));
        }
        Desk other;
        RandomCommands units(other, 0);
        for (std::uint32_t i = 0; i < first.names.size(); ++i) {
            other.n(first.names.text({i}));
        }
        other.now = first.now;
        base::RandomStream random(seed, 3);
        for (std::size_t i = sent.size(); i > 1; --i) {
            std::swap(sent[i - 1],
                      sent[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
        }
        for (const Command& c : sent) {
            static_cast<void>(other.send(c));
            expect_conserved(other);
        }
    }
}

}  // namespace
}  // namespace imdad::ledger::test

#include "ledger/book.hpp"

#include <set>

#include "random_commands.hpp"
#include "support/scale.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

/// What was folded since a mark can be taken back: the book is then what it was, in every detail.

namespace imdad::ledger::test {
namespace {

/// A book in words: all that it can be asked.
std::string in_words(const Book& book, const Names& names, const std::vector<Id>& ids) {
    std::string text = fmt::format("{} {}\n", book.size(), book.last_recorded_ms());
    std::set<NamePair> lots;
    std::set<PriceKey> prices;
    for (const auto& [key, state] : book.accounts()) {
        text += fmt::format("{}: {}\n", describe(key, names), state.balance);
        lots.emplace(key.unit, key.lot);
        prices.insert({key.unit, key.lot, key.pledge});
        const UnitFacts* unit = book.unit(key.unit);
        text += unit == nullptr
                    ? "-\n"
                    : fmt::format("{} {}\n", static_cast<int>(unit->kind), unit->decimals);
    }
    for (const auto& [key, facts] : book.pledges()) {
        text += fmt::format("pledge {} {}: {} {} {} {} {}",
                            key.first.value,
                            key.second.value,
                            facts.donor.value,
                            facts.earmark.value,
                            facts.parent.value,
                            facts.shared,
                            facts.lapses.time_since_epoch().count());
        for (const PledgeLevel& level : facts.history) {
            text += fmt::format(" {}={}", level.sequence, level.level);
        }
        text += '\n';
    }
    for (const auto& [id, dispatch] : book.dispatches()) {
        text += fmt::format("dispatch {}: {} {} {} {}\n",
                            to_text(id),
                            describe(dispatch.in_transit, names),
                            dispatch.amount,
                            dispatch.open,
                            dispatch.taken_back);
    }
    for (const auto& [unit, lot] : lots) {
        if (const LotFacts* facts = book.lot(unit, lot)) {
            text += fmt::format("lot {} {}: {} {}\n",
                                unit.value,
                                lot.value,
                                facts->recalled,
                                facts->on_hand.size());
        }
    }
    for (const PriceKey& key : prices) {
        if (const Price* price = book.price(key.unit, key.lot, key.pledge)) {
            text += fmt::format("price {} {}\n", price->amount, price->sequence);
        }
    }
    for (const Id id : ids) {
        const Seen* seen = book.seen(id);
        text += seen == nullptr ? "-" : fmt::format("{}/{} ", seen->sequence, seen->reversed_by);
    }
    return text;
}

TEST(TakeBack, TheBookIsAsItWasAtTheMark) {
    const int seeds = test_support::scaled(40);
    std::size_t kept = 0;
    for (int seed = 0; seed < seeds; ++seed) {
        Desk desk;
        RandomCommands commands(desk, static_cast<std::uint64_t>(seed));
        std::vector<Id> ids;
        const auto send = [&](int count) {
            for (int i = 0; i < count; ++i) {
                desk.now += 1000;
                const Command command = commands.next();
                ids.push_back(command.id);
                static_cast<void>(desk.send(command));
            }
        };
        for (int round = 0; round < 60; ++round) {
            const std::size_t entries = desk.journal.entries.size();
            desk.book.mark();
            send(1 + static_cast<int>(commands.random().below(25)));
            if (commands.random().below(3) == 0) {
                desk.book.keep();
            } else {
                desk.book.take_back();
                desk.journal.entries.resize(entries);
                desk.leaves.resize(entries);
            }
            Book fresh(desk.names);
            for (const Entry& entry : desk.journal.entries) {
                fresh.fold(entry, desk.journal);
            }
            ASSERT_EQ(in_words(desk.book, desk.names, ids), in_words(fresh, desk.names, ids))
                << "seed " << seed << ", round " << round;
        }
        kept += desk.journal.entries.size();
    }
    EXPECT_GT(kept, 20U * static_cast<std::size_t>(seeds)) << "else little was ever at stake";
}

TEST(TakeBack, AMarkOnAnEmptyBook) {
    Desk desk;
    desk.book.mark();
    desk.define("tent", UnitKind::goods);
    desk.book.take_back();
    EXPECT_EQ(desk.book.size(), 0U);
    EXPECT_EQ(desk.book.unit(desk.n("tent")), nullptr);
    desk.journal.entries.clear();
    desk.define("tent", UnitKind::goods);
    EXPECT_NE(desk.book.unit(desk.n("tent")), nullptr);
}

}  // namespace
}  // namespace imdad::ledger::test

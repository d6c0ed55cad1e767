#include "store/ledger_queries.hpp"

#include "store/ledger_books.hpp"
#include "store/statements.hpp"

#include <array>
#include <map>
#include <tuple>
#include <vector>

#include "commands.hpp"
#include "database.hpp"
#include <gtest/gtest.h>

/// What the queries say is what the book says, and pages neither repeat nor leave out.

namespace imdad::store {
namespace {

using LedgerQueriesOn = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(LedgerQueriesOn);

/// Two units at three places, with dispatches between them.
void fill(LedgerBooks& books) {
    ledger::Names& names = books.names();
    std::vector<ledger::Command> commands = {define_goods(names, 1, "kit"),
                                             define_goods(names, 2, "net")};
    for (std::uint64_t i = 0; i < 40; ++i) {
        const char* const unit = i % 3 == 0 ? "net" : "kit";
        const std::string place = fmt::format("s{}", i % 2);
        commands.push_back(opening(names, 100 + 2 * i, unit, place, 10));
        commands.push_back(dispatch(names, 101 + 2 * i, unit, place, "post", 3));
    }
    const auto posted = books.post(commands, kNow);
    ASSERT_TRUE(posted.has_value()) << posted.error().error.message;
}

TEST_P(LedgerQueriesOn, BalancesAreThoseOfTheBook) {
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    fill(books);
    const auto expect = [&](const BalanceFilter& filter) {
        std::vector<std::pair<std::string, std::int64_t>> from_book;
        for (const auto& [key, state] : books.book().accounts()) {
            const bool matches =
                (!filter.holder || books.names().text(key.holder) == *filter.holder) &&
                (!filter.stage || key.stage == *filter.stage) &&
                (!filter.unit || books.names().text(key.unit) == *filter.unit) &&
                (!filter.pledge || books.names().text(key.pledge) == *filter.pledge);
            if (matches && state.balance != 0) {
                from_book.emplace_back(describe(key, books.names()), state.balance);
            }
        }
        std::vector<std::pair<std::string, std::int64_t>> from_rows;
        for (const BalanceRow& row : read_balances(*connection, filter)) {
            ledger::AccountKey key{.holder = books.names().intern(row.holder),
                                   .unit = books.names().intern(row.unit),
                                   .lot = books.names().intern(row.lot),
                                   .expiry = row.expiry,
                                   .earmark = books.names().intern(row.earmark),
                                   .pledge = books.names().intern(row.pledge)};
            for (std::size_t i = 0; i < ledger::kStageCount; ++i) {
                if (to_text(static_cast<ledger::Stage>(i)) == row.stage) {
                    key.stage = static_cast<ledger::Stage>(i);
                }
            }
            from_rows.emplace_back(describe(key, books.names()), row.amount);
        }
        EXPECT_EQ(from_rows, from_book);
        return from_rows.size();
    };
    EXPECT_EQ(expect({}), 10U);
    EXPECT_EQ(expect({.holder = "s1"}), 4U);
    EXPECT_EQ(expect({.holder = "s1", .stage = ledger::Stage::on_hand, .unit = "kit"}), 1U);
    EXPECT_EQ(expect({.stage = ledger::Stage::in_transit}), 2U);
    EXPECT_EQ(expect({.unit = "net"}), 5U);
    EXPECT_EQ(expect({.pledge = ""}), 10U);
    EXPECT_EQ(expect({.pledge = "p"}), 0U);
    EXPECT_EQ(expect({.holder = "nowhere"}), 0U);
}

/// Every posting is on one page, whatever their size, and newest come first.
TEST_P(LedgerQueriesOn, PagesOfMovementsAreTheWholeAndNothingTwice) {
    const auto connection = database.open_migrated();
    LedgerBooks books(*connection);
    fill(books);
    const auto pages = [&](std::optional<std::int64_t> account, std::int64_t size) {
        std::vector<MovementRow> all;
        for (MovementPlace below;;) {
            const auto page = read_movements(*connection, account, below, size);
            all.insert(all.end(), page.begin(), page.end());
            if (page.empty()) {
                return all;
            }
            below = page.back().place;
        }
    };
    std::map<std::int64_t, std::int64_t> sums;
    for (const std::int64_t size : {1, 7, 1000}) {
        const auto all = pages(std::nullopt, size);
        ASSERT_EQ(all.size(), 160U) << "two for each opening and each dispatch";
        sums.clear();
        for (std::size_t i = 0; i < all.size(); ++i) {
            sums[all[i].account] += all[i].amount;
            if (i > 0) {
                const MovementPlace& newer = all[i - 1].place;
                EXPECT_LT(std::tie(all[i].place.sequence, all[i].place.number),
                          std::tie(newer.sequence, newer.number));
            }
        }
    }
    EXPECT_EQ(pages(std::nullopt, 1000).front().kind, "dispatch");
    EXPECT_EQ(pages(std::nullopt, 1000).front().business_date, kToday);
    std::size_t by_account = 0;
    for (const BalanceRow& row : read_balances(*connection, {})) {
        EXPECT_EQ(row.amount, sums[row.account]);
        std::int64_t sum = 0;
        for (const MovementRow& movement : pages(row.account, 3)) {
            EXPECT_EQ(movement.account, row.account);
            sum += movement.amount;
            ++by_account;
        }
        EXPECT_EQ(sum, row.amount);
    }
    EXPECT_EQ(by_account, 160U);
}

/// A page may end between two movements of one entry, also where both are of the same account.
TEST_P(LedgerQueriesOn, APageMayEndWithinAnEntry) {
    const auto connection = database.open_migrated();
    const std::array<unsigned char, 1> byte = {1};
    constexpr std::int64_t kZero = 0;
    connection->prepare(sql::kAppendEntry.sql)
        .with(kZero, Bytes(byte), "count", kZero, kZero, "a", Bytes(byte), Bytes(byte))
        .run();
    connection->prepare(sql::kAppendAccount.sql)
        .with(kZero, "h", "s", "u", "", kZero, "", "", "")
        .run();
    for (const std::int64_t number : {0, 1, 2}) {
        connection->prepare(sql::kAppendPosting.sql).with(kZero, number, kZero, 10 + number).run();
    }
    std::vector<std::int64_t> amounts;
    for (MovementPlace below;;) {
        const auto page = read_movements(*connection, 0, below, 1);
        if (page.empty() || amounts.size() > 3) {
            break;
        }
        amounts.push_back(page[0].amount);
        below = page[0].place;
    }
    EXPECT_EQ(amounts, (std::vector<std::int64_t>{12, 11, 10}));
}

}  // namespace
}  // namespace imdad::store

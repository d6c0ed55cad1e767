#include "app/stock_moves.hpp"

#include "fresh_books.hpp"

namespace imdad::app {
namespace {

class StockMoves : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("lina", {"logistics"});
        ASSERT_EQ(codes("amina",
                        "kind,id,business_date,unit,unit_kind\ndefine_unit," + id(1) +
                            ",2022-07-01,penta,medicine\n"),
                  std::vector<std::string>{});
        ASSERT_EQ(codes("amina",
                        "kind,id,business_date,holder,unit,lot,expiry,earmark,amount,reason\n" +
                            opening(2, "LATE", "2023-06-30", "", 60) +
                            opening(3, "SOON", "2022-12-31", "", 10) +
                            opening(4, "LATE", "2023-06-30", "measles", 5) +
                            opening(5, "GONE", "2022-07-24", "", 7)),
                  std::vector<std::string>{});
    }

    static std::string opening(int number,
                               const std::string& lot,
                               const std::string& expiry,
                               const std::string& earmark,
                               int amount) {
        return fmt::format("opening_balance,{},2022-07-02,post,penta,{},{},{},{},counted\n",
                           id(number),
                           lot,
                           expiry,
                           earmark,
                           amount);
    }

    [[nodiscard]] StockRow row(std::int64_t amount) const {
        return {.at = "post", .goods = {.unit = "penta"}, .amount = amount, .on = as("lina").today};
    }

    [[nodiscard]] StockOutcome run(StockMove move,
                                   const std::vector<StockRow>& rows,
                                   const std::string& movement = "",
                                   bool dry_run = false) const {
        const auto outcome =
            move_stock({.access = as("lina"), .id = movement, .dry_run = dry_run}, move, rows);
        EXPECT_TRUE(outcome.has_value()) << outcome.error().lines.front();
        return outcome.value_or(StockOutcome{});
    }

    [[nodiscard]] static std::string problem(const StockOutcome& outcome) {
        return outcome.problems.empty() ? "" : outcome.problems.front().code;
    }
};

TEST_F(StockMoves, UseTakesWhatExpiresFirstAndNothingThatHasExpired) {
    const StockOutcome outcome = run(StockMove::use, {row(72)});
    ASSERT_EQ(outcome.lines.size(), 3U);
    EXPECT_EQ(outcome.lines[0].lot, "SOON");
    EXPECT_EQ(outcome.lines[0].amount, 10);
    EXPECT_EQ(outcome.lines[1].earmark, "");
    EXPECT_EQ(outcome.lines[1].amount, 60);
    EXPECT_EQ(outcome.lines[2].earmark, "measles");
    EXPECT_EQ(outcome.lines[2].amount, 2);
    EXPECT_TRUE(outcome.written);
    const StockOutcome none = run(StockMove::use, {row(4)});
    EXPECT_EQ(problem(none), "not_enough");
    EXPECT_NE(none.problems.front().message.find("Expired or recalled: 7"), std::string::npos);
}

TEST_F(StockMoves, SentAgainItDoesNothingTwiceAndADryRunNothingAtAll) {
    const std::string movement(32, '7');
    const StockOutcome shown = run(StockMove::use, {row(12)}, movement, /*dry_run=*/true);
    EXPECT_FALSE(shown.written);
    EXPECT_EQ(shown.lines.size(), 2U);
    EXPECT_TRUE(run(StockMove::use, {row(12)}, movement).written);
    const StockOutcome again = run(StockMove::use, {row(12)}, movement);
    EXPECT_TRUE(again.replayed);
    EXPECT_FALSE(again.written);
    EXPECT_EQ(again.lines.size(), 2U);
    EXPECT_EQ(problem(run(StockMove::use, {row(13)}, movement)), "id_with_other_body");
    EXPECT_EQ(problem(run(StockMove::use, {row(64)})), "not_enough");
    EXPECT_EQ(problem(run(StockMove::use, {row(63)})), "");
}

TEST_F(StockMoves, ARowSeesWhatThoseBeforeItTookAndAllOrNoneArePosted) {
    const StockOutcome outcome = run(StockMove::use, {row(70), row(5), row(1)});
    EXPECT_EQ(problem(outcome), "not_enough");
    EXPECT_FALSE(outcome.written);
    EXPECT_TRUE(run(StockMove::use, {row(70), row(5)}).written);
}

TEST_F(StockMoves, WhoseGiftIsMissingIsNotForTheComputerToChoose) {
    StockRow counted = row(64);
    counted.goods.lot = "LATE";
    counted.reason = "shelf";
    counted.found_as = "wasted";
    EXPECT_EQ(problem(run(StockMove::count, {counted})), "several_accounts");
    counted.goods.earmark = "measles";
    counted.amount = 4;
    const StockOutcome less = run(StockMove::count, {counted});
    EXPECT_FALSE(less.written);
    EXPECT_FALSE(less.proposal.empty());
    counted.amount = 6;
    counted.found_as = "";
    const StockOutcome more = run(StockMove::count, {counted});
    EXPECT_TRUE(more.written);
    EXPECT_EQ(more.lines.front().stage, "surplus");
    counted.goods.earmark = "";
    counted.amount = 66;
    const StockOutcome same = run(StockMove::count, {counted});
    EXPECT_TRUE(same.written);
    EXPECT_EQ(same.lines.size(), 2U);
}

TEST_F(StockMoves, AnExactRowMeansTheAccountThatHasNoEarmark) {
    StockRow counted = row(61);
    counted.goods.lot = "LATE";
    counted.exact = true;
    counted.reason = "shelf";
    const StockOutcome more = run(StockMove::count, {counted});
    ASSERT_EQ(more.lines.size(), 1U);
    EXPECT_EQ(more.lines.front().earmark, "");
    EXPECT_EQ(more.lines.front().amount, 1);
    counted.goods.lot = "";
    EXPECT_EQ(problem(run(StockMove::count, {counted})), "nothing_booked");
}

TEST_F(StockMoves, WhatMovedSinceItWasCountedIsNeitherFoundNorLost) {
    StockRow counted = row(10);
    counted.goods.lot = "SOON";
    counted.reason = "shelf";
    counted.booked = 10;
    ASSERT_TRUE(run(StockMove::use, {row(4)}).written);
    EXPECT_EQ(problem(run(StockMove::count, {counted})), "moved_meanwhile");
    StockRow lost = counted;
    lost.amount = 1;
    lost.found_as = "lost";
    EXPECT_EQ(problem(run(StockMove::write_off, {lost})), "moved_meanwhile");
    counted.booked = 6;
    EXPECT_TRUE(run(StockMove::count, {counted}).written);
}

TEST_F(StockMoves, AWriteOffOfWhatHasExpiredTakesOnlyThatAndWaitsForASecondPerson) {
    StockRow gone = row(7);
    gone.found_as = "expired";
    gone.reason = "past its date";
    const StockOutcome outcome = run(StockMove::write_off, {gone});
    ASSERT_EQ(outcome.lines.size(), 1U);
    EXPECT_EQ(outcome.lines.front().lot, "GONE");
    EXPECT_TRUE(outcome.needs_second_person);
    EXPECT_FALSE(outcome.proposal.empty());
    EXPECT_FALSE(outcome.written);
    gone.amount = 8;
    EXPECT_EQ(problem(run(StockMove::write_off, {gone})), "not_enough");
}

TEST_F(StockMoves, AFileTellsEveryRowThatIsWrong) {
    testing::write_text(folder / "used.csv",
                        "at,unit,amount,on,colour\npost,penta,5,2022-07-25,red\n");
    const auto path = (folder / "used.csv").string();
    const auto header = move_stock_file({.access = as("lina")}, StockMove::use, path);
    ASSERT_TRUE(header.has_value());
    EXPECT_EQ(problem(*header), "unknown_column");
    testing::write_text(folder / "used.csv",
                        "at,unit,amount,on\npost,penta,five,2022-07-25\npost,penta,5,today\n");
    const auto cells = move_stock_file({.access = as("lina")}, StockMove::use, path);
    ASSERT_TRUE(cells.has_value());
    ASSERT_EQ(cells->problems.size(), 2U);
    EXPECT_EQ(cells->problems[0].line, 2U);
    EXPECT_EQ(cells->problems[1].column, "on");
    EXPECT_FALSE(cells->written);
}

/// The shelf moved between the two: the loss is another one, and only one of them could be posted.
TEST_F(StockMoves, ACountSentAgainAfterTheShelfMovedMakesNoSecondProposalUnderItsId) {
    StockRow marked = row(5);
    marked.goods.lot = "LATE";
    marked.reason = "shelf";
    marked.found_as = "wasted";
    marked.goods.earmark = "measles";
    marked.amount = 4;
    const std::string movement(32, '5');
    const StockOutcome first = run(StockMove::count, {marked}, movement);
    ASSERT_FALSE(first.proposal.empty());
    EXPECT_EQ(run(StockMove::count, {marked}, movement).proposal, first.proposal);
    marked.amount = 3;
    const auto second =
        move_stock({.access = as("lina"), .id = movement}, StockMove::count, std::span(&marked, 1));
    EXPECT_EQ(testing::code_of(second), "id_with_other_body");
    EXPECT_NE(second.error().lines.front().find(first.proposal), std::string::npos);
    EXPECT_FALSE(run(StockMove::count, {marked}).proposal.empty());
}

}  // namespace
}  // namespace imdad::app

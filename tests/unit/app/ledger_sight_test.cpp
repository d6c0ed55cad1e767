#include "app/ledger_sight.hpp"

#include "app/agreement_status.hpp"
#include "app/exceptions_report.hpp"
#include "app/goods_views.hpp"
#include "app/journal_views.hpp"
#include "app/ledger_views.hpp"
#include "app/party_brief.hpp"
#include "app/pledge_views.hpp"
#include "app/trace.hpp"

#include "fresh_books.hpp"

/// Whoever speaks for a donor is shown the ledger as if no other donor had given anything.

namespace imdad::app {
namespace {

using testing::code_of;
using Codes = std::vector<std::string>;

class DonorsSight : public testing::FreshBooks {
 protected:
    /// AFG and NER pledge; what NER pledged is passed on by SAU; PAK holds goods that nobody gave.
    void SetUp() override {
        FreshBooks::SetUp();
        for (const std::string party : {"AFG", "NER", "SAU"}) {
            add_user_or_fail("fp." + party, {"focal_point:" + party});
        }
        add_user_or_fail("both", {"focal_point:AFG", "monitor@kabul"});
        ASSERT_EQ(
            codes("amina",
                  fmt::format("kind,id,business_date,unit,unit_kind,decimals,holder,pledge,parent,"
                              "amount,lot,reason\n"
                              "define_unit,{},2022-07-24,USD,currency,2,,,,,,\n"
                              "define_unit,{},2022-07-24,kit,goods,,,,,,,\n"
                              "pledge,{},2022-07-24,USD,,,AFG,of-afg,,100,,\n"
                              "pledge,{},2022-07-24,USD,,,NER,of-ner,,200,,\n"
                              "pledge,{},2022-07-24,USD,,,SAU,passed-on,of-ner,50,,\n"
                              "opening_balance,{},2022-07-24,kit,,,PAK,,,7,L1,counted\n",
                              id(1),
                              id(2),
                              id(3),
                              id(4),
                              id(5),
                              id(6))),
            Codes{});
    }

    [[nodiscard]] std::vector<std::string> pledges(const std::string& user) const {
        std::vector<std::string> found;
        const auto pledges = list_pledges(as(user), {});
        for (const report::PledgeLine& line : pledges.value()) {
            found.push_back(line.pledge);
        }
        return found;
    }
};

TEST_F(DonorsSight, HasThePledgesOfTheOwnPartyAndWhatWasPassedOnOfThem) {
    EXPECT_EQ(pledges("fp.AFG"), (Codes{"of-afg"}));
    EXPECT_EQ(pledges("fp.NER"), (Codes{"of-ner", "passed-on"}));
    EXPECT_EQ(pledges("fp.SAU"), (Codes{"passed-on"}));
    EXPECT_EQ(pledges("amina").size(), 3U);
    EXPECT_EQ(code_of(show_pledge(as("fp.AFG"), "of-ner")), "no_such_pledge");
    const auto own = show_pledge(as("fp.NER"), "of-ner");
    ASSERT_EQ(own->size(), 1U);
    EXPECT_EQ(own->front().direct, "") << "the total of the unit is of all donors";
    EXPECT_NE(show_pledge(as("amina"), "of-ner")->front().direct, "");
}

TEST_F(DonorsSight, HasNothingOfOthersInBalancesStockAndJournal) {
    for (const auto& [user, balance_count, stock_count, entry_count] :
         {std::tuple("fp.AFG", 1U, 0U, 3U),
          std::tuple("fp.NER", 2U, 0U, 4U),
          std::tuple("both", 4U, 1U, 6U),
          std::tuple("amina", 4U, 1U, 6U)}) {
        std::size_t balances_seen = 0;
        const auto lines = balances(as(user), {});
        for (const BalanceLine& line : lines.value()) {
            balances_seen += line.amount > 0 ? 1 : 0;
        }
        EXPECT_EQ(balances_seen, balance_count) << user;
        EXPECT_EQ(list_stock(as(user), {})->size(), stock_count) << user;
        EXPECT_EQ(list_entries(as(user), {}, {})->lines.size(), entry_count) << user;
    }
    EXPECT_EQ(code_of(show_entry(as("fp.AFG"), id(4))), "no_such_entry");
    EXPECT_EQ(code_of(show_entry(as("fp.AFG"), "4")), "no_such_entry");
    EXPECT_EQ(code_of(show_entry(as("fp.AFG"), id(3))), "");
}

TEST_F(DonorsSight, TracesNothingOfOthers) {
    EXPECT_EQ(code_of(trace(as("fp.AFG"), "of-afg")), "");
    for (const std::string other : {"of-ner", "pledge:of-ner", "kit/L1", "PAK"}) {
        EXPECT_EQ(code_of(trace(as("fp.AFG"), other)), "unknown_id") << other;
        EXPECT_EQ(code_of(trace(as("amina"), other)), "") << other;
    }
    const auto passed_on = trace(as("fp.NER"), "of-ner");
    ASSERT_TRUE(passed_on.has_value());
    EXPECT_EQ(passed_on->conservation.size(), 2U);
    EXPECT_EQ(trace(as("fp.SAU"), "passed-on")->conservation.size(), 1U)
        << "where it came from is of another donor";
}

TEST_F(DonorsSight, IsNotToldSumsOverAllDonors) {
    EXPECT_EQ(code_of(trial_balance(as("fp.AFG"))), "role_missing");
    EXPECT_EQ(code_of(exceptions(as("fp.AFG"), {}, {})), "role_missing");
    EXPECT_EQ(code_of(trial_balance(as("both"))), "");
    EXPECT_FALSE(brief(as("fp.AFG"), "AFG")->ledger_hidden);
    EXPECT_TRUE(brief(as("fp.AFG"), "NER")->ledger_hidden);
    EXPECT_FALSE(brief(as("both"), "NER")->ledger_hidden);
}

}  // namespace
}  // namespace imdad::app

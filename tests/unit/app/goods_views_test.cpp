#include "app/goods_views.hpp"

#include "app/journal_views.hpp"
#include "app/recalls.hpp"
#include "app/shipments.hpp"

#include "fresh_books.hpp"

namespace imdad::app {
namespace {

class GoodsViews : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("lina", {"logistics"});
        add_user_or_fail("rita", {"public"});
        ASSERT_EQ(codes("amina",
                        "kind,id,business_date,unit,unit_kind\ndefine_unit," + id(1) +
                            ",2022-07-01,penta,medicine\n"),
                  std::vector<std::string>{});
        std::string rows = "kind,id,business_date,holder,unit,lot,expiry,amount,reason\n";
        rows += "opening_balance," + id(2) + ",2022-07-02,kabul,penta,LATE,2024-06-30,90,counted\n";
        rows += "opening_balance," + id(3) + ",2022-07-02,kabul,penta,SOON,2022-12-31,10,counted\n";
        rows += "opening_balance," + id(4) + ",2022-07-02,kabul,penta,GONE,2022-07-10,3,counted\n";
        rows += "opening_balance," + id(5) + ",2022-07-02,herat,penta,LATE,2024-06-30,5,counted\n";
        ASSERT_EQ(codes("amina", rows), std::vector<std::string>{});
    }

    /// Sends so much of lot LATE to Herat and returns the id of the dispatch.
    std::string send(std::int64_t amount, const std::string& expected) {
        ShipRequest request{.options = {.access = as("lina")},
                            .from = "kabul",
                            .to = "herat",
                            .goods = {.unit = "penta", .lot = "LATE"},
                            .amount = amount,
                            .expected = base::parse_day(expected)};
        const auto sent = ship(request);
        EXPECT_TRUE(sent.has_value());
        return sent ? sent->sent.front().dispatch : std::string();
    }

    void arrive(const std::string& dispatch, std::int64_t amount, std::int64_t damaged) {
        ReceiveRequest request{.options = {.access = as("lina")}, .dispatch = dispatch};
        request.amount = amount;
        request.damaged = damaged;
        ASSERT_TRUE(receive(request).has_value());
    }
};

TEST_F(GoodsViews, StockIsListedByPlaceAndFirstWhatExpiresFirst) {
    const auto lines = list_stock(as("lina"), {});
    ASSERT_TRUE(lines.has_value());
    std::vector<std::string> lots;
    for (const StockHeld& line : *lines) {
        lots.push_back(line.at + " " + line.lot + (line.expired ? " expired" : ""));
    }
    EXPECT_EQ(
        lots,
        (std::vector<std::string>{"herat LATE", "kabul GONE expired", "kabul SOON", "kabul LATE"}));
    const auto filtered = list_stock(as("lina"), {.at = "herat", .unit = "penta"});
    ASSERT_EQ(filtered->size(), 1U);
    EXPECT_EQ(filtered->front().amount, 5);
    EXPECT_EQ(list_stock(as("lina"), {.at = "nowhere"})->size(), 0U);
    EXPECT_EQ(testing::code_of(list_stock(as("lina"), {.stage = "committed"})), "unknown_stage");
}

TEST_F(GoodsViews, ARecalledLotIsMarkedWhereverItLies) {
    RecallRequest request{.options = {.access = as("lina")},
                          .unit = "penta",
                          .lot = "LATE",
                          .reason = "alert",
                          .document = std::string(64, 'a')};
    ASSERT_TRUE(recall_lot(request).has_value());
    const auto lines = list_stock(as("lina"), {.stage = "quarantined"});
    ASSERT_EQ(lines->size(), 2U);
    EXPECT_TRUE(lines->front().recalled);
    EXPECT_FALSE(list_stock(as("lina"), {.stage = "on_hand"})->front().recalled);
}

TEST_F(GoodsViews, ShipmentsSayWhereTheyAreAndPagesAreStable) {
    const std::string first = send(10, "2022-07-24");
    const std::string second = send(20, "2022-08-01");
    arrive(first, 10, 0);
    const auto all = list_shipments(as("lina"), {}, {});
    ASSERT_EQ(all->lines.size(), 2U);
    EXPECT_EQ(all->lines.front().dispatch, second);
    EXPECT_EQ(all->lines.front().open, 20);
    EXPECT_FALSE(all->lines.front().late);
    EXPECT_EQ(all->lines.back().open, 0);
    EXPECT_FALSE(all->next.has_value());
    const auto page = list_shipments(as("lina"), {}, {.limit = 1, .before = {}});
    ASSERT_TRUE(page->next.has_value());
    const std::string third = send(5, "2022-07-24");
    const auto rest = list_shipments(as("lina"), {}, {.limit = 1, .before = page->next});
    ASSERT_EQ(rest->lines.size(), 1U);
    EXPECT_EQ(rest->lines.front().dispatch, first);
    EXPECT_FALSE(rest->next.has_value());
    const auto open = list_shipments(as("lina"), {.to = "herat", .open = true}, {});
    ASSERT_EQ(open->lines.size(), 2U);
    EXPECT_EQ(open->lines.front().dispatch, third);
    EXPECT_TRUE(open->lines.front().late);
}

TEST_F(GoodsViews, AShipmentHasItsReceiptsAndWhatWasTakenBack) {
    const std::string dispatch = send(20, "2022-08-01");
    EXPECT_TRUE(show_shipment(as("lina"), dispatch)->events.empty());
    arrive(dispatch, 12, 3);
    ASSERT_TRUE(
        void_dispatch(
            {.options = {.access = as("lina")}, .dispatch = dispatch, .reason = "truck broke down"})
            .has_value());
    const auto view = show_shipment(as("lina"), dispatch.substr(0, 10));
    ASSERT_TRUE(view.has_value());
    ASSERT_EQ(view->events.size(), 2U);
    EXPECT_EQ(view->events[0].kind, "post_receipt");
    EXPECT_EQ(view->events[0].amount, 12);
    EXPECT_EQ(view->events[0].damaged, 3);
    EXPECT_EQ(view->events[0].user, "@lina");
    EXPECT_EQ(view->events[1].kind, "void_dispatch");
    EXPECT_EQ(view->events[1].amount, 5);
    EXPECT_EQ(view->line.taken_back, 5);
    EXPECT_EQ(testing::code_of(show_shipment(as("lina"), "ffff")), "unknown_dispatch");
}

TEST_F(GoodsViews, TheJournalIsReadBackwardsAndAPageStaysWhereItIs) {
    const auto first = list_entries(as("lina"), {}, {.limit = 2, .before = {}});
    ASSERT_TRUE(first.has_value());
    ASSERT_EQ(first->lines.size(), 2U);
    EXPECT_EQ(first->lines.front().sequence, 4U);
    EXPECT_EQ(first->lines.front().kind, "opening_balance");
    ASSERT_EQ(first->next, 3U);
    (void)send(5, "2022-07-24");
    const auto second = list_entries(as("lina"), {}, {.limit = 10, .before = first->next});
    ASSERT_EQ(second->lines.size(), 3U);
    EXPECT_EQ(second->lines.front().sequence, 2U);
    EXPECT_EQ(second->lines.back().kind, "define_unit");
    EXPECT_FALSE(second->next.has_value());
    const auto sent = list_entries(as("lina"), {.kind = "dispatch", .holder = "kabul"}, {});
    ASSERT_EQ(sent->lines.size(), 1U);
    EXPECT_EQ(sent->lines.front().user, "@lina");
    std::int64_t sum = 0;
    for (const BalanceLine& posting : sent->lines.front().postings) {
        sum += posting.amount;
    }
    EXPECT_EQ(sum, 0);
    EXPECT_EQ(testing::code_of(list_entries(as("lina"), {.kind = "x"}, {})), "unknown_kind");
    EXPECT_EQ(testing::code_of(list_entries(as("lina"), {.unit = "x"}, {})), "unknown_name");
}

TEST_F(GoodsViews, WhoeverCountsAfterAnotherOneTookInIsTold) {
    const std::string dispatch = send(20, "2022-08-01");
    ReceiveRequest counted{.options = {.access = as("lina")}, .dispatch = dispatch};
    counted.amount = 20;
    counted.open = 20;
    arrive(dispatch, 12, 0);
    EXPECT_EQ(testing::code_of(receive(counted)), "moved_meanwhile");
    counted.amount = 8;
    counted.open = 8;
    EXPECT_TRUE(receive(counted).has_value());
    // Before it is told that there is nothing on its way any more.
    EXPECT_EQ(testing::code_of(receive(counted)), "moved_meanwhile");
}

TEST_F(GoodsViews, AnEntryIsFoundByItsNumberAndByItsId) {
    const auto by_id = show_entry(as("lina"), id(3));
    ASSERT_TRUE(by_id.has_value());
    const auto by_number = show_entry(as("lina"), std::to_string(by_id->sequence));
    EXPECT_EQ(by_number->id, id(3));
    EXPECT_EQ(testing::code_of(show_entry(as("lina"), "5")), "no_such_entry");
    EXPECT_EQ(testing::code_of(show_entry(as("lina"), "")), "no_such_entry");
}

TEST_F(GoodsViews, TheLedgerIsNotForThePublic) {
    EXPECT_EQ(testing::code_of(list_stock(as("rita"), {})), "role_missing");
    EXPECT_EQ(testing::code_of(list_shipments(as("rita"), {}, {})), "role_missing");
    EXPECT_EQ(testing::code_of(show_shipment(as("rita"), "a")), "role_missing");
    EXPECT_EQ(testing::code_of(list_entries(as("rita"), {}, {})), "role_missing");
    EXPECT_EQ(testing::code_of(show_entry(as("rita"), "1")), "role_missing");
}

}  // namespace
}  // namespace imdad::app

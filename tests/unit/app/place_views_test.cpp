#include "app/place_views.hpp"

#include "app/recalls.hpp"
#include "app/shipments.hpp"
#include "app/stock_moves.hpp"

#include "fresh_books.hpp"

namespace imdad::app {
namespace {

class PlaceViews : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("lina", {"logistics"});
        add_user_or_fail("rita", {"public"});
        ASSERT_EQ(codes("amina",
                        "kind,id,business_date,unit,unit_kind\ndefine_unit," + id(1) +
                            ",2022-07-01,penta,medicine\n"),
                  std::vector<std::string>{});
        std::string rows =
            "kind,id,business_date,holder,unit,lot,expiry,earmark,amount,reason\n"
            "opening_balance," +
            id(2) + ",2022-07-02,Kabul,penta,LATE,2024-06-30,,90,counted\n" +
            // Of one lot for two purposes: people see one lot.
            "opening_balance," + id(3) +
            ",2022-07-02,Kabul,penta,LATE,2024-06-30,measles,10,counted\n" + "opening_balance," +
            id(4) + ",2022-07-02,Kabul,penta,GONE,2022-07-10,,3,counted\n" + "opening_balance," +
            id(5) + ",2022-07-02,herat,penta,LATE,2024-06-30,,5,counted\n";
        ASSERT_EQ(codes("amina", rows), std::vector<std::string>{});
    }

    std::string send(std::int64_t amount, const std::string& expected) {
        ShipRequest request{.options = {.access = as("lina")},
                            .from = "Kabul",
                            .to = "herat",
                            .goods = {},
                            .amount = amount,
                            .expected = base::parse_day(expected)};
        request.goods.unit = "penta";
        const auto sent = ship(request);
        EXPECT_TRUE(sent.has_value());
        return sent ? sent->sent.front().dispatch : std::string();
    }

    void use(std::int64_t amount) {
        StockRow row{.at = "Kabul", .on = as("lina").today};
        row.goods.unit = "penta";
        row.amount = amount;
        const auto used = move_stock({.access = as("lina")}, StockMove::use, std::vector{row});
        ASSERT_TRUE(used.has_value());
        ASSERT_TRUE(used->written);
    }

    CoverLine cover_of_penta() {
        const auto cover = stock_cover(as("lina"), "Kabul");
        EXPECT_TRUE(cover.has_value());
        EXPECT_EQ(cover->lines.size(), 1U);
        return cover->lines.front();
    }
};

TEST_F(PlaceViews, APlaceWithSomethingToDoComesFirst) {
    send(4, "2022-07-20");
    send(4, "2022-08-20");
    const auto places = list_places(as("lina"), "");
    ASSERT_TRUE(places.has_value());
    ASSERT_EQ(places->lines.size(), 2U);
    // Each has one thing to do, and more is on its way to the first.
    const PlaceLine& first = places->lines.front();
    EXPECT_EQ(first.at, "herat");
    EXPECT_EQ(first.counts.awaited, 2);
    EXPECT_EQ(first.counts.late, 1);
    const PlaceLine& second = places->lines.back();
    EXPECT_EQ(second.at, "Kabul");
    EXPECT_EQ(second.counts.lots, 2);
    EXPECT_EQ(second.counts.expired, 1);
    EXPECT_EQ(places->all.lots, 3);
    EXPECT_EQ(places->all.late, 1);
    send(4, "2022-07-20");
    // Two trucks late at one place: somebody there looks after both.
    const auto later = list_places(as("lina"), "");
    EXPECT_EQ(later->all.late, 2);
    EXPECT_EQ(later->late_places, 1);
    EXPECT_EQ(later->due_places, 0);
}

TEST_F(PlaceViews, APlaceIsFoundByPartOfItsIdInAnyLetters) {
    const auto places = list_places(as("lina"), "KAB");
    ASSERT_EQ(places->lines.size(), 1U);
    EXPECT_EQ(places->lines.front().at, "Kabul");
    EXPECT_EQ(places->all.lots, 2);
    EXPECT_TRUE(list_places(as("lina"), "nowhere")->lines.empty());
}

TEST_F(PlaceViews, ARecalledLotIsCountedWhereItLies) {
    ASSERT_TRUE(recall_lot({.options = {.access = as("lina")},
                            .unit = "penta",
                            .lot = "LATE",
                            .reason = "alert",
                            .document = std::string(64, 'a')})
                    .has_value());
    const auto places = list_places(as("lina"), "Kabul");
    EXPECT_EQ(places->lines.front().counts.recalled, 1);
    EXPECT_EQ(places->lines.front().counts.quarantined, 1);
}

TEST_F(PlaceViews, CoverIsWhatIsUsableByTheRateSinceTheFirstMovement) {
    EXPECT_FALSE(cover_of_penta().days.has_value());
    use(10);
    const std::string sent = send(5, "2022-08-01");
    const CoverLine line = cover_of_penta();
    // From the 2nd of July to the day of these books.
    const std::int64_t days = (as("lina").today - *base::parse_day("2022-07-02")).count() + 1;
    EXPECT_EQ(line.over_days, days);
    EXPECT_EQ(line.taken, 15);
    EXPECT_EQ(line.usable, 85);  // without what has expired
    EXPECT_EQ(line.days, 85 * days / 15);
    VoidRequest back{.options = {.access = as("lina")}, .dispatch = sent, .reason = "broke down"};
    ASSERT_TRUE(void_dispatch(back).has_value());
    EXPECT_EQ(cover_of_penta().taken, 10);
}

TEST_F(PlaceViews, WhatLeftLongAgoSaysNothingOfNow) {
    use(10);
    Access later = as("lina");
    later.today = later.today + std::chrono::days(200);
    const auto cover = stock_cover(later, "Kabul");
    EXPECT_EQ(cover->lines.front().over_days, 90);
    EXPECT_EQ(cover->lines.front().taken, 0);
    EXPECT_FALSE(cover->lines.front().days.has_value());
}

TEST_F(PlaceViews, OfAPlaceThatIsNotThereNothingIsSaid) {
    EXPECT_EQ(testing::code_of(stock_cover(as("lina"), "nowhere")), "unknown_name");
    EXPECT_EQ(testing::code_of(stock_cover(as("lina"), "")), "unknown_name");
    EXPECT_EQ(testing::code_of(stock_cover(as("rita"), "Kabul")), "role_missing");
    EXPECT_EQ(testing::code_of(list_places(as("rita"), "")), "role_missing");
}

}  // namespace
}  // namespace imdad::app

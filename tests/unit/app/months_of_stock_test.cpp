#include "app/months_of_stock.hpp"

#include "app/stock_moves.hpp"

#include "fresh_books.hpp"
#include <nlohmann/json.hpp>

namespace imdad::app {
namespace {

/// Books that begin on 2022-07-02, as of 2022-07-25: 24 days.
class MonthsOfStockTest : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("lina", {"logistics"});
        std::string rows = "kind,id,business_date,unit,unit_kind,decimals\n";
        rows += "define_unit," + id(1) + ",2022-07-01,penta,medicine,\n";
        rows += "define_unit," + id(2) + ",2022-07-01,USD,currency,2\n";
        ASSERT_EQ(codes("amina", rows), std::vector<std::string>{});
        rows = "kind,id,business_date,holder,unit,lot,expiry,amount,reason\n";
        rows += "opening_balance," + id(3) + ",2022-07-02,kabul,penta,LATE,2024-06-30,90,counted\n";
        rows += "opening_balance," + id(4) + ",2022-07-02,kabul,penta,SOON,2022-12-31,10,counted\n";
        rows += "opening_balance," + id(5) + ",2022-07-02,kabul,penta,GONE,2022-07-10,3,counted\n";
        rows += "opening_balance," + id(6) + ",2022-07-02,herat,penta,LATE,2024-06-30,5,counted\n";
        rows += "opening_balance," + id(7) + ",2022-07-02,kabul,USD,,,5000,counted\n";
        ASSERT_EQ(codes("amina", rows), std::vector<std::string>{});
    }

    void use(const std::string& lot, std::int64_t amount, const char* on = "2022-07-20") {
        const StockRow row{.at = "kabul",
                           .goods = {.unit = "penta", .lot = lot},
                           .amount = amount,
                           .on = base::parse_day(on).value(),
                           .reason = "given"};
        const auto moved = move_stock({.access = as("lina")}, StockMove::use, {&row, 1});
        ASSERT_TRUE(moved.has_value() && moved->written);
    }

    [[nodiscard]] StockMonths penta(std::int64_t months = kConsumptionMonths) const {
        const auto stock = months_of_stock(as("lina"), months);
        EXPECT_EQ(stock->lines.size(), 1U) << "money is no stock";
        return stock->lines.front();
    }
};

TEST_F(MonthsOfStockTest, IsWhatThereIsByWhatWasConsumed) {
    use("", 20);  // ten of SOON, which expires first, and ten of LATE
    const StockMonths line = penta();
    EXPECT_EQ(line.on_hand, 85);
    EXPECT_EQ(line.set_apart, 3) << "what has expired lasts nobody";
    EXPECT_EQ(line.consumed, 20);
    EXPECT_EQ(line.over_days, 24);
    EXPECT_EQ(line.monthly(), 25);             // 20 / 24 * 30.4375 = 25.36
    EXPECT_EQ(line.tenths(line.on_hand), 33);  // 85 / 25.36 = 3.35
    EXPECT_EQ(line.expires_unused, 0);
}

TEST_F(MonthsOfStockTest, WhatGoesFromStoreToStoreIsNotConsumed) {
    ShipRequest request{.options = {.access = as("lina")},
                        .from = "kabul",
                        .to = "herat",
                        .goods = {.unit = "penta", .lot = "LATE"},
                        .amount = 40};
    ASSERT_TRUE(ship(request).has_value());
    const StockMonths line = penta();
    EXPECT_EQ(line.consumed, 0);
    EXPECT_EQ(line.tenths(line.on_hand), std::nullopt);
    EXPECT_EQ(line.monthly(), 0);
    EXPECT_EQ(line.on_the_way, 40);
    EXPECT_EQ(line.on_hand, 65);
}

TEST_F(MonthsOfStockTest, WhatItsRateLeavesToItsDayExpiresUnused) {
    use("LATE", 1);
    // One in 24 days: 6 of SOON in 160 days, 29 of both in 707; 10 and 94 are there.
    EXPECT_EQ(penta().expires_unused, 4 + (94 - 23));
}

TEST_F(MonthsOfStockTest, OnlyTheMonthsThatWereAskedForCount) {
    use("LATE", 4, "2022-07-03");
    EXPECT_EQ(penta().consumed, 4);
    Access later = as("lina");
    later.today += std::chrono::days(40);
    const auto stock = months_of_stock(later, 1);
    EXPECT_EQ(stock->lines.front().consumed, 0);
    EXPECT_EQ(stock->lines.front().over_days, 30);
    EXPECT_EQ(testing::code_of(months_of_stock(as("lina"), 0)), "bad_months");
    EXPECT_EQ(testing::code_of(months_of_stock(as("lina"), 25)), "bad_months");
}

TEST_F(MonthsOfStockTest, MonthsHaveOneDecimal) {
    use("", 20);
    const auto document = months_json(*months_of_stock(as("lina"), 3));
    EXPECT_EQ(document["products"][0]["months_on_hand"], "3.3");
    EXPECT_EQ(document["products"][0]["monthly"], 25);
}

}  // namespace
}  // namespace imdad::app

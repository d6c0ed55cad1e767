#include "certificate_fixture.hpp"

/// Bounds that are known by hand, for each kind of price and each way of goods.

namespace imdad::verify {
namespace {

using test_support::monday;
using test_support::sunday;

TEST_F(CertificateTest, WithoutPricesEverybodyWhoCanBeReachedIsServed) {
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 3);
    EXPECT_EQ(bound(), 40);
    builder.need(programme, other_post, 7, 0, 0);  // nothing ever comes there
    EXPECT_EQ(bound(), 40);
}

TEST_F(CertificateTest, SupplyCostsItsPriceForEachPack) {
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 3);
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 1)}), 3 + 10 * (4 - 1));
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 4)}), 3 * 4);
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 9)}), 3 * 9);
}

TEST_F(CertificateTest, CostsOfAPersonAreRoundedDownAtTheScale) {
    builder[goods].pack_units = 10;
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 1);
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 25)}), 25 + 10 * (4 - 2));
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 50)}, 1), 25 + 10 * (4 - 2.5));
}

TEST_F(CertificateTest, UnitsPerPersonAndWastageMakeACostlierPerson) {
    builder.data().serves[0].units_per_person = *model::Fixed9::parse("1.5");
    builder.data().serves[0].wastage_rate = *model::Fixed9::parse("0.25");
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 5);
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 1)}), 5 + 10 * (4 - 2));
}

TEST_F(CertificateTest, TheCheapestSupplyAndTheCheapestLotCount) {
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 3);
    builder.stock(post, builder.batch(goods, "L2"), 3);
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 3), price(Row::supply, 1, 0, 0, 1)}),
              9 + 3 + 10 * (4 - 1));
}

TEST_F(CertificateTest, TheCheapestProductCounts) {
    const ProductIndex second = builder.product("second", 1, 2);
    builder.serves(programme, second);
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 3);
    builder.stock(post, builder.batch(second, "S"), 2);
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 3), price(Row::supply, 1, 0, 0, 2)}),
              9 + 4 + 10 * (4 - 2));
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 1), price(Row::supply, 1, 0, 0, 2)}),
              3 + 4 + 10 * (4 - 1));
}

TEST_F(CertificateTest, ALaneCostsRoomInTheWeekOfDeparture) {
    const LaneIndex lane = supply_by_lane(100, 7);
    builder[lane].room.cm3[0] = 5;
    builder.need(programme, post, 10, 1, 2);  // five each; the first arrival is in week 1
    EXPECT_EQ(bound({price(Row::lane, 0, 0, 0, 1)}), 5 + 5 * (4 - 2) + 5 * 4);
    EXPECT_EQ(bound({price(Row::lane, 0, 0, 1, 1)}), 5 + 5 * 4 + 5 * 4);  // stock of week 1
    EXPECT_EQ(bound({price(Row::lane, 0, 0, 0, 1), price(Row::lane, 0, 0, 1, 1)}),
              10 + 10 * (4 - 2));
}

TEST_F(CertificateTest, OnALanePacksAreAsTheyArriveWithTheirCompanions) {
    const LaneIndex lane = supply_by_lane(100);
    builder[lane].room.cm3 = {50, 60, model::kNotStated, model::kNotStated};
    builder[goods].companion_ambient_cm3 = model::VolumeCm3(1);
    model::Packaging& at_post = builder.packaging(goods, 5);
    at_post.pack_cm3 = model::VolumeCm3(3);
    at_post.storage_class = model::StorageClass::cold;
    builder.need(programme, post, 10, 0, 0);
    EXPECT_EQ(bound({price(Row::lane, 0, 0, 0, 1)}), 50 + 10 * (4 - 1));
    EXPECT_EQ(bound({price(Row::lane, 0, 1, 0, 1)}), 60 + 10 * (4 - 3));
}

TEST_F(CertificateTest, AStoreCostsRoomInEachWeekOfTheStay) {
    builder[post].room.cm3[0] = 100;
    builder.need(programme, post, 10, 2, 2);
    builder.stock(post, lot, 10);
    for (int week = 0; week <= 2; ++week) {
        EXPECT_EQ(bound({price(Row::store, 1, 0, week, 1)}), 100 + 10 * (4 - 2)) << week;
    }
    EXPECT_EQ(bound({price(Row::store, 1, 0, 3, 1)}), 100 + 10 * 4);
    builder.data().batches[0].expiry = model::kNoLimit;
    builder.data().supplies[0].available_on = monday(1);
    builder.data().supplies[0].status = model::SupplyStatus::committed;
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 1)}), 100 + 10 * 4);  // it was not there yet
}

TEST_F(CertificateTest, GoodsWaitWhereWaitingIsCheapest) {
    const LaneIndex lane = supply_by_lane(100);
    builder[pool].room.cm3[0] = 100;
    builder[post].room.cm3[0] = 100;
    builder[lane].room.cm3[0] = 100;
    builder.need(programme, post, 10, 1, 1);
    // Travelling in week 1 costs the lane, travelling in week 0 the store at the post.
    EXPECT_EQ(bound({price(Row::lane, 0, 0, 1, 1), price(Row::store, 1, 0, 0, 1)}),
              100 + 100 + 10 * (4 - 2));
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 1)}), 100 + 10 * 4);
}

TEST_F(CertificateTest, OpenedRestsNeedRoomInTheStore) {
    builder[post].room.cm3[0] = 100;
    builder.data().serves[0].units_per_person = *model::Fixed9::parse("0.25");
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 10);
    // A quarter of a unit each: rests of three quarters of a unit, 1.5 cm3.
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 4)}, 2), 101.5 + 10 * (4 - 0.5));
    // A second lot that lies at the pool counts as soon as a lane leads from there.
    builder.stock(pool, builder.batch(goods, "L2"), 10);
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 4)}, 2), 101.5 + 10 * (4 - 0.5));
    builder.lane("lane", pool, post, 21);
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 4)}, 2), 103 + 10 * (4 - 0.5));
}

TEST_F(CertificateTest, OpenedRestsAreOnePerUseByDateNeedAndDose) {
    builder[post].room.cm3[0] = 100;
    builder.data().serves[0].units_per_person = *model::Fixed9::parse("0.5");
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 10);
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 1)}), 100 + 1 + 10 * (4 - 1));
    builder.packaging(goods, 4).max_days = 20;  // 1 + 4 weeks use-by dates
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 1)}), 100 + 5 + 10 * (4 - 1));
    builder.need(programme, post, 6, 0, 0);
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 1)}), 100 + 10 + 16 * (4 - 1));
    builder.serves(programme, goods, "0.5", "0", 2, 0);  // the second dose in the same week
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 1)}), 100 + 20 + 16 * (4 - 2));
}

TEST_F(CertificateTest, OnlyLotsWhoseEarmarkAllowsTheNeedLeaveOpenedRests) {
    builder[post].room.cm3[0] = 100;
    builder.data().serves[0].units_per_person = *model::Fixed9::parse("0.5");
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 10);
    const model::EarmarkIndex elsewhere = builder.earmark("elsewhere");
    builder[elsewhere].areas = {other_district};
    builder.stock(post, builder.batch(goods, "E", model::kNoLimit, elsewhere), 5);
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 1)}), 100 + 1 + 10 * (4 - 1));
}

TEST_F(CertificateTest, MaximumStockCostsUnitsWithOpenedRests) {
    builder[goods].pack_units = 2;
    builder.need(programme, post, 16, 0, 3);
    builder.maximum_stock(5, "1");  // one of four weeks: 4 units
    supply_by_lane(100);
    EXPECT_EQ(bound({price(Row::maximum, 1, 0, 0, 1)}), 4 + 4 * (4 - 1) + 12 * 4);
    builder.data().serves[0].units_per_person = *model::Fixed9::parse("0.5");
    // Maximum 2 units, rests of half a unit, half a unit for each of four persons.
    EXPECT_EQ(bound({price(Row::maximum, 1, 0, 0, 2)}, 1), 2 + 0.5 + 4 * (4 - 0.5) + 12 * 4);
}

TEST_F(CertificateTest, AbsorptionCostsItsPriceForEachPersonAndDose) {
    builder.need(programme, post, 12, 0, 1);
    builder.stock(post, lot, 12);
    builder.absorption(post, 5);
    EXPECT_EQ(bound({price(Row::absorption, 0, 0, 1, 3)}), 15 + 6 * 4 + 6 * 1);
    builder.absorption(country, 7);
    EXPECT_EQ(bound({price(Row::absorption, 0, 0, 1, 1), price(Row::absorption, 1, 0, 1, 1)}),
              5 + 7 + 6 * 4 + 6 * 2);
    const ProgrammeIndex second = builder.programme("second");
    builder.data().absorptions[0].programmes = {second};
    EXPECT_EQ(bound({price(Row::absorption, 0, 0, 1, 3)}), 15 + 12 * 4);
}

TEST_F(CertificateTest, NeedThatIsLostIsServedInItsWeekOnly) {
    builder.need(programme, post, 4, 0, 0);
    builder.supply(post, lot, 10, 2);
    EXPECT_EQ(bound(), 0);
    builder[programme].waits = true;
    EXPECT_EQ(bound(), 16);
    builder[programme].max_wait_weeks = 1;
    EXPECT_EQ(bound(), 0);
    builder[programme].max_wait_weeks = 2;
    EXPECT_EQ(bound(), 16);
}

TEST_F(CertificateTest, NeedThatWaitsTakesTheCheapestWeeksThatItsRowsAllow) {
    builder.need(programme, post, 6, 0, 2);  // two each week
    builder.stock(post, lot, 10);
    builder.absorption(post, 0);
    const auto dear_in = [&](std::vector<int> weeks) {
        std::vector<RowPrice> prices;
        for (const int week : weeks) {
            prices.push_back(price(Row::absorption, 0, 0, week, 3));
        }
        return bound(prices);
    };
    EXPECT_EQ(dear_in({0, 1}), 2 * 1 + 2 * 1 + 2 * 4);
    EXPECT_EQ(dear_in({1, 2}), 2 * 4 + 2 * 1 + 2 * 1);
    builder[programme].waits = true;
    EXPECT_EQ(dear_in({0, 1}), 6 * 4);             // all wait for week 2
    EXPECT_EQ(dear_in({1, 2, 3}), 2 * 4 + 4 * 1);  // nobody is served before the need
    EXPECT_EQ(dear_in({0, 1, 2}), 6 * 4);          // week 3
    builder[programme].max_wait_weeks = 1;
    EXPECT_EQ(dear_in({0, 1}), 2 * 1 + 4 * 4);
    EXPECT_EQ(dear_in({0, 1, 2}), 4 * 1 + 2 * 4);  // only those of week 2 wait for week 3
    EXPECT_EQ(dear_in({0, 2, 3}), 4 * 4 + 2 * 1);
}

TEST_F(CertificateTest, ASeriesTakesTheCheapestChainOfItsIntervals) {
    builder.serves(programme, goods, "1", "0", 2, 1).max_interval_weeks = 1;
    builder.need(programme, post, 4, 0, 0);
    builder.stock(post, lot, 100);
    builder.absorption(post, 10);
    model::Serves& second = builder.data().serves[1];
    EXPECT_EQ(bound({price(Row::absorption, 0, 0, 0, 1)}), 10 + 4 * (4 - 1));
    EXPECT_EQ(bound({price(Row::absorption, 0, 0, 1, 2)}), 20 + 4 * (4 - 2));
    EXPECT_EQ(bound({price(Row::absorption, 0, 0, 2, 1)}), 10 + 4 * 4);
    second.max_interval_weeks = 2;  // it may wait for the free week 2
    EXPECT_EQ(bound({price(Row::absorption, 0, 0, 1, 2)}), 20 + 4 * 4);
    second.min_interval_weeks = 2;
    EXPECT_EQ(bound({price(Row::absorption, 0, 0, 2, 2)}), 20 + 4 * (4 - 2));
    second.max_interval_weeks.reset();
    EXPECT_EQ(bound({price(Row::absorption, 0, 0, 2, 2)}), 20 + 4 * 4);
    second.min_interval_weeks = 4;  // after the horizon
    EXPECT_EQ(bound(), 0);
    second.min_interval_weeks = 1;
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 1)}), 100 + 4 * (4 - 2));  // both doses
}

TEST_F(CertificateTest, SeatsAreUsedInTheirWeekAndOtherDaysAreKept) {
    builder[goods].kind = model::ProductKind::seats;
    builder[goods].pack_cm3 = model::VolumeCm3(0);
    builder.need(programme, post, 8, 0, 1);
    builder.stock(post, lot, 10);
    EXPECT_EQ(bound(), 4 * 4);
    builder[goods].kind = model::ProductKind::expert_days;
    EXPECT_EQ(bound(), 8 * 4);
}

TEST_F(CertificateTest, SeatsNeedNoRoomForOpenedRests) {
    builder[goods].kind = model::ProductKind::seats;
    builder[goods].pack_cm3 = model::VolumeCm3(0);
    builder.data().serves[0].units_per_person = *model::Fixed9::parse("0.5");
    builder.need(programme, post, 4, 0, 0);
    builder.stock(post, lot, 10);
    builder.maximum_stock(5, "4");
    EXPECT_EQ(bound({price(Row::maximum, 1, 0, 3, 2)}), 2 * 10 + 4 * 4);
}

TEST_F(CertificateTest, AnEarmarkServesItsOwnInItsWeeks) {
    const model::EarmarkIndex earmark = builder.earmark("earmark");
    builder.data().batches[0].earmark = earmark;
    builder.need(programme, post, 8, 0, 1);
    builder.stock(post, lot, 10);
    EXPECT_EQ(bound(), 32);
    builder[earmark].from = monday(1);
    EXPECT_EQ(bound(), 16);
    builder[earmark].from.reset();
    builder[earmark].areas = {other_district};
    EXPECT_EQ(bound(), 0);
    builder[earmark].areas = {district};
    EXPECT_EQ(bound(), 32);
    builder[earmark].programmes = {builder.programme("second")};
    EXPECT_EQ(bound(), 0);
    builder.stock(post, builder.batch(goods, "free"), 1);  // one price for each kind of goods
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 1)}), 10 + 32);
    EXPECT_EQ(bound({price(Row::supply, 1, 0, 0, 1)}), 1 + 8 * 3);
}

TEST_F(CertificateTest, WhoRefusesAProductIsNotServedWithIt) {
    builder.need(programme, post, 8, 0, 1);
    builder.stock(post, lot, 10);
    builder.refuse(district, goods).until = monday(0);
    EXPECT_EQ(bound(), 16);
    builder.data().eligibilities[0].until.reset();
    EXPECT_EQ(bound(), 0);
    // People of another district, at a place that refuses, and the other way round.
    builder.data().eligibilities[0].recipient = other_district;
    EXPECT_EQ(bound(), 32);
    builder.data().needs[0].place = other_post;
    builder.stock(other_post, lot, 10);
    EXPECT_EQ(bound(), 0);
}

TEST_F(CertificateTest, APlaceThatRefusesServesNobodyFromElsewhere) {
    // The need of the country is served at posts of both districts.
    builder.need(programme, country, 8, 0, 0);
    builder.stock(post, lot, 10);
    builder.refuse(district, goods);
    EXPECT_EQ(bound(), 0);
    builder.stock(other_post, lot, 10);
    EXPECT_EQ(bound(), 32);
}

TEST_F(CertificateTest, GoodsAreUsedAndTravelBeforeTheyExpire) {
    builder.data().batches[0].expiry = sunday(1);
    builder.need(programme, post, 16, 0, 3);
    const SupplyIndex stock = builder.stock(post, lot, 10);
    EXPECT_EQ(bound(), 8 * 4);
    builder.data().batches[0].expiry = sunday(1) - std::chrono::days(1);
    EXPECT_EQ(bound(), 4 * 4);
    builder.data().batches[0].expiry = sunday(1);
    builder[stock].place = pool;
    builder.lane("lane", pool, post, 7);
    EXPECT_EQ(bound(), 4 * 4);  // leaves in week 0, is used in week 1
    builder[goods].min_remaining_days = 7;
    EXPECT_EQ(bound(), 0);  // in week 1 six days are left
}

TEST_F(CertificateTest, AClosureStopsServingAndTravelling) {
    const LaneIndex lane = supply_by_lane(100);
    builder.need(programme, post, 16, 0, 3);
    EXPECT_EQ(bound(), 64);
    builder.close(post, 1, 1);
    EXPECT_EQ(bound(), 48);
    builder.close(lane, 0, 0);
    EXPECT_EQ(bound(), 32);
    builder.close(country, 3, 3);
    EXPECT_EQ(bound(), 16);
    builder[lane].every_weeks = 4;  // rounds in weeks 0 and 4
    EXPECT_EQ(bound(), 0);
    builder[lane].first_week = 2;
    EXPECT_EQ(bound(), 16);
}

TEST_F(CertificateTest, WhatDoesNotFitAsOneHasNoWay) {
    const LaneIndex lane = supply_by_lane(100);
    builder.need(programme, post, 10, 0, 0);
    builder[lane].room.cm3[0] = 3;
    EXPECT_EQ(bound(), 40);
    model::Packaging& at_pool = builder.packaging(goods, 0);
    at_pool.ship_multiple = 2;  // 4 cm3 at once
    EXPECT_EQ(bound(), 0);
    builder[lane].room.cm3[0] = 4;
    EXPECT_EQ(bound(), 40);
    builder[goods].companion_ambient_cm3 = model::VolumeCm3(1);
    EXPECT_EQ(bound(), 0);
    builder[lane].room.cm3[0] = 6;
    EXPECT_EQ(bound(), 40);
    builder[post].room.cm3[0] = 2;  // a pack with its companion takes 3
    EXPECT_EQ(bound(), 0);
    builder[post].room.cm3[0] = 3;
    EXPECT_EQ(bound(), 40);
    builder[goods].pack_units = 4;
    builder.maximum_stock(5, "1");  // a quarter of ten persons: 3 units
    EXPECT_EQ(bound(), 0);
    builder.data().stock_policies[0].max_weeks = *model::Fixed9::parse("1.6");
    EXPECT_EQ(bound(), 40);
}

TEST_F(CertificateTest, WhatDoesNotFitWhereItStartsHasNoWay) {
    supply_by_lane(100);
    builder.need(programme, post, 10, 0, 0);
    builder[pool].room.cm3[0] = 1;
    EXPECT_EQ(bound(), 0);
}

TEST_F(CertificateTest, GoodsPassSeveralPlacesInOneWeek) {
    const PlaceIndex last = builder.place("last", 5, district);
    const PlaceIndex middle = builder.place("middle", 3, district);
    builder.lane("second", middle, last);
    builder.lane("first", post, middle);
    builder.stock(post, lot, 10);
    builder[post].room.cm3[0] = 30;
    builder[middle].room.cm3[0] = 40;
    builder.need(programme, last, 10, 0, 0);
    EXPECT_EQ(bound({price(Row::store, 1, 0, 0, 1)}), 30 + 10 * (4 - 2));
    EXPECT_EQ(bound({price(Row::store, middle.value(), 0, 0, 1)}), 40 + 10 * (4 - 2));
}

TEST_F(CertificateTest, SuppliesThatAreNotCountedOnHaveNoPart) {
    builder.need(programme, post, 10, 0, 0);
    builder.supply(post, lot, 5, 0, model::SupplyStatus::pledged);
    EXPECT_EQ(bound(), 0);
    options.include_pledged = true;
    EXPECT_EQ(bound(), 40);
}

TEST_F(CertificateTest, ThePolicyDecidesWhatAPersonIsWorth) {
    builder.need(programme, post, 16, 0, 0);
    builder.stock(post, lot, 1);
    builder[district].weight = *model::Fixed9::parse("0.5");
    for (const auto policy : {model::Policy::worst_first, model::Policy::balanced}) {
        options.policy = policy;
        EXPECT_NEAR(bound({}, 60), 16 * 2, 1e-8);
        EXPECT_GE(bound({}, 60), 16 * 2);
    }
    // One person is a sixteenth: with worst_first worth 2 x 16 x 32768 / 65535, a little above 16.
    options.policy = model::Policy::worst_first;
    const std::int64_t sixteen = std::int64_t{16} << 40;
    EXPECT_NEAR(bound({price(Row::supply, 0, 0, 0, sixteen)}, 40), 16 + 16.0 / 65535, 1e-8);
    // balanced: only the first two sixteenths are worth more than 4.
    options.policy = model::Policy::balanced;
    const double all = 693147 + 405465 + 287682 + 223144 + 182322 + 154151 + 133531 + 117783 +
                       105361 + 95310 + 87011 + 80043 + 74108 + 68993 + 64539 + 60625;
    const std::int64_t four = std::int64_t{4} << 40;
    EXPECT_NEAR(bound({price(Row::supply, 0, 0, 0, four)}, 40),
                4 + 32 * (693147 + 405465) / all - 2 * 4,
                1e-8);
}

TEST_F(CertificateTest, TheCheapestNeedOfAGroupIsServedFirst) {
    options.policy = model::Policy::worst_first;
    const PlaceIndex second = builder.place("second", 5, district);
    builder.need(programme, post, 8, 0, 0);
    builder.need(programme, second, 8, 0, 0);
    builder.stock(post, lot, 1);
    builder.stock(second, lot, 1);
    // Half of the sixteenths go to those who cost nothing; the others are worth less than 3 each.
    const std::int64_t three = std::int64_t{3} << 40;
    EXPECT_NEAR(bound({price(Row::supply, 0, 0, 0, three)}, 40), 3 + 64 * 65280.0 / 65535, 1e-8);
    EXPECT_NEAR(bound({price(Row::supply, 1, 0, 0, three)}, 40), 3 + 64 * 65280.0 / 65535, 1e-8);
}

}  // namespace
}  // namespace imdad::verify

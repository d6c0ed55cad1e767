#include "expect_verdict.hpp"

/// Planted faults of departures, arrivals and room on lanes: an accepted plan, one thing broken.

namespace imdad::verify {
namespace {

TEST(Lanes, AreAcceptedAsTheChainIsMade) {
    const Chain chain = make_chain();
    expect_accepted(chain.builder.build(), chain.plan.build());
}

TEST(Lanes, DepartureBeforeTheFirstWeekIsFound) {
    Chain chain = make_chain();
    chain.builder[chain.port_to_store].first_week = 1;
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.port_to_store].first_week = 2;
    const Violation first = expect_only(chain.builder.build(),
                                        chain.plan.build(),
                                        {"lane_before_first_week", "port", "vaccine", 1});
    EXPECT_EQ(first.lane, "port-store");
    EXPECT_EQ(first.found, 1);
    EXPECT_EQ(first.allowed, 2);
}

TEST(Lanes, DepartureBetweenTwoRoundsIsFound) {
    Chain chain = make_chain();
    chain.builder[chain.store_to_post[0]].every_weeks = 2;
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.store_to_post[0]].first_week = 1;
    const Violation first = expect_only(
        chain.builder.build(), chain.plan.build(), {"lane_not_on_round", "store", "vaccine", 2});
    EXPECT_EQ(first.found, 1);
}

TEST(Lanes, DepartureOnAClosedLaneIsFound) {
    Chain chain = make_chain();
    chain.builder.close(chain.port_to_store, 0, 0);
    chain.builder.close(chain.port_to_store, 2, 7);
    expect_accepted(chain.builder.build(), chain.plan.build());
    model::Closure& reversed = chain.builder.close(chain.port_to_store, 1, 1);
    reversed.from = monday(1) + std::chrono::days(4);
    reversed.to = monday(1) + std::chrono::days(2);
    expect_accepted(chain.builder.build(),
                    chain.plan.build());  // ends before it begins: no day at all
    // One day of the week is enough.
    chain.builder.close(chain.port_to_store, 1, 1).from = sunday(1);
    expect_only(chain.builder.build(), chain.plan.build(), {"lane_closed", "port", "vaccine", 1});
}

TEST(Lanes, DepartureFromAClosedPlaceIsFound) {
    Chain chain = make_chain();
    chain.builder.close(chain.port, 2, 7);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.close(chain.port, 1, 1).to = monday(1);
    expect_only(chain.builder.build(), chain.plan.build(), {"place_closed", "port", "vaccine", 1});
}

TEST(Lanes, DepartureTowardsAClosedPlaceIsFound) {
    Chain chain = make_chain();
    chain.builder.close(chain.posts[1], 2, 2);
    expect_only(chain.builder.build(), chain.plan.build(), {"place_closed", "post2", "vaccine", 2});
}

TEST(Lanes, WhatHasLeftArrivesAtAPlaceThatIsClosedByThen) {
    Chain chain = make_chain();
    chain.builder.close(chain.port, 1, 1);
    // The port is closed when the goods arrive: no fault of the arrival, only of sending them on.
    expect_only(chain.builder.build(), chain.plan.build(), {"place_closed", "port", "vaccine", 1});
}

TEST(Lanes, DepartureToAPlaceInAClosedAreaIsFound) {
    Chain chain = make_chain();
    chain.builder.close(chain.districts[0], 2, 2);
    expect_only(chain.builder.build(), chain.plan.build(), {"area_closed", "post1", "vaccine", 2});
}

TEST(Lanes, ClosureOfAnAreaCoversAllThatLiesInside) {
    Chain chain = make_chain();
    chain.builder.close(chain.country, 3, 3);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.close(chain.country, 2, 2);
    // Both departures of week 2, each with both of its ends in the country.
    expect_only(
        chain.builder.build(), chain.plan.build(), {"area_closed", "store", "vaccine", 2, 4});
}

TEST(Lanes, ArrivalAfterTheHorizonIsFound) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.port);
    chain.plan.ship(chain.port_to_store, spare.lot, 6, 1);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.plan.ship(chain.port_to_store, spare.lot, 7, 1);
    const Violation first = expect_only(
        chain.builder.build(), chain.plan.build(), {"arrives_after_horizon", "store", "spare", 7});
    EXPECT_EQ(first.found, 8);
    EXPECT_EQ(first.allowed, 7);
}

TEST(Lanes, LeadTimesAreRoundedToWholeWeeksAtFourDays) {
    Chain chain = make_chain();
    // 10 days are one week, 11 days are two: then nothing has come when the goods must go on.
    chain.builder[chain.pool_to_port].lead_days = 10;
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.pool_to_port].lead_days = 11;
    expect_only(
        chain.builder.build(), chain.plan.build(), {"book_below_zero", "port", "vaccine", 1});
}

TEST(Lanes, DepartureAfterUseByIsFoundBesideTheArrivalOfAnExpiredLot) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.store, sunday(2));
    chain.plan.ship(chain.store_to_post[0], spare.lot, 2, 3, sunday(2));
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.plan.ship(chain.store_to_post[0], spare.lot, 3, 3, sunday(2));
    const Verdict verdict = check(chain.builder.build(), chain.plan.build());
    ASSERT_EQ(verdict.violations.size(), 2U);
    EXPECT_EQ(verdict.violations[0].code, "departs_after_use_by");
    EXPECT_EQ(verdict.violations[1].code, "arrives_too_short_dated");
}

TEST(Lanes, DepartureAfterTheDaysAllowedAtThatLevelIsFound) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.store);
    chain.builder.packaging(spare.product, 3).max_days = 20;  // in the store since week 0
    chain.plan.ship(chain.store_to_post[0], spare.lot, 2, 3, sunday(2));
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.plan.ship(chain.store_to_post[0], spare.lot, 3, 3, sunday(2));
    const Violation first = expect_only(
        chain.builder.build(), chain.plan.build(), {"departs_after_use_by", "store", "spare", 3});
    EXPECT_EQ(first.found, -1);
    EXPECT_EQ(first.allowed, 6);
    EXPECT_EQ(first.lot, "S1");
}

TEST(Lanes, ArrivalWithTooFewDaysLeftIsFound) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.port, monday(3) + std::chrono::days(30));
    chain.builder[spare.product].min_remaining_days = 30;
    chain.plan.ship(chain.port_to_store, spare.lot, 2, 1, monday(3) + std::chrono::days(30));
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[spare.product].min_remaining_days = 31;
    const Violation first = expect_only(chain.builder.build(),
                                        chain.plan.build(),
                                        {"arrives_too_short_dated", "store", "spare", 3});
    EXPECT_EQ(first.found, 30);
    EXPECT_EQ(first.allowed, 31);
    EXPECT_EQ(first.unit, "days");
}

TEST(Lanes, PacksThatAreNoMultipleAreFound) {
    Chain chain = make_chain();
    chain.builder.packaging(chain.vaccine, 1).ship_multiple = 4;  // 8 packs leave the port
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.packaging(chain.vaccine, 0).ship_multiple = 3;  // 8 packs leave the pool
    const Violation first = expect_only(
        chain.builder.build(), chain.plan.build(), {"not_a_multiple", "pool", "vaccine", 0});
    EXPECT_EQ(first.found, 8);
    EXPECT_EQ(first.allowed, 6);
}

TEST(Lanes, MultiplesHoldForEachUseByOfALot) {
    Chain chain = make_chain();
    chain.builder[chain.supply].packs = model::Packs(8);
    const BatchIndex second = chain.builder.batch(chain.vaccine, "L2");
    const SupplyIndex stock = chain.builder.stock(chain.pool, second, 8);
    chain.builder.packaging(chain.vaccine, 0).ship_multiple = 4;
    chain.plan.start(stock, 8).ship(chain.pool_to_port, second, 0, 6);
    // 8 + 6 packs would be no multiple of 4 either way; 6 + 6 would be one in all, but not each.
    expect_only(
        chain.builder.build(), chain.plan.build(), {"not_a_multiple", "pool", "vaccine", 0});
    chain.builder[second].expiry = sunday(7);
    chain.plan = PlanBuilder();
    chain.plan.start(chain.supply, 8).start(stock, 8);
    chain.plan.ship(chain.pool_to_port, chain.lot, 0, 6)
        .ship(chain.pool_to_port, second, 0, 6, sunday(7));
    expect_only(
        chain.builder.build(), chain.plan.build(), {"not_a_multiple", "pool", "vaccine", 0, 2});
}

TEST(Lanes, LoadOneCubicCentimetreAboveTheRoomIsFoundInEachClass) {
    for (std::size_t storage_class = 1; storage_class < model::kStorageClassCount;
         ++storage_class) {
        Chain chain = make_chain();
        chain.builder[chain.vaccine].storage_class =
            static_cast<model::StorageClass>(storage_class);
        std::int64_t& room = chain.builder[chain.port_to_store].room.cm3[storage_class];
        room = 8 * 1000;
        expect_accepted(chain.builder.build(), chain.plan.build());
        --room;
        const Violation first = expect_only(chain.builder.build(),
                                            chain.plan.build(),
                                            {"lane_capacity_exceeded", "port", "vaccine", 1});
        EXPECT_EQ(first.found, 8000);
        EXPECT_EQ(first.allowed, 7999);
        EXPECT_EQ(first.unit, "cm3");
        EXPECT_NE(
            first.message.find(model::to_text(static_cast<model::StorageClass>(storage_class))),
            std::string::npos);
    }
}

TEST(Lanes, AFullLaneTakesNotOnePackMore) {
    Chain chain = make_chain();
    chain.builder[chain.pool_to_port].room.cm3 = {8 * 200, 8 * 1000, 0, 0};
    expect_accepted(chain.builder.build(), chain.plan.build());
    const BatchIndex second = chain.builder.batch(chain.vaccine, "L2");
    const SupplyIndex stock = chain.builder.stock(chain.pool, second, 1);
    chain.plan.start(stock, 1).ship(chain.pool_to_port, second, 0, 1);
    const Verdict verdict = check(chain.builder.build(), chain.plan.build());
    EXPECT_EQ(verdict.counts.at("lane_capacity_exceeded"), 1U);
    EXPECT_EQ(verdict.counts.at("lane_companion_exceeded"), 1U);
    EXPECT_EQ(verdict.violations.front().found, 9000);
}

TEST(Lanes, CompanionsWithoutRoomAreFound) {
    Chain chain = make_chain();
    chain.builder[chain.port_to_store].room.cm3[0] = 8 * 200;
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.vaccine].companion_ambient_cm3 = model::VolumeCm3(201);
    const Violation first = expect_only(chain.builder.build(),
                                        chain.plan.build(),
                                        {"lane_companion_exceeded", "port", "vaccine", 1});
    EXPECT_EQ(first.found, 8 * 201);
    EXPECT_EQ(first.allowed, 8 * 200);
}

TEST(Lanes, VolumeOnALaneIsThatOfTheLevelItLeadsTo) {
    Chain chain = make_chain();
    model::Packaging& below = chain.builder.packaging(chain.vaccine, 3);
    below.pack_cm3 = model::VolumeCm3(500);
    below.storage_class = model::StorageClass::frozen;
    chain.builder[chain.port_to_store].room.cm3 = {model::kNotStated, 0, 4000, model::kNotStated};
    chain.builder[chain.pool_to_port].room.cm3 = {model::kNotStated, 8000, 0, model::kNotStated};
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.port_to_store].room.cm3[2] = 3999;
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"lane_capacity_exceeded", "port", "vaccine", 1});
}

TEST(Lanes, TheProductThatFillsTheLaneIsNamed) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.store);
    chain.plan.ship(chain.store_to_post[0], spare.lot, 2, 9);
    chain.builder[chain.store_to_post[0]].room.cm3[0] = 4 * 200 + 9 * 1000 - 1;
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"lane_companion_exceeded", "store", "vaccine", 2});
    chain.builder[chain.store_to_post[0]].room.cm3[0] = 8999;
    expect_only(
        chain.builder.build(), chain.plan.build(), {"lane_capacity_exceeded", "store", "spare", 2});
}

}  // namespace
}  // namespace imdad::verify

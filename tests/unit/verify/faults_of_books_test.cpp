#include "expect_verdict.hpp"

/// Planted faults of books, stores and maximum stock.

namespace imdad::verify {
namespace {

TEST(Books, DepartureOfMoreThanThereIsIsFound) {
    Chain chain = make_chain();
    chain.plan.ship(chain.port_to_store, chain.lot, 3, 1);
    const Violation first = expect_only(
        chain.builder.build(), chain.plan.build(), {"book_below_zero", "port", "vaccine", 3});
    EXPECT_EQ(first.found, 10);
    EXPECT_EQ(first.allowed, 0);
    EXPECT_EQ(first.unit, "units");
}

TEST(Books, UseOfMoreThanThereIsIsFound) {
    Chain chain = make_chain();
    // The need allows one more person in week 7, the book does not.
    chain.builder[chain.needs[0]].persons = model::Persons(44);
    const model::Scenario scenario = chain.builder.build();
    expect_accepted(scenario, chain.plan.build());
    model::Plan plan = chain.plan.build();
    for (model::Service& service : plan.services) {
        if (service.need == chain.needs[0] && service.week == 7) {
            service.persons += model::Persons(1);
            service.units += model::Units(1);
        }
    }
    const Violation first = expect_only(scenario, plan, {"book_below_zero", "post1", "vaccine", 7});
    EXPECT_EQ(first.found, 11);
    EXPECT_EQ(first.allowed, 10);
}

TEST(Books, AShortageIsReportedInTheWeekInWhichItIsMissed) {
    Chain chain = make_chain();
    model::Plan plan = chain.plan.build();
    std::erase_if(plan.shipments,
                  [&](const model::Shipment& s) { return s.lane == chain.store_to_post[1]; });
    // No goods ever reach post2: each of its four weeks misses its own units.
    expect_only(chain.builder.build(), plan, {"book_below_zero", "post2", "vaccine", 4, 4});
}

TEST(Books, GoodsArriveBeforeAnybodyIsServedOrAnythingLeaves) {
    Chain chain = make_chain();
    const LaneIndex onward = chain.builder.lane("post1-post2", chain.posts[0], chain.posts[1], 0);
    const Spare spare = add_spare(chain, chain.store);
    chain.plan.ship(chain.store_to_post[0], spare.lot, 5, 4).ship(onward, spare.lot, 5, 4);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.plan.ship(onward, spare.lot, 4, 1);
    expect_only(
        chain.builder.build(), chain.plan.build(), {"book_below_zero", "post1", "spare", 4});
}

TEST(Books, UseByThatTheGoodsDoNotHaveIsFoundInAShipment) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.store);
    chain.builder.packaging(spare.product, 3).max_days = 30;
    const Day use_by = monday(0) + std::chrono::days(30);
    chain.plan.ship(chain.store_to_post[0], spare.lot, 2, 3, use_by);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.plan.ship(chain.store_to_post[0], spare.lot, 3, 3);  // without limit, as above the store
    expect_only(
        chain.builder.build(), chain.plan.build(), {"use_by_not_in_book", "store", "spare", 3});
}

TEST(Books, UseByThatTheGoodsDoNotHaveIsFoundInAService) {
    Chain chain = make_chain();
    chain.builder.packaging(chain.vaccine, 5).max_days = 41;  // arrived in week 2, usable to week 7
    const Day use_by = monday(2) + std::chrono::days(41);
    ASSERT_EQ(use_by, sunday(7));
    model::Plan plan = chain.plan.build();
    for (model::Service& service : plan.services) {
        service.use_by = use_by;
    }
    expect_accepted(chain.builder.build(), plan);
    plan.services.back().use_by = use_by + std::chrono::days(1);
    expect_only(chain.builder.build(), plan, {"use_by_not_in_book", "post2", "vaccine", 7});
}

TEST(Books, DaysAllowedAtALevelGoOnCountingFurtherDown) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.port);
    chain.builder.packaging(spare.product, 3).max_days = 25;
    chain.builder.packaging(spare.product, 5).max_days = 60;
    const Day use_by = monday(2) + std::chrono::days(25);
    const LaneIndex onward = chain.builder.lane("post1-post2", chain.posts[0], chain.posts[1], 0);
    chain.plan.ship(chain.port_to_store, spare.lot, 1, 5);
    chain.plan.ship(chain.store_to_post[0], spare.lot, 2, 5, use_by);
    chain.plan.ship(onward, spare.lot, 3, 5, use_by);
    expect_accepted(chain.builder.build(), chain.plan.build());
}

TEST(Books, SeatsKeptForALaterWeekAreFound) {
    Chain chain = make_chain();
    const Spare seats = add_spare(chain, chain.store);
    chain.builder[seats.product].kind = model::ProductKind::seats;
    PlanBuilder in_time = chain.plan;
    in_time.ship(chain.store_to_post[0], seats.lot, 0, 20);
    expect_accepted(chain.builder.build(), in_time.build());
    chain.plan.ship(chain.store_to_post[0], seats.lot, 1, 20);
    expect_only(chain.builder.build(), chain.plan.build(), {"seats_stored", "store", "spare", 1});
}

TEST(Books, ExpertDaysCanBeKept) {
    Chain chain = make_chain();
    const Spare days = add_spare(chain, chain.store);
    chain.builder[days.product].kind = model::ProductKind::expert_days;
    chain.plan.ship(chain.store_to_post[0], days.lot, 5, 20);
    expect_accepted(chain.builder.build(), chain.plan.build());
}

TEST(Books, SeatsAndExpertDaysTakeNoRoom) {
    for (const model::ProductKind kind :
         {model::ProductKind::seats, model::ProductKind::expert_days}) {
        Chain chain = make_chain();
        const Spare spare = add_spare(chain, chain.store);
        chain.builder[spare.product].kind = kind;
        chain.builder[chain.store].room.cm3[0] = 8 * 200;
        chain.builder[chain.store_to_post[0]].room.cm3[0] = 4 * 200;
        chain.plan.ship(chain.store_to_post[0], spare.lot, 0, 20);
        expect_accepted(chain.builder.build(), chain.plan.build());
    }
}

TEST(Stores, OneCubicCentimetreAboveTheRoomIsFoundInEachClass) {
    for (std::size_t storage_class = 1; storage_class < model::kStorageClassCount;
         ++storage_class) {
        Chain chain = make_chain();
        chain.builder[chain.vaccine].storage_class =
            static_cast<model::StorageClass>(storage_class);
        std::int64_t& room = chain.builder[chain.store].room.cm3[storage_class];
        room = 8 * 1000;
        expect_accepted(chain.builder.build(), chain.plan.build());
        --room;
        const Violation first = expect_only(chain.builder.build(),
                                            chain.plan.build(),
                                            {"store_capacity_exceeded", "store", "vaccine", 2});
        EXPECT_EQ(first.found, 8000);
        EXPECT_EQ(first.allowed, 7999);
    }
}

TEST(Stores, AreJudgedAtTheirPeakNotAtTheEndOfTheWeek) {
    Chain chain = make_chain();
    // All 8 packs pass through the store within week 2, and none is left at its end.
    chain.builder[chain.store].room.cm3[1] = 0;
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"store_capacity_exceeded", "store", "vaccine", 2});
}

TEST(Stores, EveryWeekAboveTheRoomIsFound) {
    Chain chain = make_chain();
    chain.builder[chain.posts[0]].room.cm3[1] = 3 * 1000;
    // 4 packs from week 2 to week 4; after the first use one pack less.
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"store_capacity_exceeded", "post1", "vaccine", 2, 3});
}

TEST(Stores, OpenedPacksTakeTheRoomOfWholeOnes) {
    Chain chain = make_chain();
    model::Plan plan = chain.plan.build();
    model::Service& first_service = plan.services.front();
    first_service.persons = model::Persons(9);
    first_service.units = model::Units(9);
    const Spare spare = add_spare(chain, chain.store);
    chain.builder[spare.product].storage_class = model::StorageClass::cold;
    plan.starts = chain.plan.build().starts;
    plan.shipments.push_back(
        {chain.store_to_post[0], spare.lot, model::kNoLimit, 5, model::Packs(1)});
    chain.builder[chain.posts[0]].room.cm3[1] = 5 * 1000;
    expect_accepted(chain.builder.build(), plan);
    // 31 units are 4 packs; with one more that is 5.
    chain.builder[chain.posts[0]].room.cm3[1] = 5 * 1000 - 1;
    expect_only(chain.builder.build(), plan, {"store_capacity_exceeded", "post1", "vaccine", 5});
}

TEST(Stores, GoodsPastTheirUseByStillTakeRoom) {
    Chain chain = make_chain();
    add_spare(chain, chain.store, sunday(0));
    chain.builder[chain.store].room.cm3[0] = 20 * 1000 + 8 * 200;
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.store].room.cm3[0] -= 1;
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"store_companion_exceeded", "store", "vaccine", 2});
}

TEST(Stores, CompanionsWithoutRoomAreFound) {
    Chain chain = make_chain();
    chain.builder[chain.store].room.cm3[0] = 8 * 200;
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.store].room.cm3[0] = 8 * 200 - 1;
    const Violation first = expect_only(chain.builder.build(),
                                        chain.plan.build(),
                                        {"store_companion_exceeded", "store", "vaccine", 2});
    EXPECT_EQ(first.found, 1600);
    EXPECT_EQ(first.allowed, 1599);
}

TEST(Stores, UseTheClassAndVolumeOfTheirOwnLevel) {
    Chain chain = make_chain();
    model::Packaging& at_store = chain.builder.packaging(chain.vaccine, 3);
    at_store.storage_class = model::StorageClass::ultra_cold;
    at_store.pack_cm3 = model::VolumeCm3(300);
    chain.builder[chain.store].room.cm3 = {model::kNotStated, 0, 0, 8 * 300};
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.store].room.cm3[3] = 8 * 300 - 1;
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"store_capacity_exceeded", "store", "vaccine", 2});
}

TEST(MaximumStock, OneUnitAboveTheWeeksAllowedIsFound) {
    Chain chain = make_chain();
    // The store serves 80 persons in 8 weeks, 10 units a week: 80 units need 8 weeks.
    chain.builder.maximum_stock(3, "8");
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().stock_policies.front().max_weeks = *model::Fixed9::parse("7.9");
    const Violation first = expect_only(chain.builder.build(),
                                        chain.plan.build(),
                                        {"maximum_stock_exceeded", "store", "vaccine", 2});
    EXPECT_EQ(first.found, 80);
    EXPECT_EQ(first.allowed, 79);
}

TEST(MaximumStock, IsNeverBelowWhatThePlaceWasGivenItself) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.store);  // nobody needs it: 0 weeks of need
    chain.builder.maximum_stock(3, "1", spare.product);
    expect_accepted(chain.builder.build(), chain.plan.build());
    // What is only pledged does not count, unless the plan includes it.
    const SupplyIndex more = chain.builder.stock(chain.port, spare.lot, 1);
    chain.plan.start(more, 1).ship(chain.port_to_store, spare.lot, 0, 1);
    chain.builder.supply(chain.store, spare.lot, 1, 5, model::SupplyStatus::pledged);
    model::Plan with_pledges = chain.plan.build();
    with_pledges.options.include_pledged = true;
    expect_accepted(chain.builder.build(), with_pledges);
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"maximum_stock_exceeded", "store", "spare", 1, 7});
}

TEST(MaximumStock, IsThatOfTheRowThatNamesTheProduct) {
    Chain chain = make_chain();
    chain.builder.maximum_stock(3, "1");
    chain.builder.maximum_stock(3, "8", chain.vaccine);
    chain.builder.maximum_stock(3, "2");
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().stock_policies[1].max_weeks.reset();  // named, and without a limit
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().stock_policies.erase(chain.builder.data().stock_policies.begin() + 1);
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"maximum_stock_exceeded", "store", "vaccine", 2});
}

TEST(MaximumStock, CountsEachPooledNeedOnceAndAllDosesWithTheirWastage) {
    Chain chain = make_chain();
    // A pooled need of the region adds 30 persons: 110 persons x (0.3 / 0.9 + 0.5 / 0.7), rounded
    // up once.
    chain.builder.need(chain.infants, chain.region, 30, 0, 7);
    chain.builder.data().serves.clear();
    chain.builder.serves(chain.infants, chain.vaccine, "0.3", "0.1", 1);
    chain.builder.serves(chain.infants, chain.vaccine, "0.5", "0.3", 2, 1);
    chain.builder.maximum_stock(3, "8");
    chain.plan = PlanBuilder();
    chain.plan.start(chain.supply, 12).ship(chain.pool_to_port, chain.lot, 0, 12);
    chain.plan.ship(chain.port_to_store, chain.lot, 1, 12);
    const Violation first = expect_only(chain.builder.build(),
                                        chain.plan.build(),
                                        {"maximum_stock_exceeded", "store", "vaccine", 2, 6});
    EXPECT_EQ(first.found, 120);
    EXPECT_EQ(first.allowed, 116);  // 115.238...
}

TEST(MaximumStock, CountsNeedInsideTheHorizonAndReachablePlacesOnly) {
    Chain chain = make_chain();
    // Weeks 4..11 need 80 persons, half of them after the horizon; post2 cannot be reached any
    // more.
    chain.builder[chain.needs[0]].persons = model::Persons(80);
    chain.builder[chain.needs[0]].to = sunday(11);
    chain.builder[chain.store_to_post[1]].to = chain.posts[0];
    chain.builder.maximum_stock(3, "8");
    chain.plan = PlanBuilder();
    chain.plan.start(chain.supply, 4).ship(chain.pool_to_port, chain.lot, 0, 4);
    chain.plan.ship(chain.port_to_store, chain.lot, 1, 4);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.needs[0]].persons = model::Persons(79);
    const Violation first = expect_only(chain.builder.build(),
                                        chain.plan.build(),
                                        {"maximum_stock_exceeded", "store", "vaccine", 2, 6});
    EXPECT_EQ(first.allowed, 39);
}

}  // namespace
}  // namespace imdad::verify

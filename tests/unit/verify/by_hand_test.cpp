#include <algorithm>
#include <set>

#include "expect_verdict.hpp"

/// What the checker works out for a plan that states shipments only.

namespace imdad::verify {
namespace {

std::int64_t served_in(const model::Plan& plan, NeedIndex need, int week, int dose = 1) {
    std::int64_t persons = 0;
    for (const model::Service& service : plan.services) {
        if (service.need == need && service.week == week && service.dose == dose) {
            persons += service.persons.value();
        }
    }
    return persons;
}

/// One post with goods on hand; tests add products, programmes and needs.
struct Post {
    explicit Post(int weeks = 8) : builder(weeks) {
        country = builder.area("AA");
        area = builder.area("AA01", country);
        place = builder.place("post", 5, area);
    }

    [[nodiscard]] model::Plan complete(const PlanBuilder& shipments = {}) const {
        const model::Scenario scenario = builder.build();
        model::Plan plan = complete_by_hand(scenario, shipments.by_hand());
        EXPECT_FALSE(plan.by_hand);
        expect_accepted(scenario, plan);
        return plan;
    }

    ScenarioBuilder builder;
    AreaIndex country;
    AreaIndex area;
    PlaceIndex place;
};

TEST(CompleteByHand, GivesTheSamePlanForRowsInAnyOrder) {
    const Chain chain = make_chain();
    const model::Scenario scenario = chain.builder.build();
    model::Plan plan = chain.plan.by_hand();
    const model::Plan expected = complete_by_hand(scenario, plan);
    std::ranges::reverse(plan.shipments);
    const model::Plan reversed = complete_by_hand(scenario, plan);
    EXPECT_EQ(expected.shipments, reversed.shipments);
    EXPECT_EQ(expected.services, reversed.services);
    EXPECT_EQ(expected.starts, reversed.starts);
    EXPECT_TRUE(std::ranges::is_sorted(expected.services));
    EXPECT_EQ(expected.services, chain.plan.build().services);
}

TEST(CompleteByHand, AddsUpRowsThatStateTheSameShipment) {
    const Chain chain = make_chain();
    PlanBuilder twice;
    twice.ship(chain.pool_to_port, chain.lot, 0, 3).ship(chain.pool_to_port, chain.lot, 0, 5);
    const model::Plan plan = complete_by_hand(chain.builder.build(), twice.by_hand());
    ASSERT_EQ(plan.shipments.size(), 1U);
    EXPECT_EQ(plan.shipments.front().packs.value(), 8);
    expect_accepted(chain.builder.build(), plan);
}

TEST(CompleteByHand, StartsSuppliesInFileOrderAsFarAsThereIsRoom) {
    Chain chain = make_chain();
    const BatchIndex other = chain.builder.batch(chain.vaccine, "L2");
    const SupplyIndex second = chain.builder.stock(chain.posts[0], other, 5);
    const SupplyIndex third = chain.builder.stock(chain.posts[0], chain.lot, 5);
    chain.builder[chain.posts[0]].room.cm3[1] = 8500;
    const model::Plan plan = complete_by_hand(chain.builder.build(), PlanBuilder().by_hand());
    const std::vector<model::Start> expected = {
        {chain.supply, model::Packs(100)}, {second, model::Packs(5)}, {third, model::Packs(3)}};
    EXPECT_EQ(plan.starts, expected);
    expect_accepted(chain.builder.build(), plan);
}

TEST(CompleteByHand, StartsWithinTheRoomForCompanions) {
    Chain chain = make_chain();
    const SupplyIndex at_post = chain.builder.supply(chain.posts[0], chain.lot, 50, 1);
    chain.builder[chain.posts[0]].room.cm3[0] = 10 * 200 + 199;
    const model::Plan plan = complete_by_hand(chain.builder.build(), PlanBuilder().by_hand());
    const std::vector<model::Start> expected = {{chain.supply, model::Packs(100)},
                                                {at_post, model::Packs(10)}};
    EXPECT_EQ(plan.starts, expected);
    expect_accepted(chain.builder.build(), plan);
}

TEST(CompleteByHand, StartsFirstWhatStatedShipmentsWillTake) {
    Chain chain = make_chain();
    const BatchIndex other = chain.builder.batch(chain.vaccine, "L2");
    const BatchIndex third = chain.builder.batch(chain.vaccine, "L3");
    const SupplyIndex first_in_file = chain.builder.stock(chain.posts[0], other, 100);
    const SupplyIndex shipped = chain.builder.stock(chain.posts[0], third, 5);
    chain.builder[chain.posts[0]].room.cm3[1] = 8500;
    chain.builder[chain.store_to_post[1]].from = chain.posts[0];
    PlanBuilder shipments;
    shipments.ship(chain.store_to_post[1], third, 2, 4);
    const model::Plan plan = complete_by_hand(chain.builder.build(), shipments.by_hand());
    EXPECT_EQ(plan.starts,
              (std::vector<model::Start>{{chain.supply, model::Packs(100)},
                                         {first_in_file, model::Packs(4)},
                                         {shipped, model::Packs(4)}}));
    expect_accepted(chain.builder.build(), plan);
}

TEST(CompleteByHand, LeavesWithItsHolderWhatOnlyPassesThroughUnlessItIsShipped) {
    Chain chain = make_chain();
    chain.builder[chain.pool].room.cm3[1] = 100'000;
    PlanBuilder shipments;
    shipments.ship(chain.pool_to_port, chain.lot, 2, 7);
    const model::Plan plan = complete_by_hand(chain.builder.build(), shipments.by_hand());
    EXPECT_EQ(plan.starts, (std::vector<model::Start>{{chain.supply, model::Packs(7)}}));
    expect_accepted(chain.builder.build(), plan);
}

TEST(CompleteByHand, DoesNotStartWhatIsTooShortDatedOrAfterTheHorizon) {
    Post post;
    const ProductIndex product = post.builder.product("vaccine");
    post.builder[product].min_remaining_days = 30;
    const BatchIndex short_dated =
        post.builder.batch(product, "short", monday(1) + std::chrono::days(29));
    post.builder.supply(post.place, short_dated, 5, 1);
    post.builder.supply(post.place, post.builder.batch(product, "late"), 5, 8);
    const SupplyIndex on_hand = post.builder.stock(post.place, short_dated, 5);
    const model::Plan plan = post.complete();
    EXPECT_EQ(plan.starts, (std::vector<model::Start>{{on_hand, model::Packs(5)}}));
}

TEST(CompleteByHand, StartsAfterTheArrivalsOfTheWeekAndNoMoreThanTheMaximumStockAllows) {
    Chain chain = make_chain();
    chain.builder.maximum_stock(5, "6");  // 30 of the 40 units needed there
    const SupplyIndex at_post = chain.builder.supply(chain.posts[0], chain.lot, 7, 2);
    PlanBuilder shipments;
    shipments.ship(chain.pool_to_port, chain.lot, 0, 5)
        .ship(chain.port_to_store, chain.lot, 1, 5)
        .ship(chain.store_to_post[0], chain.lot, 2, 5);
    const model::Plan plan = complete_by_hand(chain.builder.build(), shipments.by_hand());
    // The post's own 70 units lift its maximum to 70, of which 50 have just arrived.
    EXPECT_EQ(
        plan.starts,
        (std::vector<model::Start>{{chain.supply, model::Packs(100)}, {at_post, model::Packs(2)}}));
    expect_accepted(chain.builder.build(), plan);
}

TEST(CompleteByHand, LetsTheGoodsOfALotLeaveInOrderOfUseByInWholeMultiples) {
    Chain chain = make_chain();
    model::Packaging& at_store = chain.builder.packaging(chain.vaccine, 3);
    at_store.max_days = 50;
    at_store.ship_multiple = 2;
    const SupplyIndex early = chain.builder.stock(chain.store, chain.lot, 5);
    const SupplyIndex later = chain.builder.supply(chain.store, chain.lot, 6, 1);
    PlanBuilder shipments;
    shipments.ship(chain.store_to_post[0], chain.lot, 2, 8);
    const model::Plan plan = complete_by_hand(chain.builder.build(), shipments.by_hand());
    EXPECT_EQ(plan.starts.size(), 3U);
    EXPECT_EQ(plan.starts[1], (model::Start{early, model::Packs(5)}));
    EXPECT_EQ(plan.starts[2], (model::Start{later, model::Packs(6)}));
    const Day first = monday(0) + std::chrono::days(50);
    const std::vector<model::Shipment> expected = {
        {chain.store_to_post[0], chain.lot, first, 2, model::Packs(4)},
        {chain.store_to_post[0], chain.lot, first + std::chrono::days(7), 2, model::Packs(4)}};
    EXPECT_EQ(plan.shipments, expected);
    expect_accepted(chain.builder.build(), plan);
}

TEST(CompleteByHand, ServesTheMostImportantProgrammeFirst) {
    Post post;
    const ProductIndex product = post.builder.product("kit");
    const ProgrammeIndex minor = post.builder.programme("minor");
    const ProgrammeIndex major = post.builder.programme("major");
    post.builder[minor].ven = model::Ven::essential;
    post.builder[minor].weight = *model::Fixed9::parse("1.9");  // 3.8 in all
    post.builder[major].ven = model::Ven::vital;                // 4
    for (const ProgrammeIndex programme : {minor, major}) {
        post.builder.serves(programme, product);
    }
    const NeedIndex first_in_file = post.builder.need(minor, post.area, 10, 0, 0);
    const NeedIndex more_important = post.builder.need(major, post.area, 10, 0, 0);
    post.builder.stock(post.place, post.builder.batch(product, "L"), 15);
    const model::Plan plan = post.complete();
    EXPECT_EQ(served_in(plan, more_important, 0), 10);
    EXPECT_EQ(served_in(plan, first_in_file, 0), 5);
}

TEST(CompleteByHand, ServesTheOldestNeedOfAWeightFirstThenFileOrder) {
    Post post;
    const ProductIndex product = post.builder.product("kit");
    const ProgrammeIndex programme = post.builder.programme("waiting", true);
    post.builder.serves(programme, product);
    const NeedIndex young = post.builder.need(programme, post.area, 10, 2, 2);
    const NeedIndex young_too = post.builder.need(programme, post.area, 10, 2, 2);
    const NeedIndex old = post.builder.need(programme, post.area, 10, 1, 1);
    const ProgrammeIndex lesser = post.builder.programme("lesser", true);
    post.builder[lesser].ven = model::Ven::non_essential;
    post.builder.serves(lesser, product);
    const NeedIndex oldest = post.builder.need(lesser, post.area, 10, 0, 0);
    post.builder.supply(post.place, post.builder.batch(product, "L"), 25, 2);
    const model::Plan plan = post.complete();
    EXPECT_EQ(served_in(plan, oldest, 2), 0);
    EXPECT_EQ(served_in(plan, old, 2), 10);
    EXPECT_EQ(served_in(plan, young, 2), 10);
    EXPECT_EQ(served_in(plan, young_too, 2), 5);
}

TEST(CompleteByHand, ServesPlacesInFileOrderFromAPooledNeed) {
    Post post;
    const PlaceIndex second = post.builder.place("second", 5, post.area);
    const ProductIndex product = post.builder.product("kit");
    const ProgrammeIndex programme = post.builder.programme("p");
    post.builder.serves(programme, product);
    post.builder.need(programme, post.country, 10, 0, 0);
    const BatchIndex lot = post.builder.batch(product, "L");
    post.builder.stock(second, lot, 50);
    post.builder.stock(post.place, lot, 7);
    const model::Plan plan = post.complete();
    ASSERT_EQ(plan.services.size(), 2U);
    EXPECT_EQ(plan.services[0].place, post.place);
    EXPECT_EQ(plan.services[0].persons.value(), 7);
    EXPECT_EQ(plan.services[1].persons.value(), 3);
}

TEST(CompleteByHand, UsesBatchesByUseByAndEarmarkedBeforeFree) {
    Post post;
    const ProductIndex product = post.builder.product("kit");
    const ProgrammeIndex programme = post.builder.programme("p");
    post.builder.serves(programme, product);
    post.builder.need(programme, post.area, 25, 0, 0);
    const EarmarkIndex gift = post.builder.earmark("gift");
    const BatchIndex free_late = post.builder.batch(product, "free", sunday(6));
    const BatchIndex gift_late = post.builder.batch(product, "gift", sunday(6), gift);
    const BatchIndex free_early = post.builder.batch(product, "early", sunday(5));
    for (const BatchIndex batch : {free_late, gift_late, free_early}) {
        post.builder.stock(post.place, batch, 10);
    }
    const model::Plan plan = post.complete();
    ASSERT_EQ(plan.services.size(), 3U);
    EXPECT_EQ(plan.services[0].batch, free_late);
    EXPECT_EQ(plan.services[0].persons.value(), 5);
    EXPECT_EQ(plan.services[1].persons.value(), 10);
    EXPECT_EQ(plan.services[2].persons.value(), 10);
}

TEST(CompleteByHand, StartsASeriesOnlyWithTheLaterDosesOnHand) {
    Post post;
    const ProductIndex product = post.builder.product("two-dose");
    const ProgrammeIndex programme = post.builder.programme("adults", true);
    post.builder.serves(programme, product);
    post.builder.serves(programme, product, "1", "0", 2, 3);
    const NeedIndex need = post.builder.need(programme, post.area, 100, 0, 0);
    const BatchIndex lot = post.builder.batch(product, "L");
    post.builder.stock(post.place, lot, 21);
    post.builder.supply(post.place, lot, 10, 4);
    const model::Plan plan = post.complete();
    EXPECT_EQ(served_in(plan, need, 0, 1), 10);
    EXPECT_EQ(served_in(plan, need, 3, 2), 10);
    EXPECT_EQ(served_in(plan, need, 4, 1), 5);  // one unit is left from before
    EXPECT_EQ(served_in(plan, need, 7, 2), 5);
}

TEST(CompleteByHand, HoldsRoomAndOpenWeeksForLaterDoses) {
    Post post;
    const ProductIndex product = post.builder.product("two-dose");
    const ProgrammeIndex programme = post.builder.programme("adults", true);
    post.builder.serves(programme, product);
    post.builder.serves(programme, product, "1", "0", 2, 2).max_interval_weeks = 3;
    const NeedIndex need = post.builder.need(programme, post.area, 100, 0, 0);
    post.builder.stock(post.place, post.builder.batch(product, "L"), 200);
    post.builder.absorption(post.place, 10);
    post.builder.close(post.place, 2, 2);
    const model::Plan plan = post.complete();
    EXPECT_EQ(served_in(plan, need, 0, 1), 10);  // week 2 is closed: their second dose is in week 3
    EXPECT_EQ(served_in(plan, need, 3, 2), 10);
    EXPECT_EQ(served_in(plan, need, 3, 1), 0);
    for (int week = 6; week < 8; ++week) {
        EXPECT_EQ(served_in(plan, need, week, 1), 0);  // no second dose inside the horizon
    }
}

TEST(CompleteByHand, LeavesGoodsThatAreSharedWithALaterShipmentAlone) {
    Chain chain = make_chain();
    chain.builder.need(chain.infants, chain.posts[0], 30, 0, 0);
    chain.builder[chain.store_to_post[1]].from = chain.posts[0];
    const BatchIndex lot = chain.builder.batch(chain.vaccine, "L2");
    chain.builder.stock(chain.posts[0], lot, 3);
    PlanBuilder shipments;
    shipments.ship(chain.store_to_post[1], lot, 1, 2);
    const model::Plan plan = complete_by_hand(chain.builder.build(), shipments.by_hand());
    expect_accepted(chain.builder.build(), plan);
    EXPECT_EQ(served_in(plan, NeedIndex(2), 0), 10);
}

/// A post that serves people and sends goods on to a second one, which needs none of them itself.
struct WayPost {
    WayPost() {
        chain.builder.need(chain.infants, chain.posts[0], 200, 0, 7);
        chain.builder[chain.store_to_post[1]].from = chain.posts[0];
        lot = chain.builder.batch(chain.vaccine, "L2");
        chain.builder.packaging(chain.vaccine, 5).max_days = 50;
        chain.builder.stock(chain.posts[0], lot, 4);
        chain.builder.supply(chain.posts[0], lot, 3, 1);
    }

    [[nodiscard]] std::int64_t served_by(int last_week) const {
        model::Plan plan = shipments.by_hand();
        const model::Scenario scenario = chain.builder.build();
        expect_accepted(scenario, plan);
        const model::Plan complete = complete_by_hand(scenario, plan);
        std::int64_t persons = 0;
        for (int week = 0; week <= last_week; ++week) {
            persons += served_in(complete, NeedIndex(2), week);
        }
        return persons;
    }

    Chain chain = make_chain();
    BatchIndex lot;
    PlanBuilder shipments;
    Day early = monday(0) + std::chrono::days(50);
    Day late = monday(1) + std::chrono::days(50);
};

TEST(CompleteByHand, KeepsWhatARowStatesOfThatUseBy) {
    WayPost post;
    post.shipments.ship(post.chain.store_to_post[1], post.lot, 4, 4, post.early);
    EXPECT_EQ(post.served_by(7), 30);  // the three packs of the later use-by
}

TEST(CompleteByHand, ServesFromTheUseByThatNoRowStates) {
    WayPost post;
    post.shipments.ship(post.chain.store_to_post[1], post.lot, 4, 3, post.late);
    EXPECT_EQ(post.served_by(7), 40);
}

TEST(CompleteByHand, KeepsWholePacksOfOneUseByForRowsThatStateNone) {
    WayPost post;
    post.shipments.ship(post.chain.store_to_post[1], post.lot, 4, 4);
    EXPECT_EQ(post.served_by(7), 30);  // whichever packs are opened, four whole ones are left
}

TEST(CompleteByHand, TakesForRowsThatStateNoneWhatLaterRowsLeaveAlone) {
    WayPost post;
    post.shipments.ship(post.chain.store_to_post[1], post.lot, 3, 3);
    post.shipments.ship(post.chain.store_to_post[1], post.lot, 5, 4, post.early);
    EXPECT_EQ(post.served_by(7), 0);
}

TEST(CompleteByHand, MixesBatchesAndCarriesOpenedUnitsOn) {
    Post post;
    const ProductIndex product = post.builder.product("vial", 1);
    const ProgrammeIndex programme = post.builder.programme("p");
    post.builder.serves(programme, product, "0.3", "0.1");  // three persons a vial
    const NeedIndex need = post.builder.need(programme, post.area, 80, 0, 7);
    post.builder.stock(post.place, post.builder.batch(product, "L1", sunday(3)), 12);
    post.builder.stock(post.place, post.builder.batch(product, "L2"), 4);
    const model::Plan plan = post.complete();
    std::int64_t persons = 0;
    std::int64_t units = 0;
    for (const model::Service& service : plan.services) {
        persons += service.persons.value();
        units += service.units.value();
    }
    EXPECT_EQ(units, 16);
    EXPECT_EQ(persons, 48);
    EXPECT_EQ(served_in(plan, need, 0), 10);
}

}  // namespace
}  // namespace imdad::verify

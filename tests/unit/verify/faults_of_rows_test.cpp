#include <limits>

#include "expect_verdict.hpp"

/// Planted faults of rows that mean nothing by themselves, and of what may start.

namespace imdad::verify {
namespace {

TEST(Rows, ThatNameWhatDoesNotExistAreFound) {
    const Chain chain = make_chain();
    const model::Scenario scenario = chain.builder.build();
    const auto broken = [&](auto change) {
        PlanBuilder plan = chain.plan;
        change(plan);
        return expect_only(scenario, plan.build(), {"unknown_reference", "", "", -1});
    };
    const Violation lane = broken([&](PlanBuilder& p) { p.ship(LaneIndex(99), chain.lot, 0, 1); });
    EXPECT_EQ(lane.found, 99);
    EXPECT_EQ(lane.allowed, 4);
    broken([&](PlanBuilder& p) { p.ship(chain.pool_to_port, BatchIndex(1), 0, 1); });
    broken([&](PlanBuilder& p) { p.ship(LaneIndex(), BatchIndex(), 0, 1); });
    broken([&](PlanBuilder& p) { p.serve(NeedIndex(2), chain.posts[0], chain.lot, 4, 1, 1); });
    broken([&](PlanBuilder& p) { p.serve(chain.needs[0], PlaceIndex(5), chain.lot, 4, 1, 1); });
    broken([&](PlanBuilder& p) { p.serve(chain.needs[0], chain.posts[0], BatchIndex(), 4, 1, 1); });
    broken([&](PlanBuilder& p) { p.start(SupplyIndex(1), 1); });
}

TEST(Rows, OutsideTheHorizonAreFound) {
    for (const int week :
         {-1, 8, std::numeric_limits<int>::max(), std::numeric_limits<int>::min()}) {
        Chain chain = make_chain();
        const model::Scenario scenario = chain.builder.build();
        PlanBuilder late = chain.plan;
        late.ship(chain.pool_to_port, chain.lot, week, 1);
        expect_only(scenario, late.build(), {"week_outside_horizon", "pool", "vaccine", week});
        PlanBuilder served = chain.plan;
        served.serve(chain.needs[0], chain.posts[0], chain.lot, week, 1, 1);
        expect_only(scenario, served.build(), {"week_outside_horizon", "post1", "vaccine", week});
    }
}

TEST(Rows, WithoutAPositiveQuantityAreFound) {
    const Chain chain = make_chain();
    const model::Scenario scenario = chain.builder.build();
    for (const std::int64_t quantity :
         {std::int64_t{0}, std::int64_t{-3}, std::numeric_limits<std::int64_t>::min()}) {
        PlanBuilder shipped = chain.plan;
        shipped.ship(chain.pool_to_port, chain.lot, 3, quantity);
        EXPECT_EQ(
            expect_only(scenario, shipped.build(), {"quantity_not_positive", "pool", "vaccine", 3})
                .found,
            quantity);
        PlanBuilder served = chain.plan;
        served.serve(chain.needs[1], chain.posts[1], chain.lot, 3, quantity, 0);
        expect_only(scenario, served.build(), {"quantity_not_positive", "post2", "vaccine", 3});
    }
    PlanBuilder started;
    started.start(chain.supply, 0);
    expect_only(scenario, started.build(), {"quantity_not_positive", "pool", "vaccine", 0});
    PlanBuilder units = chain.plan;
    units.serve(chain.needs[1], chain.posts[1], chain.lot, 3, 1, -1);
    expect_only(scenario, units.build(), {"quantity_not_positive", "post2", "vaccine", 3});
}

TEST(Rows, WithFiguresBeyondBeliefAreFoundWithoutOverflow) {
    const Chain chain = make_chain();
    const model::Scenario scenario = chain.builder.build();
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    PlanBuilder shipped = chain.plan;
    shipped.ship(chain.pool_to_port, chain.lot, 3, kMost);
    expect_only(scenario, shipped.build(), {"quantity_out_of_range", "pool", "vaccine", 3});
    PlanBuilder served = chain.plan;
    served.serve(chain.needs[0], chain.posts[0], chain.lot, 3, kMost, 1);
    expect_only(scenario, served.build(), {"quantity_out_of_range", "post1", "vaccine", 3});
    PlanBuilder units = chain.plan;
    units.serve(chain.needs[0], chain.posts[0], chain.lot, 3, 1, kMost);
    expect_only(scenario, units.build(), {"quantity_out_of_range", "post1", "vaccine", 3});
}

TEST(Rows, ThatStandTwiceAreFound) {
    Chain chain = make_chain();
    const model::Scenario scenario = chain.builder.build();
    PlanBuilder shipped;
    shipped.start(chain.supply, 8)
        .ship(chain.pool_to_port, chain.lot, 0, 3)
        .ship(chain.pool_to_port, chain.lot, 0, 5);
    EXPECT_EQ(expect_only(scenario, shipped.build(), {"duplicate_row", "pool", "vaccine", 0}).found,
              2);
    PlanBuilder started;
    started.start(chain.supply, 3).start(chain.supply, 5);
    expect_only(scenario, started.build(), {"duplicate_row", "pool", "vaccine", 0});
    model::Plan plan = chain.plan.build();
    model::Service& service = plan.services.front();
    service.persons -= model::Persons(4);
    service.units -= model::Units(4);
    model::Service rest = service;
    rest.persons = model::Persons(4);
    rest.units = model::Units(4);
    plan.services.push_back(rest);
    expect_only(scenario, plan, {"duplicate_row", "post1", "vaccine", 4});
}

TEST(Starts, OfMoreThanTheSupplyAreFound) {
    Chain chain = make_chain();
    chain.builder[chain.supply].packs = model::Packs(8);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.supply].packs = model::Packs(7);
    const Violation first = expect_only(
        chain.builder.build(), chain.plan.build(), {"start_exceeds_supply", "pool", "vaccine", 0});
    EXPECT_EQ(first.found, 8);
    EXPECT_EQ(first.allowed, 7);
}

TEST(Starts, OfAnnouncedAndPledgedSuppliesNeedTheOptionThatIncludesThem) {
    for (const model::SupplyStatus status :
         {model::SupplyStatus::announced, model::SupplyStatus::pledged}) {
        Chain chain = make_chain();
        chain.builder[chain.supply].status = status;
        model::Plan plan = chain.plan.build();
        expect_only(chain.builder.build(), plan, {"supply_not_included", "pool", "vaccine", 0});
        (status == model::SupplyStatus::announced ? plan.options.include_announced
                                                  : plan.options.include_pledged) = true;
        expect_accepted(chain.builder.build(), plan);
        std::swap(plan.options.include_announced, plan.options.include_pledged);
        expect_only(chain.builder.build(), plan, {"supply_not_included", "pool", "vaccine", 0});
    }
}

TEST(Starts, AfterTheHorizonAreFound) {
    Chain chain = make_chain();
    const SupplyIndex in_time = chain.builder.supply(chain.port, chain.lot, 5, 7);
    chain.plan.start(in_time, 5);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[in_time].clearance_days = 1;
    expect_only(
        chain.builder.build(), chain.plan.build(), {"supply_after_horizon", "port", "vaccine", 8});
}

TEST(Starts, WaitForTheFirstMondayAfterClearance) {
    Chain chain = make_chain();
    model::Supply& supply = chain.builder[chain.supply];
    supply.status = model::SupplyStatus::in_transit;
    supply.available_on = monday(-2);
    supply.clearance_days = 14;
    expect_accepted(chain.builder.build(), chain.plan.build());
    // Cleared on a Tuesday: usable a week later, when the plan has sent it already.
    chain.builder[chain.supply].clearance_days = 15;
    expect_only(
        chain.builder.build(), chain.plan.build(), {"book_below_zero", "pool", "vaccine", 0});
}

TEST(Starts, WithTooFewDaysLeftAreFoundExceptForStockOnHand) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.store, monday(2) + std::chrono::days(60));
    chain.builder[spare.product].min_remaining_days = 60;
    chain.builder[spare.supply].status = model::SupplyStatus::committed;
    chain.builder[spare.supply].available_on = monday(2);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[spare.product].min_remaining_days = 61;
    expect_only(
        chain.builder.build(), chain.plan.build(), {"starts_too_short_dated", "store", "spare", 2});
    chain.builder[spare.supply].status = model::SupplyStatus::on_hand;
    expect_accepted(chain.builder.build(), chain.plan.build());
}

}  // namespace
}  // namespace imdad::verify

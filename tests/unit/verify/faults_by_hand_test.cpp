#include "expect_verdict.hpp"

/// Planted faults in plans made by hand, which state shipments only: the checker works out the
/// rest, and what is wrong with the shipments is still found by name.

namespace imdad::verify {
namespace {

/// A chain whose goods all pass through, and a spare product at `spare_at` to ship by hand.
class ByHand : public ::testing::Test {
 protected:
    void expect_accepted_by_hand() {
        const model::Scenario scenario = chain_.builder.build();
        const model::Plan plan = chain_.plan.by_hand();
        expect_accepted(scenario, plan);
        EXPECT_EQ(check(scenario, plan).served.value(), served_);
    }

    Violation expect_fault(const Fault& fault) {
        return expect_only(chain_.builder.build(), chain_.plan.by_hand(), fault);
    }

    void ship(LaneIndex lane, BatchIndex batch, int week, std::int64_t packs) {
        chain_.plan.ship(lane, batch, week, packs);
    }

    Chain chain_ = make_chain({.supply_packs = 8});
    std::int64_t served_ = 80;
};

TEST_F(ByHand, TheChainsShipmentsAloneServeEverybody) {
    expect_accepted_by_hand();
}

TEST_F(ByHand, UnknownLaneIsFound) {
    ship(LaneIndex(4), chain_.lot, 0, 1);
    expect_fault({"unknown_reference", "", "", -1});
}

TEST_F(ByHand, WeekOutsideTheHorizonIsFound) {
    ship(chain_.pool_to_port, chain_.lot, 8, 1);
    expect_fault({"week_outside_horizon", "pool", "vaccine", 8});
}

TEST_F(ByHand, ZeroAndNegativePacksAreFound) {
    ship(chain_.pool_to_port, chain_.lot, 3, 0);
    ship(chain_.pool_to_port, chain_.lot, 4, -2);
    expect_fault({"quantity_not_positive", "pool", "vaccine", 3, 2});
}

TEST_F(ByHand, PacksBeyondBeliefAreFound) {
    ship(chain_.pool_to_port, chain_.lot, 3, std::int64_t{1} << 62);
    expect_fault({"quantity_out_of_range", "pool", "vaccine", 3});
}

TEST_F(ByHand, DepartureBeforeTheFirstWeekIsFound) {
    chain_.builder[chain_.pool_to_port].first_week = 1;
    expect_fault({"lane_before_first_week", "pool", "vaccine", 0});
}

TEST_F(ByHand, DepartureBetweenTwoRoundsIsFound) {
    chain_.builder[chain_.port_to_store].every_weeks = 2;
    expect_fault({"lane_not_on_round", "port", "vaccine", 1});
}

TEST_F(ByHand, DepartureOnAClosedLaneIsFound) {
    chain_.builder.close(chain_.store_to_post[1], 2, 2);
    expect_fault({"lane_closed", "store", "vaccine", 2});
}

TEST_F(ByHand, DepartureFromAClosedPlaceIsFound) {
    chain_.builder.close(chain_.pool, 0, 0);
    expect_fault({"place_closed", "pool", "vaccine", 0});
}

TEST_F(ByHand, DepartureToAClosedAreaIsFound) {
    chain_.builder.close(chain_.districts[1], 2, 2);
    expect_fault({"area_closed", "post2", "vaccine", 2});
}

TEST_F(ByHand, ArrivalAfterTheHorizonIsFound) {
    chain_.builder.stock(chain_.port, chain_.lot, 1);
    ship(chain_.port_to_store, chain_.lot, 7, 1);
    expect_fault({"arrives_after_horizon", "store", "vaccine", 7});
}

TEST_F(ByHand, DepartureAfterUseByIsFoundAlthoughNoUseByIsStated) {
    const Spare spare = add_spare(chain_, chain_.store);
    chain_.builder.packaging(spare.product, 3).max_days = 13;
    ship(chain_.store_to_post[0], spare.lot, 1, 5);
    expect_accepted_by_hand();
    ship(chain_.store_to_post[0], spare.lot, 2, 5);
    expect_fault({"departs_after_use_by", "store", "spare", 2});
}

TEST_F(ByHand, ArrivalWithTooFewDaysLeftIsFound) {
    const Spare spare = add_spare(chain_, chain_.store, monday(2) + std::chrono::days(20));
    chain_.builder[spare.product].min_remaining_days = 21;
    ship(chain_.store_to_post[0], spare.lot, 1, 5);
    expect_accepted_by_hand();
    ship(chain_.store_to_post[0], spare.lot, 2, 5);
    expect_fault({"arrives_too_short_dated", "post1", "spare", 2});
}

TEST_F(ByHand, PacksThatAreNoMultipleAreFound) {
    chain_.builder.packaging(chain_.vaccine, 3).ship_multiple = 4;
    expect_accepted_by_hand();
    chain_.builder.packaging(chain_.vaccine, 1).ship_multiple = 3;
    expect_fault({"not_a_multiple", "port", "vaccine", 1});
}

TEST_F(ByHand, AFullLaneIsAcceptedAndOneCubicCentimetreLessIsFound) {
    chain_.builder[chain_.pool_to_port].room.cm3[1] = 8000;
    expect_accepted_by_hand();
    chain_.builder[chain_.pool_to_port].room.cm3[1] = 7999;
    expect_fault({"lane_capacity_exceeded", "pool", "vaccine", 0});
}

TEST_F(ByHand, CompanionsWithoutRoomOnALaneAreFound) {
    chain_.builder[chain_.pool_to_port].room.cm3[0] = 1599;
    expect_fault({"lane_companion_exceeded", "pool", "vaccine", 0});
}

TEST_F(ByHand, DepartureOfMoreThanThereIsIsFound) {
    ship(chain_.port_to_store, chain_.lot, 2, 1);
    const Violation first = expect_fault({"book_below_zero", "port", "vaccine", 2});
    EXPECT_EQ(first.found, 10);
    EXPECT_EQ(first.allowed, 0);
}

TEST_F(ByHand, AStatedUseByThatTheGoodsDoNotHaveIsFound) {
    const Spare spare = add_spare(chain_, chain_.store, sunday(7));
    chain_.plan.ship(chain_.store_to_post[0], spare.lot, 1, 5, sunday(7));
    expect_accepted_by_hand();
    chain_.plan.ship(chain_.store_to_post[0], spare.lot, 2, 5, sunday(6));
    expect_fault({"use_by_not_in_book", "store", "spare", 2});
}

TEST_F(ByHand, SeatsSentOnInALaterWeekAreFound) {
    const Spare seats = add_spare(chain_, chain_.store);
    chain_.builder[seats.product].kind = model::ProductKind::seats;
    ship(chain_.store_to_post[0], seats.lot, 0, 5);
    expect_accepted_by_hand();
    ship(chain_.store_to_post[0], seats.lot, 1, 5);
    expect_fault({"seats_stored", "store", "spare", 1});
}

TEST_F(ByHand, AFullStoreIsAcceptedAndOneCubicCentimetreLessIsFound) {
    chain_.builder[chain_.store].room.cm3[1] = 8000;
    expect_accepted_by_hand();
    chain_.builder[chain_.store].room.cm3[1] = 7999;
    expect_fault({"store_capacity_exceeded", "store", "vaccine", 2});
}

TEST_F(ByHand, CompanionsWithoutRoomInAStoreAreFound) {
    chain_.builder[chain_.port].room.cm3[0] = 1600;
    expect_accepted_by_hand();
    chain_.builder[chain_.port].room.cm3[0] = 1599;
    expect_fault({"store_companion_exceeded", "port", "vaccine", 1});
}

TEST_F(ByHand, StockAboveTheMaximumIsFound) {
    chain_.builder.maximum_stock(3, "8");
    expect_accepted_by_hand();
    chain_.builder.data().stock_policies.front().max_weeks = *model::Fixed9::parse("7.5");
    const Violation first = expect_fault({"maximum_stock_exceeded", "store", "vaccine", 2});
    EXPECT_EQ(first.found, 80);
    EXPECT_EQ(first.allowed, 75);
}

TEST_F(ByHand, SuppliesThatAreOnlyAnnouncedAreNotThere) {
    chain_.builder[chain_.supply].status = model::SupplyStatus::announced;
    model::Plan plan = chain_.plan.by_hand();
    plan.options.include_announced = true;
    expect_accepted(chain_.builder.build(), plan);
    plan.options.include_announced = false;
    const Verdict verdict = check(chain_.builder.build(), plan);
    ASSERT_FALSE(verdict.accepted);
    EXPECT_EQ(verdict.violations.front().code, "book_below_zero");
    EXPECT_EQ(verdict.violations.front().place, "pool");
    EXPECT_EQ(verdict.violations.front().week, 0);
}

}  // namespace
}  // namespace imdad::verify

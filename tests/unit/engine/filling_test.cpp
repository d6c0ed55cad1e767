#include "engine/filling.hpp"

#include "engine/water_filling.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

namespace imdad::engine {
namespace {

/// store (node 0, 100 packs of 10 units) -> post (node 1), one week apart, six weeks; one programme
/// of 10 persons a week at the post, one unit a person.
Problem chain() {
    Problem problem;
    problem.weeks = 6;
    Product product;
    product.pack_units = 10;
    for (auto& packing : product.at_level) {
        packing.pack_cm3 = 100;
        packing.storage_class = 1;
    }
    problem.products = {product};
    Node store{.level = 4, .serves = week_range(0, 5), .area = 0};
    Node post{.level = 5, .serves = week_range(0, 5), .area = 0};
    problem.nodes = {store, post};
    problem.arcs = {{.from = 0, .to = 1, .lead_weeks = 1, .departs = week_range(0, 5)}};
    problem.lots = {{.product = 0}};
    problem.supplies = {{.lot = 0, .node = 0, .week = 0, .packs = 100}};
    problem.programmes = {{.options = {{.product = 0, .doses = {Dose{}}}}}};
    problem.units = {{.programme = 0, .group = 0, .area = 0, .places = {1}, .total = 60}};
    problem.groups = {{.area = 0, .programme = 0, .target = 60, .weight = 1, .units = {0}}};
    problem.need.assign(6, 10);
    problem.ineligible.resize(1);
    return problem;
}

std::int64_t fill(const Problem& problem) {
    Filling filling(problem);
    fill_by_worth(filling, {.by_segment = {2, 1}});
    return std::accumulate(problem.units.begin(),
                           problem.units.end(),
                           std::int64_t{0},
                           [&, id = Id{0}](std::int64_t sum, const NeedUnit&) mutable {
                               return sum + filling.served(id++);
                           });
}

TEST(Filling, ServesAllButTheFirstWeekWhichNothingCanReach) {
    Problem problem = chain();
    index_problem(problem);
    EXPECT_EQ(fill(problem), 50);
}

TEST(Filling, WaitingNeedIsServedLater) {
    Problem problem = chain();
    problem.programmes[0].max_wait = 1;
    index_problem(problem);
    EXPECT_EQ(fill(problem), 60);
}

TEST(Filling, NeedLeftIsTheTightestOfAllRunsOfWeeks) {
    Problem problem = chain();
    problem.need = {4, 0, 7, 3, 0, 6};
    problem.units[0].total = 20;
    index_problem(problem);
    for (int wait = 0; wait <= 6; ++wait) {
        problem.programmes[0].max_wait = wait;
        Filling filling(problem);
        // A few starts between the questions; what they are does not matter.
        for (const int week : {3, 1, 5, 2}) {
            filling.serve(0, week, 2, true);
            for (int t = 0; t < problem.weeks; ++t) {
                std::int64_t tightest = kUnlimited;
                for (int a = 0; a <= t; ++a) {
                    for (int b = t; b < problem.weeks; ++b) {
                        // The starts of weeks a..b fit into the need of weeks a-wait..b.
                        std::int64_t room = 0;
                        for (int s = std::max(0, a - wait); s <= b; ++s) {
                            room += problem.need_at(0, s);
                        }
                        for (const Record& record : filling.local().records()) {
                            const auto id =
                                static_cast<Id>(&record - filling.local().records().data());
                            for (int s = a; s <= b; ++s) {
                                room -= filling.local().persons(id)[static_cast<std::size_t>(s)];
                            }
                        }
                        tightest = std::min(tightest, room);
                    }
                }
                EXPECT_EQ(filling.need_left(0, t), tightest) << "wait " << wait << ", week " << t;
            }
        }
    }
}

TEST(Filling, AMonthlyRoundBringsWhatTheStoreOfThePostHolds) {
    Problem problem = chain();
    problem.arcs[0].departs = week_bit(0) | week_bit(4);
    index_problem(problem);
    EXPECT_EQ(fill(problem), 50);
    problem.nodes[1].room[1] =
        200;  // two packs: weeks 1 and 2 from the first round, 5 from the second
    index_problem(problem);
    EXPECT_EQ(fill(problem), 30);
}

TEST(Filling, ALaneCarriesNoMoreThanItsRoom) {
    Problem problem = chain();
    problem.arcs[0].room[1] = 99;
    index_problem(problem);
    EXPECT_EQ(fill(problem), 0);
    problem.arcs[0].room[1] = 100;
    index_problem(problem);
    EXPECT_EQ(fill(problem), 50);
}

TEST(Filling, CartonsAboveAreSplitBelow) {
    Problem problem = chain();
    // A national store before the store: cartons of 20 packs leave it.
    problem.nodes.push_back({.level = 2, .serves = 0, .area = 0});
    problem.arcs.push_back({.from = 2, .to = 0, .lead_weeks = 0, .departs = week_range(0, 5)});
    problem.products[0].at_level[2].ship_multiple = 20;
    problem.supplies[0].node = 2;
    index_problem(problem);
    Filling filling(problem);
    fill_by_worth(filling, {.by_segment = {1}});
    EXPECT_EQ(filling.served(0), 50);
    std::int64_t from_national = 0;
    for (const Departure& departure : filling.departures()) {
        if (departure.arc == 1) {
            EXPECT_EQ(departure.packs % 20, 0);
            from_national += departure.packs;
        }
    }
    EXPECT_EQ(from_national, 20)
        << "one carton feeds every round; the rest waits in the store below";
}

TEST(Filling, ThawedGoodsAreUsedWithinTheirDays) {
    Problem problem = chain();
    problem.arcs[0].departs = week_bit(0);
    problem.products[0].at_level[5].max_days =
        19;  // arrives in week 1: usable to the Sunday of week 2
    index_problem(problem);
    EXPECT_EQ(fill(problem), 20);
}

TEST(Filling, ShortDatedLotsGoFirst) {
    Problem problem = chain();
    problem.lots.push_back({.product = 0, .expiry_day = 20});
    problem.supplies.push_back({.lot = 1, .node = 0, .week = 0, .packs = 100});
    index_problem(problem);
    Filling filling(problem);
    fill_by_worth(filling, {.by_segment = {1}});
    for (const Departure& departure : filling.departures()) {
        EXPECT_EQ(departure.lot, departure.week <= 1 ? 1U : 0U) << "week " << departure.week;
    }
}

TEST(Filling, ASeriesStartsNobodyWhoCannotBeCompleted) {
    Problem problem = chain();
    problem.programmes[0].options[0].doses = {Dose{}, Dose{.min_interval = 2, .max_interval = 3}};
    problem.supplies[0].packs = 3;  // 30 doses: 15 persons
    index_problem(problem);
    EXPECT_LE(fill(problem), 15);
    EXPECT_GE(fill(problem), 14)
        << "one pair of doses may be left in packs that came too late for a start";
    problem.supplies[0].packs = 100;
    index_problem(problem);
    EXPECT_EQ(fill(problem), 30) << "starts in weeks 1 to 3 are completed by week 5";
}

TEST(Filling, AMiddleDoseWaitsWhereTheNextOneCouldNotFollow) {
    Problem problem = chain();
    problem.programmes[0].options[0].doses = {Dose{},
                                              Dose{.min_interval = 1, .max_interval = 3},
                                              Dose{.min_interval = 1, .max_interval = 1}};
    // Dose 2 in week 2 works, but then dose 3 would fall into a closed week.
    problem.nodes[1].serves = week_range(1, 5) & ~week_bit(3);
    problem.need = {0, 10, 0, 0, 0, 0};
    problem.units[0].total = 10;
    index_problem(problem);
    EXPECT_EQ(fill(problem), 10) << "doses in weeks 1, 4 and 5";
}

TEST(Filling, WhatIsLeftMeetsTheClosingTargetAndServiceComesFirst) {
    Problem problem = chain();
    problem.closing = {{.node = 1, .product = 0, .units = 35}};
    problem.supplies[0].packs = 9;  // 50 units serve all who can be served; 40 are left
    index_problem(problem);
    Filling filling(problem);
    fill_by_worth(filling, {.by_segment = {1}});
    filling.fill_closing_stock();
    EXPECT_EQ(filling.served(0), 50);
    EXPECT_EQ(filling.sources().supply(0), 0) << "four packs went ahead to hold 35 units";
    problem.supplies[0].packs = 7;
    Filling scarce(problem);
    fill_by_worth(scarce, {.by_segment = {1}});
    scarce.fill_closing_stock();
    EXPECT_EQ(scarce.served(0), 50);
    EXPECT_EQ(scarce.sources().supply(0), 0) << "two packs are left, and both count";
}

TEST(Filling, EqualGroupsEndWithinOneStepOfEachOther) {
    Problem problem = chain();
    problem.nodes.push_back({.level = 5, .serves = week_range(0, 5), .area = 1});
    problem.arcs.push_back({.from = 0, .to = 2, .lead_weeks = 1, .departs = week_range(0, 5)});
    problem.units.push_back({.programme = 0, .group = 1, .area = 1, .places = {2}, .total = 60});
    problem.groups.push_back({.area = 1, .programme = 0, .target = 60, .weight = 1, .units = {1}});
    problem.need.insert(problem.need.end(), 6, 10);
    problem.supplies[0].packs = 6;  // 60 units for 100 reachable persons
    index_problem(problem);
    Filling filling(problem);
    fill_by_worth(filling, {.by_segment = {8, 4, 2, 1}});
    EXPECT_EQ(filling.served(0) + filling.served(1), 60);
    EXPECT_LE(std::abs(filling.served(0) - filling.served(1)), 10);
}

/// Long turns are for those far from what the goods allow: who gets the last of them is decided in
/// short ones. Half of the need in one turn would give 30 persons to one and 20 to the other.
TEST(Filling, LongTurnsGrowShortTowardsTheEndOfTheGoods) {
    Problem problem = chain();
    problem.programmes[0].max_wait = kWeeksMax;
    problem.products[0].pack_units = 1;
    problem.nodes.push_back({.level = 5, .serves = week_range(0, 5), .area = 1});
    problem.arcs.push_back({.from = 0, .to = 2, .lead_weeks = 1, .departs = week_range(0, 5)});
    problem.units.push_back({.programme = 0, .group = 1, .area = 1, .places = {2}, .total = 60});
    problem.groups.push_back({.area = 1, .programme = 0, .target = 60, .weight = 1, .units = {1}});
    problem.need = {60, 0, 0, 0, 0, 0, 60, 0, 0, 0, 0, 0};
    problem.supplies[0].packs = 50;
    index_problem(problem);
    Filling filling(problem);
    fill_by_worth(filling, {.by_segment = {8, 4, 2, 1}}, EarmarkOrder::together, {.longest = 8});
    EXPECT_EQ(filling.served(0) + filling.served(1), 50);
    EXPECT_LE(std::abs(filling.served(0) - filling.served(1)), 8);
}

TEST(Filling, AskingWhetherSomebodyCanBeServedChangesNothing) {
    Problem problem = chain();
    index_problem(problem);
    Filling filling(problem);
    EXPECT_FALSE(filling.can_serve(0, 0));
    EXPECT_TRUE(filling.can_serve(0, 1));
    EXPECT_EQ(filling.served(0), 0);
    EXPECT_TRUE(filling.departures().empty());
    EXPECT_EQ(filling.sources().supplies()[0], 100);
}

}  // namespace
}  // namespace imdad::engine

#include "engine/failed_routes.hpp"

#include <gtest/gtest.h>

namespace imdad::engine {
namespace {

/// store (node 0) -> posts (nodes 1 and 2); one product; one unit at post 1 and one at both posts.
Problem two_posts() {
    Problem problem;
    problem.weeks = 6;
    problem.products.resize(1);
    problem.nodes.resize(3);
    problem.arcs = {{.from = 0, .to = 1}, {.from = 0, .to = 2}};
    problem.programmes = {{.options = {{.product = 0, .doses = {Dose{}}}}}};
    problem.units = {{.programme = 0, .places = {1}}, {.programme = 0, .places = {1, 2}}};
    index_problem(problem);
    return problem;
}

TEST(FailedRoutes, AWeekIsRememberedForItsPlaceOnly) {
    const Problem problem = two_posts();
    FailedRoutes failed(problem);
    EXPECT_FALSE(failed.none_for_place(1, 0, 3));
    failed.remember_for_place(1, 0, week_bit(3));
    EXPECT_TRUE(failed.none_for_place(1, 0, 3));
    EXPECT_FALSE(failed.none_for_place(1, 0, 2));
    EXPECT_FALSE(failed.none_for_place(2, 0, 3));
}

TEST(FailedRoutes, WhatIsFreedUpstreamEndsIt) {
    const Problem problem = two_posts();
    FailedRoutes failed(problem);
    failed.remember_for_place(1, 0, week_bit(3));
    failed.remember_for_place(2, 0, week_bit(3));
    failed.freed(2);
    EXPECT_TRUE(failed.none_for_place(1, 0, 3)) << "nothing reaches post 1 through post 2";
    EXPECT_FALSE(failed.none_for_place(2, 0, 3));
    failed.freed(0);
    EXPECT_FALSE(failed.none_for_place(1, 0, 3));
}

TEST(FailedRoutes, ANewWeekDoesNotReviveOldOnes) {
    const Problem problem = two_posts();
    FailedRoutes failed(problem);
    failed.remember_for_place(1, 0, week_bit(3));
    failed.freed(0);
    failed.remember_for_place(1, 0, week_bit(4));
    EXPECT_TRUE(failed.none_for_place(1, 0, 4));
    EXPECT_FALSE(failed.none_for_place(1, 0, 3));
}

TEST(FailedRoutes, EachPlaceAndOptionOfAUnitHasItsOwnMemory) {
    const Problem problem = two_posts();
    FailedRoutes failed(problem);
    const std::size_t first = failed.slot(1, 0, 0);
    const std::size_t second = failed.slot(1, 1, 0);
    EXPECT_NE(first, second);
    EXPECT_NE(first, failed.slot(0, 0, 0));
    failed.remember_for_unit(first, 1, week_bit(5) | week_bit(2), false);
    EXPECT_TRUE(failed.none_for_unit(first, 1, 5, false));
    EXPECT_TRUE(failed.none_for_unit(first, 1, 2, false));
    EXPECT_FALSE(failed.none_for_unit(first, 1, 5, true)) << "asked for earmarked goods only";
    EXPECT_FALSE(failed.none_for_unit(second, 2, 5, false));
}

}  // namespace
}  // namespace imdad::engine

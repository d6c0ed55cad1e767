#include "plan/baselines.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace imdad::plan {
namespace {

using engine::Id;

/// store (node 0) -> depot (node 1) -> four posts (nodes 2 to 5) of 10 persons a week each, without
/// lead. The lane to the depot carries `lane_packs` packs of ten units a week.
engine::Problem four_posts(std::int64_t lane_packs) {
    engine::Problem problem;
    problem.weeks = 5;
    engine::Product product;
    product.pack_units = 10;
    for (auto& packing : product.at_level) {
        packing.pack_cm3 = 100;
    }
    problem.products = {product};
    const engine::WeekMask all = engine::week_range(0, 4);
    problem.nodes.assign(6, {.level = 5, .serves = all, .area = 0});
    problem.arcs = {{.from = 0, .to = 1, .departs = all}};
    problem.arcs[0].room[0] = 100 * lane_packs;
    problem.lots = {{.product = 0}};
    problem.supplies = {{.lot = 0, .node = 0, .week = 0, .packs = 20}};
    problem.programmes = {{.options = {{.product = 0, .doses = {engine::Dose{}}}}}};
    for (Id post = 0; post < 4; ++post) {
        problem.arcs.push_back({.from = 1, .to = post + 2, .departs = all});
        problem.units.push_back(
            {.programme = 0, .group = post, .area = 0, .places = {post + 2}, .total = 50});
        problem.groups.push_back({.area = 0, .target = 50, .weight = 1, .units = {post}});
    }
    problem.need.assign(20, 10);
    problem.ineligible.resize(1);
    engine::index_problem(problem);
    return problem;
}

std::vector<std::int64_t> served(const engine::Filling& filling) {
    std::vector<std::int64_t> persons;
    for (Id unit = 0; unit < filling.problem().units.size(); ++unit) {
        persons.push_back(filling.served(unit));
    }
    return persons;
}

TEST(ProRata, EverybodyGetsTheSameBehindALaneThatIsTooSmall) {
    const engine::Problem problem = four_posts(2);  // half of what the four need
    engine::Filling filling(problem);
    fill_pro_rata(filling);
    const auto persons = served(filling);
    EXPECT_EQ(persons[0] + persons[1] + persons[2] + persons[3], 100);
    const auto [least, most] = std::ranges::minmax(persons);
    EXPECT_LE(most - least, 10) << "one pack is the least that can be sent";
}

TEST(ProRata, WhatOneCannotTakeGoesToTheOthers) {
    engine::Problem problem = four_posts(20);
    problem.supplies[0].packs = 10;  // half of what the four need
    problem.nodes[2].serves = 0;
    engine::Filling filling(problem);
    fill_pro_rata(filling);
    const auto persons = served(filling);
    EXPECT_EQ(persons[0], 0);
    EXPECT_EQ(persons[1] + persons[2] + persons[3], 100);
}

TEST(FirstComeFirstServed, TheFirstRowsGetAll) {
    const engine::Problem problem = four_posts(2);
    engine::Filling filling(problem);
    fill_first_come_first_served(filling);
    EXPECT_EQ(served(filling), (std::vector<std::int64_t>{50, 50, 0, 0}));
}

}  // namespace
}  // namespace imdad::plan

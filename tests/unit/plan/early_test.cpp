#include "plan/planner.hpp"
#include "verify/checker.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support/scenario_builder.hpp"
#include <gtest/gtest.h>

/// What the planner tells before its end: whom a plan would serve, then its first plan.

namespace imdad::plan {
namespace {

using model::Persons;
using test_support::ScenarioBuilder;

/// A store that supplies eight posts of one district alike, and one far post of another.
struct World {
    ScenarioBuilder builder{8};
    model::AreaIndex country = builder.area("AA");
    model::AreaIndex near = builder.area("AA01", country);
    model::AreaIndex far = builder.area("AA02", country);
    model::PlaceIndex store = builder.place("store", 3, country);
    model::ProductIndex vaccine = builder.product("vaccine", 1, 1000);
    model::ProgrammeIndex infants = builder.programme("infants");
    model::BatchIndex lot = builder.batch(vaccine, "L1");
    std::vector<model::PlaceIndex> posts;

    explicit World(std::int64_t doses) {
        builder.serves(infants, vaccine);
        builder.stock(store, lot, doses);
        for (int i = 0; i < 8; ++i) {
            const std::string name = "post" + std::to_string(i);
            posts.push_back(builder.place(name, 5, near));
            builder.lane("to-" + name, store, posts.back());
            builder.need(infants, posts.back(), 10 * (i + 1), 0, 7);
        }
        const model::PlaceIndex post = builder.place("far", 5, far);
        builder.lane("to-far", store, post);
        builder.need(infants, far, 120, 0, 7);
    }
};

struct Told {
    std::vector<std::string> order;
    std::optional<model::Measures> estimate;
    std::optional<model::PlanResult> first;
    model::PlanResult result;
};

Told plan_of(const model::Scenario& scenario, Engine engine, int threads = 2) {
    Told told;
    told.result = make_plan(scenario,
                            {.policy = model::Policy::worst_first,
                             .threads = threads,
                             .engine = engine,
                             .estimated =
                                 [&](const model::Measures& measures) {
                                     told.order.emplace_back("estimate");
                                     told.estimate = measures;
                                 },
                             .first =
                                 [&](model::PlanResult result) {
                                     told.order.emplace_back("first");
                                     told.first = std::move(result);
                                 }});
    return told;
}

void expect_same(const model::Plan& a, const model::Plan& b) {
    EXPECT_EQ(a.shipments, b.shipments);
    EXPECT_EQ(a.services, b.services);
    EXPECT_EQ(a.starts, b.starts);
}

TEST(EarlyPlans, TheEstimateComesFirstThenThePlanWithoutBaselines) {
    const model::Scenario scenario = World(300).builder.build();
    const Told told = plan_of(scenario, Engine::first_order);
    EXPECT_EQ(told.order, (std::vector<std::string>{"estimate", "first"}));
    EXPECT_TRUE(told.first->baselines.empty());
    EXPECT_TRUE(told.first->bounds.empty());
    EXPECT_FALSE(told.first->stock.empty());
    EXPECT_TRUE(verify::check(scenario, told.first->chosen.plan).accepted);
}

TEST(EarlyPlans, ToldOrNotThePlanIsTheSame) {
    const model::Scenario scenario = World(300).builder.build();
    for (const Engine engine : {Engine::first_order, Engine::greedy}) {
        for (const int threads : {1, 3}) {
            const Told told = plan_of(scenario, engine, threads);
            const model::PlanResult quiet = make_plan(
                scenario,
                {.policy = model::Policy::worst_first, .threads = threads, .engine = engine});
            expect_same(told.result.chosen.plan, quiet.chosen.plan);
            EXPECT_EQ(told.result.chosen.measures, quiet.chosen.measures);
            EXPECT_EQ(told.result.stock, quiet.stock);
            EXPECT_EQ(told.result.notes, quiet.notes);
            ASSERT_EQ(told.result.baselines.size(), quiet.baselines.size());
            for (std::size_t i = 0; i < quiet.baselines.size(); ++i) {
                EXPECT_EQ(told.result.baselines[i].name, quiet.baselines[i].name);
                expect_same(told.result.baselines[i].plan, quiet.baselines[i].plan);
                EXPECT_EQ(told.result.baselines[i].measures, quiet.baselines[i].measures);
            }
        }
    }
}

TEST(EarlyPlans, TheFirstPlanIsTheGreedyOne) {
    const model::Scenario scenario = World(300).builder.build();
    expect_same(plan_of(scenario, Engine::first_order).first->chosen.plan,
                plan_of(scenario, Engine::greedy).result.chosen.plan);
}

/// With packs of one and room without end nothing is lost by taking the posts as one: the two
/// differ by a step of the filling at most, a sixteenth of a unit's need.
TEST(EarlyPlans, TheEstimateServesWhoThePlanServesWherePacksNeedNotBeSplit) {
    for (const std::int64_t doses : {0, 120, 300, 480, 1000}) {
        const model::Scenario scenario = World(doses).builder.build();
        const Told told = plan_of(scenario, Engine::greedy);
        const model::Measures& plan = told.result.chosen.measures;
        ASSERT_EQ(told.estimate->areas.size(), plan.areas.size());
        ASSERT_EQ(told.estimate->groups.size(), plan.groups.size());
        std::int64_t served = 0;
        for (std::size_t g = 0; g < plan.groups.size(); ++g) {
            EXPECT_EQ(told.estimate->groups[g].area, plan.groups[g].area);
            EXPECT_EQ(told.estimate->groups[g].target, plan.groups[g].target);
            EXPECT_NEAR(told.estimate->groups[g].coverage.to_double(),
                        plan.groups[g].coverage.to_double(),
                        1.0 / 16 + 0.005);
            served += told.estimate->groups[g].served.value();
        }
        EXPECT_EQ(served, std::min<std::int64_t>(480, doses));
    }
}

/// What a week's need is, the estimate has from all the posts.
TEST(EarlyPlans, TheEstimateHasEveryWeekOfTheNeed) {
    const model::Scenario scenario = World(300).builder.build();
    const Told told = plan_of(scenario, Engine::greedy);
    const auto targets = [](const model::Measures& measures) {
        std::vector<std::int64_t> result;
        for (const model::WeekMeasure& week : measures.weeks) {
            result.push_back(week.target.value());
        }
        return result;
    };
    EXPECT_EQ(targets(*told.estimate), targets(told.result.chosen.measures));
}

/// A lock of a place counts who is served there and nowhere else, in the smaller problem too.
TEST(EarlyPlans, TheEstimateKeepsTheLockOfAPlace) {
    World world(300);
    auto& locks = world.builder.data().locks;
    locks.push_back({.lock_id = "L1",
                     .place = world.posts[7],
                     .programme = world.infants,
                     .at_most = Persons(5),
                     .reason = "closed for repair",
                     .row = 2});
    locks.push_back({.lock_id = "L2",
                     .place = world.posts[4],
                     .programme = world.infants,
                     .at_least = Persons(50),
                     .reason = "promised",
                     .row = 3});
    const Told told = plan_of(world.builder.build(), Engine::greedy);
    ASSERT_EQ(told.estimate->locks.size(), 2U);
    EXPECT_LE(told.estimate->locks[0].served.value(), 5);
    EXPECT_EQ(told.estimate->locks[1].served.value(), 50);
    EXPECT_EQ(told.estimate->locks[1].missing.value(), 0);
}

TEST(EarlyPlans, WhatTheListenerThrowsEndsThePlanning) {
    const model::Scenario scenario = World(300).builder.build();
    EXPECT_THROW(
        static_cast<void>(make_plan(
            scenario,
            {.threads = 2,
             .first = [](const model::PlanResult&) { throw std::runtime_error("full"); }})),
        std::runtime_error);
}

}  // namespace
}  // namespace imdad::plan

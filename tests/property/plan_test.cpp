#include "plan/planner.hpp"
#include "verify/checker.hpp"

#include "random_scenario.hpp"
#include <gtest/gtest.h>

/// The planner against the independent checker on random scenarios of every family.

namespace imdad::testing {
namespace {

constexpr std::uint64_t kSeeds = 300;

class EveryFamily : public ::testing::TestWithParam<Family> {};

std::string first_violation(const verify::Verdict& verdict) {
    return verdict.violations.empty()
               ? ""
               : verdict.violations.front().code + ": " + verdict.violations.front().message;
}

TEST_P(EveryFamily, PlansAndBaselinesPassTheChecker) {
    std::int64_t served = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const auto scenario = model::Scenario::build(random_scenario(GetParam(), seed));
        ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
        const bool include = seed % 2 == 1;
        const auto result = plan::make_plan(*scenario,
                                            {.policy = static_cast<model::Policy>(seed % 3),
                                             .include_announced = include,
                                             .include_pledged = include});
        const auto check = [&](const model::NamedPlan& named) {
            const auto verdict = verify::check(*scenario, named.plan);
            EXPECT_TRUE(verdict.accepted)
                << named.name << ", seed " << seed << ": " << first_violation(verdict);
            std::int64_t measured = 0;
            for (const auto& programme : named.measures.programmes) {
                measured += programme.served.value();
            }
            EXPECT_EQ(measured, verdict.served.value()) << named.name << ", seed " << seed;
            served += measured;
        };
        check(result.chosen);
        for (const auto& baseline : result.baselines) {
            check(baseline);
        }
    }
    EXPECT_GT(served, 0) << "a family in which nobody is ever served tests nothing";
}

void expect_same(const model::NamedPlan& one, const model::NamedPlan& other) {
    EXPECT_EQ(one.plan.shipments, other.plan.shipments) << one.name;
    EXPECT_EQ(one.plan.services, other.plan.services) << one.name;
    EXPECT_EQ(one.plan.starts, other.plan.starts) << one.name;
    EXPECT_TRUE(one.measures == other.measures) << one.name;
}

/// The shipments of a plan alone are a plan too: what they take is there for them.
TEST_P(EveryFamily, ShipmentsAloneFindTheirPacks) {
    std::size_t shipments = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const auto scenario = model::Scenario::build(random_scenario(GetParam(), seed));
        ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
        const auto result = plan::make_plan(*scenario, {});
        const auto check = [&](model::Plan plan) {
            plan.by_hand = true;
            plan.services.clear();
            plan.starts.clear();
            shipments += plan.shipments.size();
            const auto verdict = verify::check(*scenario, plan);
            // Where people are served, goods of the place itself may take the room of arrivals.
            EXPECT_FALSE(verdict.counts.contains("book_below_zero") &&
                         !verdict.counts.contains("store_capacity_exceeded"))
                << "seed " << seed << ": " << first_violation(verdict);
        };
        check(result.chosen.plan);
        for (const auto& baseline : result.baselines) {
            check(baseline.plan);
        }
    }
    EXPECT_GT(shipments, 0U);
}

TEST_P(EveryFamily, ThreadsChangeNothing) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto scenario = model::Scenario::build(random_scenario(GetParam(), seed));
        ASSERT_TRUE(scenario.has_value());
        const auto one = plan::make_plan(*scenario, {.threads = 1});
        for (const int threads : {2, 7}) {
            const auto many = plan::make_plan(*scenario, {.threads = threads});
            expect_same(one.chosen, many.chosen);
            EXPECT_TRUE(one.stock == many.stock);
            EXPECT_EQ(one.notes, many.notes);
            ASSERT_EQ(one.baselines.size(), many.baselines.size());
            for (std::size_t b = 0; b < one.baselines.size(); ++b) {
                expect_same(one.baselines[b], many.baselines[b]);
            }
        }
    }
}

/// Over many scenarios a policy reaches more of its own aim than another one does.
TEST(Policies, ReachMoreOfTheirOwnAim) {
    std::int64_t worst[2] = {0, 0};
    double served[2] = {0, 0};  // by weight
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const auto scenario = model::Scenario::build(random_scenario(Family::plain, seed));
        ASSERT_TRUE(scenario.has_value());
        for (const bool most : {false, true}) {
            const auto result = plan::make_plan(
                *scenario,
                {.policy = most ? model::Policy::most_served : model::Policy::worst_first,
                 .baselines = false});
            const model::Measures& measures = result.chosen.measures;
            worst[most ? 1 : 0] += measures.fairness.minimum.nano();
            for (const model::GroupMeasure& group : measures.groups) {
                const double weight = static_cast<double>(model::programme_weight_nano(
                                          (*scenario)[group.programme])) *
                                      static_cast<double>((*scenario)[group.area].weight.nano());
                served[most ? 1 : 0] += weight * static_cast<double>(group.served.value());
            }
        }
    }
    EXPECT_GT(worst[0], worst[1]);
    EXPECT_GT(served[1], served[0]);
}

INSTANTIATE_TEST_SUITE_P(Families,
                         EveryFamily,
                         ::testing::ValuesIn(families()),
                         [](const auto& family) { return name_of(family.param); });

}  // namespace
}  // namespace imdad::testing

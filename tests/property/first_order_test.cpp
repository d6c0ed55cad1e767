#include "engine/relaxed.hpp"
#include "lp/solve.hpp"
#include "plan/certify.hpp"
#include "plan/planner.hpp"
#include "plan/policy.hpp"
#include "plan/problem_builder.hpp"
#include "plan/reachability.hpp"
#include "verify/certificate.hpp"

#include <string>

#include "random_scenario.hpp"
#include <gtest/gtest.h>

/// Three parties that share no code: the linear programme solved by a simplex method, the prices of
/// the first-order engine, and the integer checker. Plan <= optimum <= bound, and the bound is
/// near.

namespace imdad::testing {
namespace {

constexpr double kSlack = 1e-6;  // of a solver that works by floating point
constexpr double kNear = 0.005;  // what the bound may be above the optimum
constexpr int kSeeds = 30;       // by family: 330 scenarios

double to_double(base::Int128 nano) {
    return static_cast<double>(nano) / 1e9;
}

class FirstOrder : public ::testing::TestWithParam<Family> {};

TEST_P(FirstOrder, ValueOfThePlanOptimumAndBoundStandInThisOrderAndTheBoundIsNear) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        SCOPED_TRACE(name_of(GetParam()) + " " + std::to_string(seed));
        model::ScenarioData data = random_scenario(GetParam(), seed);
        data.header.policy = static_cast<model::Policy>(seed % 3);
        const model::Scenario scenario = model::Scenario::build(std::move(data)).value();
        const plan::Request request{.policy = scenario->header.policy, .gap = 0};
        const model::PlanResult result = plan::make_plan(scenario, request);
        const plan::BuiltProblem built = plan::build_problem(scenario, result.chosen.plan.options);
        const lp::Solution optimum =
            lp::optimum_of_value(built.problem, plan::slopes(request.policy));
        ASSERT_EQ(optimum.status, lp::Solution::Status::optimal);
        ASSERT_FALSE(result.bounds.empty());
        const auto bound =
            verify::certify(scenario, result.chosen.plan, result.bounds.front().certificate, {});
        ASSERT_TRUE(bound) << bound.error().message;
        EXPECT_LE(result.chosen.measures.value, optimum.objective * (1 + kSlack) + kSlack);
        EXPECT_LE(optimum.objective, to_double(bound->bound_nano) * (1 + kSlack) + kSlack);
        EXPECT_LE(to_double(bound->bound_nano), optimum.objective * (1 + kNear) + kSlack);
    }
}

TEST_P(FirstOrder, WorstOffAreaOfThePlanOptimumAndBoundStandInThisOrderAndTheBoundIsNear) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        SCOPED_TRACE(name_of(GetParam()) + " " + std::to_string(seed));
        const model::Scenario scenario =
            model::Scenario::build(random_scenario(GetParam(), seed)).value();
        const plan::Request request{.policy = model::Policy::worst_first, .gap = 0};
        const model::PlanResult result = plan::make_plan(scenario, request);
        const plan::BuiltProblem built = plan::build_problem(scenario, result.chosen.plan.options);
        std::vector<engine::Id> out_of_reach;
        std::vector<model::AreaIndex> areas;
        for (const model::AreaMeasure& area : result.chosen.measures.areas) {
            if (!area.reachable) {
                out_of_reach.push_back(static_cast<engine::Id>(area.area.value()));
                areas.push_back(area.area);
            }
        }
        if (!result.chosen.measures.worst_area) {
            continue;
        }
        const lp::Solution optimum =
            lp::optimum_of_worst_off(scenario, built.problem, out_of_reach);
        ASSERT_EQ(optimum.status, lp::Solution::Status::optimal);
        ASSERT_EQ(result.bounds.size(), 2U);
        const auto bound =
            verify::certify(scenario, result.chosen.plan, result.bounds.back().certificate, areas);
        ASSERT_TRUE(bound) << bound.error().message;
        const double worst =
            result.chosen.measures.areas[*result.chosen.measures.worst_area].coverage.to_double();
        EXPECT_LE(worst, optimum.objective + kSlack);
        EXPECT_LE(optimum.objective, to_double(bound->bound_nano) + kSlack);
        EXPECT_LE(to_double(bound->bound_nano), optimum.objective * (1 + kNear) + kSlack);
    }
}

INSTANTIATE_TEST_SUITE_P(AllFamilies,
                         FirstOrder,
                         ::testing::ValuesIn(families()),
                         [](const auto& family) { return name_of(family.param); });

}  // namespace
}  // namespace imdad::testing

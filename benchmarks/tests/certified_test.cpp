#include "lp/solve.hpp"
#include "plan/planner.hpp"
#include "plan/policy.hpp"
#include "plan/problem_builder.hpp"

#include <string>

#include "benchmarks/instances/generator.hpp"
#include <gtest/gtest.h>

/// How near plans of whole packs come to the optimum, where flows are of ten packs a week or more:
/// the instance S and a hundred smaller ones like it.

namespace imdad::benchmarks {
namespace {

/// Small, with the needs of S: some tens of packs a week at every facility.
const InstanceSize kSmall{
    .name = "small", .facilities = 12, .districts = 3, .products = 2, .weeks = 8};
constexpr int kSmallOnes = 100;

struct Reached {
    double plan = 0;
    double optimum = 0;
};

model::Scenario instance(const InstanceSize& size, std::uint64_t seed) {
    return model::Scenario::build(generate_instance(size, seed)).value();
}

Reached worst_off(const InstanceSize& size, std::uint64_t seed) {
    const model::Scenario scenario = instance(size, seed);
    const model::PlanResult result =
        plan::make_plan(scenario, {.policy = model::Policy::worst_first, .baselines = false});
    const plan::BuiltProblem built = plan::build_problem(scenario, result.chosen.plan.options);
    const model::Measures& measures = result.chosen.measures;
    return {measures.areas.at(measures.worst_area.value()).coverage.to_double(),
            lp::optimum_of_worst_off(scenario, built.problem).objective};
}

Reached value(const InstanceSize& size, std::uint64_t seed, model::Policy policy) {
    const model::Scenario scenario = instance(size, seed);
    const model::PlanResult result =
        plan::make_plan(scenario, {.policy = policy, .baselines = false, .gap = 0});
    const plan::BuiltProblem built = plan::build_problem(scenario, result.chosen.plan.options);
    return {result.chosen.measures.value,
            lp::optimum_of_value(built.problem, plan::slopes(policy)).objective};
}

TEST(Certified, WorstOffAreaIsWithinTwoPointsOfTheBestThereIs) {
    constexpr double kTwoPoints = 0.02;
    for (std::uint64_t seed = 1; seed <= kSmallOnes; ++seed) {
        const Reached reached = worst_off(kSmall, seed);
        EXPECT_GE(reached.plan, reached.optimum - kTwoPoints) << "small " << seed;
        EXPECT_LE(reached.plan, reached.optimum + 1e-6) << "small " << seed;
    }
    const Reached reached = worst_off(instance_size("S").value(), 1);
    EXPECT_GE(reached.plan, reached.optimum - kTwoPoints);
}

TEST(Certified, ValueIsWithinOnePercentOfTheOptimum) {
    for (std::uint64_t seed = 1; seed <= kSmallOnes; ++seed) {
        const auto policy = seed % 2 == 0 ? model::Policy::balanced : model::Policy::most_served;
        const Reached reached = value(kSmall, seed, policy);
        EXPECT_GE(reached.plan, 0.99 * reached.optimum) << "small " << seed;
    }
    const Reached reached = value(instance_size("S").value(), 1, model::Policy::balanced);
    EXPECT_GE(reached.plan, 0.99 * reached.optimum);
}

}  // namespace
}  // namespace imdad::benchmarks

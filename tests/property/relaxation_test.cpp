#include "lp/relaxation.hpp"

#include "lp/mps_writer.hpp"
#include "lp/solve.hpp"
#include "plan/planner.hpp"
#include "plan/policy.hpp"

#include <filesystem>

#include "random_scenario.hpp"
#include "support/plan_point.hpp"
#include <gtest/gtest.h>

/// No plan is worth more than the optimum of the relaxation, and none leaves its worst-off area
/// better off, on random scenarios of every family. That is so because every plan is a point of it:
/// it keeps every row and gives the objective its own value.

namespace imdad::testing {
namespace {

constexpr std::uint64_t kSeeds = 40;
const std::vector<std::string> kNone;

class RelaxationOfEveryFamily : public ::testing::TestWithParam<Family> {};

double worst_coverage(const model::Measures& measures) {
    return measures.worst_area ? measures.areas[*measures.worst_area].coverage.to_double() : 1;
}

/// What one plan leaves outside its worst area: it takes in whom it serves, so plans differ.
std::vector<engine::Id> out_of_reach(const model::Measures& measures) {
    std::vector<engine::Id> areas;
    for (const model::AreaMeasure& area : measures.areas) {
        if (!area.reachable) {
            areas.push_back(static_cast<engine::Id>(area.area.value()));
        }
    }
    return areas;
}

/// One plan against both aims of its scenario's relaxation.
class Judge {
 public:
    Judge(const model::Scenario& scenario, const model::PlanOptions& options)
        : scenario_(scenario),
          built_(plan::build_problem(scenario, options)),
          value_(built_.problem, lp::value_aim(plan::slopes(options.policy))),
          most_(lp::solve(value_)) {
        EXPECT_EQ(most_.status, lp::Solution::Status::optimal);
    }

    void judge(const model::NamedPlan& named) {
        SCOPED_TRACE(named.name);
        const double value = named.measures.value;
        const auto point = test_support::point_of(scenario_, built_, value_, named.plan);
        EXPECT_EQ(point.broken, kNone);
        EXPECT_EQ(point.unknown, kNone);
        EXPECT_NEAR(point.objective, value, 1e-9 * (1 + value));
        EXPECT_LE(value, most_.objective + 1e-6 * (1 + value));

        const double worst = worst_coverage(named.measures);
        const lp::Relaxation worst_off(
            built_.problem,
            lp::worst_off_aim(scenario_, built_.problem, out_of_reach(named.measures)));
        const lp::Solution best = lp::solve(worst_off);
        EXPECT_EQ(best.status, lp::Solution::Status::optimal);
        const auto worst_point = test_support::point_of(scenario_, built_, worst_off, named.plan);
        EXPECT_EQ(worst_point.broken, kNone);
        EXPECT_EQ(worst_point.unknown, kNone);
        EXPECT_NEAR(worst_point.objective, worst, 1e-8);  // coverages are rounded down to 1e-9
        EXPECT_LE(worst, best.objective + 1e-6);
    }

    [[nodiscard]] double value() const { return most_.objective; }

 private:
    const model::Scenario& scenario_;
    plan::BuiltProblem built_;
    lp::Relaxation value_;
    lp::Solution most_;
};

TEST_P(RelaxationOfEveryFamily, HoldsEveryPlanAndNoPlanBeatsItsOptimum) {
    double planned = 0;
    double bound = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const auto scenario = model::Scenario::build(random_scenario(GetParam(), seed));
        ASSERT_TRUE(scenario.has_value()) << scenario.error().message;
        for (const auto policy :
             {model::Policy::worst_first, model::Policy::balanced, model::Policy::most_served}) {
            SCOPED_TRACE(::testing::Message()
                         << "seed " << seed << ", policy " << static_cast<int>(policy));
            const bool include = seed % 2 == 1;
            const auto result = plan::make_plan(
                *scenario,
                {.policy = policy, .include_announced = include, .include_pledged = include});
            Judge judge(*scenario, result.chosen.plan.options);
            judge.judge(result.chosen);
            for (const auto& baseline : result.baselines) {
                judge.judge(baseline);
            }
            planned += result.chosen.measures.value;
            bound += judge.value();
        }
    }
    EXPECT_GT(planned, 0.3 * bound) << "an optimum so far above the plans bounds nothing";
    ::testing::Test::RecordProperty("planned_share", std::to_string(planned / bound));
}

TEST_P(RelaxationOfEveryFamily, SaysTheSameInItsFile) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("imdad_relaxation_of_" + name_of(GetParam()) + ".mps");
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        SCOPED_TRACE(seed);
        const auto scenario = model::Scenario::build(random_scenario(GetParam(), seed));
        ASSERT_TRUE(scenario.has_value());
        const auto built = plan::build_problem(*scenario, {});
        for (const bool worst_off : {false, true}) {
            const lp::Relaxation relaxation(
                built.problem,
                worst_off ? lp::worst_off_aim(*scenario, built.problem)
                          : lp::value_aim(plan::slopes(model::Policy::balanced)));
            lp::write_mps(relaxation, "random", {"random scenario"}, path);
            const lp::Solution read = lp::solve_mps(path);
            const lp::Solution direct = lp::solve(relaxation);
            ASSERT_EQ(read.status, lp::Solution::Status::optimal) << read.message;
            EXPECT_NEAR(-read.objective / relaxation.scale(),
                        direct.objective,
                        1e-7 * (1 + direct.objective));
        }
    }
    std::filesystem::remove(path);
}

INSTANTIATE_TEST_SUITE_P(Families,
                         RelaxationOfEveryFamily,
                         ::testing::ValuesIn(families()),
                         [](const auto& family) { return name_of(family.param); });

}  // namespace
}  // namespace imdad::testing

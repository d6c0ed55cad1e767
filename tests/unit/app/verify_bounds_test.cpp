#include "app/make_plan.hpp"
#include "app/verify_plan.hpp"
#include "plan/planner.hpp"

#include <algorithm>

#include "temporary_folder.hpp"
#include <gtest/gtest.h>

/// Certificates of our own plan are worked out before anything is written, those of a plan that is
/// judged again.

namespace imdad::app {
namespace {

using model::Certificate;
using testing::TemporaryFolder;

/// A plan of the tutorial with a certificate without prices for each aim.
struct Planned {
    Planned() : loaded(load("examples/tutorial")) {
        result = plan::make_plan(*loaded.scenario, {.baselines = false});
        model::CertifiedBound value;
        model::CertifiedBound worst_off;
        worst_off.certificate.aim = Certificate::Aim::worst_off;
        for (const model::AreaMeasure& area : result.chosen.measures.areas) {
            if (area.reachable) {
                worst_off.certificate.shares.push_back({area.area, 1});
            }
        }
        std::ranges::sort(worst_off.certificate.shares);
        result.bounds = {value, worst_off};
    }

    LoadedScenario loaded;
    model::PlanResult result;
};

TEST(CertifyBounds, FillsInWhatFollowsFromThePrices) {
    Planned planned;
    ASSERT_FALSE(certify_bounds(*planned.loaded.scenario, planned.result).has_value());
    for (const model::CertifiedBound& bound : planned.result.bounds) {
        EXPECT_TRUE(bound.bound_nano > 0 && bound.plan_nano > 0);
        EXPECT_TRUE(bound.plan_nano <= bound.bound_nano);
    }
    EXPECT_TRUE(planned.result.bounds[1].bound_nano <= 1'000'000'000);
    EXPECT_NEAR(static_cast<double>(planned.result.bounds[0].plan_nano) / 1e9,
                planned.result.chosen.measures.value,
                1e-3);
}

TEST(CertifyBounds, ARefusedCertificateOfOurOwnStopsThePlan) {
    Planned planned;
    planned.result.bounds[1].certificate.shares.clear();
    const auto refused = certify_bounds(*planned.loaded.scenario, planned.result);
    ASSERT_TRUE(refused.has_value());
    EXPECT_EQ(refused->name, "bound on the worst-off area");
    EXPECT_EQ(refused->verdict.violations.front().code, "shares_missing");
    EXPECT_FALSE(refused->verdict.accepted);
}

TEST(CertifyBounds, APlanAboveItsBoundStopsThePlan) {
    Planned planned;
    // The bound of a scenario in which nothing can be served.
    model::ScenarioData data = planned.loaded.scenario->data();
    for (model::Supply& supply : data.supplies) {
        supply.packs = model::Packs(0);
    }
    const auto scenario = model::Scenario::build(std::move(data));
    planned.result.bounds.pop_back();
    const auto refused = certify_bounds(*scenario, planned.result);
    ASSERT_TRUE(refused.has_value());
    EXPECT_EQ(refused->name, "bound on the value");
    EXPECT_EQ(refused->verdict.violations.front().code, "above_bound");
}

TEST(VerifyPlan, WorksOutTheCertificatesOfAPlanFolder) {
    const TemporaryFolder home;
    Planned planned;
    const model::Scenario& scenario = *planned.loaded.scenario;
    ASSERT_FALSE(certify_bounds(scenario, planned.result).has_value());
    exchange::write_plan_folder(scenario, planned.result, home / "out");
    VerifyOutcome outcome = verify_plan({"examples/tutorial", home / "out"});
    EXPECT_TRUE(outcome.accepted());
    ASSERT_EQ(outcome.bounds.size(), 2U);
    EXPECT_TRUE(outcome.bounds[0].found->bound_nano == planned.result.bounds[0].bound_nano);
    EXPECT_TRUE(outcome.not_proved_out_of_reach.empty());

    planned.result.bounds[0].gap = model::Fixed9();
    exchange::write_plan_folder(scenario, planned.result, home / "gap");
    outcome = verify_plan({"examples/tutorial", home / "gap"});
    EXPECT_FALSE(outcome.accepted());
    EXPECT_TRUE(outcome.verdict.accepted);
    ASSERT_EQ(outcome.bounds[0].findings.size(), 1U);
    EXPECT_EQ(outcome.bounds[0].findings[0].code, "gap_differs");
}

TEST(VerifyPlan, AnAreaListedAsOutOfReachMustNotBeServed) {
    const TemporaryFolder home;
    Planned planned;
    const model::Scenario& scenario = *planned.loaded.scenario;
    model::Measures& measures = planned.result.chosen.measures;
    model::AreaMeasure& hidden = measures.areas[*measures.worst_area];
    hidden.reachable = false;
    const model::AreaIndex area = hidden.area;
    std::erase_if(planned.result.bounds[1].certificate.shares,
                  [&](const model::AreaShare& share) { return share.area == area; });
    ASSERT_FALSE(certify_bounds(scenario, planned.result).has_value());
    exchange::write_plan_folder(scenario, planned.result, home / "out");
    const VerifyOutcome outcome = verify_plan({"examples/tutorial", home / "out"});
    EXPECT_FALSE(outcome.accepted());
    EXPECT_EQ(outcome.not_proved_out_of_reach, std::vector{area});
    ASSERT_EQ(outcome.bounds[1].findings.size(), 1U);
    EXPECT_EQ(outcome.bounds[1].findings[0].code, "served_out_of_reach");
}

}  // namespace
}  // namespace imdad::app

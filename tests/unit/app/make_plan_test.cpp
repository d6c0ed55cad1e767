#include "app/make_plan.hpp"

#include "app/interrupt.hpp"
#include "app/verify_plan.hpp"
#include "plan/planner.hpp"

#include <csignal>

#include "temporary_folder.hpp"
#include <gtest/gtest.h>

namespace imdad::app {

namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;
using testing::write_text;

}  // namespace

TEST(MakePlan, WritesEveryFileThatItNames) {
    const TemporaryFolder home;
    const MakePlanOutcome outcome =
        make_plan({.scenario_folder = "examples/tutorial", .out = home / "out"});
    ASSERT_EQ(outcome.kind, MakePlanOutcome::Kind::planned);
    EXPECT_EQ(outcome.files.size(), 9U);
    for (const std::string& file : outcome.files) {
        EXPECT_GT(fs::file_size(home / "out" / file), 0U) << file;
    }
    EXPECT_GT(outcome.constraints_checked, 0U);
    EXPECT_EQ(outcome.result.inputs_sha256, outcome.loaded.inputs_sha256);
    EXPECT_FALSE(outcome.result.inputs_sha256.empty());
}

TEST(MakePlan, IsAcceptedWhenEverythingIsReadAnew) {
    const TemporaryFolder home;
    ASSERT_EQ(make_plan({.scenario_folder = "examples/tutorial", .out = home / "out"}).kind,
              MakePlanOutcome::Kind::planned);
    const VerifyOutcome verdict = verify_plan({"examples/tutorial", home / "out"});
    ASSERT_EQ(verdict.kind, VerifyOutcome::Kind::judged);
    EXPECT_TRUE(verdict.verdict.accepted);
    EXPECT_FALSE(verdict.by_hand);
    EXPECT_TRUE(verdict.achieved.has_value());
}

TEST(MakePlan, TakesPolicyAndAudienceFromTheScenarioUnlessTold) {
    const TemporaryFolder home;
    MakePlanOutcome outcome =
        make_plan({.scenario_folder = "examples/tutorial", .out = home / "out"});
    EXPECT_EQ(outcome.result.chosen.plan.options.policy, model::Policy::worst_first);
    EXPECT_EQ(outcome.audience, model::Audience::public_);
    outcome = make_plan({.scenario_folder = "examples/tutorial",
                         .out = home / "out",
                         .policy = model::Policy::balanced,
                         .audience = model::Audience::restricted});
    EXPECT_EQ(outcome.result.chosen.plan.options.policy, model::Policy::balanced);
    EXPECT_EQ(outcome.audience, model::Audience::restricted);
}

TEST(MakePlan, RefusesAScenarioWithCriticalProblemsAndWritesNothing) {
    const TemporaryFolder home;
    fs::copy("examples/tutorial", home / "s", fs::copy_options::recursive);
    write_text(home / "s/stock.csv",
               "place,product,lot,expiry,packs,earmark,origin\nmoon,kit,K1,,16,,\n");
    const MakePlanOutcome outcome = make_plan({.scenario_folder = home / "s", .out = home / "out"});
    EXPECT_EQ(outcome.kind, MakePlanOutcome::Kind::scenario_refused);
    EXPECT_FALSE(fs::exists(home / "out"));
}

TEST(MakePlan, LeavesAFolderThatIsNoPlan) {
    const TemporaryFolder home;
    fs::create_directory(home / "out");
    write_text(home / "out/letter.txt", "keep");
    const MakePlanOutcome outcome =
        make_plan({.scenario_folder = "examples/tutorial", .out = home / "out"});
    EXPECT_EQ(outcome.kind, MakePlanOutcome::Kind::out_not_replaceable);
    EXPECT_EQ(testing::read_text(home / "out/letter.txt"), "keep");
}

TEST(MakePlan, TellsItsStages) {
    const TemporaryFolder home;
    std::vector<std::string> stages;
    const MakePlanOutcome outcome =
        make_plan({.scenario_folder = "examples/tutorial",
                   .out = home / "out",
                   .progress = [&](std::string_view stage) { stages.emplace_back(stage); }});
    EXPECT_EQ(stages.size(), 5U);
}

TEST(MakePlan, EndsTheSearchAtTheTimeLimitAndWritesThePlan) {
    const TemporaryFolder home;
    const MakePlanOutcome outcome = make_plan(
        {.scenario_folder = "examples/tutorial", .out = home / "out", .time_limit = 1e-9});
    EXPECT_EQ(outcome.kind, MakePlanOutcome::Kind::planned);
    EXPECT_EQ(outcome.ended, MakePlanOutcome::Ended::time_limit);
    EXPECT_TRUE(std::filesystem::exists(home / "out/plan.json"));
    EXPECT_FALSE(outcome.result.bounds.empty());
}

TEST(MakePlan, EndsTheSearchAtTheFirstInterruptAndWritesThePlan) {
    install_interrupt_handlers();
    const TemporaryFolder home;
    int calls = 0;
    const MakePlanOutcome outcome =
        make_plan({.scenario_folder = "examples/tutorial",
                   .out = home / "out",
                   .search_progress = [&](const plan::SearchProgress&, double) {
                       if (calls++ == 0) {
                           std::raise(SIGINT);
                       }
                   }});
    EXPECT_EQ(outcome.kind, MakePlanOutcome::Kind::planned);
    EXPECT_EQ(outcome.ended, MakePlanOutcome::Ended::interrupted);
    EXPECT_TRUE(std::filesystem::exists(home / "out/plan.json"));
    EXPECT_FALSE(interrupted());
}

TEST(Judge, RefusesAPlanOfOurOwnThatBreaksARule) {
    const LoadedScenario loaded = load("examples/tutorial");
    model::PlanResult result = plan::make_plan(*loaded.scenario, {});
    std::size_t constraints_checked = 0;
    EXPECT_FALSE(judge(*loaded.scenario, result, constraints_checked).has_value());
    EXPECT_GT(constraints_checked, 0U);
    ASSERT_FALSE(result.baselines.empty());
    ASSERT_FALSE(result.baselines.back().plan.shipments.empty());
    result.baselines.back().plan.shipments.front().packs += model::Packs(1'000'000);
    const std::optional<RefusedOwnPlan> refused =
        judge(*loaded.scenario, result, constraints_checked);
    ASSERT_TRUE(refused.has_value());
    EXPECT_EQ(refused->name, result.baselines.back().name);
    EXPECT_FALSE(refused->verdict.violations.empty());
}

TEST(DefaultOut, IsAFolderNameWhateverTheScenarioIsCalled) {
    EXPECT_EQ(default_out("tutorial"), "plan-tutorial");
    EXPECT_EQ(default_out("a/../b c"), "plan-a-..-b-c");
    EXPECT_EQ(default_out(""), "plan-");
}

}  // namespace imdad::app

#include "app/loaded.hpp"

#include <algorithm>

#include "temporary_folder.hpp"
#include <gtest/gtest.h>

namespace imdad::app {

namespace {

namespace fs = std::filesystem;
using testing::read_text;
using testing::TemporaryFolder;
using testing::write_text;

fs::path copy_of_tutorial(const TemporaryFolder& home) {
    fs::copy("examples/tutorial", home / "s", fs::copy_options::recursive);
    return home / "s";
}

}  // namespace

TEST(Loaded, PutsDerivedNeedsBehindStatedOnes) {
    const LoadedScenario loaded = load("examples/tutorial");
    ASSERT_TRUE(loaded.usable());
    const std::vector<model::Need>& needs = loaded.scenario->data().needs;
    ASSERT_EQ(needs.size(), 10U);
    EXPECT_FALSE(needs[5].derived);
    EXPECT_TRUE(needs[6].derived);
    EXPECT_EQ(needs[6].persons.value(), 320);
}

TEST(Loaded, RefusesAScenarioWithANeedThatCannotBeWorkedOut) {
    const TemporaryFolder home;
    const fs::path folder = copy_of_tutorial(home);
    const std::string rows = read_text(folder / "quantification.csv");
    write_text(folder / "quantification.csv",
               rows + "measles,XT0101,demographic,,,1,0,,,,,,,,assumed: no share\n");
    const LoadedScenario loaded = load(folder);
    EXPECT_FALSE(loaded.usable());
    const auto& problems = loaded.problems.kept();
    const auto found = std::ranges::find(problems, "quantification.csv", &exchange::Problem::file);
    ASSERT_NE(found, problems.end());
    EXPECT_EQ(found->severity, exchange::Severity::critical);
    EXPECT_EQ(found->line, 6U);
    EXPECT_EQ(found->column, "share");
    EXPECT_EQ(found->message.text, "the demographic method needs it; 100 % is written 1");
    EXPECT_EQ(found->message.key, "needs.share_missing");
    EXPECT_EQ(found->message.arguments, std::vector<std::string>{"demographic"});
}

TEST(Loaded, RefusesAScenarioWhoseLockAsksForMoreThanNeedIt) {
    const TemporaryFolder home;
    const fs::path folder = copy_of_tutorial(home);
    write_text(folder / "locks.csv",
               "lock_id,at,programme,at_least,reason\nL1,XT0101,measles,900000,agreed\n");
    const LoadedScenario loaded = load(folder);
    EXPECT_FALSE(loaded.usable());
    const auto& problems = loaded.problems.kept();
    const auto found = std::ranges::find(problems, "lock_above_need", &exchange::Problem::code);
    ASSERT_NE(found, problems.end());
    EXPECT_EQ(found->file, "locks.csv");
    EXPECT_EQ(found->line, 2U);
    EXPECT_EQ(found->column, "at_least");
    EXPECT_EQ(found->message.key, "locks.above_need");
    EXPECT_EQ(found->message.arguments.at(0), "L1");
    EXPECT_EQ(found->right.key, "right.at_most");
}

TEST(Loaded, KeepsAScenarioWhoseMapShapesCannotBeRead) {
    const TemporaryFolder home;
    const fs::path folder = copy_of_tutorial(home);
    write_text(folder / "boundaries.geojson", "{\n\n          not JSON");
    const LoadedScenario loaded = load(folder);
    EXPECT_TRUE(loaded.usable());
    EXPECT_EQ(loaded.problems.count(exchange::Severity::error), 1U);
    const exchange::Problem& problem = loaded.problems.kept().front();
    EXPECT_EQ(problem.file, "boundaries.geojson");
    EXPECT_EQ(problem.line, 3U);
    EXPECT_EQ(problem.message.key, "not_json");
    EXPECT_EQ(problem.right.key, "right.geojson");
}

TEST(Loaded, ThrowsWhereThereIsNoFolder) {
    EXPECT_THROW((void)load("no/such/folder"), base::Failure);
}

}  // namespace imdad::app

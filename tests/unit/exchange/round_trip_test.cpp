#include "exchange/scenario_tables.hpp"

#include "any_scenario.hpp"
#include "describe.hpp"
#include "folder_fixture.hpp"
#include <gtest/gtest.h>

namespace {

using namespace imdad;
using namespace imdad::exchange_test;
using exchange::LoadOutcome;
using exchange::Severity;

class RoundTrip : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RoundTrip, WhatIsWrittenLoadsBackToTheSame) {
    const model::ScenarioData data = any_scenario(GetParam());
    const TempFolder folder;
    exchange::write_scenario(data, folder.path());
    const LoadOutcome outcome = exchange::load_scenario(folder.path());
    EXPECT_EQ(outcome.problems.count(Severity::critical), 0U) << all(outcome.problems);
    EXPECT_EQ(outcome.problems.count(Severity::error), 0U) << all(outcome.problems);
    ASSERT_TRUE(outcome.scenario);
    EXPECT_EQ(describe(outcome.scenario->data()), describe(data));
}

TEST_P(RoundTrip, WritingTwiceGivesTheSameBytes) {
    const model::ScenarioData data = any_scenario(GetParam());
    const TempFolder one;
    const TempFolder two;
    exchange::write_scenario(data, one.path());
    const LoadOutcome outcome = exchange::load_scenario(one.path());
    ASSERT_TRUE(outcome.scenario);
    exchange::write_scenario(outcome.scenario->data(), two.path());
    EXPECT_EQ(exchange::load_scenario(two.path()).inputs_sha256, outcome.inputs_sha256);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RoundTrip, testing::Range<std::uint64_t>(1, 41));

TEST(WriteScenario, SmallScenarioKeepsItsMeaning) {
    const LoadOutcome first = load(small_scenario());
    const TempFolder folder;
    exchange::write_scenario(first.scenario->data(), folder.path());
    const LoadOutcome second = exchange::load_scenario(folder.path());
    EXPECT_EQ(describe(second.scenario->data()), describe(first.scenario->data()));
    EXPECT_EQ(second.problems.total(), 0U) << all(second.problems);
}

TEST(WriteScenario, OverwritesWhatStoodThereSoThatNothingOldIsRead) {
    const TempFolder folder;
    for (const auto& [file, bytes] : small_scenario()) {
        folder.write(file, bytes);
    }
    model::ScenarioData data = exchange::load_scenario(folder.path()).scenario->data();
    data.funds.clear();
    exchange::write_scenario(data, folder.path());
    EXPECT_TRUE(exchange::load_scenario(folder.path()).scenario->data().funds.empty());
}

TEST(WriteScenario, LeavesDerivedNeedsOut) {
    const TempFolder folder;
    model::ScenarioData data = load(small_scenario()).scenario->data();
    data.needs[3].derived = true;
    exchange::write_scenario(data, folder.path());
    EXPECT_EQ(exchange::load_scenario(folder.path()).scenario->data().needs.size(), 3U);
}

TEST(WriteScenario, DatapackageDescribesEveryFile) {
    const TempFolder folder;
    model::ScenarioData data = load(small_scenario()).scenario->data();
    exchange::write_scenario(data, folder.path());
    // Without locks a scenario looks as it did before there were any.
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "locks.csv"));
    EXPECT_EQ(folder.read("datapackage.json").find("locks"), std::string::npos);
    data.locks.push_back({.lock_id = "L1",
                          .area = model::AreaIndex(0),
                          .programme = model::ProgrammeIndex(0),
                          .at_most = model::Persons(1),
                          .reason = "because"});
    exchange::write_scenario(data, folder.path());
    const std::string text = folder.read("datapackage.json");
    for (const exchange::TableView& table : exchange::scenario_tables()) {
        EXPECT_NE(text.find("\"path\": \"" + std::string(table.file) + "\""), std::string::npos)
            << table.file;
        EXPECT_TRUE(std::filesystem::exists(folder.path() / table.file));
    }
}

TEST(WriteScenarioDeathTest, HalfASplitSupplyIsOurBug) {
    model::ScenarioData data = load(small_scenario()).scenario->data();
    data.supplies.erase(data.supplies.begin() + 2);
    const TempFolder folder;
    EXPECT_DEATH(exchange::write_scenario(data, folder.path()), "reserve share");
}

TEST(NewScenario, LoadsWithoutAnyProblem) {
    const TempFolder folder;
    ASSERT_TRUE(exchange::write_new_scenario(folder.path() / "new"));
    const LoadOutcome outcome = exchange::load_scenario(folder.path() / "new");
    EXPECT_EQ(outcome.problems.total(), 0U) << all(outcome.problems);
    ASSERT_TRUE(outcome.scenario);
    const model::ScenarioData& data = outcome.scenario->data();
    EXPECT_EQ(data.places.size(), 6U);
    EXPECT_EQ(data.products.size(), 2U);
    EXPECT_EQ(data.earmarks.size(), 1U);
    EXPECT_EQ(data.closures.size(), 1U);
    EXPECT_TRUE(data.places[2].room.stated(1)) << "a cold store with a limit";
}

TEST(NewScenario, ReadmeExplainsEveryColumnOfEveryFile) {
    const TempFolder folder;
    ASSERT_TRUE(exchange::write_new_scenario(folder.path() / "new"));
    const TempFolder other;
    std::filesystem::copy_file(folder.path() / "new" / "README.md", other.path() / "README.md");
    const std::string readme = other.read("README.md");
    for (const exchange::TableView& table : exchange::scenario_tables()) {
        EXPECT_NE(readme.find("## " + std::string(table.file)), std::string::npos);
        for (const exchange::Column& column : table.columns) {
            EXPECT_NE(readme.find("| " + std::string(column.name) + " | "), std::string::npos)
                << column.name;
            EXPECT_FALSE(column.meaning.empty()) << table.file << " " << column.name;
        }
    }
}

TEST(NewScenario, NeverOverwritesAnything) {
    const TempFolder folder;
    folder.write("mine.txt", "keep me");
    const auto result = exchange::write_new_scenario(folder.path());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "exists");
    EXPECT_EQ(folder.read("mine.txt"), "keep me");
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "areas.csv"));
    const auto on_a_file = exchange::write_new_scenario(folder.path() / "mine.txt");
    ASSERT_FALSE(on_a_file);
    EXPECT_EQ(on_a_file.error().code, "exists");
}

}  // namespace

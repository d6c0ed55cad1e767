#include "report/plan_table.hpp"

#include "report/numbers.hpp"

#include <sstream>

#include "small_plan.hpp"
#include <gtest/gtest.h>

namespace imdad::report {
namespace {

using testing::small_plan;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(PlanTable, SaysTheHeadlineAndTheWorstOffFirst) {
    const auto plan = small_plan();
    const std::string text = plan_table(plan.scenario, plan.result, {});
    const auto lines = lines_of(text);
    EXPECT_EQ(lines[0], "Small & \"sharp\"");
    EXPECT_EQ(
        lines[1],
        "4 weeks, 2022-07-25 to 2022-08-21; policy worst-off first; illustrative, derived network");
    EXPECT_EQ(lines[3], "  At least 104 people served at least once (at most 113).");
    EXPECT_EQ(lines[4],
              "  Worst-off of 4 areas within reach: North East, North, Aland (AA11), 20.0 % of its "
              "need.");
}

TEST(PlanTable, HasARowForEachProgrammeAndEachBaseline) {
    const auto plan = small_plan();
    const std::string text = plan_table(plan.scenario, plan.result, {.columns = 100});
    EXPECT_TRUE(holds(
        text,
        "  Series of two          270     104      109  20.0 %  20.0 %   38.5 %  ███▊······\n"));
    EXPECT_TRUE(holds(text, "This plan  Pro rata  First come  By priority"));
    EXPECT_TRUE(holds(
        text,
        "  Coverage of the worst-off area            20.0 %    10.0 %         0 %       20.0 %\n"));
}

TEST(PlanTable, CountsAreasOutOfReachWithTheirReasons) {
    const auto plan = small_plan();
    const std::string text = plan_table(plan.scenario, plan.result, {});
    EXPECT_TRUE(holds(text, "1 area is out of reach of any plan"));
    EXPECT_TRUE(holds(text, "    1: no lane leads to Quiet Valley clinic"));
}

TEST(PlanTable, EndsWithWhatIsNotUsedNotesAndFiles) {
    const auto plan = small_plan();
    const std::string text = plan_table(
        plan.scenario, plan.result, {.out = "out/", .files = {"plan.html", "plan.json"}});
    EXPECT_TRUE(holds(text, "  - funds.csv: 3 rows; money is not used yet"));
    EXPECT_TRUE(holds(text, "  - people in need are of 2021"));
    EXPECT_TRUE(holds(text, "  Files in out/:\n    plan.html, plan.json\n"));
}

TEST(PlanTable, FitsTheWidthItWasGiven) {
    auto data = testing::small_scenario();
    data.programmes[0].name =
        "A programme with a name that is far longer than any table could ever want to show in one "
        "line";
    const auto scenario = model::Scenario::build(std::move(data));
    for (const int columns : {80, 100}) {
        const auto text = plan_table(*scenario, testing::small_result(), {.columns = columns});
        for (const std::string& line : lines_of(text)) {
            EXPECT_LE(display_width(line), static_cast<std::size_t>(columns)) << line;
        }
    }
}

TEST(PlanTable, IsPlainUnlessColourIsAsked) {
    const auto plan = small_plan();
    EXPECT_FALSE(holds(plan_table(plan.scenario, plan.result, {}), "\x1b"));
    EXPECT_TRUE(holds(plan_table(plan.scenario, plan.result, {.colour = true}), "\x1b[1m"));
    const std::string ascii = plan_table(plan.scenario, plan.result, {.unicode = false});
    EXPECT_TRUE(holds(ascii, "###......."));
    EXPECT_FALSE(holds(ascii, "█"));
}

TEST(PlanTable, LetsNoNameSteerTheTerminal) {
    auto data = testing::small_scenario();
    data.header.title = "a\x1b]0;b";
    data.programmes[0].name = "c\x1b[2J";
    const auto scenario = model::Scenario::build(std::move(data));
    EXPECT_FALSE(holds(plan_table(*scenario, testing::small_result(), {}), "\x1b"));
}

TEST(PlanTable, SaysSoWhenNothingIsWithinReach) {
    auto plan = small_plan();
    plan.result.chosen.measures.worst_area.reset();
    plan.result.chosen.measures.worst_vital_group.reset();
    plan.result.baselines.clear();
    const std::string text = plan_table(plan.scenario, plan.result, {});
    EXPECT_TRUE(holds(text, "there is no worst-off area"));
    EXPECT_FALSE(holds(text, "Compared under the same rules"));
}

}  // namespace
}  // namespace imdad::report

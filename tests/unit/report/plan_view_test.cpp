#include "report/plan_view.hpp"

#include "small_plan.hpp"
#include <gtest/gtest.h>

namespace imdad::report {
namespace {

using testing::share;
using testing::small_plan;

TEST(FullName, NamesFirstLevelAreaAndCountry) {
    const auto plan = small_plan();
    EXPECT_EQ(full_name(plan.scenario, model::AreaIndex(2U)), "North East, North, Aland");
    EXPECT_EQ(full_name(plan.scenario, model::AreaIndex(0U)), "Aland");
}

TEST(FullName, DoesNotSayTheSameWordTwice) {
    auto data = testing::small_scenario();
    data.areas[2].name = "North";
    const auto scenario = model::Scenario::build(std::move(data));
    EXPECT_EQ(full_name(*scenario, model::AreaIndex(2U)), "North, Aland");
}

TEST(Changes, RankLosersAndWinnersAndNameTheProgramme) {
    const auto plan = small_plan();
    const Changes changes = changes_against(
        plan.scenario, plan.result.chosen.measures, plan.result.baselines[1].measures);
    ASSERT_EQ(changes.losers.size(), 2U);
    EXPECT_EQ(changes.losers[0].area, model::AreaIndex(3U));
    EXPECT_EQ(changes.losers[0].difference(), -200'000'000);
    EXPECT_EQ(changes.losers[0].programme, model::ProgrammeIndex(0U));
    EXPECT_EQ(changes.losers[0].persons, -10);
    EXPECT_EQ(changes.losers[1].area, model::AreaIndex(7U));
    ASSERT_EQ(changes.winners.size(), 1U);
    EXPECT_EQ(changes.winners[0].area, model::AreaIndex(2U));
    EXPECT_EQ(changes.winners[0].persons, 20);
    EXPECT_EQ(changes.same, 1U);
}

TEST(Changes, LeaveAreasOutOfReachOut) {
    const auto plan = small_plan();
    const Changes changes = changes_against(
        plan.scenario, plan.result.chosen.measures, plan.result.baselines[2].measures);
    EXPECT_TRUE(changes.losers.empty());
    EXPECT_TRUE(changes.winners.empty());
    EXPECT_EQ(changes.same, 4U);
}

TEST(Unreachable, CountsAreasByReason) {
    auto result = testing::small_result();
    model::AreaMeasure more = result.chosen.measures.areas[2];
    result.chosen.measures.areas.push_back(more);
    more.reason = "closed";
    result.chosen.measures.areas.push_back(more);
    const auto reasons = unreachable_reasons(result.chosen.measures);
    ASSERT_EQ(reasons.size(), 2U);
    EXPECT_EQ(reasons[0],
              std::pair(std::string("no lane leads to Quiet Valley clinic"), std::size_t{2}));
    EXPECT_EQ(reasons[1], std::pair(std::string("closed"), std::size_t{1}));
    EXPECT_EQ(unreachable_count(result.chosen.measures), 3U);
}

TEST(WeekCurves, AddUpFromWeekToWeek) {
    const auto plan = small_plan();
    const auto curves = week_curves(plan.scenario, plan.result.chosen.measures);
    ASSERT_EQ(curves.size(), 2U);
    EXPECT_EQ(curves[0].served.size(), 4U);
    EXPECT_EQ(curves[0].served[0].value(), 0);
    EXPECT_EQ(curves[0].served[2].value(), 10);
    EXPECT_EQ(curves[0].served[3].value(), 20);
    EXPECT_EQ(curves[0].needed[3].value(), 100);
    EXPECT_EQ(curves[1].served[3].value(), 0);
}

TEST(OriginCounts, TellsRealFromDerivedAndAssumed) {
    const auto plan = small_plan();
    const auto counts = origin_counts(plan.scenario);
    ASSERT_EQ(counts[0].table, "areas.csv");
    EXPECT_EQ(counts[0].rows, (std::array<std::size_t, 4>{0, 9, 0, 0}));
    ASSERT_EQ(counts[1].table, "places.csv");
    EXPECT_EQ(counts[1].rows, (std::array<std::size_t, 4>{0, 0, 4, 0}));
    EXPECT_EQ(counts[1].notes, (Tally{{"derived: as in Quiet Valley clinic", 4}}));
    ASSERT_EQ(counts.back().table, "needs.csv");
    EXPECT_EQ(counts.back().rows, (std::array<std::size_t, 4>{0, 0, 0, 6}));
}

TEST(Ranked, CountsTextsTogetherThatDifferInFiguresOnly) {
    const Tally tally = {
        {"R7, 12 km", 2}, {"R7, 3.5 km", 1}, {"R12, 9/1000 of 1,200", 9}, {"none", 3}};
    EXPECT_EQ(ranked(tally, 2), (Ranked{{"R12, … of …", 9}, {"R7, … km", 3}, {"none", 3}}));
    EXPECT_EQ(ranked(tally, 4).front(),
              (std::pair<std::string, std::size_t>("R12, 9/1000 of 1,200", 9)));
    EXPECT_EQ(ranked(tally, 4).size(), 4U);
}

TEST(LargestTargets, TakeTheLargestProgrammeOfEachArea) {
    auto plan = small_plan();
    auto more = plan.result.chosen.measures.groups[1];
    more.target = model::Persons(70);
    plan.result.chosen.measures.groups.push_back(more);
    EXPECT_EQ(largest_targets(plan.scenario, plan.result.chosen.measures)[2].value(), 100);
    EXPECT_EQ(largest_targets(plan.scenario, plan.result.chosen.measures)[1].value(), 0);
}

TEST(ShareOf, RoundsDownAndKnowsNoEmptyWhole) {
    EXPECT_EQ(share_of(model::Persons(2), model::Persons(3)).nano(), 666'666'666);
    EXPECT_EQ(share_of(model::Persons(0), model::Persons(0)).nano(), 0);
}

}  // namespace
}  // namespace imdad::report

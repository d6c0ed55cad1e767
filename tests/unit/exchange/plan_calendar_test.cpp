#include "exchange/plan_calendar.hpp"

#include "folder_fixture.hpp"
#include <gtest/gtest.h>

namespace {

using namespace imdad;
using namespace exchange;

TEST(LeadWeeks, AreTheNearestWeeksWithHalvesUp) {
    const std::pair<int, int> cases[] = {
        {0, 0}, {3, 0}, {4, 1}, {7, 1}, {10, 1}, {11, 2}, {365, 52}};
    for (const auto& [days, weeks] : cases) {
        model::Lane lane;
        lane.lead_days = days;
        EXPECT_EQ(lead_weeks(lane), weeks) << days;
    }
}

TEST(StartWeek, IsTheFirstMondayOnOrAfterClearance) {
    const model::Scenario scenario =
        exchange_test::load(exchange_test::small_scenario()).scenario.value();
    const std::pair<int, int> cases[] = {
        {-700, 0}, {-1, 0}, {0, 0}, {1, 1}, {7, 1}, {8, 2}, {700, 100}};
    for (const auto& [days, week] : cases) {
        model::Supply supply;
        supply.available_on = scenario->header.start + std::chrono::days(days - 3);
        supply.clearance_days = 3;
        EXPECT_EQ(start_week(scenario, supply), week) << days;
    }
}

TEST(VolumeOnLane, IsThatOfTheLevelItLeadsToWithCompanions) {
    const model::Scenario scenario =
        exchange_test::load(exchange_test::small_scenario()).scenario.value();
    const model::Product& vaccine = scenario->products[0];
    const model::Product& seat = scenario->products[2];
    const auto volume = [&](std::size_t lane, const model::Product& product, std::int64_t packs) {
        return static_cast<std::int64_t>(
            volume_on_lane(scenario, scenario->lanes[lane], product, model::Packs(packs)));
    };
    EXPECT_EQ(volume(0, vaccine, 2), 2 * (30 + 40)) << "frozen packs of 30 cm3 at the port";
    EXPECT_EQ(volume(1, vaccine, 2), 2 * (25 + 40));
    EXPECT_EQ(volume(0, seat, 1000), 0);
    EXPECT_GT(volume_on_lane(scenario, scenario->lanes[0], vaccine, model::Packs(INT64_MAX)), 0);
}

}  // namespace

#include "model/scenario.hpp"

#include "model/scenario_checks.hpp"

#include <gtest/gtest.h>

namespace imdad::model {
namespace {

/// A country with a pool, a store and a post in it; one programme, one product, one need.
ScenarioData small() {
    ScenarioData data;
    data.header = {.name = "x", .start = *base::parse_day("2022-07-25"), .weeks = 4};
    data.areas = {{.pcode = "X", .level = 0}, {.pcode = "X1", .level = 1, .parent = AreaIndex(0)}};
    data.places = {
        {.place_id = "pool", .kind = PlaceKind::pool, .level = 0},
        {.place_id = "store", .kind = PlaceKind::store, .level = 4, .area = AreaIndex(1)},
        {.place_id = "post", .area = AreaIndex(1)}};
    data.lanes = {{.lane_id = "a", .from = PlaceIndex(0), .to = PlaceIndex(1)},
                  {.lane_id = "b", .from = PlaceIndex(1), .to = PlaceIndex(2)}};
    data.products = {{.product_id = "vaccine"}};
    data.programmes = {{.programme_id = "infants"}};
    data.serves = {{.programme = ProgrammeIndex(0),
                    .product = ProductIndex(0),
                    .units_per_person = Fixed9::from_integer(1)}};
    data.needs = {{.programme = ProgrammeIndex(0),
                   .place = PlaceIndex(2),
                   .from = data.header.start,
                   .to = data.header.start,
                   .persons = Persons(1)}};
    return data;
}

std::string fault(void (*change)(ScenarioData&)) {
    ScenarioData data = small();
    change(data);
    if (const auto told = first_fault(data)) {
        EXPECT_FALSE(told->message.key.empty()) << told->message.text;
    }
    const auto scenario = Scenario::build(std::move(data));
    return scenario ? "" : scenario.error().code;
}

TEST(Scenario, ASoundOneIsClosed) {
    EXPECT_EQ(fault([](ScenarioData&) {}), "");
}

TEST(Scenario, ACycleIsRefusedWithItsPlaces) {
    ScenarioData data = small();
    data.lanes.push_back({.lane_id = "back", .from = PlaceIndex(2), .to = PlaceIndex(1)});
    const auto scenario = Scenario::build(std::move(data));
    ASSERT_FALSE(scenario.has_value());
    EXPECT_EQ(scenario.error().code, "cycle");
    const std::string& message = scenario.error().message;
    EXPECT_TRUE(message.ends_with("store -> post -> store") ||
                message.ends_with("post -> store -> post"))
        << message;
}

TEST(Scenario, FaultsOfProgramsThatMakeScenariosAreRefused) {
    EXPECT_EQ(fault([](ScenarioData& d) { d.header.weeks = 0; }), "bad_horizon");
    EXPECT_EQ(fault([](ScenarioData& d) { d.header.start += std::chrono::days(1); }),
              "bad_horizon");
    EXPECT_EQ(fault([](ScenarioData& d) { d.areas[1].parent = AreaIndex(7); }), "bad_reference");
    EXPECT_EQ(fault([](ScenarioData& d) { d.areas[1].level = 0; }), "bad_reference");
    EXPECT_EQ(fault([](ScenarioData& d) { d.lanes[0].to = PlaceIndex(); }), "bad_reference");
    EXPECT_EQ(fault([](ScenarioData& d) { d.places[2].area = AreaIndex(); }), "bad_reference");
    EXPECT_EQ(fault([](ScenarioData& d) { d.needs[0].area = AreaIndex(1); }), "bad_reference")
        << "a place and an area";
    EXPECT_EQ(fault([](ScenarioData& d) { d.needs[0].place = PlaceIndex(0); }), "bad_reference")
        << "a pool lies in no area";
    EXPECT_EQ(fault([](ScenarioData& d) { d.serves[0].wastage_rate = Fixed9::from_integer(1); }),
              "bad_reference");
    EXPECT_EQ(fault([](ScenarioData& d) { d.serves[0].series_dose = 2; }), "bad_series");
}

TEST(Scenario, KnowsWhatLiesInWhat) {
    const auto scenario = *Scenario::build(small());
    EXPECT_TRUE(scenario.lies_in(AreaIndex(1), AreaIndex(0)));
    EXPECT_TRUE(scenario.lies_in(AreaIndex(1), AreaIndex(1)));
    EXPECT_FALSE(scenario.lies_in(AreaIndex(0), AreaIndex(1)));
    EXPECT_EQ(scenario.country_of(AreaIndex(1)), AreaIndex(0));
    EXPECT_EQ(scenario.area_of(scenario->needs[0]), AreaIndex(1));
    EXPECT_EQ(scenario.find_place("post"), PlaceIndex(2));
    EXPECT_FALSE(scenario.find_lane("c").has_value());
}

}  // namespace
}  // namespace imdad::model

#include "plan/demand.hpp"
#include "plan/planner.hpp"
#include "plan/problem_builder.hpp"

#include <gtest/gtest.h>

namespace imdad::plan {
namespace {

using model::Fixed9;

/// One country, two districts with a post each; the second post has no lane.
model::ScenarioData two_districts() {
    model::ScenarioData data;
    data.header = {.name = "x", .start = *base::parse_day("2022-07-25"), .weeks = 4};
    data.areas = {{.pcode = "X", .level = 0},
                  {.pcode = "X1", .level = 1, .parent = model::AreaIndex(0)},
                  {.pcode = "X2", .level = 1, .parent = model::AreaIndex(0)}};
    data.places = {{.place_id = "store",
                    .name = "store",
                    .kind = model::PlaceKind::store,
                    .level = 4,
                    .area = model::AreaIndex(1)},
                   {.place_id = "post-1", .name = "post 1", .area = model::AreaIndex(1)},
                   {.place_id = "post-2", .name = "post 2", .area = model::AreaIndex(2)}};
    data.lanes = {{.lane_id = "lane", .from = model::PlaceIndex(0), .to = model::PlaceIndex(1)}};
    data.products = {{.product_id = "vaccine",
                      .pack_units = 10,
                      .storage_class = model::StorageClass::cold,
                      .pack_cm3 = model::VolumeCm3(30)}};
    data.programmes = {{.programme_id = "infants", .cell = "infants"}};
    data.serves = {{.programme = model::ProgrammeIndex(0),
                    .product = model::ProductIndex(0),
                    .units_per_person = Fixed9::from_integer(1)}};
    const model::Day end = data.header.start + std::chrono::days(27);
    data.needs = {{.programme = model::ProgrammeIndex(0),
                   .place = model::PlaceIndex(1),
                   .from = data.header.start,
                   .to = end,
                   .persons = model::Persons(40)},
                  {.programme = model::ProgrammeIndex(0),
                   .place = model::PlaceIndex(2),
                   .from = data.header.start,
                   .to = end,
                   .persons = model::Persons(40)}};
    data.batches = {{.product = model::ProductIndex(0), .lot = "A"}};
    data.supplies = {{.supply_id = "s",
                      .batch = model::BatchIndex(0),
                      .packs = model::Packs(2),
                      .place = model::PlaceIndex(0),
                      .available_on = data.header.start}};
    return data;
}

TEST(Measures, AnAreaThatNothingReachesStandsOutsideTheMinimumWithItsReason) {
    const auto scenario = *model::Scenario::build(two_districts());
    const auto measures = make_plan(scenario, {}).chosen.measures;
    ASSERT_EQ(measures.areas.size(), 2U);
    EXPECT_EQ(measures.areas[0].coverage.text(), "0.5");
    EXPECT_FALSE(measures.areas[1].reachable);
    EXPECT_EQ(measures.areas[1].reason, "no lane leads here from any supply");
    ASSERT_TRUE(measures.worst_area.has_value());
    EXPECT_EQ(*measures.worst_area, 0U);
    EXPECT_EQ(measures.programmes[0].coverage.mean.text(), "0.25");
    EXPECT_EQ(measures.programmes[0].coverage.minimum.text(), "0.5");
}

TEST(Measures, ValueFollowsThePolicy) {
    const auto scenario = *model::Scenario::build(two_districts());
    // weight 4 (vital), 20 of 40 served in one area: half of the slopes of `worst_first` from the
    // top.
    const double worst_first = 4.0 * 40 * (65536 - 256) / 65535;
    EXPECT_NEAR(make_plan(scenario, {.policy = model::Policy::worst_first}).chosen.measures.value,
                worst_first,
                1e-9);
    EXPECT_NEAR(make_plan(scenario, {.policy = model::Policy::most_served}).chosen.measures.value,
                80,
                1e-9);
}

TEST(Measures, EachReasonIsNamed) {
    const auto reason = [](void (*change)(model::ScenarioData&)) {
        model::ScenarioData data = two_districts();
        data.lanes.push_back(
            {.lane_id = "lane-2", .from = model::PlaceIndex(0), .to = model::PlaceIndex(2)});
        change(data);
        return make_plan(*model::Scenario::build(std::move(data)), {})
            .chosen.measures.areas[1]
            .reason;
    };
    EXPECT_EQ(reason([](model::ScenarioData&) {}), "");
    EXPECT_EQ(reason([](model::ScenarioData& data) { data.supplies.clear(); }),
              "no supply of any product that serves this programme");
    EXPECT_EQ(reason([](model::ScenarioData& data) { data.lanes[1].room.cm3[1] = 29; }),
              "a store or lane on every way has no room for one pack");
    EXPECT_EQ(
        reason([](model::ScenarioData& data) { data.lanes[1].first_week = 4; }),
        "nothing can arrive in time with enough shelf life: rounds, lead times, closures, dates");
    EXPECT_EQ(reason([](model::ScenarioData& data) {
                  data.eligibilities = {{.recipient = model::AreaIndex(2),
                                         .product = model::ProductIndex(0),
                                         .state = model::Eligibility::State::refuses}};
              }),
              "earmarks or eligibility keep every supply that could reach it from being used here");
}

TEST(Demand, NeedIsSpreadEvenlyAndClippedToTheHorizon) {
    model::ScenarioData data = two_districts();
    data.needs[0].from = data.header.start - std::chrono::days(7);
    data.needs[0].to = data.header.start + std::chrono::days(20);  // weeks -1 to 2
    data.needs[0].persons = model::Persons(10);
    const auto scenario = *model::Scenario::build(std::move(data));
    EXPECT_EQ(weekly_need(scenario, scenario->needs[0]), (std::vector<std::int64_t>{3, 2, 3, 0}));
}

TEST(Demand, AreaNeedIsServedAtItsLevelOrTheNearestAbove) {
    model::ScenarioData data = two_districts();
    data.needs[0].place = {};
    data.needs[0].area = model::AreaIndex(1);
    data.needs[1].place = {};
    data.needs[1].area = model::AreaIndex(0);
    auto scenario = *model::Scenario::build(data);
    EXPECT_EQ(serving_places(scenario)[0], (std::vector{model::PlaceIndex(1)}));
    EXPECT_EQ(serving_places(scenario)[1],
              (std::vector{model::PlaceIndex(1), model::PlaceIndex(2)}));
    data.places[1].level = 6;
    data.places[2].level = 6;
    scenario = *model::Scenario::build(data);
    EXPECT_EQ(serving_places(scenario)[0], (std::vector{model::PlaceIndex(0)}));
}

TEST(Demand, WeeksOfNeedBelowAPlaceAreRoundedUpOnce) {
    model::ScenarioData data = two_districts();
    data.serves[0].wastage_rate =
        Fixed9::from_nano(100'000'000);  // 40 / 0.9 = 44.4 -> 45 units in four weeks
    const auto scenario = *model::Scenario::build(std::move(data));
    const DownstreamNeed downstream(scenario);
    EXPECT_EQ(downstream.units_of_weeks(
                  model::PlaceIndex(0), model::ProductIndex(0), Fixed9::from_integer(4)),
              45);
    EXPECT_EQ(downstream.units_of_weeks(
                  model::PlaceIndex(0), model::ProductIndex(0), Fixed9::from_integer(1)),
              12);
    EXPECT_EQ(downstream.units_of_weeks(
                  model::PlaceIndex(2), model::ProductIndex(0), Fixed9::from_integer(1)),
              12);
}

TEST(Demand, ManyLongWastageRatesNeverWidenALimit) {
    model::ScenarioData data = two_districts();
    data.serves.clear();
    data.programmes.clear();
    data.needs.clear();
    double expected = 0;
    for (std::size_t g = 0; g < 8; ++g) {
        data.programmes.push_back({.programme_id = "g" + std::to_string(g), .cell = "c"});
        const std::int64_t nano = 100'000'007 + static_cast<std::int64_t>(g) * 50'000'017;
        data.serves.push_back({.programme = model::ProgrammeIndex(g),
                               .product = model::ProductIndex(0),
                               .units_per_person = Fixed9::from_nano(999'999'937),
                               .wastage_rate = Fixed9::from_nano(nano)});
        data.needs.push_back({.programme = model::ProgrammeIndex(g),
                              .place = model::PlaceIndex(1),
                              .from = data.header.start,
                              .to = data.header.start,
                              .persons = model::Persons(1'000'000)});
        expected += 1e6 * 0.999999937 / (1 - static_cast<double>(nano) / 1e9);
    }
    const auto scenario = *model::Scenario::build(std::move(data));
    const std::int64_t units = DownstreamNeed(scenario).units_of_weeks(
        model::PlaceIndex(1), model::ProductIndex(0), Fixed9::from_integer(4));
    EXPECT_LE(static_cast<double>(units), expected + 1);
    EXPECT_GE(static_cast<double>(units), expected - 8);
}

TEST(StockBook, EveryUnitIsAccountedFor) {
    const auto scenario = *model::Scenario::build(two_districts());
    const auto result = make_plan(scenario, {});
    model::Units started;
    model::Units used;
    for (const model::StockRow& row : result.stock) {
        EXPECT_EQ(row.closing, row.opening + row.started + row.arrived - row.departed - row.used);
        EXPECT_GE(row.closing.value(), 0);
        started += row.started;
        used += row.used;
    }
    EXPECT_EQ(started.value(), 20);
    EXPECT_EQ(used.value(), 20);
}

}  // namespace
}  // namespace imdad::plan

#include "report/map_layout.hpp"

#include "small_plan.hpp"
#include <gtest/gtest.h>

namespace imdad::report {
namespace {

using testing::small_plan;

MapLayout layout_of(const testing::SmallPlan& plan,
                    model::Audience audience = model::Audience::public_) {
    const exchange::PublicView view(plan.scenario, audience);
    return map_layout(plan.scenario, plan.result.chosen.measures, plan.shapes, view, 1000);
}

TEST(MapLayout, GivesCountriesFarApartAPanelEach) {
    const auto layout = layout_of(small_plan());
    ASSERT_EQ(layout.panels.size(), 2U);
    EXPECT_EQ(layout.panels[0].countries, std::vector{model::AreaIndex(0U)});
    EXPECT_EQ(layout.panels[1].countries, std::vector{model::AreaIndex(5U)});
    EXPECT_NEAR(layout.panels[0].width + layout.panels[1].width, 1000, 2);
}

TEST(MapLayout, PutsNeighboursIntoOnePanel) {
    auto data = testing::small_scenario();
    data.areas[7].lat = 12;
    data.areas[7].lon = 25;
    const testing::SmallPlan plan{
        *model::Scenario::build(std::move(data)), testing::small_result(), testing::small_shapes()};
    const auto layout = layout_of(plan);
    ASSERT_EQ(layout.panels.size(), 1U);
    EXPECT_EQ(layout.panels[0].countries.size(), 2U);
}

TEST(MapLayout, ShowsATallCountryInTheMiddleOfAWidePanel) {
    auto data = testing::small_scenario();
    for (std::size_t i = 0; i < data.areas.size(); ++i) {
        data.areas[i].lat = 10.0 + static_cast<double>(i);
        data.areas[i].lon = 20;
    }
    const testing::SmallPlan plan{
        *model::Scenario::build(std::move(data)), testing::small_result(), {}};
    const auto layout = layout_of(plan);
    ASSERT_EQ(layout.panels.size(), 1U);
    EXPECT_EQ(layout.panels[0].width, 1000);
    EXPECT_LT(layout.panels[0].height, layout.panels[0].width);
    EXPECT_NEAR(static_cast<double>(layout.panels[0].place({20, 12}).x), 5000, 10);
}

TEST(MapLayout, ListsAreasThatCannotBeDrawn) {
    EXPECT_EQ(layout_of(small_plan()).not_drawn, std::vector{model::AreaIndex(8U)});
}

TEST(MapLayout, KeepsEveryPointInsideItsPanelWithNorthAbove) {
    const auto plan = small_plan();
    const MapPanel panel = layout_of(plan).panels[0];
    for (const auto& shape : plan.shapes.shapes) {
        for (const auto& polygon : shape.polygons) {
            for (const auto& point : polygon.front()) {
                const MapPoint at = panel.place(point);
                EXPECT_GE(at.x, 0);
                EXPECT_LE(at.x, 10 * panel.width);
                EXPECT_GE(at.y, 0);
                EXPECT_LE(at.y, 10 * panel.height);
            }
        }
    }
    EXPECT_LT(panel.place({.lon = 20, .lat = 11}).y, panel.place({.lon = 20, .lat = 10}).y);
    EXPECT_GT(panel.place({.lon = 21, .lat = 10}).x, panel.place({.lon = 20, .lat = 10}).x);
}

TEST(MapLayout, ScaleBarIsTrueAtTheMiddleOfTheMap) {
    const MapPanel panel = layout_of(small_plan()).panels[0];
    const auto [kilometres, pixels] = panel.scale_bar();
    EXPECT_LE(pixels, panel.width / 4 + 1);
    // One degree of latitude is 111.195 km everywhere.
    EXPECT_NEAR(pixels * 111.195 / panel.pixels_per_degree, kilometres, 1.0);
}

TEST(MapLayout, HasNoPanelWithoutAnyPlace) {
    auto plan = small_plan();
    plan.result.chosen.measures.areas = {plan.result.chosen.measures.areas[4]};
    EXPECT_TRUE(layout_of(plan).panels.empty());
}

TEST(LabelPlace, StaysInsideThePanel) {
    MapPanel panel;
    panel.width = 600;
    panel.height = 300;
    EXPECT_EQ(label_place(panel, {.x = 10, .y = 2000}, 40, {}).x, 180);
    EXPECT_EQ(label_place(panel, {.x = 5990, .y = 2000}, 40, {}).x, 420);
    EXPECT_EQ(label_place(panel, {.x = 10, .y = 2000}, 200, {}).x, 300) << "wider than the panel";
    EXPECT_GT(label_place(panel, {.x = 3000, .y = 20}, 40, {}).y, 2) << "below a point at the top";
    EXPECT_LT(label_place(panel, {.x = 3000, .y = 2980}, 40, {}).y, 298);
}

TEST(LabelPlace, GoesWhereItCoversTheFewestCircles) {
    MapPanel panel;
    panel.width = 600;
    panel.height = 300;
    const MapPoint at{.x = 3000, .y = 1500};
    EXPECT_EQ(label_place(panel, at, 20, {}).y, 135) << "above, where nothing is in the way";
    const std::vector<MapPoint> above = {{.x = 3100, .y = 1280}, {.x = 2900, .y = 1300}};
    EXPECT_EQ(label_place(panel, at, 20, above).y, 176) << "below";
    const std::vector<MapPoint> far = {{.x = 5000, .y = 1280}};
    EXPECT_EQ(label_place(panel, at, 20, far).y, 135) << "not under the text at all";
}

}  // namespace
}  // namespace imdad::report

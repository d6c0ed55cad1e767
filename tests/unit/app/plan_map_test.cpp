#include "app/plan_map.hpp"

#include "app/map_shapes.hpp"

#include <filesystem>
#include <string>

#include "temporary_folder.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace imdad::app {
namespace {

using testing::write_text;

/// Two districts of a country, a store and a post; two weeks; the road to the post is closed in the
/// second one.
class PlanMap : public ::testing::Test {
 protected:
    void SetUp() override {
        std::filesystem::create_directories(scenario());
        std::filesystem::create_directories(plan());
        write_text(scenario() / "datapackage.json", R"({"imdad": {"label": "made up"}})");
        write_text(scenario() / "areas.csv",
                   "pcode,level,name,parent,lat,lon\n"
                   "XT,0,Tutoria,,2,-28\n"
                   "XT01,1,North,XT,3.456,-28.512\n"
                   "XT02,1,South,XT,,\n"
                   "XT0101,2,Up,XT01,,\n");
        write_text(scenario() / "places.csv",
                   "place_id,name,kind,level,area,lat,lon,sensitivity\n"
                   "post,Secret post,facility,5,XT0101,3.41,-28.43,confidential\n"
                   "store,Store,store,3,XT,2.1,-28.2,\n"
                   "pool,Pool,pool,0,,,,public\n"
                   "idle,Idle,facility,5,XT02,,,public\n");
        write_text(scenario() / "lanes.csv",
                   "lane_id,from,to,mode\n"
                   "store-post,store,post,road\n"
                   "pool-store,pool,store,virtual\n"
                   "store-idle,store,idle,road\n");
        write_text(scenario() / "closures.csv",
                   "what,id,from,to,reason\n"
                   "lane,store-post,2022-08-03,2022-08-04,a flood\n"
                   "area,XT01,2022-08-03,2022-08-04,a flood\n"
                   "area,XT02,2021-01-01,2021-12-31,long ago\n");
        write_text(plan() / "coverage.csv",
                   "area,programme,week,target,served,started\n"
                   "XT01,measles,2022-07-25,100,40,0\n"
                   "XT01,measles,2022-08-01,100,90,0\n"
                   "XT01,cholera,2022-07-25,10,10,0\n"
                   "XT02,measles,2022-08-01,50,0,0\n");
        write_text(plan() / "shipments.csv",
                   "lane,product,lot,earmark,use_by,departure,arrival,packs,litres\n"
                   "store-post,mcv,,,,2022-07-25,2022-07-25,3,1.500\n"
                   "store-post,ocv,,,,2022-07-25,2022-07-25,2,0.250\n"
                   "store-post,mcv,,,,2022-08-01,2022-08-01,4,2.000\n"
                   "pool-store,mcv,,,,2022-07-25,2022-07-25,10,5.000\n");
    }

    [[nodiscard]] std::filesystem::path scenario() const { return folder / "scenario"; }

    [[nodiscard]] std::filesystem::path plan() const { return folder / "plan"; }

    [[nodiscard]] Answer<app::PlanMap> map(const MapWanted& wanted) const {
        return plan_map(scenario(), plan(), wanted);
    }

    [[nodiscard]] Answer<std::vector<MapLane>> lanes(const MapWanted& wanted) const {
        return map_lanes(scenario(), plan(), read_flows(plan()), wanted);
    }

    [[nodiscard]] Answer<std::vector<MapPlace>> places(const MapWanted& wanted) const {
        return map_places(scenario(), plan(), read_flows(plan()), wanted);
    }

    testing::TemporaryFolder folder;
};

constexpr const char* kFirst = "2022-07-25";
constexpr const char* kSecond = "2022-08-01";

std::string sums_of(const app::PlanMap& map) {
    std::string text;
    for (const MapArea& area : map.areas) {
        text += fmt::format("{} {}/{} ", area.pcode, area.served, area.target);
    }
    return text;
}

TEST_F(PlanMap, AreasHaveTheNeedOfTheProgrammeAndTheWeeksThatWereAskedFor) {
    EXPECT_EQ(sums_of(map({}).value()), "XT 0/0 XT01 140/210 XT0101 0/0 XT02 0/50 ");
    EXPECT_EQ(sums_of(map({.programme = "measles", .to = kFirst}).value()),
              "XT 0/0 XT01 40/100 XT0101 0/0 XT02 0/0 ");
    EXPECT_EQ(sums_of(map({.from = kSecond}).value()), "XT 0/0 XT01 90/100 XT0101 0/0 XT02 0/50 ");
    EXPECT_EQ(map({}).value().label, "made up");
}

TEST_F(PlanMap, RefusesWhatThePlanDoesNotHave) {
    EXPECT_EQ(map({.programme = "polio"}).error().code, "unknown_programme");
    EXPECT_EQ(map({.from = "2022-07-26"}).error().code, "unknown_week");
    EXPECT_EQ(lanes({.to = "2023-01-02"}).error().code, "unknown_week");
    EXPECT_EQ(places({.from = kSecond, .to = kFirst}).error().code, "unknown_week");
}

TEST_F(PlanMap, LanesAddWhatGoesAlongThemTheMostLitresFirst) {
    const auto all = lanes({}).value();
    ASSERT_EQ(all.size(), 2U) << "nothing goes to the idle post, and its area was closed long ago";
    EXPECT_EQ(all[0].id, "pool-store");
    EXPECT_EQ(all[1].id, "store-post");
    EXPECT_EQ(all[1].flow.packs, 9);
    EXPECT_EQ(all[1].flow.millilitres, 3750);
    EXPECT_EQ(lanes({.from = kSecond}).value().front().flow.packs, 4);
}

TEST_F(PlanMap, ALaneIsClosedByItselfByAPlaceOrByAnAreaAroundOneInTheWeeksAskedFor) {
    const auto all = lanes({}).value();
    for (const MapLane& lane : all) {
        EXPECT_EQ(lane.closed.size(), lane.id == "store-post" ? 1U : 0U) << lane.id;
    }
    EXPECT_TRUE(lanes({.to = kFirst}).value().back().closed.empty());
    write_text(scenario() / "closures.csv",
               "what,id,from,to,reason\nplace,idle,,,a strike\narea,XT01,2022-08-03,,a flood\n");
    const auto closed = lanes({}).value();
    ASSERT_EQ(closed.size(), 3U);
    EXPECT_EQ(closed[1].closed.at(0).from, "2022-08-03");
    EXPECT_EQ(closed[1].closed.at(0).to, "2022-08-07") << "to the end of the last week";
    EXPECT_EQ(closed[2].id, "store-idle") << "nothing goes there, and it is closed";
    EXPECT_EQ(closed[2].closed.at(0).from, kFirst);
}

TEST_F(PlanMap, PlacesSayWhatReachesThemAndWhereTheirNeedIsCounted) {
    const auto all = places({}).value();
    ASSERT_EQ(all.size(), 3U) << "the idle one has no point and no part";
    EXPECT_EQ(all[0].id, "pool");
    EXPECT_FALSE(all[0].point.has_value());
    EXPECT_EQ(all[1].id, "store");
    EXPECT_EQ(all[1].need_in, "");
    EXPECT_EQ(all[1].sensitivity, "restricted") << "what nobody classed is not public";
    EXPECT_EQ(all[1].received.packs, 10);
    EXPECT_EQ(all[1].sent.packs, 9);
    EXPECT_EQ(all[2].need_in, "XT01") << "its own area has no need of its own";
    EXPECT_EQ(all[2].received.millilitres, 3750);
    EXPECT_EQ(all[2].closed.size(), 1U);
}

TEST_F(PlanMap, ThePublicEditionHasRoundedPointsAndNoWeekPlaceOrLane) {
    const auto shown = map({.audience = model::Audience::public_}).value();
    EXPECT_EQ(shown.areas[1].point->lat, 3.5);
    EXPECT_EQ(shown.areas[1].point->lon, -28.5);
    for (const MapWanted& single : {MapWanted{.from = kFirst}, MapWanted{.to = kSecond}}) {
        MapWanted wanted = single;
        wanted.audience = model::Audience::public_;
        EXPECT_EQ(map(wanted).error().code, "whole_plan_only");
    }
    EXPECT_EQ(places({.audience = model::Audience::public_}).error().code, "whole_plan_only");
    EXPECT_EQ(lanes({.audience = model::Audience::public_}).error().code, "whole_plan_only");
}

TEST_F(PlanMap, FlowsAreReadOnceForAPlan) {
    FlowCache cache;
    const auto first = cache.of(plan());
    EXPECT_EQ(cache.of(plan()), first);
    std::filesystem::last_write_time(
        plan() / "shipments.csv",
        std::filesystem::last_write_time(plan() / "shipments.csv") + std::chrono::seconds(5));
    EXPECT_NE(cache.of(plan()), first) << "another plan took its place";
}

std::string square(const std::string& pcode, double west, double size) {
    const double east = west + size;
    return fmt::format(
        R"({{"type":"Feature","properties":{{"pcode":"{}"}},"geometry":{{"type":"Polygon",)"
        R"("coordinates":[[[{},1],[{},1],[{},2],[{},2],[{},1]]]}}}})",
        pcode,
        west,
        east,
        east,
        west,
        west);
}

TEST_F(PlanMap, BoundariesAreStepsOnAGridThatNeighboursShare) {
    write_text(scenario() / "boundaries.geojson",
               R"({"type":"FeatureCollection","source":"S","licence":"L","features":[)" +
                   square("XT01", 10, 0.5004) + "," + square("XT02", 10.5004, 0.5) + "]}");
    const auto shapes = drawn_shapes(scenario()).value();
    EXPECT_EQ(shapes.per_degree, 1000);
    EXPECT_EQ(shapes.source, "S");
    ASSERT_EQ(shapes.shapes.size(), 2U);
    using Steps = std::vector<std::int64_t>;
    EXPECT_EQ(shapes.shapes[0].rings.at(0), (Steps{10000, 1000, 500, 0, 0, 1000, -500, 0}));
    EXPECT_EQ(shapes.shapes[1].rings.at(0), (Steps{10500, 1000, 500, 0, 0, 1000, -500, 0}));
    const auto coarse = drawn_shapes(scenario(), 40).value();
    EXPECT_LT(coarse.per_degree, 1000) << "a country that takes too much gets a coarser grid";
    EXPECT_EQ(drawn_shapes(folder / "nothing").value().shapes.size(), 0U);
}

}  // namespace
}  // namespace imdad::app

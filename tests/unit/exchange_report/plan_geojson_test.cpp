#include "exchange/plan_geojson.hpp"

#include "base/result.hpp"

#include <filesystem>

#include "../report/small_plan.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::exchange {
namespace {

using model::Audience;
using Json = nlohmann::json;
using report::testing::small_plan;

std::string text_for(Audience audience) {
    const auto plan = small_plan();
    return plan_geojson(plan.scenario, plan.result, plan.shapes, audience);
}

Json feature(const Json& collection, const std::string& id) {
    for (const Json& each : collection["features"]) {
        if (each["id"] == id) {
            return each;
        }
    }
    ADD_FAILURE() << "no feature " << id;
    return {};
}

TEST(PlanGeojson, HoldsEveryAreaWithItsCoverage) {
    const Json json = Json::parse(text_for(Audience::public_));
    EXPECT_EQ(json["type"], "FeatureCollection");
    EXPECT_EQ(json["features"].size(), 6U);
    const Json worst = feature(json, "AA11")["properties"];
    EXPECT_EQ(worst["coverage"], 0.2);
    EXPECT_EQ(worst["worst"], true);
    EXPECT_EQ(worst["country"], "AA");
    EXPECT_EQ(worst["baseline_pro_rata"], 0.1);
    EXPECT_EQ(worst["target_series"], 100);
    EXPECT_EQ(worst["served_series"], 20);
    EXPECT_EQ(feature(json, "AA13")["properties"]["reachable"], false);
    EXPECT_EQ(feature(json, "AA")["properties"]["coverage_seats"], 0.45);
}

TEST(PlanGeojson, DrawsShapesElsePointsElseNothing) {
    const Json json = Json::parse(text_for(Audience::public_));
    EXPECT_EQ(feature(json, "AA11")["geometry"]["type"], "Polygon");
    EXPECT_EQ(feature(json, "AA12")["geometry"]["type"], "MultiPolygon");
    EXPECT_EQ(feature(json, "AA12")["geometry"]["coordinates"][1][0][0], (Json{21, 11}));
    EXPECT_EQ(feature(json, "ZZ11")["geometry"]["coordinates"], (Json{151.8, -33.3}));
    EXPECT_TRUE(feature(json, "ZZ12")["geometry"].is_null());
}

TEST(PlanGeojson, SaysWhatItIs) {
    const Json about = Json::parse(text_for(Audience::public_))["imdad"];
    EXPECT_EQ(about["label"], "illustrative, derived network");
    EXPECT_EQ(about["audience"], "public");
    EXPECT_EQ(about["stage"], "planned");
    EXPECT_EQ(about["policy"], "worst_first");
    EXPECT_EQ(about["shapes_source"], "drawn by hand");
}

TEST(PlanGeojson, NamesNoPlaceToThePublic) {
    const std::string text = text_for(Audience::public_);
    for (const char* secret : report::testing::kSecrets) {
        EXPECT_EQ(text.find(secret), std::string::npos) << secret;
    }
}

TEST(PlanGeojson, AddsPlacesAndFlowsForARestrictedAudience) {
    const Json json = Json::parse(text_for(Audience::restricted));
    EXPECT_EQ(json["imdad"]["audience"], "restricted");
    const Json place = feature(json, "place:PL-CLINIC");
    EXPECT_EQ(place["geometry"]["coordinates"], (Json{20.654321, 10.123456}));
    EXPECT_EQ(place["properties"]["packs_received"], 12);
    const Json flow = feature(json, "lane:LN-2");
    EXPECT_EQ(flow["geometry"]["type"], "LineString");
    EXPECT_EQ(flow["properties"]["packs"], 30);
    EXPECT_EQ(flow["properties"]["packs_vaccine"], 30);
    EXPECT_EQ(flow["properties"]["departures"], 1);
    EXPECT_EQ(feature(json, "ZZ11")["geometry"]["coordinates"], (Json{151.777, -33.333}));
}

TEST(PlanGeojson, HasTheSameBytesEachTime) {
    EXPECT_EQ(text_for(Audience::restricted), text_for(Audience::restricted));
}

TEST(PlanGeojson, FailsWhereItCannotWrite) {
    const auto plan = small_plan();
    EXPECT_THROW(write_plan_geojson(plan.scenario,
                                    plan.result,
                                    plan.shapes,
                                    Audience::public_,
                                    "no/such/folder/plan.geojson"),
                 base::Failure);
}

}  // namespace
}  // namespace imdad::exchange

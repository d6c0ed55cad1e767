#include "exchange/plan_geojson_shapes.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace imdad::exchange {
namespace {

std::string collection(const std::string& features) {
    return "{\"type\":\"FeatureCollection\",\n\"source\":\"a "
           "survey\",\"licence\":\"CC0\",\n\"features\":[" +
           features + "]}";
}

std::string polygon(const std::string& pcode, const std::string& coordinates) {
    return fmt::format(
        R"({{"type":"Feature","properties":{{"pcode":"{}"}},"geometry":{{"type":"Polygon","coordinates":{}}}}})",
        pcode,
        coordinates);
}

constexpr const char* kSquare = "[[[0,0],[1,0],[1,1],[0,0]]]";

std::string code_of(const std::string& text) {
    const auto result = parse_shapes(text, "boundaries.geojson");
    if (result) {
        return "none";
    }
    EXPECT_FALSE(result.error().message.key.empty());
    EXPECT_FALSE(result.error().right.key.empty());
    return result.error().code;
}

TEST(ReadShapes, FindsAreasByTheirCode) {
    const auto shapes =
        parse_shapes(collection(polygon("B2", kSquare) + "," + polygon("A1", kSquare)), "b");
    ASSERT_TRUE(shapes.has_value());
    ASSERT_NE(shapes->find("A1"), nullptr);
    EXPECT_EQ(shapes->find("A1")->polygons[0][0].size(), 4U);
    EXPECT_EQ(shapes->find("A2"), nullptr);
    EXPECT_EQ(shapes->source, "a survey");
    EXPECT_EQ(shapes->licence, "CC0");
}

TEST(ReadShapes, KeepsHolesAndIslands) {
    const std::string feature =
        R"({"type":"Feature","properties":{"pcode":"A"},"geometry":{"type":"MultiPolygon","coordinates":)"
        R"([[[[0,0],[9,0],[9,9],[0,0]],[[2,1],[3,1],[3,2],[2,1]]],[[[20,0],[21,0],[21,1],[20,0]]]]}})";
    const auto shapes = parse_shapes(collection(feature), "b");
    ASSERT_TRUE(shapes.has_value());
    ASSERT_EQ(shapes->shapes[0].polygons.size(), 2U);
    EXPECT_EQ(shapes->shapes[0].polygons[0].size(), 2U);
}

TEST(ReadShapes, PassesOverWhatHasNoCodeOrNoGeometry) {
    const auto shapes = parse_shapes(
        collection(
            R"({"type":"Feature","properties":{"name":"x"},"geometry":{"type":"Point","coordinates":[0,0]}},)"
            R"({"type":"Feature","properties":null,"geometry":null},)"
            R"({"type":"Feature","properties":{"pcode":"A"},"geometry":null}, 7)"),
        "b");
    ASSERT_TRUE(shapes.has_value());
    EXPECT_TRUE(shapes->shapes.empty());
}

TEST(ReadShapes, ClosesRingsThatWereLeftOpen) {
    const auto shapes = parse_shapes(collection(polygon("A", "[[[0,0],[1,0],[1,1],[0,1]]]")), "b");
    ASSERT_TRUE(shapes.has_value());
    EXPECT_EQ(shapes->shapes[0].polygons[0][0].size(), 5U);
}

TEST(ReadShapes, SaysWhereTheFileIsNotJson) {
    const auto shapes = parse_shapes("{\n  \"type\": oops\n}", "boundaries.geojson");
    ASSERT_FALSE(shapes.has_value());
    EXPECT_EQ(shapes.error().code, "shapes_not_json");
    EXPECT_EQ(shapes.error().where, "boundaries.geojson:2:11");
}

TEST(ReadShapes, NamesTheFeatureThatIsWrong) {
    const auto shapes = parse_shapes(
        collection(polygon("A", kSquare) + "," + polygon("B", "[[[0,0],[190,0],[1,1],[0,0]]]")),
        "b");
    ASSERT_FALSE(shapes.has_value());
    EXPECT_EQ(shapes.error().code, "shapes_bad_geometry");
    EXPECT_EQ(shapes.error().where, "b");
    EXPECT_EQ(shapes.error().message.text,
              "feature 2 (B): the point [190, 0] is outside the Earth");
    EXPECT_EQ(shapes.error().right.text, "degrees, longitude first, within 180 and 90");
}

TEST(ReadShapes, RefusesWhatIsNoMap) {
    EXPECT_EQ(code_of("[]"), "shapes_not_geojson");
    EXPECT_EQ(code_of("{}"), "shapes_not_geojson");
    EXPECT_EQ(code_of(""), "shapes_not_json");
    EXPECT_EQ(code_of("{\"type\":\"FeatureCollection\",\"features\":{}}"), "shapes_not_geojson");
    EXPECT_EQ(code_of(collection(polygon("A", "[]"))), "shapes_bad_geometry");
    EXPECT_EQ(code_of(collection(polygon("A", "[[[0,0],[1,1],[0,0]]]"))), "shapes_bad_geometry");
    EXPECT_EQ(code_of(collection(polygon("A", "[[[0,0],[1,\"1\"],[1,2],[0,0]]]"))),
              "shapes_bad_geometry");
    EXPECT_EQ(code_of(collection(polygon("A", "[[[0,0],[1,1e999],[1,2],[0,0]]]"))),
              "shapes_not_json");
    EXPECT_EQ(code_of(collection(polygon("A", kSquare) + "," + polygon("A", kSquare))),
              "shapes_duplicate");
    EXPECT_EQ(code_of(std::string(100'000, '[')), "shapes_not_json");
}

TEST(ReadShapes, HasLimits) {
    EXPECT_EQ(code_of(std::string(kShapesMaxBytes + 1, ' ')), "shapes_too_large");
    std::string features = "1";
    for (std::size_t i = 0; i < kShapesMaxFeatures; ++i) {
        features += ",1";
    }
    EXPECT_EQ(code_of(collection(features)), "shapes_too_large");
    std::string ring = "[0,0]";
    for (std::size_t i = 0; i < kShapesMaxPoints; ++i) {
        ring += ",[0,0]";
    }
    EXPECT_EQ(code_of(collection(polygon("A", "[[" + ring + "]]"))), "shapes_too_large");
}

TEST(ReadShapes, GivesNoneWhereThereIsNoFileAndFailsWhereThereIsNoReading) {
    const auto none = read_shapes("there/is/no/such.geojson");
    ASSERT_TRUE(none.has_value());
    EXPECT_TRUE(none->shapes.empty());
    EXPECT_THROW((void)read_shapes(std::filesystem::temp_directory_path()), base::Failure);
}

TEST(ReadShapes, ReadsTheShapesOfTheRealExample) {
    const auto shapes = read_shapes("examples/afghanistan-sahel-2022/boundaries.geojson");
    ASSERT_TRUE(shapes.has_value()) << shapes.error().message.text;
    EXPECT_EQ(shapes->shapes.size(), 505U);
    EXPECT_NE(shapes->find("AFG"), nullptr);
    EXPECT_NE(shapes->find("AF2305"), nullptr);
    EXPECT_NE(shapes->find("ML01"), nullptr);
    EXPECT_FALSE(shapes->source.empty());
}

}  // namespace
}  // namespace imdad::exchange

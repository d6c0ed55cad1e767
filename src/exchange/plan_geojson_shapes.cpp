#include "exchange/plan_geojson_shapes.hpp"

#include "exchange/file_bytes.hpp"
#include "exchange/problem.hpp"
#include "exchange/sentences.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::exchange {
namespace {

using Json = nlohmann::json;
using base::Fault;
using base::ResultOrFault;

tl::unexpected<Fault> fail(const char* code,
                           base::Said message,
                           base::Said right,
                           std::string where) {
    return tl::unexpected<Fault>(
        Fault{code, std::move(message), std::move(where), std::move(right)});
}

/// Line and column of a byte, because that is what an editor shows.
std::string position(std::string_view text, const std::string& name, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t last = before.rfind('\n');
    const std::size_t column =
        last == std::string_view::npos ? before.size() : before.size() - last - 1;
    return fmt::format("{}:{}:{}", name, line, std::max<std::size_t>(column, 1));
}

const Json* member(const Json& object, const char* key) {
    if (!object.is_object()) {
        return nullptr;
    }
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string text_member(const Json& object, const char* key) {
    const Json* value = member(object, key);
    return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

/// Reads the geometries of one file and counts their points against the limit.
class GeometryReader {
 public:
    explicit GeometryReader(std::string name) : name_(std::move(name)) {}

    ResultOrFault<Shape> read(const Json& geometry, std::string pcode, std::size_t feature) {
        feature_ = feature;
        pcode_ = shown(pcode);
        Shape shape{.pcode = std::move(pcode), .polygons = {}};
        const std::string type = text_member(geometry, "type");
        const Json* coordinates = member(geometry, "coordinates");
        if (type != "Polygon" && type != "MultiPolygon") {
            return bad(type.empty() ? say("shape_without_type", feature_, pcode_)
                                    : say("shape_of_other_type", feature_, pcode_, shown(type)),
                       say("right.geometry"));
        }
        if (coordinates == nullptr || !coordinates->is_array()) {
            return bad(say("shape_without_coordinates", feature_, pcode_), say("right.geometry"));
        }
        if (type == "Polygon") {
            return add_polygon(*coordinates, std::move(shape));
        }
        ResultOrFault<Shape> result = std::move(shape);
        for (const Json& polygon : *coordinates) {
            result = add_polygon(polygon, std::move(*result));
            if (!result) {
                return result;
            }
        }
        return result;
    }

 private:
    [[nodiscard]] tl::unexpected<Fault> bad(base::Said why, base::Said right) const {
        return fail("shapes_bad_geometry", std::move(why), std::move(right), name_);
    }

    ResultOrFault<Shape> add_polygon(const Json& rings, Shape shape) {
        if (!rings.is_array() || rings.empty()) {
            return bad(say("shape_without_ring", feature_, pcode_), say("right.rings"));
        }
        std::vector<Ring> polygon;
        for (const Json& points : rings) {
            auto ring = read_ring(points);
            if (!ring) {
                return tl::unexpected<Fault>(ring.error());
            }
            polygon.push_back(std::move(*ring));
        }
        shape.polygons.push_back(std::move(polygon));
        return shape;
    }

    ResultOrFault<Ring> read_ring(const Json& points) {
        if (!points.is_array() || points.size() < 4) {
            return bad(say("shape_ring_too_short", feature_, pcode_), say("right.ring"));
        }
        points_ += points.size();
        if (points_ > kShapesMaxPoints) {
            return fail("shapes_too_large",
                        say("shapes_too_many_points", feature_, pcode_, kShapesMaxPoints),
                        say("right.simpler_shapes"),
                        name_);
        }
        Ring ring;
        ring.reserve(points.size());
        for (const Json& point : points) {
            if (!point.is_array() || point.size() < 2 || !point[0].is_number() ||
                !point[1].is_number()) {
                return bad(say("shape_no_point", feature_, pcode_), say("right.point"));
            }
            const GeoPoint read{.lon = point[0].get<double>(), .lat = point[1].get<double>()};
            if (!std::isfinite(read.lon) || !std::isfinite(read.lat) || std::abs(read.lon) > 180 ||
                std::abs(read.lat) > 90) {
                return bad(say("shape_outside_earth", feature_, pcode_, read.lon, read.lat),
                           say("right.degrees"));
            }
            ring.push_back(read);
        }
        if (ring.front().lon != ring.back().lon || ring.front().lat != ring.back().lat) {
            ring.push_back(ring.front());
        }
        return ring;
    }

    std::string name_;
    std::string pcode_;
    std::size_t feature_ = 0;  ///< from 1
    std::size_t points_ = 0;
};

ResultOrFault<Json> parse_text(std::string_view text, const std::string& name) {
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& error) {
        return fail("shapes_not_json",
                    say("not_json", error.byte),
                    say("right.geojson"),
                    position(text, name, error.byte));
    } catch (const Json::exception&) {
        return fail(
            "shapes_not_json", say("json_number_too_large"), say("right.smaller_numbers"), name);
    }
}

ResultOrFault<MapShapes> read_features(const Json& features,
                                       MapShapes result,
                                       const std::string& name) {
    GeometryReader reader(name);
    std::size_t number = 0;
    for (const Json& feature : features) {
        ++number;
        const Json* properties = member(feature, "properties");
        const Json* geometry = member(feature, "geometry");
        std::string pcode =
            properties == nullptr ? std::string() : text_member(*properties, "pcode");
        if (pcode.empty() || geometry == nullptr) {
            continue;
        }
        auto shape = reader.read(*geometry, std::move(pcode), number);
        if (!shape) {
            return tl::unexpected<Fault>(shape.error());
        }
        result.shapes.push_back(std::move(*shape));
    }
    std::stable_sort(result.shapes.begin(),
                     result.shapes.end(),
                     [](const Shape& a, const Shape& b) { return a.pcode < b.pcode; });
    const auto twice = std::adjacent_find(
        result.shapes.begin(), result.shapes.end(), [](const Shape& a, const Shape& b) {
            return a.pcode == b.pcode;
        });
    if (twice != result.shapes.end()) {
        return fail("shapes_duplicate",
                    say("shapes_pcode_twice", shown(twice->pcode)),
                    say("right.one_multipolygon"),
                    name);
    }
    return result;
}

}  // namespace

const Shape* MapShapes::find(std::string_view pcode) const {
    const auto found = std::lower_bound(
        shapes.begin(), shapes.end(), pcode, [](const Shape& shape, std::string_view wanted) {
            return shape.pcode < wanted;
        });
    return found != shapes.end() && found->pcode == pcode ? &*found : nullptr;
}

ResultOrFault<MapShapes> parse_shapes(std::string_view text, const std::string& name) {
    if (text.size() > kShapesMaxBytes) {
        return fail("shapes_too_large",
                    say("shapes_too_many_bytes", text.size(), kShapesMaxBytes),
                    say("right.simpler_shapes"),
                    name);
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    const auto document = parse_text(text, name);
    if (!document) {
        return tl::unexpected<Fault>(document.error());
    }
    const Json* features = member(*document, "features");
    if (text_member(*document, "type") != "FeatureCollection" || features == nullptr ||
        !features->is_array()) {
        return fail("shapes_not_geojson",
                    say("shapes_no_collection"),
                    say("right.feature_collection"),
                    name);
    }
    if (features->size() > kShapesMaxFeatures) {
        return fail("shapes_too_large",
                    say("shapes_too_many_features", features->size(), kShapesMaxFeatures),
                    say("right.simpler_shapes"),
                    name);
    }
    MapShapes result;
    result.source = text_member(*document, "source");
    result.licence = text_member(*document, "licence");
    return read_features(*features, std::move(result), name);
}

ResultOrFault<MapShapes> read_shapes(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return MapShapes{};
    }
    const std::string name = file.filename().string();
    const auto size = std::filesystem::file_size(file, error);
    if (!error && size > kShapesMaxBytes) {
        return fail("shapes_too_large",
                    say("shapes_too_many_bytes", size, kShapesMaxBytes),
                    say("right.simpler_shapes"),
                    name);
    }
    return parse_shapes(read_bytes(file), name);
}

}  // namespace imdad::exchange

#include "exchange/plan_geojson.hpp"

#include "exchange/file_bytes.hpp"
#include "exchange/plan_public.hpp"

#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::exchange {
namespace {

using namespace model;

std::string json_text(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Members of one JSON object in the order they are added; numbers keep their exact text.
class Object {
 public:
    Object& raw(std::string_view key, std::string_view value) {
        text_ += fmt::format("{}{}:{}", text_.empty() ? "" : ",", json_text(key), value);
        return *this;
    }

    Object& string(std::string_view key, std::string_view value) {
        return raw(key, json_text(value));
    }

    Object& number(std::string_view key, std::int64_t value) {
        return raw(key, std::to_string(value));
    }

    Object& decimal(std::string_view key, Fixed9 value) { return raw(key, value.text()); }

    Object& truth(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }

    [[nodiscard]] std::string text() const { return "{" + text_ + "}"; }

 private:
    std::string text_;
};

/// Six decimals are a tenth of a metre; more would only be noise of binary fractions.
std::string degrees(double value) {
    return Fixed9::from_nano(std::llround(value * 1e6) * 1000).text();
}

std::string position(GeoPoint point) {
    return fmt::format("[{},{}]", degrees(point.lon), degrees(point.lat));
}

std::string point_geometry(GeoPoint point) {
    return fmt::format(R"({{"type":"Point","coordinates":{}}})", position(point));
}

std::string polygon_text(const std::vector<Ring>& polygon) {
    std::string text;
    for (const Ring& ring : polygon) {
        text += text.empty() ? "[" : ",[";
        for (std::size_t i = 0; i < ring.size(); ++i) {
            text += (i == 0 ? "" : ",") + position(ring[i]);
        }
        text += "]";
    }
    return "[" + text + "]";
}

std::string shape_geometry(const Shape& shape) {
    if (shape.polygons.size() == 1) {
        return fmt::format(R"({{"type":"Polygon","coordinates":{}}})",
                           polygon_text(shape.polygons.front()));
    }
    std::string text;
    for (const auto& polygon : shape.polygons) {
        text += (text.empty() ? "" : ",") + polygon_text(polygon);
    }
    return fmt::format(R"({{"type":"MultiPolygon","coordinates":[{}]}})", text);
}

std::string feature(std::string_view id, std::string_view geometry, const Object& properties) {
    return fmt::format(R"({{"type":"Feature","id":{},"geometry":{},"properties":{}}})",
                       json_text(id),
                       geometry,
                       properties.text());
}

class GeojsonWriter {
 public:
    GeojsonWriter(const Scenario& scenario,
                  const PlanResult& result,
                  const MapShapes& shapes,
                  Audience audience)
        : scenario_(scenario), result_(result), shapes_(shapes), view_(scenario, audience) {
        for (const GroupMeasure& group : result.chosen.measures.groups) {
            groups_[group.area].push_back(&group);
        }
    }

    std::string text() {
        add_countries();
        add_areas();
        if (view_.restricted()) {
            add_places();
            add_flows();
        }
        std::string all;
        for (const std::string& line : features_) {
            all += (all.empty() ? "\n" : ",\n") + line;
        }
        return fmt::format(
            "{{\"type\":\"FeatureCollection\",\n\"imdad\":{},\n\"features\":[{}\n]}}\n",
            about().text(),
            all);
    }

 private:
    [[nodiscard]] Object about() const {
        const Header& header = scenario_->header;
        Object object;
        object.string("scenario", header.name).string("title", header.title);
        if (!header.label.empty()) {
            object.string("label", header.label);
        }
        object
            .string("audience",
                    to_text(view_.restricted() ? Audience::restricted : Audience::public_))
            .string("start", base::to_text(header.start))
            .number("weeks", header.weeks)
            .string("policy", to_text(result_.chosen.plan.options.policy))
            .string("stage", "planned")
            .string("inputs_sha256", result_.inputs_sha256)
            .string("engine_version", result_.engine_version);
        if (!shapes_.source.empty()) {
            object.string("shapes_source", shapes_.source)
                .string("shapes_licence", shapes_.licence);
        }
        if (!view_.restricted()) {
            object.string("points", "areas without a shape stand on a grid of 0.1 degrees");
        }
        return object;
    }

    [[nodiscard]] std::string geometry(const Area& area) const {
        if (const Shape* shape = shapes_.find(area.pcode)) {
            return shape_geometry(*shape);
        }
        if (area.lat && area.lon) {
            return point_geometry(view_.shown_point(*area.lon, *area.lat));
        }
        return "null";
    }

    [[nodiscard]] Object name_properties(AreaIndex index) const {
        const Area& area = scenario_[index];
        Object object;
        object.string("kind", "area").string("pcode", area.pcode).string("name", area.name);
        if (!area.name_ar.empty()) {
            object.string("name_ar", area.name_ar);
        }
        if (!area.name_fr.empty()) {
            object.string("name_fr", area.name_fr);
        }
        object.number("level", area.level);
        if (area.parent.exists()) {
            object.string("parent", scenario_[area.parent].pcode);
        }
        return object.string("country", scenario_[scenario_.country_of(index)].pcode);
    }

    void add_programmes(Object& object, AreaIndex area) const {
        const auto found = groups_.find(area);
        if (found == groups_.end()) {
            return;
        }
        for (const GroupMeasure* group : found->second) {
            const std::string& id = scenario_[group->programme].programme_id;
            object.number("target_" + id, group->target.value())
                .number("served_" + id, group->served.value())
                .decimal("coverage_" + id, group->coverage);
        }
    }

    void add_countries() {
        for (const auto& [area, groups] : groups_) {
            if (scenario_[area].level == 0) {
                Object object = name_properties(area);
                add_programmes(object, area);
                features_.push_back(
                    feature(scenario_[area].pcode, geometry(scenario_[area]), object));
            }
        }
    }

    void add_areas() {
        const auto& areas = result_.chosen.measures.areas;
        std::map<std::pair<std::size_t, AreaIndex>, Fixed9> baselines;
        for (std::size_t b = 0; b < result_.baselines.size(); ++b) {
            for (const AreaMeasure& measure : result_.baselines[b].measures.areas) {
                baselines.emplace(std::pair(b, measure.area), measure.coverage);
            }
        }
        for (std::size_t i = 0; i < areas.size(); ++i) {
            const AreaMeasure& measure = areas[i];
            Object object = name_properties(measure.area);
            object.decimal("coverage", measure.coverage).truth("reachable", measure.reachable);
            if (!measure.reachable) {
                object.string("reason", view_.shown(measure.reason));
            }
            object.truth("worst", result_.chosen.measures.worst_area == i);
            for (std::size_t b = 0; b < result_.baselines.size(); ++b) {
                const auto found = baselines.find({b, measure.area});
                if (found != baselines.end()) {
                    object.decimal("baseline_" + result_.baselines[b].name, found->second);
                }
            }
            add_programmes(object, measure.area);
            features_.push_back(
                feature(scenario_[measure.area].pcode, geometry(scenario_[measure.area]), object));
        }
    }

    /// Places that send, receive or serve.
    void add_places() {
        std::map<PlaceIndex, Packs> received;
        std::set<PlaceIndex> taking_part;
        for (const Shipment& shipment : result_.chosen.plan.shipments) {
            const Lane& lane = scenario_[shipment.lane];
            received[lane.to] += shipment.packs;
            taking_part.insert({lane.from, lane.to});
        }
        for (const Service& service : result_.chosen.plan.services) {
            taking_part.insert(service.place);
        }
        for (const PlaceIndex index : taking_part) {
            const Place& place = scenario_[index];
            Object object;
            object.string("kind", "place")
                .string("place_id", place.place_id)
                .string("name", place.name);
            object.number("level", place.level);
            if (place.area.exists()) {
                object.string("area", scenario_[place.area].pcode);
            }
            object.number("packs_received", received[index].value());
            const bool located = place.lat && place.lon;
            features_.push_back(
                feature("place:" + place.place_id,
                        located ? point_geometry({.lon = *place.lon, .lat = *place.lat}) : "null",
                        object));
        }
    }

    void add_flows() {
        struct Flow {
            Packs packs;
            std::set<int> weeks;
            std::map<ProductIndex, Packs> products;
        };

        std::map<LaneIndex, Flow> flows;
        for (const Shipment& shipment : result_.chosen.plan.shipments) {
            Flow& flow = flows[shipment.lane];
            flow.packs += shipment.packs;
            flow.weeks.insert(shipment.week);
            flow.products[scenario_[shipment.batch].product] += shipment.packs;
        }
        for (const auto& [index, flow] : flows) {
            const Lane& lane = scenario_[index];
            const Place& from = scenario_[lane.from];
            const Place& to = scenario_[lane.to];
            Object object;
            object.string("kind", "flow").string("lane_id", lane.lane_id).string("mode", lane.mode);
            object.string("from", from.place_id).string("to", to.place_id);
            object.number("departures", static_cast<std::int64_t>(flow.weeks.size()));
            object.number("packs", flow.packs.value());
            for (const auto& [product, packs] : flow.products) {
                object.number("packs_" + scenario_[product].product_id, packs.value());
            }
            std::string line = "null";
            if (from.lat && from.lon && to.lat && to.lon) {
                line = fmt::format(R"({{"type":"LineString","coordinates":[{},{}]}})",
                                   position({.lon = *from.lon, .lat = *from.lat}),
                                   position({.lon = *to.lon, .lat = *to.lat}));
            }
            features_.push_back(feature("lane:" + lane.lane_id, line, object));
        }
    }

    const Scenario& scenario_;
    const PlanResult& result_;
    const MapShapes& shapes_;
    PublicView view_;
    std::map<AreaIndex, std::vector<const GroupMeasure*>> groups_;
    std::vector<std::string> features_;
};

}  // namespace

std::string plan_geojson(const Scenario& scenario,
                         const PlanResult& result,
                         const MapShapes& shapes,
                         Audience audience) {
    return GeojsonWriter(scenario, result, shapes, audience).text();
}

void write_plan_geojson(const Scenario& scenario,
                        const PlanResult& result,
                        const MapShapes& shapes,
                        Audience audience,
                        const std::filesystem::path& file) {
    write_bytes(file, plan_geojson(scenario, result, shapes, audience));
}

}  // namespace imdad::exchange

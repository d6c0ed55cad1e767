#include "app/map_shapes.hpp"
#include "app/plan_map.hpp"
#include "app/who_what_where.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/paper.hpp"
#include "http/plan_lookup.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// Maps: of a plan (areas, places, lanes, boundaries), and of who does what where.

namespace imdad::http {

namespace {

using Json = nlohmann::ordered_json;

/// Rows of a map are short, and a map wants all of them before it is one.
constexpr std::size_t kMapPage = 5000;

/// The plan that a request is about, and how it is to be shown.
struct Wish {
    app::PlanLine line;
    std::filesystem::path scenario;
    std::filesystem::path plan;
    app::MapWanted wanted;
    Window window;
};

tl::expected<model::Audience, Problem> audience_of(const Call& call) {
    const std::string text = call.parameter("audience");
    for (const model::Audience audience : {model::Audience::restricted, model::Audience::public_}) {
        if (text == model::to_text(audience)) {
            return audience;
        }
    }
    if (text.empty()) {
        return model::Audience::restricted;
    }
    return tl::unexpected(bad_choice("audience", "restricted, public"));
}

tl::expected<Wish, Problem> wish_of(const Call& call) {
    auto line = line_of(call, call.arguments.front());
    const auto window = window_of(call, kMapPage, kMapPage);
    const auto audience = audience_of(call);
    if (!line || !window || !audience) {
        return tl::unexpected(!line ? line.error() : !window ? window.error() : audience.error());
    }
    auto folder = plan_folder(call, *line);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    return Wish{.line = *line,
                .scenario = call.plans->folder_of(line->id) / "scenario",
                .plan = std::move(*folder),
                .wanted = {.programme = call.parameter("programme"),
                           .from = call.parameter("from"),
                           .to = call.parameter("to"),
                           .audience = *audience},
                .window = *window};
}

/// One page of `rows` under `key`, with the way to the next one.
template <typename Rows, typename Shown>
Response page_of_map(const Call& call,
                     Json document,
                     const char* key,
                     const Rows& rows,
                     const Window& window,
                     Shown shown) {
    Json& list = document[key] = Json::array();
    const std::size_t begin = std::min(window.from, rows.size());
    const std::size_t end = begin + std::min(window.limit, rows.size() - begin);
    for (std::size_t at = begin; at < end; ++at) {
        list.push_back(shown(rows[at]));
    }
    Response response = json_response(document);
    if (end < rows.size()) {
        response.headers.push_back(link_to_page(call, end));
    }
    return response;
}

void put_point(Json& row, const std::optional<app::MapPoint>& point) {
    if (point) {
        row["lat"] = point->lat;
        row["lon"] = point->lon;
    }
}

void put_text(Json& row, const char* key, const std::string& text) {
    if (!text.empty()) {
        row[key] = text;
    }
}

void put_closed(Json& row, const std::vector<app::MapClosure>& closed) {
    for (const app::MapClosure& one : closed) {
        row["closed"].push_back({{"from", one.from}, {"to", one.to}, {"reason", one.reason}});
    }
}

/// Litres without a rest where there is none.
Json litres(std::int64_t millilitres) {
    constexpr std::int64_t kLitre = 1000;
    return millilitres % kLitre == 0 ? Json(millilitres / kLitre)
                                     : Json(static_cast<double>(millilitres) / kLitre);
}

Json json_of(const app::MapArea& area) {
    Json row{{"pcode", area.pcode}, {"name", area.name}};
    put_text(row, "name_fr", area.name_fr);
    put_text(row, "name_ar", area.name_ar);
    row["level"] = area.level;
    put_text(row, "parent", area.parent);
    put_point(row, area.point);
    row["target"] = area.target;
    row["served"] = area.served;
    return row;
}

Json json_of(const app::MapPlace& place) {
    Json row{{"id", place.id}, {"name", place.name}, {"kind", place.kind}, {"level", place.level}};
    put_text(row, "area", place.area);
    put_text(row, "need_in", place.need_in);
    put_point(row, place.point);
    row["sensitivity"] = place.sensitivity;
    row["packs_in"] = place.received.packs;
    row["litres_in"] = litres(place.received.millilitres);
    row["packs_out"] = place.sent.packs;
    put_closed(row, place.closed);
    return row;
}

Json json_of(const app::MapLane& lane) {
    Json row{{"id", lane.id}, {"from", lane.from}, {"to", lane.to}};
    put_text(row, "mode", lane.mode);
    row["packs"] = lane.flow.packs;
    row["litres"] = litres(lane.flow.millilitres);
    put_closed(row, lane.closed);
    return row;
}

Json json_of(const registry::Names& names) {
    Json row{{"en", names.en}};
    put_text(row, "fr", names.fr);
    put_text(row, "ar", names.ar);
    return row;
}

Json json_of(const app::FourActivity& activity) {
    Json row{{"id", activity.id},
             {"state", activity.state},
             {"type", activity.type},
             {"title", json_of(activity.title)},
             {"lead", activity.lead},
             {"plan", activity.plan},
             {"agreement", activity.agreement},
             {"quarters", activity.quarters},
             {"actual_start", activity.actual_start},
             {"actual_end", activity.actual_end},
             {"places", activity.places},
             {"countries", activity.countries},
             {"sectors", Json::array()},
             {"milestones", Json::array()}};
    for (const app::FourSector& sector : activity.sectors) {
        row["sectors"].push_back({{"code", sector.code}, {"basis_points", sector.basis_points}});
    }
    for (const app::FourMilestone& milestone : activity.milestones) {
        row["milestones"].push_back({{"title", milestone.title},
                                     {"due", milestone.due},
                                     {"reached_on", milestone.reached_on}});
    }
    return row;
}

Json json_of(const std::vector<app::FourCount>& counts) {
    Json list = Json::array();
    for (const app::FourCount& one : counts) {
        list.push_back({{"code", one.code}, {"activities", one.activities}});
    }
    return list;
}

}  // namespace

Outcome plan_map(const Call& call) {
    const auto wish = wish_of(call);
    if (!wish) {
        return tl::unexpected(wish.error());
    }
    const auto map = app::plan_map(wish->scenario, wish->plan, wish->wanted);
    if (!map) {
        return tl::unexpected(problem_of(map.error()));
    }
    Json document{{"final", wish->line.has_plan},
                  {"audience", model::to_text(wish->wanted.audience)},
                  {"label", map->label},
                  {"programmes", map->programmes},
                  {"weeks", map->weeks},
                  {"from", map->from},
                  {"to", map->to},
                  {"count", map->areas.size()}};
    return page_of_map(
        call, std::move(document), "areas", map->areas, wish->window, [](const auto& area) {
            return json_of(area);
        });
}

Outcome plan_map_places(const Call& call) {
    const auto wish = wish_of(call);
    if (!wish) {
        return tl::unexpected(wish.error());
    }
    const auto places = app::map_places(
        wish->scenario, wish->plan, *call.plans->flows().of(wish->plan), wish->wanted);
    if (!places) {
        return tl::unexpected(problem_of(places.error()));
    }
    const auto without =
        std::ranges::count_if(*places, [](const app::MapPlace& place) { return !place.point; });
    Json document{
        {"final", wish->line.has_plan}, {"count", places->size()}, {"without_point", without}};
    return page_of_map(
        call, std::move(document), "places", *places, wish->window, [](const auto& place) {
            return json_of(place);
        });
}

Outcome plan_map_lanes(const Call& call) {
    const auto wish = wish_of(call);
    if (!wish) {
        return tl::unexpected(wish.error());
    }
    const auto lanes = app::map_lanes(
        wish->scenario, wish->plan, *call.plans->flows().of(wish->plan), wish->wanted);
    if (!lanes) {
        return tl::unexpected(problem_of(lanes.error()));
    }
    const auto closed = std::ranges::count_if(
        *lanes, [](const app::MapLane& lane) { return !lane.closed.empty(); });
    Json document{
        {"final", wish->line.has_plan}, {"count", lanes->size()}, {"closed_count", closed}};
    return page_of_map(
        call, std::move(document), "lanes", *lanes, wish->window, [](const auto& lane) {
            return json_of(lane);
        });
}

Outcome plan_boundaries(const Call& call) {
    const auto line = line_of(call, call.arguments.front());
    if (!line) {
        return tl::unexpected(line.error());
    }
    const auto shapes = app::drawn_shapes(call.plans->folder_of(line->id) / "scenario");
    if (!shapes) {
        return tl::unexpected(problem_of(shapes.error()));
    }
    Json document{{"per_degree", shapes->per_degree},
                  {"source", shapes->source},
                  {"licence", shapes->licence},
                  {"shapes", Json::array()}};
    for (const app::DrawnShape& shape : shapes->shapes) {
        document["shapes"].push_back({{"pcode", shape.pcode}, {"rings", shape.rings}});
    }
    Response response = json_response(document);
    // The scenario of a plan does not change, and the shape of an area is no secret.
    response.caching = "private, max-age=86400";
    return response;
}

Outcome who_what_where(const Call& call) {
    const auto window = window_of(call, kPageDefault, kPageMax);
    if (!window) {
        return tl::unexpected(window.error());
    }
    const auto found = app::who_what_where(call.access,
                                           {.party = call.parameter("party"),
                                            .sector = call.parameter("sector"),
                                            .country = call.parameter("country"),
                                            .state = call.parameter("state"),
                                            .agreement = call.parameter("agreement"),
                                            .plan = call.parameter("plan")});
    if (!found) {
        return tl::unexpected(problem_of(found.error()));
    }
    Json document{{"count", found->activities.size()},
                  {"without_country", found->without_country},
                  {"countries", Json::array()},
                  {"parties", json_of(found->parties)},
                  {"sectors", json_of(found->sectors)},
                  {"states", json_of(found->states)}};
    for (const app::FourCountry& country : found->countries) {
        document["countries"].push_back({{"iso3", country.iso3},
                                         {"name", json_of(country.names)},
                                         {"activities", country.activities},
                                         {"parties", country.parties},
                                         {"sectors", country.sectors}});
    }
    return page_of_map(call,
                       std::move(document),
                       "activities",
                       found->activities,
                       *window,
                       [](const auto& activity) { return json_of(activity); });
}

}  // namespace imdad::http

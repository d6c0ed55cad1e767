#include "app/plan_map.hpp"

#include "app/asked_sentences.hpp"
#include "app/plan_rows.hpp"
#include "base/date.hpp"
#include "exchange/datapackage.hpp"
#include "exchange/numbers.hpp"
#include "exchange/plan_public.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

namespace fs = std::filesystem;
using Cells = std::vector<std::string_view>;

constexpr std::size_t kLevelsMax = 32;  // of areas one in another; more is a circle

std::optional<MapPoint> point_of(std::string_view lat, std::string_view lon) {
    const auto north = exchange::parse_measured(lat);
    const auto east = exchange::parse_measured(lon);
    return north && east ? std::optional(MapPoint{.lat = *north, .lon = *east}) : std::nullopt;
}

/// What people are in need of and get, by area.
struct Need {
    std::set<std::string, std::less<>> programmes;
    std::set<std::string, std::less<>> weeks;
    std::set<std::string, std::less<>> areas;  ///< with a need at all, in whatever weeks
    std::map<std::string, std::pair<std::int64_t, std::int64_t>, std::less<>> sums;
};

Need need_of(const fs::path& plan, const MapWanted& wanted) {
    Need need;
    for_rows(plan / "coverage.csv",
             {"area", "programme", "week", "target", "served"},
             [&](const Cells& cells) {
                 need.programmes.emplace(cells[1]);
                 need.weeks.emplace(cells[2]);
                 need.areas.emplace(cells[0]);
                 if ((!wanted.programme.empty() && cells[1] != wanted.programme) ||
                     (!wanted.from.empty() && cells[2] < wanted.from) ||
                     (!wanted.to.empty() && cells[2] > wanted.to)) {
                     return;
                 }
                 auto& [target, served] = need.sums[std::string(cells[0])];
                 target += number_of(cells[3]);
                 served += number_of(cells[4]);
             });
    return need;
}

/// Why these weeks or this programme cannot be shown.
std::optional<Refusal> refused(const Need& need, const MapWanted& wanted) {
    if (!wanted.programme.empty() && !need.programmes.contains(wanted.programme)) {
        return refusal_of(say("no_programme_in_plan",
                              wanted.programme,
                              fmt::format("{}", fmt::join(need.programmes, ", "))),
                          "programme");
    }
    for (const auto& [name, week] : {std::pair("from", wanted.from), std::pair("to", wanted.to)}) {
        if (week.empty()) {
            continue;
        }
        if (wanted.audience == model::Audience::public_) {
            return refusal_of(say("whole_plan_in_time"), name);
        }
        if (!need.weeks.contains(week)) {
            return refusal_of(
                need.weeks.empty()
                    ? say("week_of_no_weeks", week)
                    : say("no_week_in_plan", week, *need.weeks.begin(), *need.weeks.rbegin()),
                name);
        }
    }
    if (!wanted.from.empty() && !wanted.to.empty() && wanted.to < wanted.from) {
        return refusal_of(say("weeks_end_early", wanted.to), "to");
    }
    return std::nullopt;
}

/// The span as it was taken: every week lies in it that was asked for.
struct Span {
    std::string from;
    std::string to;      ///< Monday of the last week
    std::string to_day;  ///< its Sunday
};

Span span_of(const Need& need, const MapWanted& wanted) {
    Span span{.from = wanted.from, .to = wanted.to, .to_day = {}};
    if (!need.weeks.empty()) {
        span.from = span.from.empty() ? *need.weeks.begin() : span.from;
        span.to = span.to.empty() ? *need.weeks.rbegin() : span.to;
    }
    if (const auto last = base::parse_day(span.to)) {
        span.to_day = base::to_text(*last + std::chrono::days(6));
    }
    return span;
}

/// In what each area lies.
std::unordered_map<std::string, std::string> parents_of(const fs::path& scenario) {
    std::unordered_map<std::string, std::string> parents;
    for_rows(scenario / "areas.csv", {"pcode", "parent"}, [&](const Cells& cells) {
        parents.emplace(cells[0], cells[1]);
    });
    return parents;
}

/// What is closed in the span, as rows of closures.csv say it; of places and lanes worked out from
/// these by the rule of docs/method/planning.md.
class Closed {
 public:
    Closed(const fs::path& scenario,
           const Span& span,
           const std::unordered_map<std::string, std::string>& parents)
        : parents_(parents) {
        for_rows(scenario / "closures.csv",
                 {"what", "id", "from", "to", "reason"},
                 [&](const Cells& cells) {
                     MapClosure closure{.from = std::string(cells[2]),
                                        .to = std::string(cells[3]),
                                        .reason = std::string(cells[4])};
                     if (closure.from.empty() || closure.from < span.from) {
                         closure.from = span.from;
                     }
                     if (closure.to.empty() || closure.to > span.to_day) {
                         closure.to = span.to_day;
                     }
                     if (closure.from <= closure.to) {
                         rows_[{std::string(cells[0]), std::string(cells[1])}].push_back(closure);
                     }
                 });
    }

    void add(const char* what, const std::string& id, std::vector<MapClosure>& closed) const {
        const auto found = rows_.find({what, id});
        if (found != rows_.end()) {
            closed.insert(closed.end(), found->second.begin(), found->second.end());
        }
    }

    /// Of the place itself and of every area around it.
    void add_place(const std::string& place,
                   std::string area,
                   std::vector<MapClosure>& closed) const {
        add("place", place, closed);
        for (std::size_t level = 0; level < kLevelsMax && !area.empty() && !rows_.empty();
             ++level) {
            add("area", area, closed);
            const auto above = parents_.find(area);
            area = above == parents_.end() ? std::string() : above->second;
        }
    }

 private:
    const std::unordered_map<std::string, std::string>& parents_;
    std::map<std::pair<std::string, std::string>, std::vector<MapClosure>> rows_;
};

/// The same closure reached by several ways is one.
void make_unique(std::vector<MapClosure>& closed) {
    const auto key = [](const MapClosure& one) { return std::tie(one.from, one.to, one.reason); };
    std::ranges::sort(closed, {}, key);
    const auto twice = std::ranges::unique(closed, {}, key);
    closed.erase(twice.begin(), twice.end());
}

std::string label_of(const fs::path& scenario) {
    const fs::path file = scenario / exchange::kDatapackageFile;
    if (!fs::is_regular_file(file)) {
        return {};
    }
    const auto document = nlohmann::json::parse(exchange::read_bytes(file), nullptr, false);
    if (!document.is_object() || !document.contains("imdad") || !document["imdad"].is_object()) {
        return {};
    }
    const auto label = document["imdad"].find("label");
    return label != document["imdad"].end() && label->is_string() ? label->get<std::string>()
                                                                  : std::string();
}

tl::unexpected<Refusal> not_for_the_public() {
    return no(say("whole_plan_in_space"), "audience");
}

}  // namespace

Answer<PlanMap> plan_map(const fs::path& scenario, const fs::path& plan, const MapWanted& wanted) {
    const Need need = need_of(plan, wanted);
    if (auto refusal = refused(need, wanted)) {
        return tl::unexpected(std::move(*refusal));
    }
    const Span span = span_of(need, wanted);
    PlanMap map{.label = label_of(scenario),
                .programmes = {need.programmes.begin(), need.programmes.end()},
                .weeks = {need.weeks.begin(), need.weeks.end()},
                .from = span.from,
                .to = span.to,
                .areas = {}};
    for_rows(scenario / "areas.csv",
             {"pcode", "name", "name_fr", "name_ar", "level", "parent", "lat", "lon"},
             [&](const Cells& cells) {
                 MapArea area{.pcode = std::string(cells[0]),
                              .name = std::string(cells[1]),
                              .name_fr = std::string(cells[2]),
                              .name_ar = std::string(cells[3]),
                              .level = number_of(cells[4]),
                              .parent = std::string(cells[5]),
                              .point = point_of(cells[6], cells[7])};
                 if (area.point && wanted.audience == model::Audience::public_) {
                     const auto shown = exchange::public_point(area.point->lon, area.point->lat);
                     area.point = MapPoint{.lat = shown.lat, .lon = shown.lon};
                 }
                 if (const auto sums = need.sums.find(area.pcode); sums != need.sums.end()) {
                     std::tie(area.target, area.served) = sums->second;
                 }
                 map.areas.push_back(std::move(area));
             });
    std::ranges::stable_sort(map.areas, {}, &MapArea::pcode);
    return map;
}

Answer<std::vector<MapPlace>> map_places(const fs::path& scenario,
                                         const fs::path& plan,
                                         const PlanFlows& flows,
                                         const MapWanted& wanted) {
    if (wanted.audience == model::Audience::public_) {
        return not_for_the_public();
    }
    const Need need = need_of(plan, wanted);
    if (auto refusal = refused(need, wanted)) {
        return tl::unexpected(std::move(*refusal));
    }
    const Span span = span_of(need, wanted);
    const auto parents = parents_of(scenario);
    const Closed closed(scenario, span, parents);
    std::unordered_map<std::string, std::pair<LaneWeek, LaneWeek>> moved;  // received, sent
    const auto add = [](LaneWeek& total, const LaneWeek& flow) {
        total.packs += flow.packs;
        total.millilitres += flow.millilitres;
    };
    for_rows(scenario / "lanes.csv", {"lane_id", "from", "to"}, [&](const Cells& cells) {
        if (const auto lane = flows.lanes.find(cells[0]); lane != flows.lanes.end()) {
            const LaneWeek flow = flows.sum(lane->second, span.from, span.to);
            add(moved[std::string(cells[1])].second, flow);
            add(moved[std::string(cells[2])].first, flow);
        }
    });
    std::vector<MapPlace> places;
    for_rows(scenario / "places.csv",
             {"place_id", "name", "kind", "level", "area", "lat", "lon", "sensitivity"},
             [&](const Cells& cells) {
                 MapPlace place{
                     .id = std::string(cells[0]),
                     .name = std::string(cells[1]),
                     .kind = std::string(cells[2]),
                     .level = number_of(cells[3]),
                     .area = std::string(cells[4]),
                     .need_in = std::string(cells[4]),
                     .point = point_of(cells[5], cells[6]),
                     .sensitivity = cells[7].empty() ? "restricted" : std::string(cells[7])};
                 for (std::size_t level = 0; level < kLevelsMax && !place.need_in.empty() &&
                                             !need.areas.contains(place.need_in);
                      ++level) {
                     const auto above = parents.find(place.need_in);
                     place.need_in = above == parents.end() ? std::string() : above->second;
                 }
                 if (const auto found = moved.find(place.id); found != moved.end()) {
                     std::tie(place.received, place.sent) = found->second;
                 }
                 closed.add_place(place.id, place.area, place.closed);
                 make_unique(place.closed);
                 if (place.point || place.received.packs + place.sent.packs > 0 ||
                     !place.closed.empty()) {
                     places.push_back(std::move(place));
                 }
             });
    std::ranges::stable_sort(
        places, {}, [](const MapPlace& place) { return std::tie(place.level, place.id); });
    return places;
}

Answer<std::vector<MapLane>> map_lanes(const fs::path& scenario,
                                       const fs::path& plan,
                                       const PlanFlows& flows,
                                       const MapWanted& wanted) {
    if (wanted.audience == model::Audience::public_) {
        return not_for_the_public();
    }
    const Need need = need_of(plan, wanted);
    if (auto refusal = refused(need, wanted)) {
        return tl::unexpected(std::move(*refusal));
    }
    const Span span = span_of(need, wanted);
    const auto parents = parents_of(scenario);
    const Closed closed(scenario, span, parents);
    std::unordered_map<std::string, std::string> areas;  // of places
    for_rows(scenario / "places.csv", {"place_id", "area"}, [&](const Cells& cells) {
        areas.emplace(cells[0], cells[1]);
    });
    std::vector<MapLane> lanes;
    for_rows(scenario / "lanes.csv", {"lane_id", "from", "to", "mode"}, [&](const Cells& cells) {
        MapLane lane{.id = std::string(cells[0]),
                     .from = std::string(cells[1]),
                     .to = std::string(cells[2]),
                     .mode = std::string(cells[3]),
                     .flow = {},
                     .closed = {}};
        if (const auto found = flows.lanes.find(cells[0]); found != flows.lanes.end()) {
            lane.flow = flows.sum(found->second, span.from, span.to);
        }
        closed.add("lane", lane.id, lane.closed);
        for (const std::string& end : {lane.from, lane.to}) {
            const auto area = areas.find(end);
            closed.add_place(end, area == areas.end() ? std::string() : area->second, lane.closed);
        }
        make_unique(lane.closed);
        if (lane.flow.packs > 0 || !lane.closed.empty()) {
            lanes.push_back(std::move(lane));
        }
    });
    std::ranges::stable_sort(lanes, [](const MapLane& one, const MapLane& other) {
        return std::tuple(-one.flow.millilitres, -one.flow.packs, std::string_view(one.id)) <
               std::tuple(-other.flow.millilitres, -other.flow.packs, std::string_view(other.id));
    });
    return lanes;
}

}  // namespace imdad::app

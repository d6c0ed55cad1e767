#include "exchange/loading.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/sentences.hpp"
#include "model/scenario_checks.hpp"

#include <algorithm>

#include <fmt/format.h>

/// places.csv, lanes.csv and closures.csv.

namespace imdad::exchange {

using model::AreaIndex;

namespace {

void read_room(TableReader& row, std::size_t first_column, model::ClassRoom& room) {
    for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
        room.cm3[c] = row.litres_as_cm3(first_column + c);
    }
}

/// A facility at level 2 or a pool at level 5 is more likely a slip than meant.
void check_kind_and_level(TableReader& row, const model::Place& place) {
    const bool fits = place.kind == model::PlaceKind::pool       ? place.level == 0
                      : place.kind == model::PlaceKind::entry    ? place.level == 1
                      : place.kind == model::PlaceKind::facility ? place.level >= 2
                                                                 : place.level >= 1;
    if (!fits) {
        row.warn(kPlaces["level"],
                 "level_unusual",
                 say("level_unusual", place.level, row.cell(kPlaces["kind"])),
                 say("right.levels"));
    }
}

}  // namespace

void load_places(Loading& loading) {
    loading.read(kPlaces.view(), [&](TableReader& row) {
        model::Place place;
        place.place_id = row.word(kPlaces["place_id"]);
        place.name = row.text(kPlaces["name"]);
        place.kind = static_cast<model::PlaceKind>(row.choice(kPlaces["kind"]).value_or(3));
        place.level = row.small(kPlaces["level"]).value_or(5);
        place.area = loading.reference<AreaIndex>(row, kPlaces["area"], loading.areas);
        place.lat = row.degrees(kPlaces["lat"]);
        place.lon = row.degrees(kPlaces["lon"]);
        read_room(row, kPlaces["ambient_l"], place.room);
        place.owner = row.text(kPlaces["owner"]);
        place.sensitivity =
            static_cast<model::Sensitivity>(row.choice(kPlaces["sensitivity"]).value_or(1));
        place.origin = row.origin(kPlaces["origin"]);
        place.tier = row.small(kPlaces["tier"]);
        if (row.empty(kPlaces["area"]) && place.kind != model::PlaceKind::pool) {
            row.refuse(
                kPlaces["area"], "missing_value", say("place_without_area"), say("right.pcode"));
        }
        if (loading.areas.find(place.place_id) != nullptr) {
            row.refuse(
                kPlaces["place_id"], "duplicate_id", say("place_is_pcode"), say("right.no_pcode"));
        }
        loading.define(
            loading.places, row, kPlaces["place_id"], place.place_id, loading.data.places.size());
        if (row.refused()) {
            return false;
        }
        check_kind_and_level(row, place);
        loading.data.places.push_back(std::move(place));
        return true;
    });
}

namespace {

/// Refuses the last lane, in file order, of each circle of lanes.
void break_cycles(Loading& loading, std::vector<std::size_t>& lane_lines) {
    constexpr int kCyclesMax = 100;
    for (int i = 0; i < kCyclesMax; ++i) {
        const auto cycle = model::find_cycle(loading.data.places.size(), loading.data.lanes);
        if (cycle.empty()) {
            return;
        }
        std::string path;
        for (const model::PlaceIndex place : cycle) {
            path += loading.data.places[place.value()].place_id + " -> ";
        }
        path += loading.data.places[cycle.front().value()].place_id;
        std::size_t last = 0;
        for (std::size_t step = 0; step < cycle.size(); ++step) {
            const auto from = cycle[step];
            const auto to = cycle[(step + 1) % cycle.size()];
            for (std::size_t l = 0; l < loading.data.lanes.size(); ++l) {
                if (loading.data.lanes[l].from == from && loading.data.lanes[l].to == to) {
                    last = std::max(last, l);
                }
            }
        }
        const std::string id = loading.data.lanes[last].lane_id;
        loading.problems.add({Severity::critical,
                              "cycle",
                              std::string(kLanes.file),
                              lane_lines[last],
                              "to",
                              shown(id),
                              say("lanes_in_circle", shown(path)),
                              say("right.lanes")});
        loading.lanes.refuse(id);
        loading.data.lanes.erase(loading.data.lanes.begin() + static_cast<std::ptrdiff_t>(last));
        lane_lines.erase(lane_lines.begin() + static_cast<std::ptrdiff_t>(last));
        for (std::size_t l = last; l < loading.data.lanes.size(); ++l) {
            loading.lanes.move(loading.data.lanes[l].lane_id, static_cast<std::uint32_t>(l));
        }
        --loading.total().rows_kept;
    }
}

}  // namespace

void load_lanes(Loading& loading) {
    std::vector<std::size_t> lines;
    const std::size_t tables_before = loading.totals.size();
    loading.read(kLanes.view(), [&](TableReader& row) {
        model::Lane lane;
        lane.lane_id = row.word(kLanes["lane_id"]);
        lane.from = loading.reference<model::PlaceIndex>(row, kLanes["from"], loading.places);
        lane.to = loading.reference<model::PlaceIndex>(row, kLanes["to"], loading.places);
        lane.mode = row.word(kLanes["mode"]);
        lane.distance_km = row.decimal(kLanes["distance_km"]).value_or(lane.distance_km);
        lane.lead_days = row.small(kLanes["lead_days"]).value_or(0);
        lane.every_weeks = row.small(kLanes["every_weeks"]).value_or(1);
        lane.first_week = row.small(kLanes["first_week"]).value_or(0);
        lane.cost_per_m3 = row.decimal(kLanes["cost_per_m3"]).value_or(lane.cost_per_m3);
        read_room(row, kLanes["ambient_l"], lane.room);
        lane.origin = row.origin(kLanes["origin"]);
        loading.define(
            loading.lanes, row, kLanes["lane_id"], lane.lane_id, loading.data.lanes.size());
        if (row.refused()) {
            return false;
        }
        if (loading.dates_known && lane.first_week >= loading.data.header.weeks) {
            row.warn(kLanes["first_week"],
                     "outside_horizon",
                     say("lane_after_horizon"),
                     say("right.week_below", loading.data.header.weeks));
        }
        lines.push_back(row.line());
        loading.data.lanes.push_back(std::move(lane));
        return true;
    });
    if (loading.totals.size() > tables_before) {
        break_cycles(loading, lines);
    }
}

void load_closures(Loading& loading) {
    loading.read(kClosures.view(), [&](TableReader& row) {
        model::Closure closure;
        const auto what = row.choice(kClosures["what"]);
        if (what) {
            closure.what = static_cast<model::Closure::What>(*what);
            switch (closure.what) {
                case model::Closure::What::lane:
                    closure.lane =
                        loading.reference<model::LaneIndex>(row, kClosures["id"], loading.lanes);
                    break;
                case model::Closure::What::place:
                    closure.place =
                        loading.reference<model::PlaceIndex>(row, kClosures["id"], loading.places);
                    break;
                case model::Closure::What::area:
                    closure.area =
                        loading.reference<AreaIndex>(row, kClosures["id"], loading.areas);
                    break;
            }
        }
        const auto from = row.date(kClosures["from"]);
        const auto to = row.date(kClosures["to"]);
        loading.check_period(row, kClosures["from"], kClosures["to"], from, to);
        closure.from = from.value_or(loading.first);
        closure.to = to.value_or(model::kNoLimit);
        closure.reason = row.text(kClosures["reason"]);
        closure.origin = row.origin(kClosures["origin"]);
        if (row.refused()) {
            return false;
        }
        loading.data.closures.push_back(std::move(closure));
        return true;
    });
}

}  // namespace imdad::exchange

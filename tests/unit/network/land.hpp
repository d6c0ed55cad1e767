#pragma once

#include "base/assert.hpp"
#include "model/scenario.hpp"
#include "network/derive.hpp"
#include "network/geo.hpp"

#include <algorithm>
#include <string>
#include <string_view>

/// Small geographies made by hand: add rows, derive, look lanes and places up by id.

namespace imdad::network::testing {

class Land {
 public:
    Land() {
        data.header.start = *base::parse_day("2022-07-25");
        data.header.weeks = 26;
        programme("care", 5);
    }

    Land& area(const char* pcode,
               int level,
               const char* parent = "",
               std::optional<Point> at = {},
               std::optional<std::int64_t> population = {}) {
        model::Area row;
        row.pcode = pcode;
        row.name = std::string("Name of ") + pcode;
        row.level = level;
        row.parent = *parent == 0 ? model::AreaIndex() : area_index(parent);
        if (at) {
            row.lat = at->lat;
            row.lon = at->lon;
        }
        row.population = population;
        data.areas.push_back(row);
        return *this;
    }

    Land& place(const char* place_id, int level, const char* pcode, std::optional<Point> at = {}) {
        model::Place row;
        row.place_id = place_id;
        row.name = place_id;
        row.level = level;
        row.kind = level == 0   ? model::PlaceKind::pool
                   : level == 1 ? model::PlaceKind::entry
                   : level == 5 ? model::PlaceKind::facility
                                : model::PlaceKind::store;
        row.area = *pcode == 0 ? model::AreaIndex() : area_index(pcode);
        if (at) {
            row.lat = at->lat;
            row.lon = at->lon;
        }
        data.places.push_back(row);
        return *this;
    }

    Land& programme(const char* id, int serve_level) {
        model::Programme row;
        row.programme_id = id;
        row.serve_level = serve_level;
        data.programmes.push_back(row);
        return *this;
    }

    /// Need at an area for the programme with that position (0: "care", served at level 5).
    Land& need(const char* pcode, std::size_t programme = 0) {
        model::Need row;
        row.programme = model::ProgrammeIndex(programme);
        row.area = area_index(pcode);
        row.persons = model::Persons(1000);
        data.needs.push_back(row);
        return *this;
    }

    Land& lane(const char* from, const char* to) {
        model::Lane row;
        row.lane_id = std::string(from) + "-" + to;
        row.from = place_index(from);
        row.to = place_index(to);
        data.lanes.push_back(row);
        return *this;
    }

    [[nodiscard]] model::AreaIndex area_index(std::string_view pcode) const {
        const auto found = std::ranges::find(data.areas, pcode, &model::Area::pcode);
        IMDAD_ASSERT(found != data.areas.end(), "no such area in the test");
        return model::AreaIndex(static_cast<std::size_t>(found - data.areas.begin()));
    }

    [[nodiscard]] model::PlaceIndex place_index(std::string_view id) const {
        const auto found = std::ranges::find(data.places, id, &model::Place::place_id);
        IMDAD_ASSERT(found != data.places.end(), "no such place in the test");
        return model::PlaceIndex(static_cast<std::size_t>(found - data.places.begin()));
    }

    model::ScenarioData data;
};

/// A derivation and its result, looked up by id.
struct Net {
    Derived derived;
    model::ScenarioData data;

    explicit Net(const Land& land, const Rules& rules = {})
        : derived(derive(land.data, rules).value()), data(apply(land.data, derived)) {}

    [[nodiscard]] const model::Place* place(std::string_view id) const {
        const auto found = std::ranges::find(data.places, id, &model::Place::place_id);
        return found == data.places.end() ? nullptr : &*found;
    }

    [[nodiscard]] const model::Lane* lane(const std::string& from, const std::string& to) const {
        for (const model::Lane& row : data.lanes) {
            if (data.places[row.from.value()].place_id == from &&
                data.places[row.to.value()].place_id == to) {
                return &row;
            }
        }
        return nullptr;
    }

    /// "a>b" per derived lane, in order.
    [[nodiscard]] std::vector<std::string> lanes() const {
        std::vector<std::string> result;
        for (const model::Lane& row : derived.lanes) {
            result.push_back(data.places[row.from.value()].place_id + ">" +
                             data.places[row.to.value()].place_id);
        }
        return result;
    }

    /// Ids of the derived places, in order.
    [[nodiscard]] std::vector<std::string> places() const {
        std::vector<std::string> result;
        for (const model::Place& row : derived.places) {
            result.push_back(row.place_id);
        }
        return result;
    }
};

/// One country with one province and one district that has need; all points known.
inline Land one_district() {
    Land land;
    land.area("XA", 0, "", Point{34.0, 69.0}, 4'000'000)
        .area("XA01", 1, "XA", Point{34.0, 70.0}, 900'000)
        .area("XA0101", 2, "XA01", Point{34.5, 70.0}, 150'000)
        .need("XA0101");
    return land;
}

}  // namespace imdad::network::testing

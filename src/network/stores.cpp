#include "network/builder.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

/// Which stores are missing, and where they stand.

namespace imdad::network {

using model::AreaIndex;
using model::PlaceIndex;

namespace {

/// Chain level of the store that an area of this level has of its own.
std::size_t own_level(int area_level) {
    return area_level == 0 ? 2 : area_level == 1 ? 3 : 4;
}

}  // namespace

Builder::Builder(const model::ScenarioData& data, const Rules& rules)
    : data_(data),
      rules_(rules),
      atlas_(data),
      demand_(data.areas.size(), 0),
      has_incoming_(data.places.size(), false) {
    for (const model::Lane& lane : data.lanes) {
        has_incoming_[lane.to.value()] = true;
        lane_ids_.insert(lane.lane_id);
    }
    for (const model::Place& place : data.places) {
        place_ids_.insert(place.place_id);
    }
}

Derived Builder::run() {
    collect_demand();
    add_stores_for_needs();
    add_stores_for_shared_districts();
    link_all();
    make_lanes();
    fill_rooms();
    derived_.places = atlas_.added_places();
    find_unserved_need();
    for (const auto& [what, number] : counts_) {
        derived_.notes.push_back(fmt::format("{}: {}", what, number));
    }
    return std::move(derived_);
}

void Builder::collect_demand() {
    const auto note = [&](AreaIndex area, model::ProgrammeIndex programme) {
        if (area.exists()) {
            const int level = std::clamp(data_.programmes[programme.value()].serve_level, 0, 5);
            demand_[area.value()] |= 1U << static_cast<unsigned>(level);
        }
    };
    for (const model::Need& need : data_.needs) {
        note(need.area, need.programme);
    }
    for (const model::Quantification& row : data_.quantifications) {
        note(row.area, row.programme);
    }
}

void Builder::add_stores_for_needs() {
    std::vector<std::size_t> order(atlas_.area_count());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // A district before what lies in it, so that both get a store; the levels above come last, when
    // the places that may serve them and show where their towns are stand already.
    const auto rank = [&](std::size_t i) {
        const int level = data_.areas[i].level;
        return level >= 2 ? level : 1'000 - level;
    };
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    for (const std::size_t i : order) {
        const AreaIndex area(i);
        for (std::size_t serve_level = 1; serve_level < kChainLevels; ++serve_level) {
            if ((demand_[i] >> serve_level & 1U) == 0) {
                continue;
            }
            // An airport that happens to lie in the district does not serve its people: only the
            // area's own store and what is below it count, unless people are served above.
            const std::size_t own = own_level(data_.areas[i].level);
            const std::size_t first = std::min(own, serve_level);
            bool served = false;
            for (std::size_t level = first; level <= serve_level; ++level) {
                served = served || !atlas_.places(area, level).empty();
            }
            if (!served && serve_level >= own) {
                add_store(area, own);
            } else if (!served && serve_level == 1 && data_.areas[i].level == 0) {
                add_store(area, 1);
            }
        }
    }
}

void Builder::add_stores_for_shared_districts() {
    for (std::size_t i = 0; i < atlas_.area_count(); ++i) {
        const AreaIndex area(i);
        if (data_.areas[i].level != 2 || !atlas_.places(area, 4).empty()) {
            continue;
        }
        const auto facilities = atlas_.places(area, 5);
        const auto without_lane =
            std::ranges::count_if(facilities, [&](PlaceIndex place) { return needs_link(place); });
        if (without_lane >= 2) {
            add_store(area, 4);
        }
    }
}

PlaceIndex Builder::ensure_store(AreaIndex area, std::size_t level) {
    const auto there = atlas_.places(area, level);
    return there.empty() ? add_store(area, level) : there.front();
}

PlaceIndex Builder::add_store(AreaIndex area, std::size_t level) {
    static constexpr std::array<const char*, kChainLevels> kRules = {
        "", "S1", "S2", "S3", "S4", ""};
    const model::Area& row = atlas_[area];
    model::Place store;
    store.place_id = free_id(place_ids_, (level == 1 ? "entry:" : "store:") + row.pcode);
    store.name = store_name(area, level);
    store.kind = level == 1 ? model::PlaceKind::entry : model::PlaceKind::store;
    store.level = static_cast<int>(level);
    store.area = area;
    const auto [point, where] = site_of(area, level);
    if (point) {
        store.lat = point->lat;
        store.lon = point->lon;
    }
    store.origin = {model::Origin::Kind::derived, fmt::format("rule {}, {}", kRules[level], where)};
    count(fmt::format("rule {}: {} derived",
                      kRules[level],
                      level == 1   ? "capital airports"
                      : level == 2 ? "national stores"
                      : level == 3 ? "first-level stores"
                                   : "district stores"));
    return atlas_.add(std::move(store));
}

Builder::Site Builder::site_of(AreaIndex area, std::size_t level) const {
    if (level == 3) {
        return seat_of(area);
    }
    if (const auto point = atlas_.point(area)) {
        return {point, "at the point of its area"};
    }
    if (level <= 2) {
        for (const std::size_t beside : {std::size_t{1}, std::size_t{2}}) {
            for (const PlaceIndex place : atlas_.places(area, beside)) {
                if (const auto point = atlas_.point(place)) {
                    return {point, "at " + atlas_[place].place_id};
                }
            }
        }
    }
    const auto middle = atlas_.middle(area);
    return {middle, middle ? "in the middle of what lies in its area" : "point not known"};
}

Builder::Site Builder::seat_of(AreaIndex area) const {
    std::vector<PlaceIndex> places;
    std::vector<Point> points;
    for (const std::size_t level : {std::size_t{4}, std::size_t{5}}) {
        for (const PlaceIndex place : atlas_.places(area, level)) {
            // A derived store is no evidence of a town.
            const auto point = atlas_.point(place);
            if (point && place.value() < atlas_.stated_place_count()) {
                places.push_back(place);
                points.push_back(*point);
            }
        }
    }
    // Many lists give the middle of an area as its point, in a desert far from any town.
    const auto own = atlas_.point(area);
    const auto near = [&](const Point& point) {
        return own && great_circle_km(*own, point) <= rules_.seat_km;
    };
    if (own && (points.empty() || std::ranges::any_of(points, near))) {
        return {own, "at the point of its area"};
    }
    const auto middle = atlas_.middle(area);
    PlaceIndex seat;
    std::int64_t seat_km = 0;
    for (std::size_t i = 0; middle && i < places.size(); ++i) {
        const std::int64_t km = great_circle_km(*middle, points[i]);
        // Hospitals stand first; a facility is only asked where no hospital's point is known.
        const bool worse =
            seat.exists() &&
            (atlas_.chain_level(places[i]) > atlas_.chain_level(seat) || km >= seat_km);
        if (!worse) {
            seat = places[i];
            seat_km = km;
        }
    }
    if (seat.exists()) {
        return {atlas_.point(seat),
                fmt::format("at {}, nearest to the middle of its places", atlas_[seat].place_id)};
    }
    return {middle, middle ? "in the middle of what lies in its area" : "point not known"};
}

std::string Builder::store_name(AreaIndex area, std::size_t level) const {
    const model::Area& row = atlas_[area];
    const std::string& name = row.name.empty() ? row.pcode : row.name;
    switch (level) {
        case 1:
            return name + ", capital airport";
        case 2:
            return name + ", national store";
        case 3:
            return name + ", first-level store";
        default:
            return name + ", district store";
    }
}

std::string Builder::free_id(std::unordered_set<std::string>& taken, std::string wish) const {
    constexpr std::size_t kLongestId = 120;
    if (wish.size() > kLongestId) {
        // FNV-1a, so that a long id stays the same from run to run.
        std::uint64_t hash = 14695981039346656037ULL;
        for (const char c : wish) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        }
        wish = fmt::format("{}:{:016x}", wish.substr(0, wish.find(':')), hash);
    }
    std::string id = wish;
    for (int copy = 2; !taken.insert(id).second; ++copy) {
        id = fmt::format("{}:{}", wish, copy);
    }
    return id;
}

}  // namespace imdad::network

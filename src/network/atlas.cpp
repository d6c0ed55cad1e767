#include "network/atlas.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <numeric>

namespace imdad::network {

using model::AreaIndex;
using model::PlaceIndex;

namespace {

/// Ten times the people on Earth: larger figures are slips and must not overflow a room.
constexpr std::int64_t kMostPeople = 80'000'000'000;

}  // namespace

Atlas::Atlas(const model::ScenarioData& data)
    : areas_(data.areas),
      places_(data.places),
      stated_places_(data.places.size()),
      in_area_(data.areas.size()),
      populations_(data.areas.size()),
      stated_people_(data.places.size()) {
    for (const model::Quantification& row : data.quantifications) {
        if (row.place.exists() && row.population) {
            auto& people = stated_people_[row.place.value()];
            people = std::clamp(*row.population, people.value_or(0), kMostPeople);
        }
    }
    for (std::size_t i = 0; i < places_.size(); ++i) {
        enter(PlaceIndex(i));
    }
    sum_populations();
}

AreaIndex Atlas::ancestor(AreaIndex area, int level) const {
    while (area.exists() && areas_[area.value()].level > level) {
        area = areas_[area.value()].parent;
    }
    return area.exists() && areas_[area.value()].level == level ? area : AreaIndex();
}

AreaIndex Atlas::root(AreaIndex area) const {
    while (areas_[area.value()].parent.exists()) {
        area = areas_[area.value()].parent;
    }
    return area;
}

std::vector<model::Place> Atlas::added_places() const {
    return {places_.begin() + static_cast<std::ptrdiff_t>(stated_places_), places_.end()};
}

std::size_t Atlas::chain_level(PlaceIndex place) const {
    const model::Place& row = places_[place.value()];
    if (row.kind == model::PlaceKind::pool) {
        return 0;
    }
    if (row.kind == model::PlaceKind::entry) {
        return 1;
    }
    return static_cast<std::size_t>(std::clamp(row.level, 1, static_cast<int>(kChainLevels) - 1));
}

std::span<const PlaceIndex> Atlas::places(AreaIndex area, std::size_t chain_level) const {
    return in_area_[area.value()][chain_level];
}

PlaceIndex Atlas::add(model::Place place) {
    places_.push_back(std::move(place));
    const PlaceIndex index(places_.size() - 1);
    enter(index);
    return index;
}

void Atlas::set_room(PlaceIndex place, const model::ClassRoom& room, const std::string& note) {
    IMDAD_ASSERT(place.value() >= stated_places_, "a stated place is filled by the caller");
    places_[place.value()].room = room;
    places_[place.value()].origin.note += ", " + note;
}

void Atlas::enter(PlaceIndex place) {
    const std::size_t level = chain_level(place);
    for (AreaIndex area = places_[place.value()].area; area.exists();
         area = areas_[area.value()].parent) {
        in_area_[area.value()][level].push_back(place);
    }
}

std::optional<Point> Atlas::point(AreaIndex area) const {
    const model::Area& row = areas_[area.value()];
    if (!row.lat || !row.lon) {
        return std::nullopt;
    }
    return Point{*row.lat, *row.lon};
}

std::optional<Point> Atlas::point(PlaceIndex place) const {
    const model::Place& row = places_[place.value()];
    if (!row.lat || !row.lon) {
        return std::nullopt;
    }
    return Point{*row.lat, *row.lon};
}

std::optional<Point> Atlas::middle(AreaIndex area) const {
    std::vector<Point> points;
    for (std::size_t level = 2; level < kChainLevels; ++level) {
        for (const PlaceIndex place : places(area, level)) {
            if (const auto known = point(place)) {
                points.push_back(*known);
            }
        }
    }
    if (points.empty()) {
        for (std::size_t i = 0; i < areas_.size(); ++i) {
            if (areas_[i].parent == area && point(AreaIndex(i))) {
                points.push_back(*point(AreaIndex(i)));
            }
        }
    }
    return centre(points);
}

std::optional<std::int64_t> Atlas::people_served(PlaceIndex place) const {
    AreaIndex area = places_[place.value()].area;
    const std::size_t level = chain_level(place);
    if (level == 5 && place.value() < stated_people_.size() && stated_people_[place.value()]) {
        return stated_people_[place.value()];
    }
    if (!area.exists()) {
        return std::nullopt;
    }
    // A national store stands in some district, but serves the country.
    if (level <= 2) {
        area = root(area);
    } else if (level <= 4) {
        const AreaIndex around = ancestor(area, static_cast<int>(level) - 2);
        area = around.exists() ? around : area;
    }
    if (!population(area)) {
        return std::nullopt;
    }
    const auto sharing = static_cast<std::int64_t>(places(area, level).size());
    return (*population(area) + sharing - 1) / sharing;
}

void Atlas::sum_populations() {
    // Deepest areas first, so that a sum is complete when its own parent asks for it.
    std::vector<std::size_t> order(areas_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return areas_[a].level > areas_[b].level; });
    std::vector<std::optional<std::int64_t>> sums(areas_.size());
    for (const std::size_t i : order) {
        populations_[i] = areas_[i].population ? areas_[i].population : sums[i];
        if (populations_[i]) {
            populations_[i] = std::clamp<std::int64_t>(*populations_[i], 0, kMostPeople);
        }
        if (populations_[i] && areas_[i].parent.exists()) {
            auto& sum = sums[areas_[i].parent.value()];
            sum = std::min(sum.value_or(0) + *populations_[i], kMostPeople);
        }
    }
}

}  // namespace imdad::network

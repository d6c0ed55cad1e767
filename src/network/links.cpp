#include "network/builder.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

/// Who is supplied from where.

namespace imdad::network {

using model::AreaIndex;
using model::PlaceIndex;

bool Builder::needs_link(PlaceIndex place) const {
    return place.value() >= atlas_.stated_place_count() || !has_incoming_[place.value()];
}

void Builder::link_all() {
    // Bottom up, because linking a level adds the stores that are missing above it; districts
    // before facilities, which may be nearer to a first-level store that only a district asks for.
    // Places added on the way stand at the end of the table and are met by the loops of the levels
    // above.
    for (const std::size_t level : {4U, 5U, 3U, 2U, 1U}) {
        for (std::size_t i = 0; i < atlas_.place_count(); ++i) {
            const PlaceIndex place(i);
            if (atlas_.chain_level(place) != level || !needs_link(place)) {
                continue;
            }
            if (level == 1) {
                link_entry(place);
            } else if (level == 2) {
                link_national(place);
            } else {
                link_below_national(place);
            }
        }
    }
    // Only now are all first-level stores known.
    const std::size_t primary_count = links_.size();
    for (std::size_t i = 0; i < primary_count; ++i) {
        add_alternate(Link(links_[i]));
    }
}

std::vector<PlaceIndex> Builder::stores_above(AreaIndex area, std::size_t level) {
    AreaIndex around = atlas_.ancestor(area, level == 2 ? 0 : static_cast<int>(level) - 2);
    if (!around.exists()) {
        // Areas without such a level around them hang on the next level up, a country on its root.
        if (level > 2) {
            return stores_above(area, level - 1);
        }
        around = atlas_.root(area);
    }
    ensure_store(around, level);
    const auto there = atlas_.places(around, level);
    return {there.begin(), there.end()};
}

std::vector<PlaceIndex> Builder::parents_of(PlaceIndex place) {
    const AreaIndex area = atlas_[place].area;
    const std::size_t level = atlas_.chain_level(place);
    if (level == 3) {
        return stores_above(area, 2);
    }
    if (level == 5) {
        const AreaIndex district = atlas_.ancestor(area, 2);
        const AreaIndex around = district.exists() ? district : atlas_.ancestor(area, 1);
        if (around.exists() && !atlas_.places(around, 4).empty()) {
            const auto stores = atlas_.places(around, 4);
            std::vector<PlaceIndex> parents;
            if (!district.exists()) {
                // No district is known: the first-level store may be nearer, and comes first where
                // the facility's point is not known.
                const auto above = atlas_.places(around, 3);
                parents.assign(above.begin(), above.end());
            }
            parents.insert(parents.end(), stores.begin(), stores.end());
            return parents;
        }
    }
    return stores_above(area, 3);
}

void Builder::link_below_national(PlaceIndex place) {
    const std::size_t level = atlas_.chain_level(place);
    const PlaceIndex parent = nearest(place, parents_of(place));
    const char* rule = level == 5 ? "L5" : level == 4 ? "L4" : "L3";
    links_.push_back({parent, place, rule});
}

void Builder::link_national(PlaceIndex place) {
    const AreaIndex country = atlas_.root(atlas_[place].area);
    ensure_store(country, 1);
    for (const PlaceIndex entry : atlas_.places(country, 1)) {
        // An entry whose owner names the countries that it serves serves no others.
        if (countries_named_by_owner(entry).empty()) {
            links_.push_back({entry, place, "L2"});
        }
    }
    PlaceIndex port;
    std::int64_t port_km = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < atlas_.stated_place_count(); ++i) {
        const PlaceIndex entry(i);
        if (atlas_.chain_level(entry) != 1) {
            continue;
        }
        const auto named = countries_named_by_owner(entry);
        if (std::ranges::find(named, country) != named.end()) {
            links_.push_back({entry, place, "L2 named by its owner"});
            continue;
        }
        const AreaIndex abroad = atlas_.root(atlas_[entry].area);
        if (!named.empty() || abroad == country || says_airport(atlas_[entry].name) ||
            is_landlocked(atlas_[abroad].pcode) || !is_landlocked(atlas_[country].pcode)) {
            continue;
        }
        const auto from = atlas_.point(entry);
        const auto to = atlas_.point(place);
        if (from && to && great_circle_km(*from, *to) <= rules_.foreign_entry_km &&
            great_circle_km(*from, *to) < port_km) {
            port = entry;
            port_km = great_circle_km(*from, *to);
        }
    }
    if (port.exists()) {
        links_.push_back({port, place, "L2 port abroad"});
    }
}

void Builder::link_entry(PlaceIndex place) {
    for (std::size_t i = 0; i < atlas_.stated_place_count(); ++i) {
        if (atlas_.chain_level(PlaceIndex(i)) == 0) {
            links_.push_back({PlaceIndex(i), place, "L1"});
        }
    }
}

std::vector<AreaIndex> Builder::countries_named_by_owner(PlaceIndex entry) const {
    std::vector<AreaIndex> named;
    std::string_view rest = atlas_[entry].owner;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view code = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (!code.empty() && code.front() == ' ') {
            code.remove_prefix(1);
        }
        while (!code.empty() && code.back() == ' ') {
            code.remove_suffix(1);
        }
        const auto found = std::ranges::find_if(data_.areas, [&](const model::Area& area) {
            return !area.parent.exists() && area.pcode == code;
        });
        if (found == data_.areas.end()) {
            return {};  // an organisation's name, not a list of countries
        }
        named.emplace_back(static_cast<std::size_t>(found - data_.areas.begin()));
    }
    return named;
}

PlaceIndex Builder::nearest(PlaceIndex to, const std::vector<PlaceIndex>& candidates) const {
    PlaceIndex best;
    std::int64_t best_km = 0;
    for (const PlaceIndex candidate : candidates) {
        const std::int64_t km =
            road_km(candidate, to).value_or(std::numeric_limits<std::int64_t>::max());
        if (!best.exists() || km < best_km) {
            best = candidate;
            best_km = km;
        }
    }
    return best;
}

void Builder::add_alternate(const Link& primary) {
    const std::size_t level = atlas_.chain_level(primary.to);
    const bool district =
        level == 4 && atlas_.chain_level(primary.from) == 3 && rules_.district_alternates;
    const bool facility =
        level == 5 && atlas_.chain_level(primary.from) == 4 && rules_.facility_alternates;
    const auto primary_km = road_km(primary.from, primary.to);
    if ((!district && !facility) || !primary_km) {
        return;
    }
    const AreaIndex area = atlas_[primary.to].area;
    const AreaIndex around = district ? atlas_.root(area) : atlas_.ancestor(area, 1);
    if (!around.exists()) {
        return;
    }
    std::vector<PlaceIndex> others;
    for (const PlaceIndex store : atlas_.places(around, level - 1)) {
        const auto km = road_km(store, primary.to);
        if (store != primary.from && km &&
            static_cast<double>(*km) <=
                rules_.alternate_factor * static_cast<double>(*primary_km)) {
            others.push_back(store);
        }
    }
    if (!others.empty()) {
        links_.push_back({nearest(primary.to, others), primary.to, district ? "A4" : "A5"});
    }
}

}  // namespace imdad::network

#include "network/builder.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

/// Links become lanes: distance, lead time, round, room and cost.

namespace imdad::network {

using model::PlaceIndex;

namespace {

std::string in_lower_case(std::string_view name) {
    std::string lower;
    for (const char c : name) {
        lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return lower;
}

constexpr int days_up(std::int64_t km, std::int64_t km_per_day) {
    return static_cast<int>((km + km_per_day - 1) / km_per_day);
}

}  // namespace

bool says_airport(std::string_view name) {
    // Airport, aéroport, aeroporto; matar. Endings, because É has no simple lower case here.
    const std::string lower = in_lower_case(name);
    return lower.find("irport") != std::string::npos || lower.find("roport") != std::string::npos ||
           lower.find("airbase") != std::string::npos || lower.find("مطار") != std::string::npos;
}

bool says_sea_port(std::string_view name) {
    const std::string lower = in_lower_case(name);
    return !says_airport(name) &&
           (lower.find("port") != std::string::npos || lower.find("harbour") != std::string::npos ||
            lower.find("ميناء") != std::string::npos);
}

std::optional<std::int64_t> Builder::road_km(PlaceIndex a, PlaceIndex b) const {
    const auto from = atlas_.point(a);
    const auto to = atlas_.point(b);
    if (!from || !to) {
        return std::nullopt;
    }
    const auto km =
        std::llround(rules_.road_factor * static_cast<double>(great_circle_km(*from, *to)));
    return std::max<std::int64_t>(km, rules_.least_km);
}

std::string Builder::mode_of(const Link& link) const {
    if (atlas_.chain_level(link.from) != 0) {
        return "road";
    }
    return says_sea_port(atlas_[link.to].name) ? "sea" : "air";
}

void Builder::find_medians() {
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::int64_t>> known;
    for (const Link& link : links_) {
        const auto km = road_km(link.from, link.to);
        if (km && mode_of(link) == "road" &&
            atlas_.root(atlas_[link.from].area) == atlas_.root(atlas_[link.to].area)) {
            known[{atlas_.root(atlas_[link.to].area).value(), atlas_.chain_level(link.to)}]
                .push_back(*km);
        }
    }
    for (auto& [key, distances] : known) {
        const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
        std::ranges::nth_element(distances, middle);
        median_km_[key] = *middle;
    }
}

Builder::Distance Builder::distance_of(const Link& link) const {
    const auto from = atlas_.point(link.from);
    const auto to = atlas_.point(link.to);
    const std::string mode = mode_of(link);
    if (from && to) {
        const std::int64_t straight = great_circle_km(*from, *to);
        if (mode == "road") {
            return {*road_km(link.from, link.to), straight};
        }
        const double factor = mode == "sea" ? rules_.sea_factor : 1.0;
        return {std::llround(factor * static_cast<double>(straight)), straight};
    }
    if (mode != "road") {
        return {};
    }
    const std::size_t level = atlas_.chain_level(link.to);
    const auto median = median_km_.find({atlas_.root(atlas_[link.to].area).value(), level});
    return {median == median_km_.end() ? rules_.lanes[level].unknown_km : median->second,
            std::nullopt};
}

void Builder::make_lanes() {
    find_medians();
    rounds_.assign(atlas_.place_count(), std::nullopt);
    for (const model::Lane& lane : data_.lanes) {
        auto& round = rounds_[lane.to.value()];
        if (!round) {
            round = Round{lane.every_weeks, lane.first_week + lead_weeks(lane.lead_days)};
        }
    }
    // By level of the destination, then in order of the places, the primary lane first: links_
    // holds the alternates behind all primaries.
    std::ranges::stable_sort(links_, [&](const Link& a, const Link& b) {
        return std::pair(atlas_.chain_level(a.to), a.to) <
               std::pair(atlas_.chain_level(b.to), b.to);
    });
    for (const Link& link : links_) {
        make_lane(link);
    }
}

void Builder::make_lane(const Link& link) {
    const std::size_t level = atlas_.chain_level(link.to);
    const LaneRule& rule = rules_.lanes[level];
    const Distance distance = distance_of(link);
    model::Lane lane;
    lane.lane_id = free_id(
        lane_ids_, fmt::format("lane:{}>{}", atlas_[link.from].place_id, atlas_[link.to].place_id));
    lane.from = link.from;
    lane.to = link.to;
    lane.mode = mode_of(link);
    lane.distance_km = model::Fixed9::from_integer(distance.km);
    lane.every_weeks = rule.every_weeks;
    std::int64_t cents_per_m3 = 0;
    if (lane.mode == "air") {
        lane.lead_days = rules_.air_days;
        cents_per_m3 = rules_.air_cents_per_m3;
    } else if (lane.mode == "sea") {
        lane.lead_days = distance.great_circle_km ? rules_.sea_handling_days +
                                                        days_up(distance.km, rules_.sea_km_per_day)
                                                  : rules_.sea_days_unknown;
        cents_per_m3 = rules_.sea_cents_per_m3;
    } else {
        const bool abroad =
            atlas_.root(atlas_[link.from].area) != atlas_.root(atlas_[link.to].area);
        lane.lead_days = rules_.road_handling_days + days_up(distance.km, rule.road_km_per_day) +
                         (abroad ? rules_.border_days : 0);
        cents_per_m3 = rules_.road_cents_per_m3_km * distance.km;
    }
    if (data_.header.currency == "USD") {
        lane.cost_per_m3 = model::Fixed9::from_nano(cents_per_m3 * (model::Fixed9::kScale / 100));
    }
    const auto& above = rounds_[link.from.value()];
    if (rules_.align_rounds && above && above->every_weeks > 1) {
        lane.first_week = above->arrival_week % lane.every_weeks;
    }
    if (!rounds_[link.to.value()]) {
        rounds_[link.to.value()] =
            Round{lane.every_weeks, lane.first_week + lead_weeks(lane.lead_days)};
    }
    lane.room = room_for(rule.rooms, atlas_.people_served(link.to));
    lane.origin = {
        model::Origin::Kind::derived,
        distance.great_circle_km
            ? fmt::format("rule {}, {} km great circle", link.rule, *distance.great_circle_km)
            : fmt::format("rule {}, distance not known", link.rule)};
    count(fmt::format("rule {}: lanes derived", link.rule));
    derived_.lanes.push_back(std::move(lane));
}

namespace {

struct Devices {
    std::int64_t count = 0;
    std::string_view what;
    std::int64_t cm3_each = 0;
};

/// What a rule asks for; a population that is not known asks for the least count.
Devices devices_for(const RoomRule& rule, std::optional<std::int64_t> people) {
    const auto started =
        static_cast<std::int64_t>(base::ceil_div(people.value_or(0), rule.people_each));
    const std::int64_t count = std::max(started, rule.count_least);
    if (rule.bulk.above_count > 0 && count > rule.bulk.above_count) {
        const auto large = static_cast<std::int64_t>(
            base::ceil_div(static_cast<base::Int128>(count) * rule.cm3_each, rule.bulk.cm3_each));
        return {large, rule.bulk.what, rule.bulk.cm3_each};
    }
    return {count, rule.what, rule.cm3_each};
}

}  // namespace

model::ClassRoom room_for(const RoomRules& rules, std::optional<std::int64_t> people) {
    model::ClassRoom room;
    for (std::size_t c = 0; c < rules.size(); ++c) {
        if (rules[c].stated) {
            const Devices devices = devices_for(rules[c], people);
            room.cm3[c] = devices.count * devices.cm3_each;
        }
    }
    return room;
}

std::string room_text(const RoomRules& rules, std::optional<std::int64_t> people, unsigned only) {
    std::string text;
    for (std::size_t c = 0; c < rules.size(); ++c) {
        if (!rules[c].stated || (only >> c & 1U) == 0) {
            continue;
        }
        const Devices devices = devices_for(rules[c], people);
        text += text.empty() ? "" : ", ";
        text += to_text(static_cast<model::StorageClass>(c));
        text += rules[c].cm3_each == 0 ? std::string(" none")
                                       : fmt::format(" {} x {}", devices.count, devices.what);
    }
    return text;
}

void Builder::fill_rooms() {
    for (std::size_t i = 0; i < atlas_.place_count(); ++i) {
        const PlaceIndex place(i);
        const std::size_t level = atlas_.chain_level(place);
        const bool post = level == 5 && atlas_[place].tier == 1;
        const RoomRules& rules = post ? rules_.post : rules_.stores[level];
        const auto people = atlas_.people_served(place);
        const model::ClassRoom by_rule = room_for(rules, people);
        model::ClassRoom room = atlas_[place].room;
        unsigned filled = 0;
        for (std::size_t c = 0; c < rules.size(); ++c) {
            if (!room.stated(c) && by_rule.stated(c)) {
                room.cm3[c] = by_rule.cm3[c];
                filled |= 1U << c;
            }
        }
        if (filled == 0) {
            continue;
        }
        const std::string rule = post ? "C6" : fmt::format("C{}", level);
        std::string note =
            fmt::format("room by rule {}: {}", rule, room_text(rules, people, filled));
        if (i < atlas_.stated_place_count()) {
            derived_.filled.push_back({place, room, std::move(note)});
            count(fmt::format("rule {}: stated places whose blank room was filled", rule));
        } else {
            atlas_.set_room(place, room, note);
        }
    }
}

}  // namespace imdad::network

#include "network/rules.hpp"

#include <array>
#include <iterator>

#include <fmt/format.h>

/// The rules as a document.

namespace imdad::network {

namespace {

constexpr std::int64_t kLitre = 1'000;

constexpr std::array<const char*, kChainLevels> kLevelNames = {
    "pool", "entry", "national", "first-level", "district", "facility"};

/// 1234567 -> 1,234,567.
std::string grouped(std::int64_t value) {
    std::string digits = fmt::format("{}", value);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string litres(std::int64_t cm3) {
    return cm3 % kLitre == 0 ? grouped(cm3 / kLitre)
                             : fmt::format("{:.1f}", static_cast<double>(cm3) / kLitre);
}

void general_table(std::string& text, const Rules& rules) {
    const auto row =
        [&](std::string_view id, std::string_view rule, std::string value, std::string_view why) {
            fmt::format_to(
                std::back_inserter(text), "| {} | {} | {} | {} |\n", id, rule, value, why);
        };
    const auto on = [](bool value) { return std::string(value ? "on" : "off"); };
    text += "| rule | what | figure | reason and source |\n|---|---|---|---|\n";
    row("S1",
        "capital airport",
        "where the national store of a country has no entry",
        "at the country's point, else at its national store");
    row("S2",
        "national store",
        "where a country has need, or places to be supplied, and no place of level 2",
        "at the country's point, else at its entry's, else in the middle of its areas");
    row("S3",
        "first-level store",
        "likewise in an area of level 1 without a place of level 3",
        fmt::format(
            "at the area's point; where no stated place is within {} km of it, it is no town: "
            "then at the stated place (of level 4, if any) nearest to the middle of the area's "
            "places",
            rules.seat_km));
    row("S4",
        "district store",
        "where an area of level 2 or deeper has need and no place that may serve it, or an area "
        "of level 2 has two or more facilities without a lane; a place of level 4 is the store",
        "at the area's point, else in the middle of its places; one facility alone is supplied by "
        "the first-level store");
    row("L1",
        "pool to entry",
        "every pool to every entry",
        "by sea if the entry's name says port, else by air");
    row("L2",
        "entry to national store",
        "every entry of the country",
        "an entry whose owner is a list of countries' P-codes serves these and no others");
    row("L3",
        "to a first-level store",
        "from the nearest national store of the country",
        "the usual chain");
    row("L4",
        "to a district store",
        "from the nearest first-level store of its area of level 1",
        "the usual chain");
    row("L5",
        "to a facility",
        "from the nearest place of level 4 of its district; without one from the first-level "
        "store; where only its area of level 1 is known, from the nearest place of level 4 or 3 "
        "there",
        "the usual chain");
    row("D1",
        "road distance",
        fmt::format("great circle x {}, whole km", rules.road_factor),
        "assumed: published averages of countries lie mostly between 1.2 and 1.5 (Ballou, "
        "Rahardja and Sakai 2002, Transportation Research A 36); mountains are above");
    row("D2",
        "shortest road",
        fmt::format("{} km", rules.least_km),
        "assumed: two places of one town");
    row("D3",
        "distance not known",
        fmt::format(
            "median of the country's lanes to that level; else {}, {}, {}, {} km to levels 2 to 5",
            rules.lanes[2].unknown_km,
            rules.lanes[3].unknown_km,
            rules.lanes[4].unknown_km,
            rules.lanes[5].unknown_km),
        "assumed: a missing point must not look like a short road");
    row("T1",
        "road lead time",
        fmt::format("{} day + km / {}, {}, {}, {} km a day to levels 2 to 5, rounded up",
                    rules.road_handling_days,
                    rules.lanes[2].road_km_per_day,
                    rules.lanes[3].road_km_per_day,
                    rules.lanes[4].road_km_per_day,
                    rules.lanes[5].road_km_per_day),
        "assumed: loading and unloading, and daylight driving on trunk, regional and rural roads; "
        "no clearance");
    row("T2",
        "road from a port abroad",
        fmt::format("T1 + {} days", rules.border_days),
        "assumed: change of truck or seals at the border; no clearance");
    row("T3",
        "air from the pool",
        fmt::format("{} days", rules.air_days),
        "assumed: three days of booking and handling and one of flight; no clearance");
    row("T4",
        "sea from the pool",
        fmt::format("{} days + great circle x {} / {} km a day, rounded up; {} days where a point "
                    "is missing",
                    rules.sea_handling_days,
                    rules.sea_factor,
                    rules.sea_km_per_day,
                    rules.sea_days_unknown),
        "assumed: loading, calls on the way and unloading; a ship at about 11 knots; no clearance");
    row("W1",
        "rounds",
        fmt::format("every {}, {}, {}, {}, {} weeks to levels 1 to 5",
                    rules.lanes[1].every_weeks,
                    rules.lanes[2].every_weeks,
                    rules.lanes[3].every_weeks,
                    rules.lanes[4].every_weeks,
                    rules.lanes[5].every_weeks),
        "assumed: monthly rounds at the last lanes are the usual practice of vaccine supply "
        "chains");
    row("W2",
        "first week of a round",
        rules.align_rounds ? "the week in which the round of the place above arrives" : "week 0",
        "assumed: a store sends on after it has been supplied, not three weeks later");
    row("L2",
        "port abroad for a landlocked country",
        fmt::format("beside its own entries the nearest stated one of a country that is not "
                    "landlocked, within {} km great circle, unless its name says airport",
                    grouped(rules.foreign_entry_km)),
        "assumed; landlocked: the 32 countries of the UN-OHRLLS list; the corridors Karachi - "
        "Kabul, Abidjan - Ouagadougou, Dakar - Bamako and Douala - N'Djamena are of 800 to 1,100 "
        "km");
    row("A4",
        "second lane to a district store",
        on(rules.district_alternates),
        fmt::format("from the nearest other first-level store of the country, if its road is at "
                    "most {} times as long",
                    rules.alternate_factor));
    row("A5",
        "second lane to a facility",
        on(rules.facility_alternates),
        "from the nearest other district store of its first-level area, by the same factor");
    row("K1",
        "cost per m3",
        fmt::format("road {:.2f} USD a km, air {} USD, sea {} USD; 0 in another currency",
                    static_cast<double>(rules.road_cents_per_m3_km) / 100,
                    rules.air_cents_per_m3 / 100,
                    rules.sea_cents_per_m3 / 100),
        "road: cold truck of the vehicle list, 0.375 USD of wear and a third of a litre of fuel a "
        "km, there and back, for 3.57 m3; air and sea: assumed");
}

void room_rows(std::string& text,
               std::string_view rule,
               std::string_view level,
               const RoomRules& rooms) {
    for (std::size_t c = 0; c < rooms.size(); ++c) {
        const RoomRule& room = rooms[c];
        std::string amount = "no limit known";
        if (room.stated) {
            amount = room.cm3_each == 0
                         ? "0"
                         : fmt::format("{} l each, one per started {} people, at least {}",
                                       litres(room.cm3_each),
                                       grouped(room.people_each),
                                       room.count_least);
            if (room.bulk.above_count > 0) {
                fmt::format_to(std::back_inserter(amount),
                               "; instead of more than {}, as many {} of {} l as hold the same",
                               room.bulk.above_count,
                               room.bulk.what,
                               litres(room.bulk.cm3_each));
            }
        }
        fmt::format_to(std::back_inserter(text),
                       "| {} | {} | {} | {} | {} | {} |\n",
                       rule,
                       level,
                       to_text(static_cast<model::StorageClass>(c)),
                       room.what,
                       amount,
                       room.why);
    }
}

}  // namespace

std::string rules_text(const Rules& rules) {
    std::string text;
    general_table(text, rules);
    text +=
        "\nRoom of derived stores, and of stated places whose cell is blank:\n\n"
        "| rule | level | class | device | room | reason |\n|---|---|---|---|---|---|\n";
    for (std::size_t level = 1; level < kChainLevels; ++level) {
        room_rows(text, fmt::format("C{}", level), kLevelNames[level], rules.stores[level]);
    }
    room_rows(text, "C6", "facility of tier 1", rules.post);
    text +=
        "\nRoom of one departure of a derived lane, by the level of its destination:\n\n"
        "| rule | level | class | vehicle | room | reason |\n|---|---|---|---|---|---|\n";
    for (std::size_t level = 1; level < kChainLevels; ++level) {
        room_rows(text, fmt::format("V{}", level), kLevelNames[level], rules.lanes[level].rooms);
    }
    return text;
}

}  // namespace imdad::network

#include "network/rules.hpp"

#include "network/devices.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::network {

namespace {

constexpr std::int64_t kLitre = 1'000;
constexpr std::int64_t kCubicMetre = 1'000'000;

constexpr std::size_t kAmbient = static_cast<std::size_t>(model::StorageClass::ambient);
constexpr std::size_t kCold = static_cast<std::size_t>(model::StorageClass::cold);
constexpr std::size_t kFrozen = static_cast<std::size_t>(model::StorageClass::frozen);
constexpr std::size_t kUltraCold = static_cast<std::size_t>(model::StorageClass::ultra_cold);

constexpr RoomRule unlimited(std::string_view why) {
    return {false, "left blank", 0, 1, 0, why, {}};
}

constexpr RoomRule none(std::string_view why) {
    return {true, "none", 0, 1, 0, why, {}};
}

}  // namespace

std::array<RoomRules, kChainLevels> Rules::default_stores() {
    std::array<RoomRules, kChainLevels> stores{};
    for (auto& room : stores[0]) {
        room = unlimited("a pool is a promise, not a building");
    }
    for (auto& room : stores[1]) {
        room = unlimited("no open source; what lands must not be lost because a shed is not known");
    }
    stores[2][kAmbient] = {true,
                           "warehouse 200 m3",
                           200 * kCubicMetre,
                           1'000'000,
                           1,
                           "assumed: emergency kits of 4 m3 per 10,000 people for a quarter of "
                           "the people, and syringes, for three months",
                           {}};
    stores[2][kCold] = {true,
                        kColdRoom.display_name,
                        kColdRoom.cooler_cm3,
                        2'000'000,
                        1,
                        "three months of routine vaccine and three of reserve",
                        {}};
    stores[2][kFrozen] = {true,
                          kFreezerRoom.display_name,
                          kFreezerRoom.freezer_cm3,
                          10'000'000,
                          1,
                          "oral polio vaccine, and what a campaign keeps at -20 C",
                          {}};
    stores[2][kUltraCold] = {true,
                             "ultra-cold freezer 500 l",
                             500 * kLitre,
                             5'000'000,
                             1,
                             "assumed: the catalogue has none",
                             {}};
    stores[3][kAmbient] = {true,
                           "warehouse 100 m3",
                           100 * kCubicMetre,
                           500'000,
                           1,
                           "assumed: as much per person as nationally",
                           {}};
    stores[3][kCold] = {true,
                        kLargeIceLined.display_name,
                        kLargeIceLined.cooler_cm3,
                        100'000,
                        2,
                        "one month of routine vaccine and two of reserve",
                        {20, kColdRoom.display_name, kColdRoom.cooler_cm3}};
    stores[3][kFrozen] = {true,
                          kLargeIceLined.display_name,
                          kLargeIceLined.freezer_cm3,
                          100'000,
                          2,
                          "the freezers of the same devices",
                          {20, kFreezerRoom.display_name, kFreezerRoom.freezer_cm3}};
    stores[3][kUltraCold] = none("kept at the national store only");
    stores[4][kAmbient] = {true,
                           "storeroom 30 m3",
                           30 * kCubicMetre,
                           100'000,
                           1,
                           "assumed: kits for half of the people for three months, and syringes",
                           {}};
    stores[4][kCold] = {true,
                        kMediumIceLined.display_name,
                        kMediumIceLined.cooler_cm3,
                        100'000,
                        1,
                        "one month of routine vaccine and one of reserve",
                        {20, kColdRoom.display_name, kColdRoom.cooler_cm3}};
    stores[4][kFrozen] = {true,
                          kSmallFreezer.display_name,
                          kSmallFreezer.freezer_cm3,
                          200'000,
                          1,
                          "ice packs and a little frozen vaccine",
                          {}};
    stores[4][kUltraCold] = none("kept at the national store only");
    stores[5][kAmbient] = {true, "shelves 3 m3", 3 * kCubicMetre, 25'000, 1, "assumed", {}};
    stores[5][kCold] = {true,
                        kSolarRefrigerator.display_name,
                        kSolarRefrigerator.cooler_cm3,
                        25'000,
                        1,
                        "a solar device; four months of a centre's vaccine",
                        {}};
    stores[5][kFrozen] = none("no freezer in a centre");
    stores[5][kUltraCold] = none("kept at the national store only");
    return stores;
}

RoomRules Rules::default_post() {
    RoomRules room = default_stores()[5];
    for (const std::size_t c : {kCold, kFrozen, kUltraCold}) {
        room[c] = none("a post has no cold store unless stated: its vaccine comes by outreach");
    }
    return room;
}

std::array<LaneRule, kChainLevels> Rules::default_lanes() {
    std::array<LaneRule, kChainLevels> lanes{};
    for (auto& room : lanes[1].rooms) {
        room = unlimited("flights and ships are booked to size");
    }
    lanes[2] = {1, 300, 20, {}};
    lanes[2].rooms[kAmbient] = {true, "lorry 30 m3", 30 * kCubicMetre, 1'000'000, 1, "assumed", {}};
    lanes[2].rooms[kCold] = {true, "cold truck", kColdTruckCm3, 5'000'000, 1, "vehicle list", {}};
    lanes[2].rooms[kFrozen] = {
        true, "cold truck set to -20 C", kColdTruckCm3, 5'000'000, 1, "assumed: as many again", {}};
    lanes[2].rooms[kUltraCold] = {true,
                                  "dry-ice shippers 100 l",
                                  100 * kLitre,
                                  5'000'000,
                                  1,
                                  "assumed: the catalogue has none",
                                  {}};
    lanes[3] = {2, 300, 300, {}};
    lanes[3].rooms[kAmbient] = {true, "lorry 30 m3", 30 * kCubicMetre, 500'000, 1, "assumed", {}};
    lanes[3].rooms[kCold] = {true, "cold truck", kColdTruckCm3, 1'000'000, 1, "vehicle list", {}};
    lanes[3].rooms[kFrozen] = {true,
                               "8 RCW 25 cold boxes with frozen packs",
                               kBoxesPerTruck * kColdBox.cooler_cm3,
                               1'000'000,
                               1,
                               "vehicle list",
                               {}};
    lanes[3].rooms[kUltraCold] = none("ultra-cold goods are thawed at the national store");
    lanes[4] = {4, 200, 100, {}};
    lanes[4].rooms[kAmbient] = {
        true, "light lorry 10 m3", 10 * kCubicMetre, 100'000, 1, "assumed", {}};
    lanes[4].rooms[kCold] = {true,
                             "truck with 8 RCW 25 cold boxes",
                             kBoxesPerTruck * kColdBox.cooler_cm3,
                             100'000,
                             1,
                             "vehicle list",
                             {}};
    lanes[4].rooms[kFrozen] = {true,
                               "1 RCW 25 cold box with frozen packs",
                               kColdBox.cooler_cm3,
                               100'000,
                               1,
                               "assumed",
                               {}};
    lanes[4].rooms[kUltraCold] = none("ultra-cold goods are thawed at the national store");
    lanes[5] = {4, 120, 25, {}};
    lanes[5].rooms[kAmbient] = {
        true, "part of a pick-up 1 m3", kCubicMetre, 10'000, 1, "assumed", {}};
    lanes[5].rooms[kCold] = {true,
                             "RCW 25 cold box",
                             kColdBox.cooler_cm3,
                             10'000,
                             1,
                             "a pick-up carries four (vehicle list) and calls at four places",
                             {}};
    lanes[5].rooms[kFrozen] = none("nothing frozen below the district");
    lanes[5].rooms[kUltraCold] = none("ultra-cold goods are thawed at the national store");
    return lanes;
}

base::Result<void> check(const Rules& rules) {
    const auto bad = [](std::string message) {
        return base::fail("bad_rules", std::move(message));
    };
    if (!(rules.road_factor >= 1) || !(rules.sea_factor >= 1) || !(rules.alternate_factor >= 1)) {
        return bad("no way is shorter than the great circle: the factors must be at least 1");
    }
    if (rules.least_km < 0 || rules.sea_km_per_day < 1 || rules.foreign_entry_km < 0 ||
        rules.seat_km < 0) {
        return bad("distances cannot be negative, and a ship must move");
    }
    if (std::min({rules.road_handling_days,
                  rules.border_days,
                  rules.air_days,
                  rules.sea_handling_days,
                  rules.sea_days_unknown}) < 0) {
        return bad("days of handling and of travel cannot be negative");
    }
    for (std::size_t level = 0; level < kChainLevels; ++level) {
        const LaneRule& lane = rules.lanes[level];
        if (lane.every_weeks < 1 || lane.road_km_per_day < 1 || lane.unknown_km < 0) {
            return bad(fmt::format("lanes to level {} need every_weeks >= 1 and a speed", level));
        }
        for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
            for (const RoomRule& room : {lane.rooms[c], rules.stores[level][c]}) {
                if (room.cm3_each < 0 || room.people_each < 1 || room.count_least < 0 ||
                    room.bulk.above_count < 0 || room.bulk.cm3_each < 1) {
                    return bad(fmt::format(
                        "the room of level {} needs a volume and a number of people", level));
                }
            }
        }
    }
    return {};
}

bool is_landlocked(std::string_view pcode) {
    // Two- and three-letter codes, each list sorted.
    static constexpr std::array<std::string_view, 32> kTwo = {
        "AF", "AM", "AZ", "BF", "BI", "BO", "BT", "BW", "CF", "ET", "KG",
        "KZ", "LA", "LS", "MD", "MK", "ML", "MN", "MW", "NE", "NP", "PY",
        "RW", "SS", "SZ", "TD", "TJ", "TM", "UG", "UZ", "ZM", "ZW"};
    static constexpr std::array<std::string_view, 32> kThree = {
        "AFG", "ARM", "AZE", "BDI", "BFA", "BOL", "BTN", "BWA", "CAF", "ETH", "KAZ",
        "KGZ", "LAO", "LSO", "MDA", "MKD", "MLI", "MNG", "MWI", "NER", "NPL", "PRY",
        "RWA", "SSD", "SWZ", "TCD", "TJK", "TKM", "UGA", "UZB", "ZMB", "ZWE"};
    return std::ranges::binary_search(kTwo, pcode) || std::ranges::binary_search(kThree, pcode);
}

}  // namespace imdad::network

#pragma once

#include "base/result.hpp"
#include "model/types.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The figures behind a derived network. Every default has its reason and source in `rules_text()`,
/// which docs/method/network.md carries word for word. None of them is a measured value of any
/// country: a user who knows better writes the row, and the row wins.

namespace imdad::network {

/// Several small devices give way to large ones.
struct BulkDevice {
    std::int64_t above_count = 0;  ///< of the small device; 0: never
    std::string_view what;
    std::int64_t cm3_each = 1;
};

/// Room of one class: so many of one thing per people served.
struct RoomRule {
    bool stated = true;            ///< false: left blank, no limit is known
    std::string_view what;         ///< "cold room 30 m3"
    std::int64_t cm3_each = 0;     ///< 0: this level has no such room
    std::int64_t people_each = 1;  ///< one per started so many people
    std::int64_t count_least = 1;
    std::string_view why;
    BulkDevice bulk;  ///< as many as hold what the small ones would
};

using RoomRules = std::array<RoomRule, model::kStorageClassCount>;

/// Lanes towards one level of the chain.
struct LaneRule {
    int every_weeks = 1;
    std::int64_t road_km_per_day = 300;
    std::int64_t unknown_km = 0;  ///< where a point is missing and the country has no other lane
    RoomRules rooms;
};

inline constexpr std::size_t kChainLevels =
    6;  ///< pool, entry, national, first level, district, facility

struct Rules {
    double road_factor = 1.3;    ///< road kilometres per great-circle kilometre
    std::int64_t least_km = 5;   ///< between two places of one town
    int road_handling_days = 1;  ///< loading and unloading, beside the drive
    int border_days = 2;         ///< a road from a port abroad
    int air_days = 4;            ///< pool to airport, any distance
    double sea_factor = 1.4;     ///< sea kilometres per great-circle kilometre
    int sea_handling_days = 10;
    std::int64_t sea_km_per_day = 500;
    int sea_days_unknown = 42;              ///< where a point is missing
    std::int64_t seat_km = 25;              ///< an area's point with no place this near is no town
    std::int64_t foreign_entry_km = 1'500;  ///< great circle; 0: ports abroad serve nobody unasked
    bool align_rounds = true;
    bool district_alternates = true;
    bool facility_alternates = false;
    double alternate_factor = 1.5;
    /// Cost in hundredths of a US dollar; used only where the scenario's currency is USD.
    std::int64_t road_cents_per_m3_km = 40;
    std::int64_t air_cents_per_m3 = 100'000;
    std::int64_t sea_cents_per_m3 = 10'000;
    std::array<RoomRules, kChainLevels> stores = default_stores();  ///< by chain level
    RoomRules post = default_post();  ///< a facility of tier 1, which keeps no vaccine
    std::array<LaneRule, kChainLevels> lanes = default_lanes();  ///< by level of the destination

    [[nodiscard]] static std::array<RoomRules, kChainLevels> default_stores();
    [[nodiscard]] static RoomRules default_post();
    [[nodiscard]] static std::array<LaneRule, kChainLevels> default_lanes();
};

/// Errors: `bad_rules` naming the figure that makes no sense (a factor below 1, a round of 0
/// weeks).
[[nodiscard]] base::Result<void> check(const Rules& rules);

/// True if `pcode` is the two- or three-letter code of a landlocked country.
/// Source: UN-OHRLLS, list of the 32 landlocked developing countries.
[[nodiscard]] bool is_landlocked(std::string_view pcode);

/// All rules as Markdown: general figures, rooms of stores, lanes; each with reason and source.
[[nodiscard]] std::string rules_text(const Rules& rules = {});

}  // namespace imdad::network

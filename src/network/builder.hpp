#pragma once

#include "network/atlas.hpp"
#include "network/derive.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

/// The steps of a derivation. Order matters: stores are added where they are missing, from the
/// districts up; every place without an incoming lane is linked to its parent; then links become
/// lanes from the top down, because a round starts when the round above arrives.

namespace imdad::network {

/// A lane to be, before distance and rounds are known.
struct Link {
    model::PlaceIndex from;
    model::PlaceIndex to;
    const char* rule = "";  ///< "L4", "A4", ...
};

class Builder {
 public:
    /// Both must outlive the builder.
    Builder(const model::ScenarioData& data, const Rules& rules);

    [[nodiscard]] Derived run();

 private:
    // stores.cpp: which stores are missing
    void collect_demand();
    void add_stores_for_needs();
    void add_stores_for_shared_districts();
    model::PlaceIndex ensure_store(model::AreaIndex area, std::size_t level);
    model::PlaceIndex add_store(model::AreaIndex area, std::size_t level);

    struct Site {
        std::optional<Point> point;
        std::string where;  ///< for the origin's note
    };

    [[nodiscard]] Site site_of(model::AreaIndex area, std::size_t level) const;
    [[nodiscard]] Site seat_of(model::AreaIndex area) const;
    [[nodiscard]] std::string store_name(model::AreaIndex area, std::size_t level) const;

    // links.cpp: who is supplied from where
    void link_all();
    void link_below_national(model::PlaceIndex place);
    void link_national(model::PlaceIndex place);
    void link_entry(model::PlaceIndex place);
    void add_alternate(const Link& primary);
    [[nodiscard]] std::vector<model::PlaceIndex> parents_of(model::PlaceIndex place);
    [[nodiscard]] std::vector<model::PlaceIndex> stores_above(model::AreaIndex area,
                                                              std::size_t level);
    [[nodiscard]] std::vector<model::AreaIndex> countries_named_by_owner(
        model::PlaceIndex entry) const;
    [[nodiscard]] model::PlaceIndex nearest(model::PlaceIndex to,
                                            const std::vector<model::PlaceIndex>& candidates) const;
    [[nodiscard]] bool needs_link(model::PlaceIndex place) const;

    // lanes.cpp: links become lanes
    void make_lanes();
    void make_lane(const Link& link);

    struct Distance {
        std::int64_t km = 0;
        std::optional<std::int64_t> great_circle_km;  ///< none: not known
    };

    [[nodiscard]] std::optional<std::int64_t> road_km(model::PlaceIndex a,
                                                      model::PlaceIndex b) const;
    [[nodiscard]] Distance distance_of(const Link& link) const;
    void find_medians();
    [[nodiscard]] std::string mode_of(const Link& link) const;
    void fill_rooms();

    // unserved.cpp: need that no place can serve all the same
    void find_unserved_need();

    void count(const std::string& what) { ++counts_[what]; }

    [[nodiscard]] std::string free_id(std::unordered_set<std::string>& taken,
                                      std::string wish) const;

    const model::ScenarioData& data_;
    const Rules& rules_;
    Atlas atlas_;
    Derived derived_;
    std::vector<unsigned>
        demand_;  ///< per area: bit s set if a programme served at level s is needed
    std::vector<bool> has_incoming_;  ///< per place, stated lanes only
    std::vector<Link> links_;
    std::map<std::pair<std::size_t, std::size_t>, std::int64_t>
        median_km_;  ///< (country, level) of destination

    struct Round {
        int every_weeks = 1;
        int arrival_week = 0;  ///< of the first departure
    };

    std::vector<std::optional<Round>> rounds_;  ///< per place, of its first incoming lane
    std::unordered_set<std::string> place_ids_;
    std::unordered_set<std::string> lane_ids_;
    std::map<std::string, std::size_t> counts_;
};

/// Room of `rules` for so many people (unknown: one person's worth, so the least count).
[[nodiscard]] model::ClassRoom room_for(const RoomRules& rules, std::optional<std::int64_t> people);

/// "cold 3 x MK 304, frozen none", for the classes in `only` (bit per class).
[[nodiscard]] std::string room_text(const RoomRules& rules,
                                    std::optional<std::int64_t> people,
                                    unsigned only);

/// What the name of an entry says of it, in English, French and Arabic; it may say neither.
[[nodiscard]] bool says_airport(std::string_view name);
[[nodiscard]] bool says_sea_port(std::string_view name);

/// Lead weeks of docs/method/planning.md, "Time".
[[nodiscard]] constexpr int lead_weeks(int lead_days) {
    return (lead_days + 3) / 7;
}

}  // namespace imdad::network

#pragma once

#include "engine/problem.hpp"
#include "engine/rooms.hpp"
#include "engine/sources.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// Finds how whole packs of a product can come to a place for use in a given week: backwards
/// through the time-expanded network, all weeks of a node at once as a mask, then forwards along
/// the latest departures. One search touches only the nodes upstream of the place.

namespace imdad::engine {

/// Where packs come from: a supply row, or packs that an earlier shipment left at a node.
struct RouteSource {
    Id supply = kNone;
    Id depot = kNone;
    std::uint32_t position = 0;  ///< in the place's `Upstream`
    Id lot = kNone;
    int week = 0;             ///< from which the packs are there
    int use_by_day = kNever;  ///< there
};

struct RouteStep {
    Id arc = kNone;
    int week = 0;             ///< of departure
    int use_by_day = kNever;  ///< at departure
    int stored_from = 0;      ///< week in which the packs came to the node of departure
};

struct Route {
    RouteSource source;
    std::vector<RouteStep> steps;
    int arrival_week = 0;     ///< at the place (the start week if there are no steps)
    int use_by_day = kNever;  ///< at the place
};

struct RouteQuery {
    Id place = kNone;
    Id product = kNone;
    int week = 0;     ///< the packs must be usable at the place in this week
    Id unit = kNone;  ///< need unit that they serve; kNone: any lot may come (closing stock)
};

/// Reachable weeks of one node of the search, kept for the walk forwards.
struct RouteReach {
    WeekMask leave = 0;
    WeekMask arrive = 0;
    WeekMask open = 0;
    std::int64_t packs = 0;       ///< that come in when one more lot of packs goes to the place
    std::vector<WeekMask> links;  ///< departures per link
};

/// Search with its scratch memory; one per thread.
class RouteSearch {
 public:
    RouteSearch(const Problem& problem, const Rooms& rooms, const Sources& sources);

    /// The preferred route that can carry at least one pack, or nothing. Preference: lots with an
    /// earmark before free ones, then the earliest use-by, packs already under way, the nearest.
    [[nodiscard]] std::optional<Route> find(const RouteQuery& query);

    /// Weeks for which something may come to the place, for whoever asks or, with a unit in the
    /// query, for this unit; the week of the query plays no part. Never a week too few; a few too
    /// many, because shelf life and cartons are not looked at.
    [[nodiscard]] WeekMask weeks_served(const RouteQuery& query);

    /// From now on only lots with an earmark are found, or all again.
    void restrict_to_earmarked(bool restricted) { earmarked_only_ = restricted; }

    /// True if the last `find` saw no source at all, whatever the earmark: nothing of this product
    /// can come for that week to that place until room is given back.
    [[nodiscard]] bool saw_nothing() const { return saw_nothing_; }

 private:
    [[nodiscard]] bool any_source_in_time(const RouteQuery& query) const;
    [[nodiscard]] bool may_have(const RouteQuery& query, Id lot) const;
    void reach(const RouteQuery& query, int arrival_limit);
    [[nodiscard]] std::optional<RouteSource> choose(const RouteQuery& query,
                                                    int arrival_floor,
                                                    int arrival_ceiling);
    [[nodiscard]] Route walk(const RouteQuery& query, const RouteSource& source) const;
    void collect_limits(const RouteQuery& query);

    const Problem& problem_;
    const Rooms& rooms_;
    const Sources& sources_;
    std::vector<bool> dated_;  ///< by product: some lot must arrive early to keep enough shelf life
    std::vector<RouteReach> reach_;
    std::vector<WeekMask> coming_;  ///< scratch of `weeks_served`, by position
    std::vector<int> limits_;
    bool saw_nothing_ = false;
    bool earmarked_only_ = false;
};

/// Packs that leave on each step when `packs` reach the place: rounded up to the multiple of each
/// level on the way. `result[i]` belongs to step i; `result.back()` is what arrives.
void packs_by_step(const Problem& problem,
                   Id product,
                   const Route& route,
                   std::int64_t packs,
                   std::vector<std::int64_t>& result);

}  // namespace imdad::engine

#pragma once

#include "model/scenario.hpp"

#include <bitset>
#include <optional>
#include <vector>

/// The checker's own reading of the section "Time": weeks, lead times, rounds, closures.

namespace imdad::verify {

using model::AreaIndex;
using model::BatchIndex;
using model::Day;
using model::LaneIndex;
using model::NeedIndex;
using model::PlaceIndex;
using model::ProductIndex;
using model::ProgrammeIndex;
using model::SupplyIndex;

inline constexpr int kMaxWeeks = 104;
using WeekSet = std::bitset<kMaxWeeks>;

class Calendar {
 public:
    explicit Calendar(const model::Scenario& scenario);

    [[nodiscard]] int weeks() const { return weeks_; }

    [[nodiscard]] bool in_horizon(int week) const { return week >= 0 && week < weeks_; }

    [[nodiscard]] Day monday(int week) const { return start_ + std::chrono::days(7 * week); }

    [[nodiscard]] Day sunday(int week) const { return monday(week) + std::chrono::days(6); }

    /// Week that contains `day`; negative before the horizon.
    [[nodiscard]] std::int64_t week_of(Day day) const;

    /// Week at whose start goods that leave in `week` are there; may lie after the horizon.
    [[nodiscard]] std::int64_t arrival_week(LaneIndex lane, int week) const;

    /// First week in which a supply exists; may lie after the horizon.
    [[nodiscard]] std::int64_t start_week(SupplyIndex supply) const;

    /// Weeks after the lane's last round at `week` (0 on a round), negative before its first week.
    [[nodiscard]] std::int64_t weeks_off_round(LaneIndex lane, int week) const;

    [[nodiscard]] bool lane_closed(LaneIndex lane, int week) const;

    /// By a closure of the place itself.
    [[nodiscard]] bool place_closed(PlaceIndex place, int week) const;

    /// The closed area around the place, the innermost one; none if no area around it is closed.
    [[nodiscard]] AreaIndex closed_area(PlaceIndex place, int week) const;

    /// Neither the place nor an area around it is closed.
    [[nodiscard]] bool open(PlaceIndex place, int week) const {
        return !place_closed(place, week) && !closed_area(place, week).exists();
    }

 private:
    /// Weeks of the horizon of which any day lies in `from`..`to`.
    [[nodiscard]] WeekSet touched(Day from, Day to) const;

    const model::Scenario& scenario_;
    Day start_;
    int weeks_;
    std::vector<WeekSet> lanes_;
    std::vector<WeekSet> places_;
    std::vector<WeekSet> areas_;
};

}  // namespace imdad::verify

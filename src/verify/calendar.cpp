#include "verify/calendar.hpp"

#include <algorithm>

namespace imdad::verify {

namespace {

std::int64_t floor_seventh(std::int64_t days) {
    return days >= 0 ? days / 7 : -((6 - days) / 7);
}

}  // namespace

Calendar::Calendar(const model::Scenario& scenario)
    : scenario_(scenario),
      start_(scenario->header.start),
      weeks_(scenario->header.weeks),
      lanes_(scenario->lanes.size()),
      places_(scenario->places.size()),
      areas_(scenario->areas.size()) {
    for (const model::Closure& closure : scenario->closures) {
        const WeekSet weeks = touched(closure.from, closure.to);
        if (closure.lane.exists()) {
            lanes_[closure.lane.value()] |= weeks;
        } else if (closure.place.exists()) {
            places_[closure.place.value()] |= weeks;
        } else {
            areas_[closure.area.value()] |= weeks;
        }
    }
}

WeekSet Calendar::touched(Day from, Day to) const {
    WeekSet result;
    if (to < from) {
        return result;
    }
    const std::int64_t first = std::max<std::int64_t>(0, week_of(from));
    const std::int64_t last = std::min<std::int64_t>(weeks_ - 1, week_of(to));
    for (std::int64_t week = first; week <= last; ++week) {
        result.set(static_cast<std::size_t>(week));
    }
    return result;
}

std::int64_t Calendar::week_of(Day day) const {
    return floor_seventh((day - start_).count());
}

std::int64_t Calendar::arrival_week(LaneIndex lane, int week) const {
    return week + (static_cast<std::int64_t>(scenario_[lane].lead_days) + 3) / 7;
}

std::int64_t Calendar::start_week(SupplyIndex supply) const {
    const model::Supply& row = scenario_[supply];
    if (row.status == model::SupplyStatus::on_hand) {
        return 0;
    }
    const std::int64_t days =
        (row.available_on - start_).count() + std::int64_t{row.clearance_days};
    // The first Monday on or after that day: one more week unless it is a Monday itself.
    return std::max<std::int64_t>(0, floor_seventh(days + 6));
}

std::int64_t Calendar::weeks_off_round(LaneIndex lane, int week) const {
    const model::Lane& row = scenario_[lane];
    const std::int64_t since_first = std::int64_t{week} - row.first_week;
    return since_first < 0 ? since_first : since_first % row.every_weeks;
}

bool Calendar::lane_closed(LaneIndex lane, int week) const {
    return lanes_[lane.value()].test(static_cast<std::size_t>(week));
}

bool Calendar::place_closed(PlaceIndex place, int week) const {
    return places_[place.value()].test(static_cast<std::size_t>(week));
}

AreaIndex Calendar::closed_area(PlaceIndex place, int week) const {
    AreaIndex area = scenario_[place].area;
    while (area.exists() && !areas_[area.value()].test(static_cast<std::size_t>(week))) {
        area = scenario_[area].parent;
    }
    return area;
}

}  // namespace imdad::verify

#pragma once

#include "verify/calendar.hpp"

#include <vector>

/// Which absorption rows count a person served at a place for a programme in a week.

namespace imdad::verify {

class AbsorptionRules {
 public:
    AbsorptionRules(const model::Scenario& scenario, const Calendar& calendar);

    /// Calls `visit(row)` for each row of `scenario->absorptions` that counts this service.
    template <typename Visit>
    void for_each(PlaceIndex place, ProgrammeIndex programme, int week, Visit visit) const {
        for (const std::size_t row : at_place_[place.value()]) {
            if (counts(row, programme, week)) {
                visit(row);
            }
        }
        for (AreaIndex area = scenario_[place].area; area.exists(); area = scenario_[area].parent) {
            for (const std::size_t row : at_area_[area.value()]) {
                if (counts(row, programme, week)) {
                    visit(row);
                }
            }
        }
    }

    /// The row holds in `week` of the horizon.
    [[nodiscard]] bool holds(std::size_t row, int week) const {
        return weeks_[row].test(static_cast<std::size_t>(week));
    }

 private:
    [[nodiscard]] bool counts(std::size_t row, ProgrammeIndex programme, int week) const;

    const model::Scenario& scenario_;
    std::vector<WeekSet> weeks_;  // per row: those whose Monday lies in its dates
    std::vector<std::vector<std::size_t>> at_place_;
    std::vector<std::vector<std::size_t>> at_area_;
};

}  // namespace imdad::verify

#include "register/activity.hpp"

#include "base/assert.hpp"

#include <algorithm>

namespace imdad::registry {

ActivityTraits traits_of(ActivityType type) {
    switch (type) {
        case ActivityType::technical_assistance:
            return {.mission = true};
        case ActivityType::training:
        case ActivityType::capacity_building:
        case ActivityType::humanitarian_seminar:
        case ActivityType::humanitarian_workshop:
            return {.seats = true};
        case ActivityType::humanitarian_law_seminar:
        case ActivityType::humanitarian_law_workshop:
            return {.seats = true, .humanitarian_law = true};
        case ActivityType::medical_supplies:
        case ActivityType::vaccine_access:
        case ActivityType::emergency_relief:
        case ActivityType::conflict_affected_people:
        case ActivityType::protection:
        case ActivityType::mental_health:
        case ActivityType::rehabilitation:
        case ActivityType::migration_root_causes:
        case ActivityType::durable_solutions:
        case ActivityType::displacement_response:
        case ActivityType::service_salaries:
        case ActivityType::service_running_costs:
            return {};
    }
    return {};
}

int iati_status(State state) {
    switch (state) {
        case State::identified:
        case State::planned:
        case State::ready:
            return 1;
        case State::under_way:
            return 2;
        case State::completed:
            return 3;
        case State::closed:
            return 4;
        case State::cancelled:
        case State::terminated_partial:
            return 5;
        case State::on_hold:
            return 6;
        default:
            IMDAD_ASSERT(false, "no state of an activity");
    }
    return 0;
}

std::optional<Day> planned_start(const Activity& activity) {
    const auto first = std::ranges::min_element(activity.quarters);
    return first == activity.quarters.end() ? std::nullopt : days_of(*first).start;
}

}  // namespace imdad::registry

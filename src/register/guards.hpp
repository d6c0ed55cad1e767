#pragma once

#include "register/lacks.hpp"
#include "register/request.hpp"

#include <string_view>

/// Conditions of steps. A guard looks at the step and returns what is missing for it; nothing
/// missing lets it pass. The table of `transitions.hpp` names them, docs/states.md quotes `says`.

namespace imdad::registry {

struct Guard {
    std::string_view name;
    std::string_view says;  ///< what it asks for, one clause of English
    Lacks (*check)(const Step&);
    bool of_person = false;  ///< looks at who asks: a condition of the permission table
};

namespace guards {

// Of several kinds: steps.
[[nodiscard]] Lacks reason_given(const Step& step);

// consultation_guards.cpp
[[nodiscard]] Lacks held_in_the_past(const Step& step);
[[nodiscard]] Lacks two_partners(const Step& step);
[[nodiscard]] Lacks new_date(const Step& step);
[[nodiscard]] Lacks outcomes_complete(const Step& step);
[[nodiscard]] Lacks outcomes_followed(const Step& step);

// text_guards.cpp: of the text of an instrument or of an amendment
[[nodiscard]] Lacks two_parties(const Step& step);
[[nodiscard]] Lacks focal_points(const Step& step);
[[nodiscard]] Lacks terms_complete(const Step& step);
[[nodiscard]] Lacks text_attached(const Step& step);
[[nodiscard]] Lacks accepted_by_all(const Step& step);
[[nodiscard]] Lacks comments_resolved(const Step& step);
[[nodiscard]] Lacks signed_by_all(const Step& step);
[[nodiscard]] Lacks signed_file(const Step& step);
[[nodiscard]] Lacks recorded_by_another(const Step& step);
[[nodiscard]] Lacks inside_parent(const Step& step);

// instrument_guards.cpp
[[nodiscard]] Lacks source_known(const Step& step);
[[nodiscard]] Lacks parent_signed(const Step& step);
[[nodiscard]] Lacks parent_in_force(const Step& step);
[[nodiscard]] Lacks started(const Step& step);
[[nodiscard]] Lacks signed_before_start(const Step& step);
[[nodiscard]] Lacks no_party_blocked(const Step& step);
[[nodiscard]] Lacks umbrella_free(const Step& step);
[[nodiscard]] Lacks predecessor_free(const Step& step);
[[nodiscard]] Lacks no_open_amendment(const Step& step);
[[nodiscard]] Lacks children_not_frozen(const Step& step);
[[nodiscard]] Lacks not_over(const Step& step);
[[nodiscard]] Lacks over(const Step& step);
[[nodiscard]] Lacks termination_document(const Step& step);
[[nodiscard]] Lacks notice_elapsed(const Step& step);
[[nodiscard]] Lacks commitments_assigned(const Step& step);
[[nodiscard]] Lacks children_ended(const Step& step);
[[nodiscard]] Lacks nothing_open(const Step& step);

// amendment_guards.cpp
[[nodiscard]] Lacks class_fits(const Step& step);
[[nodiscard]] Lacks light_way_allowed(const Step& step);
[[nodiscard]] Lacks children_stay_inside(const Step& step);
[[nodiscard]] Lacks base_amendable(const Step& step);
[[nodiscard]] Lacks amended_period_open(const Step& step);

// plan_guards.cpp
[[nodiscard]] Lacks instrument_signed(const Step& step);
[[nodiscard]] Lacks instrument_in_force(const Step& step);
[[nodiscard]] Lacks inside_instrument(const Step& step);
[[nodiscard]] Lacks activities_complete(const Step& step);
[[nodiscard]] Lacks plan_started(const Step& step);
[[nodiscard]] Lacks activities_ended(const Step& step);
[[nodiscard]] Lacks no_activity_running(const Step& step);

// activity_guards.cpp
[[nodiscard]] Lacks details_complete(const Step& step);
[[nodiscard]] Lacks plan_agreed(const Step& step);
[[nodiscard]] Lacks plan_active(const Step& step);
[[nodiscard]] Lacks resources_allocated(const Step& step);
[[nodiscard]] Lacks really_started(const Step& step);
[[nodiscard]] Lacks returns_where_it_was(const Step& step);
[[nodiscard]] Lacks not_held_by_plan(const Step& step);

// activity_end_guards.cpp
[[nodiscard]] Lacks really_ended(const Step& step);
[[nodiscard]] Lacks actuals_given(const Step& step);
[[nodiscard]] Lacks seats_counted(const Step& step);
[[nodiscard]] Lacks shipments_closed(const Step& step);
[[nodiscard]] Lacks resources_balanced(const Step& step);
[[nodiscard]] Lacks final_report_accepted(const Step& step);
[[nodiscard]] Lacks none_delivered(const Step& step);
[[nodiscard]] Lacks some_delivered(const Step& step);

// action_point_guards.cpp
[[nodiscard]] Lacks action_noted(const Step& step);
[[nodiscard]] Lacks high_priority_evidence(const Step& step);
[[nodiscard]] Lacks verified_by_another(const Step& step);
[[nodiscard]] Lacks found_adequate(const Step& step);
[[nodiscard]] Lacks found_inadequate(const Step& step);

}  // namespace guards

/// What one activity of a plan lacks to be planned: details, shares, indicators, budget, type.
[[nodiscard]] Lacks lacks_of_details(const Activity& activity, const ActionPlan& plan);

}  // namespace imdad::registry

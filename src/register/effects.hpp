#pragma once

#include "register/request.hpp"

#include <string_view>

/// What follows from a step, in the same transaction: the rows of `transitions.hpp` name it. An
/// effect that moves another entity does so by a row of the table, never by hand.

namespace imdad::registry {

struct Effect {
    std::string_view name;
    std::string_view does;  ///< one clause of English
    void (*run)(const Step&);
};

namespace effects {

void open_action_points(const Step& step);

void clear_acceptances(const Step& step);
void keep_first_version(const Step& step);
void supersede_predecessor(const Step& step);
void suspend_dependents(const Step& step);
void resume_dependents(const Step& step);
void review_plans(const Step& step);
void record_dispositions(const Step& step);
void merge_amendment(const Step& step);

void hold_activities(const Step& step);
void resume_activities(const Step& step);
void resume_or_release_activities(const Step& step);
void cancel_activities(const Step& step);

void remember_hold(const Step& step);
void forget_hold(const Step& step);

void ask_again(const Step& step);

}  // namespace effects

/// Sets the state, keeps the reason, and runs the effects of the row from the entity's state to
/// `step.to`, the guards being met. Requires: there is such a row.
void take(const Step& step);

}  // namespace imdad::registry

#include "register/effects.hpp"

#include "register/amendments.hpp"
#include "register/instruments.hpp"
#include "register/transitions.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::registry {

namespace {

/// Moves another entity along the table because of `cause`.
void cascade(const Step& cause, Kind kind, const std::string& id, State to, std::string reason) {
    const State from = with_type_of(kind, [&]<typename T>(T*) {
        const T* entity = cause.view.find<T>(id);
        IMDAD_ASSERT(entity != nullptr, "a cascade reaches for what does not exist");
        return entity->state;
    });
    take({cause.view, cause.context, kind, id, from, to, std::move(reason), {}});
}

/// Whether nothing is missing for a suspended entity to move by itself.
bool may_follow(
    const Step& cause, Kind kind, const std::string& id, State to, const std::string& reason) {
    const Transition* row = find_transition(kind, State::suspended, to);
    IMDAD_ASSERT(row != nullptr, "a step that the table does not have");
    const Step step{cause.view, cause.context, kind, id, State::suspended, to, reason, {}};
    return std::ranges::all_of(row->guards, [&](const Guard* guard) {
        return guard == nullptr || guard->check(step).empty();
    });
}

/// Ids first, then changes: nobody edits what is being walked over.
template <typename T, typename Wanted>
std::vector<std::string> ids_where(const View& view, const Wanted& wanted) {
    std::vector<std::string> ids;
    view.each<T>([&](const T& entity) {
        if (wanted(entity)) {
            ids.push_back(entity.id);
        }
    });
    return ids;
}

std::vector<std::string> plans_of(const Step& step, std::initializer_list<State> states) {
    return ids_where<ActionPlan>(step.view, [&](const ActionPlan& plan) {
        return plan.instrument == step.id && std::ranges::find(states, plan.state) != states.end();
    });
}

std::vector<std::string> activities_of(const Step& step, std::initializer_list<State> states) {
    return ids_where<Activity>(step.view, [&](const Activity& activity) {
        return activity.plan == step.id &&
               std::ranges::find(states, activity.state) != states.end();
    });
}

}  // namespace

ActionPoint& open_action_point(View& view,
                               ActionPoint::Origin origin,
                               const std::string& origin_id) {
    const std::string stem = fmt::format("{}:{}:", word_of(origin), origin_id);
    int number = 1;
    while (view.find<ActionPoint>(stem + std::to_string(number)) != nullptr) {
        ++number;
    }
    return view.add(
        ActionPoint{.id = stem + std::to_string(number), .origin = origin, .origin_id = origin_id});
}

void take(const Step& step) {
    const Transition* row = find_transition(step.kind, step.from, step.to);
    IMDAD_ASSERT(row != nullptr, "a step that the table does not have");
    with_type_of(step.kind, [&]<typename T>(T*) {
        T& entity = step.view.edit<T>(step.id);
        IMDAD_ASSERT(entity.state == step.from, "a step begins in another state");
        entity.state = step.to;
        if constexpr (requires { entity.state_reason; }) {
            entity.state_reason = step.reason;
        }
    });
    for (const Effect* effect : row->effects) {
        if (effect != nullptr) {
            effect->run(step);
        }
    }
}

namespace effects {

void open_action_points(const Step& step) {
    // Action points lie in another table, so the outcomes stay where they are.
    for (Outcome& outcome : step.view.edit<Consultation>(step.id).outcomes) {
        if (!outcome.due || !outcome.waived_reason.empty()) {
            continue;
        }
        ActionPoint& point =
            open_action_point(step.view, ActionPoint::Origin::consultation, step.id);
        point.title = outcome.summary;
        point.author = step.context.actor.id;
        point.assignee = outcome.responsible;
        point.due = outcome.due;
        point.first_due = outcome.due;
        if (outcome.link == Outcome::Link::none) {
            outcome.link = Outcome::Link::action_point;
            outcome.linked_id = point.id;
        }
    }
}

void clear_acceptances(const Step& step) {
    const auto clear = [](std::vector<PartyAct>& acts) { acts.clear(); };
    if (step.kind == Kind::amendment) {
        clear(step.view.edit<Amendment>(step.id).acts);
    } else {
        clear(step.view.edit<Instrument>(step.id).acts);
    }
}

void keep_first_version(const Step& step) {
    auto& instrument = step.view.edit<Instrument>(step.id);
    IMDAD_ASSERT(instrument.versions.empty(), "an instrument is signed once");
    instrument.versions.push_back(
        {.number = "1", .since = step.context.today, .terms = instrument.terms});
}

void supersede_predecessor(const Step& step) {
    const auto* predecessor =
        step.view.find<Instrument>(step.view.find<Instrument>(step.id)->predecessor);
    if (predecessor != nullptr && can_be_superseded(predecessor->state)) {
        const std::string id = predecessor->id;
        cascade(step, Kind::instrument, id, State::superseded, "renewed by " + step.id);
    }
}

void suspend_dependents(const Step& step) {
    const std::string reason = "suspended with " + step.id;
    for (const std::string& plan :
         plans_of(step, {State::agreed, State::active, State::under_review})) {
        auto& edited = step.view.edit<ActionPlan>(plan);
        edited.suspended_from = edited.state;
        edited.suspended_with = step.id;
        cascade(step, Kind::action_plan, plan, State::suspended, reason);
    }
    for (const std::string& child : live_children(step.view, step.id)) {
        if (step.view.find<Instrument>(child)->state == State::in_force) {
            step.view.edit<Instrument>(child).suspended_with = step.id;
            cascade(step, Kind::instrument, child, State::suspended, reason);
        }
    }
}

void resume_dependents(const Step& step) {
    step.view.edit<Instrument>(step.id).suspended_with.clear();
    const std::string reason = "resumed with " + step.id;
    for (const std::string& plan : plans_of(step, {State::suspended})) {
        auto& edited = step.view.edit<ActionPlan>(plan);
        const State back = edited.suspended_from;
        edited.suspended_from = State::none;
        edited.suspended_with.clear();
        cascade(step, Kind::action_plan, plan, back, reason);
    }
    for (const std::string& child : live_children(step.view, step.id)) {
        auto& edited = step.view.edit<Instrument>(child);
        if (edited.state != State::suspended || edited.suspended_with != step.id) {
            continue;
        }
        // One that may not resume by itself (its time is over, its umbrella is taken, a party is
        // blocked) stays suspended, from now on in its own right.
        edited.suspended_with.clear();
        if (may_follow(step, Kind::instrument, child, State::in_force, reason)) {
            cascade(step, Kind::instrument, child, State::in_force, reason);
        }
    }
}

void review_plans(const Step& step) {
    for (const std::string& plan :
         plans_of(step, {State::active, State::suspended, State::under_review})) {
        const std::string why = fmt::format("instrument {} is {}", step.id, word_of(step.to));
        auto& edited = step.view.edit<ActionPlan>(plan);
        edited.suspended_from = State::none;
        edited.suspended_with.clear();
        if (edited.state != State::under_review) {
            cascade(step, Kind::action_plan, plan, State::under_review, why);
        }
        ActionPoint& point = open_action_point(step.view, ActionPoint::Origin::action_plan, plan);
        point.title = fmt::format("Settle action plan {}: {}", plan, why);
        point.author = step.context.actor.id;
    }
}

void record_dispositions(const Step& step) {
    step.view.edit<Instrument>(step.id).dispositions = step.dispositions;
}

void merge_amendment(const Step& step) {
    const Amendment amendment = *step.view.find<Amendment>(step.id);
    auto& instrument = step.view.edit<Instrument>(amendment.instrument);
    const auto classes = touched_classes(instrument, amendment.terms);
    // By the way it really took: acceptances are given in a full review only.
    const bool reviewed = std::ranges::any_of(
        amendment.acts, [](const PartyAct& act) { return act.accepted_on.has_value(); });
    IMDAD_ASSERT(reviewed || !needs_full_review(classes), "a grave amendment took the light way");
    instrument.terms = amendment.terms;
    instrument.versions.push_back({.number = std::to_string(instrument.versions.size() + 1),
                                   .amendment = amendment.id,
                                   .since = step.context.today,
                                   .fully_reviewed = reviewed,
                                   .terms = amendment.terms});
}

void hold_activities(const Step& step) {
    for (const std::string& activity : activities_of(step, {State::ready, State::under_way})) {
        cascade(step, Kind::activity, activity, State::on_hold, "on hold with " + step.id);
        step.view.edit<Activity>(activity).held_with = step.id;
    }
}

void resume_activities(const Step& step) {
    for (const std::string& activity : activities_of(step, {State::on_hold})) {
        const auto* held = step.view.find<Activity>(activity);
        if (held->held_with == step.id) {
            const State back = held->held_from;
            cascade(step, Kind::activity, activity, back, "resumed with " + step.id);
        }
    }
}

void resume_or_release_activities(const Step& step) {
    const auto* instrument =
        step.view.find<Instrument>(step.view.find<ActionPlan>(step.id)->instrument);
    if (instrument != nullptr && instrument->state == State::in_force) {
        resume_activities(step);
        return;
    }
    for (const std::string& activity : activities_of(step, {State::on_hold})) {
        if (step.view.find<Activity>(activity)->held_with == step.id) {
            step.view.edit<Activity>(activity).held_with.clear();
        }
    }
}

void cancel_activities(const Step& step) {
    for (const std::string& activity :
         activities_of(step, {State::identified, State::planned, State::ready})) {
        cascade(step, Kind::activity, activity, State::cancelled, "cancelled with " + step.id);
    }
}

void remember_hold(const Step& step) {
    step.view.edit<Activity>(step.id).held_from = step.from;
}

void forget_hold(const Step& step) {
    auto& activity = step.view.edit<Activity>(step.id);
    activity.held_from = State::none;
    activity.held_with.clear();
}

void ask_again(const Step& step) {
    step.view.edit<ActionPoint>(step.id).adequate.reset();
}

}  // namespace effects

}  // namespace imdad::registry

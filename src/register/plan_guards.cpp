#include "register/guards.hpp"

namespace imdad::registry::guards {

namespace {

const Instrument& instrument_of(const Step& step) {
    const auto* instrument = step.view.find<Instrument>(step.entity<ActionPlan>().instrument);
    IMDAD_ASSERT(instrument != nullptr, "an action plan without its instrument");
    return *instrument;
}

template <typename Visit>
void each_activity(const Step& step, const Visit& visit) {
    step.view.each<Activity>([&](const Activity& activity) {
        if (activity.plan == step.id) {
            visit(activity);
        }
    });
}

std::string state_text(State state) {
    return std::string(word_of(state));
}

}  // namespace

Lacks instrument_signed(const Step& step) {
    const Instrument& instrument = instrument_of(step);
    if (instrument.state == State::signed_by_all || instrument.state == State::in_force) {
        return {};
    }
    return {{LackCode::instrument_not_signed, {instrument.id, state_text(instrument.state)}}};
}

Lacks instrument_in_force(const Step& step) {
    const Instrument& instrument = instrument_of(step);
    if (instrument.state == State::in_force &&
        instrument.terms.period.contains(step.context.today)) {
        return {};
    }
    return {
        {LackCode::instrument_not_in_force,
         {instrument.id,
          instrument.state == State::in_force ? "in_force for " + text_of(instrument.terms.period)
                                              : state_text(instrument.state),
          base::to_text(step.context.today)}}};
}

Lacks inside_instrument(const Step& step) {
    const Period& outer = instrument_of(step).terms.period;
    const Period& period = step.entity<ActionPlan>().period;
    if (!period.complete()) {
        return {{LackCode::period_invalid, {text_of(period)}}};
    }
    if (!period.inside(outer)) {
        return {{LackCode::plan_outside_instrument, {text_of(period), text_of(outer)}}};
    }
    return {};
}

Lacks activities_complete(const Step& step) {
    Lacks lacks;
    bool any = false;
    each_activity(step, [&](const Activity& activity) {
        if (activity.state == State::cancelled) {
            return;
        }
        any = true;
        const Lacks of_one = lacks_of_details(activity, step.entity<ActionPlan>());
        lacks.insert(lacks.end(), of_one.begin(), of_one.end());
    });
    if (!any) {
        lacks.push_back({LackCode::activity_missing, {}});
    }
    return lacks;
}

Lacks plan_started(const Step& step) {
    const auto& start = step.entity<ActionPlan>().period.start;
    if (!start || *start > step.context.today) {
        return {{LackCode::not_started,
                 {start ? base::to_text(*start) : "?", base::to_text(step.context.today)}}};
    }
    return {};
}

Lacks activities_ended(const Step& step) {
    Lacks lacks;
    each_activity(step, [&](const Activity& activity) {
        if (!is_ended(activity)) {
            lacks.push_back(
                {LackCode::activity_not_ended, {activity.id, state_text(activity.state)}});
        }
    });
    return lacks;
}

Lacks no_activity_running(const Step& step) {
    Lacks lacks;
    each_activity(step, [&](const Activity& activity) {
        if (activity.state == State::under_way || activity.state == State::on_hold) {
            lacks.push_back(
                {LackCode::activity_running, {activity.id, state_text(activity.state)}});
            return;
        }
        // What has not begun is cancelled with the plan, which only what is undelivered can be.
        const auto& facts = step.context.facts.activities;
        const auto found = facts.find(activity.id);
        if (is_ended(activity) || found == facts.end()) {
            return;
        }
        for (const ResourceFacts& resource : found->second.resources) {
            if (resource.delivered > 0) {
                lacks.push_back({LackCode::activity_running,
                                 {activity.id, state_text(activity.state) + ", with deliveries,"}});
                return;
            }
        }
    });
    return lacks;
}

}  // namespace imdad::registry::guards

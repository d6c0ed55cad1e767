#include "register/commands.hpp"
#include "register/instruments.hpp"
#include "register/permission.hpp"
#include "register/reference.hpp"
#include "register/role_sets.hpp"
#include "register/text_under_step.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

/// Acceptances, signatures, amendments, renewals, due dates: what is neither a step of the table
/// nor an edit of a field.

namespace imdad::registry::commands {

namespace {

using namespace role_sets;

Lacks missing_entity(Kind kind, const std::string& id) {
    return {{LackCode::no_such_entity, {std::string(word_of(kind)), id}}};
}

Lacks wrong_state(Kind kind, State state, const std::string& right) {
    return {
        {LackCode::not_in_state, {std::string(word_of(kind)), std::string(word_of(state)), right}}};
}

PartyAct& act_of(std::vector<PartyAct>& acts, const std::string& party) {
    const auto found = std::ranges::find(acts, party, &PartyAct::party);
    return found == acts.end() ? acts.emplace_back(PartyAct{.party = party}) : *found;
}

/// The text exists, is in `state`, and `party` is one of those who act on it.
template <typename T>
Lacks lacks_of_text(const View& view,
                    const std::string& id,
                    const std::string& party,
                    State state) {
    const T* text = view.find<T>(id);
    if (text == nullptr) {
        return missing_entity(T::kKind, id);
    }
    if (text->state != state) {
        return wrong_state(T::kKind, text->state, std::string(word_of(state)));
    }
    const auto parties = text_of(view, T::kKind, id).parties;
    if (std::ranges::find(parties, party) == parties.end()) {
        return {{LackCode::not_a_party, {party}}};
    }
    return {};
}

template <typename T>
Lacks accept_text(View& view, const Context& context, const Accept& command) {
    if (Lacks lacks = lacks_of_text<T>(view, command.id, command.party, State::review);
        !lacks.empty()) {
        return lacks;
    }
    if (!is_user_of(context.actor, command.party)) {
        return {{LackCode::role_of_party_missing, {context.actor.id, command.party}}};
    }
    PartyAct& act = act_of(view.edit<T>(command.id).acts, command.party);
    act.accepted_by = context.actor.id;
    act.accepted_on = context.today;
    return {};
}

Lacks accept_report(View& view, const Context& context, const Accept& command) {
    const auto* activity = view.find<Activity>(command.id);
    if (activity == nullptr) {
        return missing_entity(Kind::activity, command.id);
    }
    if (activity->state != State::completed && activity->state != State::terminated_partial) {
        return wrong_state(Kind::activity, activity->state, "completed or terminated_partial");
    }
    Lacks lacks = lacks_of_role(view,
                                context,
                                kReportReaders,
                                Kind::activity,
                                command.id,
                                "acceptance of the final report");
    if (!is_sha256(activity->final_report_sha256)) {
        lacks.push_back({LackCode::final_report_missing, {"there, with its SHA-256"}});
    }
    if (is_user_of(context.actor, activity->lead)) {
        lacks.push_back({LackCode::final_report_by_lead, {context.actor.id, activity->lead}});
    }
    if (lacks.empty()) {
        view.edit<Activity>(command.id).final_report_accepted_by = context.actor.id;
    }
    return lacks;
}

template <typename T>
Lacks sign_text(View& view, const Context& context, const Sign& command) {
    Lacks lacks = lacks_of_text<T>(view, command.id, command.party, State::signature);
    if (!lacks.empty()) {
        return lacks;
    }
    // The focal point of one party does not sign for another.
    const bool allowed = permitted(view, context.actor, kSecretariat, T::kKind, command.id) ||
                         std::ranges::any_of(context.actor.grants, [&](const Grant& grant) {
                             return grant.role == Role::focal_point &&
                                    grant.party == command.party &&
                                    permitted(view,
                                              {context.actor.id, {grant}},
                                              roles_of({Role::focal_point}),
                                              T::kKind,
                                              command.id);
                         });
    if (!allowed) {
        return {{LackCode::role_of_party_missing, {context.actor.id, command.party}}};
    }
    if (command.signed_by.empty()) {
        return {{LackCode::signature_missing, {command.party}}};
    }
    if (command.signed_on > context.today) {
        return {
            {LackCode::signature_in_future,
             {command.signed_by, base::to_text(command.signed_on), base::to_text(context.today)}}};
    }
    PartyAct& act = act_of(view.edit<T>(command.id).acts, command.party);
    act.signed_by = command.signed_by;
    act.signed_on = command.signed_on;
    act.recorded_by = context.actor.id;
    return lacks;
}

bool came_to_nothing(const Instrument& instrument) {
    return instrument.state == State::withdrawn ||
           (instrument.state == State::archived && instrument.versions.empty());
}

}  // namespace

Lacks run(View& view, const Context& context, const Accept& command) {
    switch (command.kind) {
        case Kind::instrument:
            return accept_text<Instrument>(view, context, command);
        case Kind::amendment:
            return accept_text<Amendment>(view, context, command);
        case Kind::activity:
            return accept_report(view, context, command);
        default:
            return missing_entity(command.kind, command.id + " that can be accepted");
    }
}

Lacks run(View& view, const Context& context, const Sign& command) {
    switch (command.kind) {
        case Kind::instrument:
            return sign_text<Instrument>(view, context, command);
        case Kind::amendment:
            return sign_text<Amendment>(view, context, command);
        default:
            return missing_entity(command.kind, command.id + " that can be signed");
    }
}

Lacks run(View& view, const Context& context, const OpenAmendment& command) {
    const auto* instrument = view.find<Instrument>(command.instrument);
    if (instrument == nullptr) {
        return missing_entity(Kind::instrument, command.instrument);
    }
    Lacks lacks = lacks_of_role(
        view, context, kPartners, Kind::instrument, command.instrument, "opening of an amendment");
    if (!is_live(instrument->state)) {
        lacks.push_back(
            {LackCode::base_changed, {instrument->id, std::string(word_of(instrument->state))}});
    }
    if (const Amendment* open = open_amendment(view, command.instrument)) {
        lacks.push_back({LackCode::amendment_open, {open->id}});
    }
    if (command.reason.empty()) {
        lacks.push_back({LackCode::reason_missing, {}});
    }
    if (!lacks.empty()) {
        return lacks;
    }
    std::int64_t number = 1;
    view.each<Amendment>([&](const Amendment& amendment) {
        if (amendment.instrument == command.instrument) {
            number = std::max(number, amendment.number + 1);
        }
    });
    view.add(Amendment{.id = fmt::format("{}-A{}", command.instrument, number),
                       .classification = instrument->classification,
                       .instrument = command.instrument,
                       .number = number,
                       .change_class = command.change_class,
                       .reason = command.reason,
                       .terms = instrument->terms});
    return {};
}

Lacks run(View& view, const Context& context, const Renew& command) {
    const auto* predecessor = view.find<Instrument>(command.instrument);
    if (predecessor == nullptr) {
        return missing_entity(Kind::instrument, command.instrument);
    }
    Lacks lacks = lacks_of_role(
        view, context, kPartners, Kind::instrument, command.instrument, "renewal of it");
    if (!can_be_superseded(predecessor->state)) {
        const Lacks state =
            wrong_state(Kind::instrument, predecessor->state, "in_force, suspended or expired");
        lacks.insert(lacks.end(), state.begin(), state.end());
    }
    if (!is_id(command.successor)) {
        lacks.push_back({LackCode::id_not_allowed, {command.successor}});
    }
    if (view.find<Instrument>(command.successor) != nullptr) {
        lacks.push_back({LackCode::id_taken, {"instrument", command.successor}});
    }
    if (!command.period.complete()) {
        lacks.push_back({LackCode::period_invalid, {text_of(command.period)}});
    }
    view.each<Instrument>([&](const Instrument& other) {
        if (other.predecessor == command.instrument && !came_to_nothing(other)) {
            lacks.push_back({LackCode::successor_exists, {other.id}});
        }
    });
    if (!lacks.empty()) {
        return lacks;
    }
    Instrument successor{.id = command.successor,
                         .state = State::draft,
                         .classification = predecessor->classification,
                         .type = predecessor->type,
                         .parent = predecessor->parent,
                         .predecessor = predecessor->id,
                         .terms = predecessor->terms};
    successor.terms.period = command.period;
    // TYPE/ORG/ of the predecessor stays; year and number are new.
    const std::string& reference = predecessor->reference;
    const std::size_t first = reference.find('/');
    const std::size_t second = reference.find('/', first + 1);
    const std::chrono::year_month_day today(context.today);
    successor.reference = next_reference(view,
                                         successor.type,
                                         reference.substr(first + 1, second - first - 1),
                                         static_cast<int>(today.year()));
    view.add(std::move(successor));
    return {};
}

Lacks run(View& view, const Context& context, const MoveDue& command) {
    const auto* point = view.find<ActionPoint>(command.action_point);
    if (point == nullptr) {
        return missing_entity(Kind::action_point, command.action_point);
    }
    Lacks lacks = lacks_of_role(
        view, context, kWorkers, Kind::action_point, command.action_point, "move of the due date");
    if (!is_pending(*point)) {
        const Lacks state =
            wrong_state(Kind::action_point, point->state, "open, in_progress or reopened");
        lacks.insert(lacks.end(), state.begin(), state.end());
    }
    if (command.reason.empty()) {
        lacks.push_back({LackCode::reason_missing, {}});
    }
    if (point->due == command.due) {
        lacks.push_back({LackCode::due_unchanged, {base::to_text(command.due)}});
    }
    if (!lacks.empty()) {
        return lacks;
    }
    auto& edited = view.edit<ActionPoint>(command.action_point);
    if (edited.due && *edited.due < command.due) {
        ++edited.slips;
    }
    edited.due = command.due;
    if (!edited.first_due) {
        edited.first_due = command.due;
    }
    edited.state_reason = command.reason;
    return {};
}

}  // namespace imdad::registry::commands

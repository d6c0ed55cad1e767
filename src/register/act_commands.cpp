#include "register/act_rules.hpp"
#include "register/commands.hpp"
#include "register/instruments.hpp"
#include "register/permission.hpp"
#include "register/reference.hpp"
#include "register/text_under_step.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

/// Acceptances, signatures, amendments, renewals, due dates: what is neither a step of the table
/// nor an edit of a field.

namespace imdad::registry::commands {

namespace {

Lacks missing_entity(Kind kind, const std::string& id) {
    return {{LackCode::no_such_entity, {std::string(word_of(kind)), id}}};
}

/// Requires: the kind knows the act.
const ActRule& rule_of(Kind kind, Act act) {
    const ActRule* const rule = find_act_rule(kind, act);
    IMDAD_ASSERT(rule != nullptr, "an act is carried out that no row allows");
    return *rule;
}

Lacks lacks_of_state(const ActRule& rule, State state) {
    if (holds(rule.states, state)) {
        return {};
    }
    return {{LackCode::not_in_state,
             {std::string(word_of(rule.kind)),
              std::string(word_of(state)),
              text_of_states(rule.states)}}};
}

void append(Lacks& lacks, const Lacks& more) {
    lacks.insert(lacks.end(), more.begin(), more.end());
}

PartyAct& act_of(std::vector<PartyAct>& acts, const std::string& party) {
    const auto found = std::ranges::find(acts, party, &PartyAct::party);
    return found == acts.end() ? acts.emplace_back(PartyAct{.party = party}) : *found;
}

/// The text exists, and `party` is one of those who act on it.
template <typename T>
Lacks lacks_of_party(const View& view, const std::string& id, const std::string& party) {
    if (view.find<T>(id) == nullptr) {
        return missing_entity(T::kKind, id);
    }
    const auto parties = text_of(view, T::kKind, id).parties;
    if (std::ranges::find(parties, party) == parties.end()) {
        return {{LackCode::not_a_party, {party}}};
    }
    return {};
}

template <typename T>
Lacks accept_text(View& view, const Context& context, const Accept& command) {
    if (Lacks lacks = lacks_of_party<T>(view, command.id, command.party); !lacks.empty()) {
        return lacks;
    }
    const ActRule& rule = rule_of(T::kKind, Act::accept);
    // Whoever may not act learns nothing of the state from it.
    if (!speaks_for(view, context.actor, command.party, rule.roles, T::kKind, command.id)) {
        return {{LackCode::role_of_party_missing, {context.actor.id, command.party}}};
    }
    if (Lacks lacks = lacks_of_state(rule, view.find<T>(command.id)->state); !lacks.empty()) {
        return lacks;
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
    const ActRule& rule = rule_of(Kind::activity, Act::accept);
    Lacks lacks = lacks_of_role(
        view, context, rule.roles, Kind::activity, command.id, "acceptance of the final report");
    if (!lacks.empty()) {
        return lacks;
    }
    lacks = lacks_of_state(rule, activity->state);
    if (!lacks.empty()) {
        return lacks;
    }
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
    if (Lacks lacks = lacks_of_party<T>(view, command.id, command.party); !lacks.empty()) {
        return lacks;
    }
    const ActRule& rule = rule_of(T::kKind, Act::sign);
    // The focal point of one party does not sign for another.
    constexpr Roles kOwnPartyOnly = roles_of({Role::focal_point});
    const auto for_any_party = static_cast<Roles>(rule.roles - (rule.roles & kOwnPartyOnly));
    const bool allowed =
        permitted(view, context.actor, for_any_party, T::kKind, command.id) ||
        speaks_for(view, context.actor, command.party, kOwnPartyOnly, T::kKind, command.id);
    if (!allowed) {
        return {{LackCode::role_of_party_missing, {context.actor.id, command.party}}};
    }
    if (Lacks lacks = lacks_of_state(rule, view.find<T>(command.id)->state); !lacks.empty()) {
        return lacks;
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
    return {};
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
    const ActRule& rule = rule_of(Kind::instrument, Act::open_amendment);
    Lacks lacks = lacks_of_role(
        view, context, rule.roles, Kind::instrument, command.instrument, "opening of an amendment");
    if (!holds(rule.states, instrument->state)) {
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
    const ActRule& rule = rule_of(Kind::instrument, Act::renew);
    Lacks lacks = lacks_of_role(
        view, context, rule.roles, Kind::instrument, command.instrument, "renewal of it");
    append(lacks, lacks_of_state(rule, predecessor->state));
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
    const ActRule& rule = rule_of(Kind::action_point, Act::move_due);
    Lacks lacks = lacks_of_role(view,
                                context,
                                rule.roles,
                                Kind::action_point,
                                command.action_point,
                                "move of the due date");
    append(lacks, lacks_of_state(rule, point->state));
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

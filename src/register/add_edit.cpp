#include "register/act_rules.hpp"
#include "register/commands.hpp"
#include "register/edit_rules.hpp"
#include "register/field_kinds.hpp"
#include "register/permission.hpp"
#include "register/reference.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

/// Entering an entity and editing its fields. Both are judged by what they change, not by what they
/// were asked to change: an edit of one field that would bring a new element into a list is seen.

namespace imdad::registry::commands {

namespace {

constexpr std::size_t kIdLengthMax = 100;

/// Fields that an entity is born with and that no edit changes.
constexpr auto kBirthFields = std::to_array<std::pair<Kind, std::string_view>>({
    {Kind::instrument, "type"},
    {Kind::instrument, "reference"},
    {Kind::action_plan, "instrument"},
    {Kind::activity, "plan"},
    {Kind::action_point, "origin"},
    {Kind::action_point, "origin_id"},
    {Kind::action_point, "due"},
});

/// Amendments are opened, not entered.
Roles roles_that_add(Kind kind) {
    const ActRule* const rule = find_act_rule(kind, Act::add);
    return rule == nullptr ? 0 : rule->roles;
}

/// The entity as its own fields give it: differs where a key repeats or a text cannot be kept.
template <typename T>
bool reads_back(const T& entity) {
    T again;
    for (const auto& [field, value] : fields_of(entity)) {
        if (!assign(again, field, value)) {
            return false;
        }
    }
    return again == entity;
}

bool in_future(const std::string& value, Day today) {
    const auto day = base::parse_day(value);
    return day && *day > today;
}

/// What of `changes` no rule opens in `state`.
Lacks lacks_of_rules(const View& view,
                     const Context& context,
                     State state,
                     bool born,
                     const std::vector<Change>& changes) {
    Lacks lacks;
    for (const Change& change : changes) {
        if (born && std::ranges::find(kBirthFields,
                                      std::pair<Kind, std::string_view>(
                                          change.kind, change.field)) != kBirthFields.end()) {
            continue;
        }
        const EditRule* rule = find_edit_rule(change.kind, change.field, state);
        if (rule == nullptr) {
            lacks.push_back(
                {LackCode::field_not_editable,
                 {change.field, std::string(word_of(change.kind)), std::string(word_of(state))}});
        } else if (!permitted(view, context.actor, rule->roles, change.kind, change.id)) {
            // First of all: a right that is missing is not helped by another value.
            lacks.insert(
                lacks.begin(),
                {LackCode::field_not_for_role, {change.field, text_of_roles(rule->roles)}});
        } else if (rule->keeps && !change.before.empty()) {
            lacks.push_back(
                {LackCode::field_kept_once_given, {change.field, change.before, change.after}});
        } else if (rule->past && in_future(change.after, context.today)) {
            lacks.push_back({LackCode::day_in_future,
                             {change.field, change.after, base::to_text(context.today)}});
        } else if (rule->stays && change.after.empty()) {
            lacks.push_back({LackCode::field_needed, {change.field}});
        }
    }
    return lacks;
}

std::string code_of_party(const View& view, const std::string& party) {
    const auto* found = view.find<Party>(party);
    return found == nullptr ? "" : found->code;
}

/// Gives the instrument its reference, or checks the one it came with.
Lacks settle_reference(View& view,
                       const Context& context,
                       Instrument& instrument,
                       std::string org) {
    const auto& parties = instrument.terms.parties;
    if (org.empty() && !parties.empty()) {
        org = code_of_party(view, parties.back().party);
    }
    const bool of_party = std::ranges::any_of(parties, [&](const Signatory& signatory) {
        return code_of_party(view, signatory.party) == org;
    });
    const std::chrono::year_month_day today(context.today);
    if (instrument.reference.empty() && of_party && !org.empty()) {
        instrument.reference =
            next_reference(view, instrument.type, org, static_cast<int>(today.year()));
        return {};
    }
    const bool well_formed = std::ranges::any_of(parties, [&](const Signatory& signatory) {
        const std::string code = code_of_party(view, signatory.party);
        return !code.empty() && is_reference(instrument.reference, instrument.type, code);
    });
    if (!well_formed) {
        return {{LackCode::reference_malformed,
                 {instrument.reference,
                  fmt::format("{}/ORG/YEAR/NNN, ORG the code of one of its parties, or none to "
                              "get the next one",
                              code_of(instrument.type))}}};
    }
    Lacks lacks;
    view.each<Instrument>([&](const Instrument& other) {
        if (other.reference == instrument.reference) {
            lacks.push_back({LackCode::reference_taken, {other.reference, other.id}});
        }
    });
    return lacks;
}

/// What cannot be said by a rule on one field.
template <typename T>
Lacks settle(View& view, const Context& context, T& entity, const std::string& org) {
    if constexpr (std::same_as<T, Instrument>) {
        return settle_reference(view, context, entity, org);
    } else if constexpr (std::same_as<T, ActionPoint>) {
        entity.author = context.actor.id;
        entity.first_due = entity.due;
    } else if constexpr (std::same_as<T, Party>) {
        if (entity.names.en.empty()) {
            return {{LackCode::field_needed, {"names.en"}}};
        }
    } else if constexpr (std::same_as<T, Activity>) {
        const auto* plan = view.find<ActionPlan>(entity.plan);
        if (plan != nullptr && plan->state != State::draft && plan->state != State::under_review) {
            return {{LackCode::plan_not_open, {plan->id, std::string(word_of(plan->state))}}};
        }
    }
    return {};
}

template <typename T>
Lacks add(View& view, const Context& context, T entity, const std::string& org) {
    const std::string kind(word_of(T::kKind));
    if (!is_id(entity.id)) {
        return {{LackCode::id_not_allowed, {entity.id}}};
    }
    if (view.find<T>(entity.id) != nullptr) {
        return {{LackCode::id_taken, {kind, entity.id}}};
    }
    if (!reads_back(entity)) {
        return {{LackCode::no_such_field,
                 {kind + ' ' + entity.id, "it", "a key is repeated or cannot be one"}}};
    }
    if (entity.state != initial_state(T::kKind)) {
        return {{LackCode::field_not_editable,
                 {"state", kind, std::string(word_of(initial_state(T::kKind)))}}};
    }
    const auto changes =
        differences(T::kKind, entity.id, fields_of(T{.id = entity.id}), fields_of(entity));
    Lacks lacks = settle(view, context, entity, org);
    const std::string id = entity.id;
    const State state = entity.state;
    view.add(std::move(entity));
    const Lacks of_role = lacks_of_role(view,
                                        context,
                                        roles_that_add(T::kKind),
                                        T::kKind,
                                        id,
                                        fmt::format("entry of the {}", kind));
    lacks.insert(lacks.end(), of_role.begin(), of_role.end());
    if (of_role.empty()) {
        const Lacks of_rules = lacks_of_rules(view, context, state, true, changes);
        lacks.insert(lacks.end(), of_rules.begin(), of_rules.end());
    }
    return lacks;
}

template <typename T>
Lacks edit(View& view, const Context& context, const Edit& command) {
    const T* before = view.find<T>(command.id);
    if (before == nullptr) {
        return {{LackCode::no_such_entity, {std::string(word_of(T::kKind)), command.id}}};
    }
    T after = *before;
    Lacks lacks;
    for (const FieldValue& field : command.fields) {
        if (!assign(after, field.field, field.value)) {
            lacks.push_back(
                {LackCode::no_such_field, {field.field, field.value, what_fits<T>(field.field)}});
        }
    }
    // What a key names cannot be empty, nor can a figure or a word be taken away without another.
    if (lacks.empty() && !reads_back(after)) {
        lacks.push_back(
            {LackCode::no_such_field, {command.id, "it", "a key or a text cannot be kept"}});
    }
    if (!lacks.empty()) {
        return lacks;
    }
    // Judged as it was: nobody gains a right by the edit itself.
    const auto changes = differences(T::kKind, command.id, fields_of(*before), fields_of(after));
    lacks = lacks_of_rules(view, context, before->state, false, changes);
    if (lacks.empty()) {
        view.edit<T>(command.id) = std::move(after);
    }
    return lacks;
}

}  // namespace

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= kIdLengthMax && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-_./:").find(c) != std::string_view::npos;
    });
}

Lacks run(View& view, const Context& context, const Add& command) {
    return std::visit([&](const auto& entity) { return add(view, context, entity, command.org); },
                      command.entity);
}

Lacks run(View& view, const Context& context, const Edit& command) {
    return with_type_of(command.kind,
                        [&]<typename T>(T*) { return edit<T>(view, context, command); });
}

Lacks broken_references(const View& view) {
    Lacks lacks;
    const auto check = [&](const char* field, Kind kind, const std::string& id, bool needed) {
        if (id.empty() && !needed) {
            return;
        }
        const bool exists =
            with_type_of(kind, [&]<typename T>(T*) { return view.find<T>(id) != nullptr; });
        if (!exists) {
            lacks.push_back({LackCode::no_such_reference, {field, std::string(word_of(kind)), id}});
        }
    };
    const auto check_terms = [&](const Terms& terms) {
        for (const Signatory& signatory : terms.parties) {
            check("terms.parties", Kind::party, signatory.party, true);
        }
    };
    const Register& touched = view.touched();
    for (const auto& [id, party] : touched.parties) {
        check("held_by", Kind::party, party.held_by, false);
    }
    for (const auto& [id, consultation] : touched.consultations) {
        for (const Participant& participant : consultation.participants) {
            check("participants", Kind::party, participant.party, true);
        }
    }
    for (const auto& [id, instrument] : touched.instruments) {
        check("parent", Kind::instrument, instrument.parent, false);
        check("source_consultation", Kind::consultation, instrument.source_consultation, false);
        check_terms(instrument.terms);
    }
    for (const auto& [id, amendment] : touched.amendments) {
        check("instrument", Kind::instrument, amendment.instrument, true);
        check_terms(amendment.terms);
    }
    for (const auto& [id, plan] : touched.action_plans) {
        check("instrument", Kind::instrument, plan.instrument, true);
    }
    for (const auto& [id, activity] : touched.activities) {
        check("plan", Kind::action_plan, activity.plan, true);
        check("lead", Kind::party, activity.lead, false);
    }
    return lacks;
}

}  // namespace imdad::registry::commands

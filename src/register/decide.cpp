#include "register/decide.hpp"

#include "register/commands.hpp"
#include "register/permission.hpp"
#include "register/transitions.hpp"

#include <algorithm>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imdad::registry {

namespace commands {

namespace {

std::string text_of_next(Kind kind, State from) {
    std::vector<std::string_view> words;
    for (const State state : next_states(kind, from)) {
        words.push_back(word_of(state));
    }
    return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

std::string text_of_step(State from, State to) {
    return fmt::format("step from {} to {}", word_of(from), word_of(to));
}

}  // namespace

Lacks lacks_of_role(const View& view,
                    const Context& context,
                    Roles roles,
                    Kind kind,
                    const std::string& id,
                    const std::string& what) {
    if (permitted(view, context.actor, roles, kind, id)) {
        return {};
    }
    return {
        {LackCode::role_missing,
         {what, text_of_roles(roles), context.actor.id, text_of_roles(roles_of(context.actor))}}};
}

Lacks run(View& view, const Context& context, const SetState& command) {
    const std::string kind(word_of(command.kind));
    const auto from = with_type_of(command.kind, [&]<typename T>(T*) -> std::optional<State> {
        const T* entity = view.find<T>(command.id);
        return entity == nullptr ? std::nullopt : std::optional(entity->state);
    });
    if (!from) {
        return {{LackCode::no_such_entity, {kind, command.id}}};
    }
    const std::string from_word(word_of(*from));
    const std::string to_word(word_of(command.to));
    const Transition* row = find_transition(command.kind, *from, command.to);
    if (row == nullptr) {
        return {{LackCode::no_such_step,
                 {kind, from_word, to_word, text_of_next(command.kind, *from)}}};
    }
    if (!row->triggers.command) {
        return {{LackCode::not_by_command, {from_word, to_word}}};
    }
    if (Lacks lacks = lacks_of_role(
            view, context, row->roles, command.kind, command.id, text_of_step(*from, command.to));
        !lacks.empty()) {
        return lacks;
    }
    const Step step{view,
                    context,
                    command.kind,
                    command.id,
                    *from,
                    command.to,
                    command.reason,
                    command.dispositions};
    Lacks lacks;
    for (const Guard* guard : row->guards) {
        if (guard != nullptr) {
            for (Lack& lack : guard->check(step)) {
                // Two guards may miss the same thing; the reader wants it once.
                if (std::ranges::find(lacks, lack) == lacks.end()) {
                    lacks.push_back(std::move(lack));
                }
            }
        }
    }
    if (lacks.empty()) {
        take(step);
    }
    return lacks;
}

}  // namespace commands

namespace {

struct Target {
    Kind kind;
    std::string id;
};

/// The entity that a command is about.
Target target_of(const Command& command) {
    return std::visit(
        []<typename C>(const C& one) -> Target {
            if constexpr (std::same_as<C, Add>) {
                return std::visit(
                    [](const auto& entity) -> Target {
                        return {std::remove_cvref_t<decltype(entity)>::kKind, entity.id};
                    },
                    one.entity);
            } else if constexpr (std::same_as<C, OpenAmendment> || std::same_as<C, Renew>) {
                return {Kind::instrument, one.instrument};
            } else if constexpr (std::same_as<C, MoveDue>) {
                return {Kind::action_point, one.action_point};
            } else {
                return {one.kind, one.id};
            }
        },
        command);
}

/// Whoever may not read an entity is told what they would be told if it were not there.
bool is_hidden(const View& view, const Context& context, const Command& command) {
    const Target target = target_of(command);
    const bool exists = with_type_of(
        target.kind, [&]<typename T>(T*) { return view.find<T>(target.id) != nullptr; });
    return exists && !std::holds_alternative<Add>(command) &&
           !may_read(view, context.actor, target.kind, target.id);
}

/// What an agreement is newly said to come from or to stand under, and what is hidden from whoever
/// says so, is told to be missing, as what is not there is. What others named before stays. Nobody
/// hangs plans, activities and action points on what is hidden: that wants a role there.
Lacks hidden_references(const View& view, const Context& context, const Command& command) {
    if (!std::holds_alternative<Add>(command) && !std::holds_alternative<Edit>(command)) {
        return {};
    }
    Lacks lacks;
    for (const Change& change : view.changes()) {
        if (change.kind != Kind::instrument || change.after.empty() ||
            (change.field != "parent" && change.field != "source_consultation")) {
            continue;
        }
        const Kind to = change.field == "parent" ? Kind::instrument : Kind::consultation;
        if (!may_read(view, context.actor, to, change.after)) {
            lacks.push_back({LackCode::no_such_reference,
                             {change.field, std::string(word_of(to)), change.after}});
        }
    }
    return lacks;
}

Lacks run(View& view, const Context& context, const Command& command) {
    if (is_hidden(view, context, command)) {
        const Target target = target_of(command);
        return {{LackCode::no_such_entity, {std::string(word_of(target.kind)), target.id}}};
    }
    Lacks lacks =
        std::visit([&](const auto& one) { return commands::run(view, context, one); }, command);
    if (lacks.empty()) {
        lacks = commands::broken_references(view);
    }
    return lacks.empty() ? hidden_references(view, context, command) : lacks;
}

}  // namespace

base::Result<Changes> decide(const Register& current,
                             const Context& context,
                             const Command& command) {
    View view(current);
    const Lacks lacks = run(view, context, command);
    if (!lacks.empty()) {
        const Target target = target_of(command);
        return base::fail(std::string(code_text(lacks.front().code)),
                          sentences(lacks),
                          fmt::format("{} {}", word_of(target.kind), target.id));
    }
    return Changes{context.actor.id, context.today, context.now_ms, view.changes()};
}

Lacks lacks_of(const Register& current, const Context& context, const Command& command) {
    View view(current);
    return run(view, context, command);
}

}  // namespace imdad::registry

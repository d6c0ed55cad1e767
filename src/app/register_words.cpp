#include "app/register_words.hpp"

#include "app/asked_sentences.hpp"
#include "register/transitions.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace imdad::app {

using registry::Kind;
using registry::State;

Kind kind_of(const std::string& word) {
    const auto kind = registry::parse_word<Kind>(word);
    IMDAD_ASSERT(kind.has_value(), "a command asks for a kind of entity that does not exist");
    return *kind;
}

std::optional<State> state_of(Kind kind, const std::string& word) {
    const auto state = registry::parse_word<State>(word);
    const std::vector<State> states = registry::states_of(kind);
    return state && std::ranges::find(states, *state) != states.end() ? state : std::nullopt;
}

Told no_such_state(Kind kind, const std::string& word) {
    std::string right;
    for (const State state : registry::states_of(kind)) {
        right += (right.empty() ? "" : ", ") + std::string(registry::word_of(state));
    }
    return right.empty() ? say("kind_without_states", word) : say("no_such_state", word, right);
}

Reason reason_of(const Session& session, const registry::Lack& lack) {
    Reason reason{.code = std::string(registry::code_text(lack.code)), .arguments = {}};
    reason.arguments.reserve(lack.arguments.size());
    for (const std::string& argument : lack.arguments) {
        reason.arguments.push_back(session.named(argument));
    }
    return reason;
}

Refusal refusal_of(const Session& session, const registry::Lacks& lacks) {
    Refusal refusal{.code = std::string(registry::code_text(lacks.front().code)), .lines = {}};
    for (const registry::Lack& lack : lacks) {
        refusal.add(session.named(registry::sentence(lack)), reason_of(session, lack));
    }
    const registry::Lack& first = lacks.front();
    const bool of_one_entity = first.code == registry::LackCode::no_such_entity ||
                               first.code == registry::LackCode::id_taken;
    if (of_one_entity && first.arguments.size() == 2) {
        const auto kind = registry::parse_word<Kind>(first.arguments.front());
        const registry::Register& entities = session.books->entities().current();
        const std::string& id = first.arguments.back();
        refusal.concealed =
            kind && is_there(entities, *kind, id) &&
            !registry::may_read(registry::View(entities), session.actor(), *kind, id);
    }
    return refusal;
}

bool is_there(const registry::Register& entities, Kind kind, const std::string& id) {
    return registry::with_type_of(kind,
                                  [&]<typename T>(T*) { return entities.table<T>().contains(id); });
}

bool names_hidden(const registry::Register& entities,
                  const registry::Actor& actor,
                  std::string_view path,
                  const std::string& value) {
    constexpr auto kNaming = std::to_array<std::string_view>({"instrument",
                                                              "linked_id",
                                                              "origin_id",
                                                              "parent",
                                                              "plan",
                                                              "predecessor",
                                                              "source_consultation",
                                                              "suspended_with"});
    const std::string_view leaf = path.substr(path.rfind('.') + 1);
    if (value.empty() || std::ranges::find(kNaming, leaf) == kNaming.end()) {
        return false;
    }
    return std::ranges::any_of(registry::EnumWords<Kind>::kWords, [&](std::string_view word) {
        const auto kind = registry::parse_word<Kind>(word);
        return is_there(entities, *kind, value) &&
               !registry::may_read(registry::View(entities), actor, *kind, value);
    });
}

Answer<std::vector<registry::FieldValue>> meant(const Session& session,
                                                const std::vector<FieldText>& fields) {
    std::vector<registry::FieldValue> values;
    Refusal wrong{.code = "unknown_user", .lines = {}};
    for (const FieldText& field : fields) {
        const std::optional<std::string> value = session.meant(field.value);
        if (!value) {
            wrong.lines.push_back(
                fmt::format("{}: there is no user '{}'.", field.path, field.value.substr(1)));
        }
        values.push_back({field.path, value.value_or("")});
    }
    if (!wrong.lines.empty()) {
        return tl::unexpected(std::move(wrong));
    }
    return values;
}

std::vector<std::string> words_of(std::vector<std::string> head,
                                  const std::vector<FieldText>& fields) {
    for (const FieldText& field : fields) {
        head.push_back(field.path + '=' + field.value);
    }
    return head;
}

tl::expected<store::Step, NotTaken> take_step(Session& session,
                                              const ledger::Id& step_id,
                                              const std::vector<std::string>& words,
                                              const registry::Context& context,
                                              const registry::Command& command) {
    std::string request = "by " + ledger::to_text(session.user.actor);
    for (const std::string& word : words) {
        request += '\n' + word;
    }
    store::RegisterBooks& entities = session.books->entities();
    base::Result<store::Step> step =
        entities.run_within(store::id_bytes(step_id), request, context, command);
    if (step) {
        return std::move(*step);
    }
    const bool other_body = step.error().code == "id_with_other_body";
    return tl::unexpected(NotTaken{
        std::move(step.error()),
        other_body ? registry::Lacks() : registry::lacks_of(entities.current(), context, command)});
}

std::vector<ChangeLine> lines_of(const Session& session, const registry::Changes& changes) {
    std::vector<ChangeLine> lines;
    lines.reserve(changes.list.size());
    for (const registry::Change& one : changes.list) {
        lines.push_back({std::string(registry::word_of(one.kind)),
                         one.id,
                         one.field,
                         session.shown(one.before),
                         session.shown(one.after)});
    }
    return lines;
}

}  // namespace imdad::app

#include "app/register_words.hpp"

#include "register/transitions.hpp"

#include <algorithm>

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

std::string no_such_state(Kind kind, const std::string& word) {
    std::string right;
    for (const State state : registry::states_of(kind)) {
        right += (right.empty() ? "" : ", ") + std::string(registry::word_of(state));
    }
    return fmt::format(
        "'{}' is no state of this kind: {}.", word, right.empty() ? "it has none" : right);
}

Refusal refusal_of(const Session& session, const registry::Lacks& lacks) {
    Refusal refusal{.code = std::string(registry::code_text(lacks.front().code)), .lines = {}};
    for (const registry::Lack& lack : lacks) {
        refusal.lines.push_back(session.named(registry::sentence(lack)));
    }
    return refusal;
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

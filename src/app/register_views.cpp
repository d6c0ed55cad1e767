#include "app/register_views.hpp"

#include "app/document_hash.hpp"
#include "app/register_facts.hpp"
#include "app/register_words.hpp"
#include "app/sentences.hpp"
#include "app/wording.hpp"
#include "register/transitions.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using registry::Kind;
using registry::State;

tl::unexpected<Refusal> no_such(const Session& session,
                                const std::string& kind,
                                const std::string& id) {
    return tl::unexpected(refusal_of(session, {{registry::LackCode::no_such_entity, {kind, id}}}));
}

/// An amount without a currency is one that nobody stated: shown as 0 it would say what nobody
/// said.
void leave_out_unknown_amounts(std::vector<FieldText>& fields) {
    constexpr std::string_view kAmount = "worth.minor_units";
    constexpr std::string_view kCurrency = "worth.currency";
    std::set<std::string> stated;  // what stands before `worth.` where a currency is given
    for (const FieldText& field : fields) {
        if (field.path.ends_with(kCurrency)) {
            stated.insert(field.path.substr(0, field.path.size() - kCurrency.size()));
        }
    }
    std::erase_if(fields, [&](const FieldText& field) {
        return field.path.ends_with(kAmount) &&
               !stated.contains(field.path.substr(0, field.path.size() - kAmount.size()));
    });
}

template <typename T>
EntityLine line_of(const Session& session, const T& entity) {
    EntityLine line{
        .id = entity.id,
        .state = entity.state == State::none ? "" : std::string(registry::word_of(entity.state)),
        .fields = {}};
    for (const auto& [path, value] : registry::fields_of(entity)) {
        if (!names_hidden(session.books->entities().current(), session.actor(), path, value)) {
            line.fields.push_back({path, session.shown(value)});
        }
    }
    leave_out_unknown_amounts(line.fields);
    return line;
}

/// Where a record of this kind says on what it hangs; empty: on none.
std::string_view above_of(Kind kind) {
    switch (kind) {
        case Kind::instrument:
            return "source_consultation";
        case Kind::amendment:
        case Kind::action_plan:
            return "instrument";
        case Kind::activity:
            return "plan";
        case Kind::action_point:
            return "origin_id";
        default:
            return "";
    }
}

}  // namespace

Answer<std::vector<EntityLine>> list_entities(const Access& access,
                                              const std::string& kind_word,
                                              const std::string& state_word,
                                              const std::string& of) {
    const Kind kind = kind_of(kind_word);
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const auto state = state_of(kind, state_word);
    if (!state_word.empty() && !state) {
        return no(no_such_state(kind, state_word));
    }
    session->books->entities().catch_up();
    std::vector<EntityLine> lines;
    registry::with_type_of(kind, [&]<typename T>(T*) {
        for (const auto& [id, entity] : session->books->entities().current().table<T>()) {
            if ((!state || entity.state == *state) &&
                may_see(session->books->entities().current(), session->actor(), entity)) {
                lines.push_back(line_of(*session, entity));
            }
        }
    });
    if (!of.empty()) {
        // Of what is shown: who may not see the name of what is above must not learn it by asking.
        const std::string_view above = above_of(kind);
        std::erase_if(lines, [&](const EntityLine& line) {
            return std::ranges::none_of(line.fields, [&](const FieldText& field) {
                return field.path == above && field.value == of;
            });
        });
    }
    return lines;
}

std::optional<EntityView> view_within(const Session& session, Kind kind, const std::string& id) {
    store::RegisterBooks& entities = session.books->entities();
    EntityView view;
    State state = State::none;
    const bool found = registry::with_type_of(kind, [&]<typename T>(T*) {
        const auto& table = entities.current().table<T>();
        const auto entity = table.find(id);
        if (entity == table.end() ||
            !may_see(entities.current(), session.actor(), entity->second)) {
            return false;
        }
        view.entity = line_of(session, entity->second);
        state = entity->second.state;
        return true;
    });
    if (!found) {
        return std::nullopt;
    }
    view.documents = kept_of(session, std::string(registry::word_of(kind)), view.entity);
    const registry::Context context =
        session.context(facts_of(session.books->ledger(), kind == Kind::instrument));
    for (const State to : registry::next_states(kind, state)) {
        NextStep next{.to = std::string(registry::word_of(to)), .lacks = {}};
        for (const registry::Lack& lack :
             registry::lacks_of(entities.current(),
                                context,
                                registry::SetState{.kind = kind, .id = id, .to = to})) {
            next.lacks.push_back(session.named(registry::sentence(lack)));
            next.reasons.push_back(reason_of(session, lack));
        }
        view.next.push_back(std::move(next));
    }
    const auto shown = [&](const std::string& path, const std::string& value) {
        const bool hidden = names_hidden(entities.current(), session.actor(), path, value);
        return hidden ? std::string() : session.shown(value);
    };
    for (const store::PastChange& past : entities.history(kind, id)) {
        view.history.push_back({past.sequence,
                                session.shown(past.actor),
                                base::to_text(past.on),
                                utc_text(past.recorded_ms),
                                past.field,
                                shown(past.field, past.before),
                                shown(past.field, past.after)});
    }
    return view;
}

Answer<EntityView> show_entity(const Access& access,
                               const std::string& kind_word,
                               const std::string& id) {
    const Kind kind = kind_of(kind_word);
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    session->books->entities().catch_up();
    session->books->ledger().catch_up();
    std::optional<EntityView> view = view_within(*session, kind, id);
    if (!view) {
        return no_such(*session, kind_word, id);
    }
    return std::move(*view);
}

}  // namespace imdad::app

#include "app/register_steps.hpp"

#include "app/books.hpp"
#include "app/random_id.hpp"
#include "app/register_facts.hpp"
#include "app/visibility.hpp"
#include "register/decide.hpp"
#include "register/transitions.hpp"

#include <chrono>
#include <functional>
#include <set>
#include <string_view>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using registry::Kind;
using registry::State;

Kind kind_of(const std::string& word) {
    const auto kind = registry::parse_word<Kind>(word);
    IMDAD_ASSERT(kind.has_value(), "a command asks for a kind of entity that does not exist");
    return *kind;
}

tl::unexpected<Refusal> no_such(const std::string& kind, const std::string& id) {
    return no("no_such_entity",
              registry::sentence({registry::LackCode::no_such_entity, {kind, id}}));
}

Refusal refusal_of(const Session& session, const registry::Lacks& lacks) {
    Refusal refusal{.code = std::string(registry::code_text(lacks.front().code)), .lines = {}};
    for (const registry::Lack& lack : lacks) {
        refusal.lines.push_back(session.named(registry::sentence(lack)));
    }
    return refusal;
}

tl::unexpected<Refusal> unknown_state(Kind kind, const std::string& word) {
    std::string right;
    for (const State state : registry::states_of(kind)) {
        right += (right.empty() ? "" : ", ") + std::string(registry::word_of(state));
    }
    return no(
        "unknown_state",
        fmt::format(
            "'{}' is no state of this kind: {}.", word, right.empty() ? "it has none" : right));
}

std::optional<State> state_of(Kind kind, const std::string& word) {
    const auto state = registry::parse_word<State>(word);
    const std::vector<State> states = registry::states_of(kind);
    return state && std::ranges::find(states, *state) != states.end() ? state : std::nullopt;
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
        line.fields.push_back({path, session.shown(value)});
    }
    leave_out_unknown_amounts(line.fields);
    return line;
}

std::string utc_text(std::int64_t milliseconds) {
    const std::chrono::sys_seconds time{
        std::chrono::floor<std::chrono::seconds>(std::chrono::milliseconds(milliseconds))};
    const base::Day day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock(time - day);
    return fmt::format("{} {:02}:{:02}:{:02}",
                       base::to_text(day),
                       clock.hours().count(),
                       clock.minutes().count(),
                       clock.seconds().count());
}

/// Texts that were asked for, with ids for `@name`.
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

/// A new entity of the fields; what no entity of its kind has goes into `wrong`.
template <typename T>
T built(const std::string& id, const std::vector<registry::FieldValue>& fields, Refusal& wrong) {
    T entity{.id = id};
    for (const auto& [path, value] : fields) {
        if (path == "id" || path == "state" || !registry::assign(entity, path, value)) {
            wrong.code = "no_such_field";
            const std::string fits = path == "id" || path == "state" ? "it is not written by --set"
                                                                     : registry::what_fits<T>(path);
            wrong.lines.push_back(
                registry::sentence({registry::LackCode::no_such_field, {path, value, fits}}));
        }
    }
    return entity;
}

using Build = std::function<Answer<registry::Command>(const Session&)>;

/// The one way of a change: open, build, decide and write, or only decide. `words`: the request as
/// the journal keeps it, the same for the same request.
Answer<Changed> change(const StepOptions& options,
                       const std::vector<std::string>& words,
                       const Build& build) {
    Answer<Session> session = open_session(options.access, Task::change_register);
    if (!session) {
        return tl::unexpected(std::move(session.error()));
    }
    const auto id =
        options.step_id.empty() ? std::optional(random_id()) : ledger::parse_id(options.step_id);
    if (!id || id->empty()) {
        return no("bad_step_id",
                  fmt::format("'{}' is no id of a step: 32 hexadecimal digits, or leave --id away.",
                              options.step_id));
    }
    const Answer<registry::Command> command = build(*session);
    if (!command) {
        return tl::unexpected(command.error());
    }
    std::string request = "by " + ledger::to_text(session->user.actor);
    for (const std::string& word : words) {
        request += '\n' + word;
    }
    Books& books = *session->books;
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    // The facts of the ledger and the decision belong to one moment.
    books.ledger().catch_up_within();
    const bool of_instrument = !words.empty() && words.front() == "set-state" &&
                               words.at(1) == registry::word_of(Kind::instrument);
    const registry::Context context = session->context(facts_of(books.ledger(), of_instrument));
    const base::Result<store::Step> step =
        books.entities().run_within(store::id_bytes(*id), request, context, *command);
    if (!step) {
        const registry::Lacks lacks =
            step.error().code == "id_with_other_body"
                ? registry::Lacks()
                : registry::lacks_of(books.entities().current(), context, *command);
        if (lacks.empty()) {
            return no(step.error());
        }
        return tl::unexpected(refusal_of(*session, lacks));
    }
    if (!options.dry_run) {
        transaction.commit();
    }
    Changed changed{.written = !options.dry_run && !step->replayed && !step->changes.list.empty(),
                    .replayed = step->replayed,
                    .step_id = ledger::to_text(*id),
                    .changes = {}};
    for (const registry::Change& one : step->changes.list) {
        changed.changes.push_back({std::string(registry::word_of(one.kind)),
                                   one.id,
                                   one.field,
                                   session->shown(one.before),
                                   session->shown(one.after)});
    }
    return changed;
}

std::vector<std::string> words_of(std::vector<std::string> head,
                                  const std::vector<FieldText>& fields) {
    for (const FieldText& field : fields) {
        head.push_back(field.path + '=' + field.value);
    }
    return head;
}

}  // namespace

Answer<std::vector<EntityLine>> list_entities(const Access& access,
                                              const std::string& kind_word,
                                              const std::string& state_word) {
    const Kind kind = kind_of(kind_word);
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const auto state = state_of(kind, state_word);
    if (!state_word.empty() && !state) {
        return unknown_state(kind, state_word);
    }
    session->books->entities().catch_up();
    std::vector<EntityLine> lines;
    registry::with_type_of(kind, [&]<typename T>(T*) {
        for (const auto& [id, entity] : session->books->entities().current().table<T>()) {
            if ((!state || entity.state == *state) &&
                may_see(session->actor(), entity.classification)) {
                lines.push_back(line_of(*session, entity));
            }
        }
    });
    return lines;
}

Answer<EntityView> show_entity(const Access& access,
                               const std::string& kind_word,
                               const std::string& id) {
    const Kind kind = kind_of(kind_word);
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::RegisterBooks& entities = session->books->entities();
    entities.catch_up();
    session->books->ledger().catch_up();
    EntityView view;
    State state = State::none;
    const bool found = registry::with_type_of(kind, [&]<typename T>(T*) {
        const auto& table = entities.current().table<T>();
        const auto entity = table.find(id);
        if (entity == table.end() || !may_see(session->actor(), entity->second.classification)) {
            return false;
        }
        view.entity = line_of(*session, entity->second);
        state = entity->second.state;
        return true;
    });
    if (!found) {
        return no_such(kind_word, id);
    }
    const registry::Context context =
        session->context(facts_of(session->books->ledger(), kind == Kind::instrument));
    for (const State to : registry::next_states(kind, state)) {
        NextStep next{.to = std::string(registry::word_of(to)), .lacks = {}};
        for (const registry::Lack& lack :
             registry::lacks_of(entities.current(),
                                context,
                                registry::SetState{.kind = kind, .id = id, .to = to})) {
            next.lacks.push_back(session->named(registry::sentence(lack)));
        }
        view.next.push_back(std::move(next));
    }
    for (const store::PastChange& past : entities.history(kind, id)) {
        view.history.push_back({past.sequence,
                                session->shown(past.actor),
                                base::to_text(past.on),
                                utc_text(past.recorded_ms),
                                past.field,
                                session->shown(past.before),
                                session->shown(past.after)});
    }
    return view;
}

Answer<Changed> add_entity(const StepOptions& options,
                           const std::string& kind,
                           const std::string& id,
                           const std::string& org,
                           const std::vector<FieldText>& fields) {
    return change(options,
                  words_of({"add", kind, id, org}, fields),
                  [&](const Session& session) -> Answer<registry::Command> {
                      const auto values = meant(session, fields);
                      if (!values) {
                          return tl::unexpected(values.error());
                      }
                      Refusal wrong;
                      registry::Add add{.entity = {}, .org = org};
                      registry::with_type_of(kind_of(kind), [&]<typename T>(T*) {
                          if constexpr (std::same_as<T, registry::Amendment>) {
                              IMDAD_ASSERT(false, "an amendment is opened, not added");
                          } else {
                              add.entity = built<T>(id, *values, wrong);
                          }
                      });
                      if (!wrong.lines.empty()) {
                          return tl::unexpected(std::move(wrong));
                      }
                      return registry::Command(std::move(add));
                  });
}

Answer<Changed> edit_entity(const StepOptions& options,
                            const std::string& kind,
                            const std::string& id,
                            const std::vector<FieldText>& fields) {
    return change(options,
                  words_of({"edit", kind, id}, fields),
                  [&](const Session& session) -> Answer<registry::Command> {
                      const auto values = meant(session, fields);
                      if (!values) {
                          return tl::unexpected(values.error());
                      }
                      return registry::Command(
                          registry::Edit{.kind = kind_of(kind), .id = id, .fields = *values});
                  });
}

Answer<Changed> set_state(const StepOptions& options,
                          const std::string& kind_word,
                          const std::string& id,
                          const std::string& state_word,
                          const std::string& reason) {
    return change(options,
                  {"set-state", kind_word, id, state_word, reason},
                  [&](const Session&) -> Answer<registry::Command> {
                      const Kind kind = kind_of(kind_word);
                      const auto state = state_of(kind, state_word);
                      if (!state) {
                          return unknown_state(kind, state_word);
                      }
                      return registry::Command(registry::SetState{
                          .kind = kind, .id = id, .to = *state, .reason = reason});
                  });
}

Answer<Changed> accept_text(const StepOptions& options,
                            const std::string& kind,
                            const std::string& id,
                            const std::string& party) {
    return change(
        options, {"accept", kind, id, party}, [&](const Session&) -> Answer<registry::Command> {
            return registry::Command(registry::Accept{kind_of(kind), id, party});
        });
}

Answer<Changed> sign_text(const StepOptions& options,
                          const std::string& kind,
                          const std::string& id,
                          const std::string& party,
                          const std::string& signed_by,
                          base::Day signed_on) {
    return change(options,
                  {"sign", kind, id, party, signed_by, base::to_text(signed_on)},
                  [&](const Session&) -> Answer<registry::Command> {
                      return registry::Command(
                          registry::Sign{kind_of(kind), id, party, signed_by, signed_on});
                  });
}

}  // namespace imdad::app

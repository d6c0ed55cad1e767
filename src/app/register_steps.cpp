#include "app/register_steps.hpp"

#include "app/asked_sentences.hpp"
#include "app/random_id.hpp"
#include "app/register_facts.hpp"
#include "app/register_words.hpp"
#include "app/sentences.hpp"
#include "app/wording.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using registry::Kind;

using Build = std::function<Answer<registry::Command>(const Session&)>;

/// What a step is about; an empty id: something that is not there yet.
struct Subject {
    std::string kind;
    std::string id;
};

/// The last step of an entity, a line for each of its fields.
Refusal changed_meanwhile(const Subject& subject, const std::vector<PastLine>& history) {
    constexpr std::size_t kMost = 10;
    Refusal refusal = refusal_of(tell("record_changed", in_words(subject.kind), subject.id));
    for (const PastLine& past : history) {
        if (past.step == history.back().step && refusal.lines.size() <= kMost) {
            add(refusal,
                tell("last_change",
                     past.actor,
                     past.recorded_utc,
                     past.field,
                     past.before,
                     past.after));
        }
    }
    return refusal;
}

/// The refusal, if the entity is not what the decision was made on. Inside the transaction.
std::optional<Refusal> refused_as_changed(Session& session,
                                          const StepOptions& options,
                                          const Subject& subject) {
    if (!options.is_as_read || subject.id.empty()) {
        return std::nullopt;
    }
    session.books->entities().catch_up_within();
    const auto view = view_within(session, kind_of(subject.kind), subject.id);
    // What is not there, or not for this user, the step itself says.
    return !view || options.is_as_read(*view)
               ? std::nullopt
               : std::optional(changed_meanwhile(subject, view->history));
}

/// The one way of a single change: open, build, decide and write, or only decide. `words`: the
/// request as the journal keeps it, the same for the same request.
Answer<Changed> change(const StepOptions& options,
                       const Subject& subject,
                       const std::vector<std::string>& words,
                       const Build& build) {
    Answer<Session> session = open_session(options.access, Task::change_register);
    if (!session) {
        return tl::unexpected(std::move(session.error()));
    }
    const auto id =
        options.step_id.empty() ? std::optional(random_id()) : ledger::parse_id(options.step_id);
    if (!id || id->empty()) {
        return no(say("bad_step_id", options.step_id));
    }
    const Answer<registry::Command> command = build(*session);
    if (!command) {
        return tl::unexpected(command.error());
    }
    Books& books = *session->books;
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    // The facts of the ledger and the decision belong to one moment.
    books.ledger().catch_up_within();
    std::optional<Refusal> changed = refused_as_changed(*session, options, subject);
    const auto* step_of = std::get_if<registry::SetState>(&*command);
    const bool of_instrument = step_of != nullptr && step_of->kind == Kind::instrument;
    const auto step = take_step(
        *session, *id, words, session->context(facts_of(books.ledger(), of_instrument)), *command);
    const bool done_before =
        step ? step->replayed : step.error().error.code == "id_with_other_body";
    if (changed && !done_before) {
        return tl::unexpected(std::move(*changed));
    }
    if (!step) {
        const NotTaken& not_taken = step.error();
        if (!not_taken.lacks.empty()) {
            return tl::unexpected(refusal_of(*session, not_taken.lacks));
        }
        tl::unexpected<Refusal> refused = no(not_taken.error);
        if (not_taken.error.code == "id_with_other_body") {
            // The line names both requests in the words of the command line.
            refused.value().reasons = {tell("key_used_before", options.step_id).reason};
        }
        return refused;
    }
    if (!options.dry_run) {
        // Where nothing changes nobody was asked for a right.
        if (options.beside && !step->replayed && !step->changes.list.empty()) {
            options.beside(books.connection());
        }
        transaction.commit();
    }
    return Changed{.written = !options.dry_run && !step->replayed && !step->changes.list.empty(),
                   .replayed = step->replayed,
                   .step_id = ledger::to_text(*id),
                   .changes = lines_of(*session, step->changes)};
}

/// A new entity of the fields; what no entity of its kind has goes into `lacks`.
template <typename T>
T built(const std::string& id,
        const std::vector<registry::FieldValue>& fields,
        registry::Lacks& lacks) {
    T entity{.id = id};
    for (const auto& [path, value] : fields) {
        if (auto lack = write_field(entity, path, value)) {
            lacks.push_back(std::move(*lack));
        }
    }
    return entity;
}

/// What becomes of each commitment. Errors: `commitment_repeated`.
Answer<std::vector<registry::Disposition>> dispositions_of(const Settlement& settlement) {
    using Way = registry::Disposition::Way;
    std::vector<registry::Disposition> all;
    const auto settle = [&](const std::vector<std::string>& commitments, Way way) {
        for (const std::string& commitment : commitments) {
            all.push_back({commitment, way});
        }
    };
    settle(settlement.run_off, Way::run_off);
    settle(settlement.cancel, Way::cancel);
    std::vector<std::string> ids;
    for (const registry::Disposition& one : all) {
        if (std::ranges::find(ids, one.commitment) != ids.end()) {
            return no(tell("commitment_repeated", one.commitment));
        }
        ids.push_back(one.commitment);
    }
    return all;
}

}  // namespace

Answer<Changed> add_entity(const StepOptions& options,
                           const std::string& kind,
                           const std::string& id,
                           const std::string& org,
                           const std::vector<FieldText>& fields) {
    return change(options,
                  {},
                  words_of({"add", kind, id, org}, fields),
                  [&](const Session& session) -> Answer<registry::Command> {
                      const auto values = meant(session, fields);
                      if (!values) {
                          return tl::unexpected(values.error());
                      }
                      registry::Lacks lacks;
                      registry::Add add{.entity = {}, .org = org};
                      registry::with_type_of(kind_of(kind), [&]<typename T>(T*) {
                          if constexpr (std::same_as<T, registry::Amendment>) {
                              IMDAD_ASSERT(false, "an amendment is opened, not added");
                          } else {
                              add.entity = built<T>(id, *values, lacks);
                          }
                      });
                      if (!lacks.empty()) {
                          return tl::unexpected(refusal_of(session, lacks));
                      }
                      return registry::Command(std::move(add));
                  });
}

Answer<Changed> edit_entity(const StepOptions& options,
                            const std::string& kind,
                            const std::string& id,
                            const std::vector<FieldText>& fields) {
    return change(options,
                  {kind, id},
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
                          const std::string& reason,
                          const Settlement& settlement) {
    std::vector<std::string> words{"set-state", kind_word, id, state_word, reason};
    for (const std::string& commitment : settlement.run_off) {
        words.push_back("run_off " + commitment);
    }
    for (const std::string& commitment : settlement.cancel) {
        words.push_back("cancel " + commitment);
    }
    return change(
        options, {kind_word, id}, words, [&](const Session&) -> Answer<registry::Command> {
            const Kind kind = kind_of(kind_word);
            const auto state = state_of(kind, state_word);
            if (!state) {
                return no(no_such_state(kind, state_word));
            }
            const auto dispositions = dispositions_of(settlement);
            if (!dispositions) {
                return tl::unexpected(dispositions.error());
            }
            return registry::Command(registry::SetState{.kind = kind,
                                                        .id = id,
                                                        .to = *state,
                                                        .reason = reason,
                                                        .dispositions = *dispositions});
        });
}

Answer<Changed> accept_text(const StepOptions& options,
                            const std::string& kind,
                            const std::string& id,
                            const std::string& party) {
    return change(options,
                  {kind, id},
                  {"accept", kind, id, party},
                  [&](const Session&) -> Answer<registry::Command> {
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
                  {kind, id},
                  {"sign", kind, id, party, signed_by, base::to_text(signed_on)},
                  [&](const Session&) -> Answer<registry::Command> {
                      return registry::Command(
                          registry::Sign{kind_of(kind), id, party, signed_by, signed_on});
                  });
}

Answer<Changed> open_amendment(const StepOptions& options,
                               const std::string& instrument,
                               const std::string& change_class,
                               const std::string& reason) {
    return change(
        options,
        {"instrument", instrument},
        {"amend", instrument, change_class, reason},
        [&](const Session&) -> Answer<registry::Command> {
            using Class = registry::Amendment::Class;
            const auto parsed = registry::parse_word<Class>(change_class);
            if (!parsed) {
                return no(say("no_such_class",
                              change_class,
                              registry::what_fits<registry::Amendment>("class")));
            }
            return registry::Command(registry::OpenAmendment{instrument, *parsed, reason});
        });
}

Answer<Changed> renew(const StepOptions& options,
                      const std::string& instrument,
                      const std::string& successor,
                      base::Day start,
                      base::Day end) {
    return change(
        options,
        {"instrument", instrument},
        {"renew", instrument, successor, base::to_text(start), base::to_text(end)},
        [&](const Session&) -> Answer<registry::Command> {
            return registry::Command(registry::Renew{instrument, successor, {start, end}});
        });
}

Answer<Changed> move_due(const StepOptions& options,
                         const std::string& action_point,
                         base::Day due,
                         const std::string& reason) {
    return change(options,
                  {"action_point", action_point},
                  {"move-due", action_point, base::to_text(due), reason},
                  [&](const Session&) -> Answer<registry::Command> {
                      return registry::Command(registry::MoveDue{action_point, due, reason});
                  });
}

}  // namespace imdad::app

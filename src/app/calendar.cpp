#include "app/calendar.hpp"

#include "app/answered_before.hpp"
#include "app/asked_sentences.hpp"
#include "app/register_facts.hpp"
#include "app/register_words.hpp"
#include "exchange/file_bytes.hpp"
#include "register/act_rules.hpp"
#include "register/due.hpp"
#include "register/permission.hpp"
#include "register/transitions.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using registry::Register;

constexpr const char* kReason = "its day has come";

bool visible(const Session& session,
             const Register& current,
             registry::Kind kind,
             const std::string& id) {
    return registry::may_read(registry::View(current), session.actor(), kind, id);
}

registry::Names titles_of(const Register& current, registry::Kind kind, const std::string& id) {
    return registry::with_type_of(kind, [&]<typename T>(T*) -> registry::Names {
        const T& entity = current.table<T>().at(id);
        if constexpr (requires { entity.title.en; }) {
            return entity.title;
        } else if constexpr (requires { entity.terms.title.en; }) {
            return entity.terms.title;
        } else {
            return {};
        }
    });
}

/// Whether a role of whoever asks may take the entity by a step of its table to `to`.
bool may_take(const Session& session,
              const Register& current,
              registry::Kind kind,
              const std::string& id,
              registry::State to) {
    const registry::State from = registry::with_type_of(
        kind, [&]<typename T>(T*) { return current.table<T>().at(id).state; });
    const registry::Transition* const row = registry::find_transition(kind, from, to);
    return row != nullptr &&
           registry::permitted(registry::View(current), session.actor(), row->roles, kind, id);
}

bool may_renew(const Session& session, const Register& current, const std::string& id) {
    const registry::ActRule* const rule =
        registry::find_act_rule(registry::Kind::instrument, registry::Act::renew);
    return rule != nullptr && registry::permitted(registry::View(current),
                                                  session.actor(),
                                                  rule->roles,
                                                  registry::Kind::instrument,
                                                  id);
}

DueLine line_of(const Session& session, const Register& current, const registry::DueStep& step) {
    DueLine line{.kind = std::string(registry::word_of(step.kind)),
                 .id = step.id,
                 .to = std::string(registry::word_of(step.to)),
                 .lacks = {},
                 .titles = titles_of(current, step.kind, step.id),
                 .yours = may_take(session, current, step.kind, step.id, step.to)};
    for (const registry::Lack& lack : step.lacks) {
        line.lacks.push_back(session.named(registry::sentence(lack)));
        line.reasons.push_back(reason_of(session, lack));
    }
    return line;
}

std::vector<DueLine> lines_of_steps(const Session& session,
                                    const Register& current,
                                    const std::vector<registry::DueStep>& steps) {
    std::vector<DueLine> lines;
    for (const registry::DueStep& step : steps) {
        if (visible(session, current, step.kind, step.id)) {
            lines.push_back(line_of(session, current, step));
        }
    }
    return lines;
}

std::vector<EndingLine> ending_lines(const Session& session, const Register& current) {
    std::vector<EndingLine> lines;
    for (const registry::ExpiryWarning& warning :
         registry::expiry_warnings(current, session.access.today)) {
        if (!visible(session, current, registry::Kind::instrument, warning.instrument)) {
            continue;
        }
        const registry::Terms& terms = current.instruments.at(warning.instrument).terms;
        lines.push_back({.instrument = warning.instrument,
                         .titles = terms.title,
                         .last_day = base::to_text(terms.period.end.value()),
                         .days_left = warning.days_left,
                         .within_days = warning.within_days,
                         .successor = warning.successor,
                         .yours = may_renew(session, current, warning.instrument)});
    }
    return lines;
}

std::vector<OverdueLine> overdue_lines(const Session& session, const Register& current) {
    std::vector<OverdueLine> lines;
    for (const std::string& id : registry::overdue_action_points(current, session.access.today)) {
        if (!visible(session, current, registry::Kind::action_point, id)) {
            continue;
        }
        const registry::ActionPoint& point = current.action_points.at(id);
        const base::Day due = point.due.value();
        const auto next = registry::next_states(registry::Kind::action_point, point.state);
        lines.push_back({.id = id,
                         .title = point.title,
                         .assignee = session.shown(point.assignee),
                         .due = base::to_text(due),
                         .days_over = (session.access.today - due).count(),
                         .slips = point.slips,
                         .yours = std::ranges::any_of(next, [&](registry::State to) {
                             return may_take(
                                 session, current, registry::Kind::action_point, id, to);
                         })});
    }
    return lines;
}

/// The same for the same step: an instrument enters into force once and expires once.
ledger::Id id_of(const registry::DueStep& step) {
    constexpr std::size_t kDigits = 32;
    const std::string words = fmt::format("automatic step\n{}\n{}\n{}",
                                          registry::word_of(step.kind),
                                          step.id,
                                          registry::word_of(step.to));
    return ledger::parse_id(exchange::sha256_hex(words).substr(0, kDigits)).value();
}

/// A line of what is kept of the steps that were taken; ids have no white space.
std::string word_of(const registry::DueStep& step) {
    return fmt::format(
        "{} {} {}\n", registry::word_of(step.kind), step.id, registry::word_of(step.to));
}

auto take(Session& session, const registry::DueStep& step, const registry::Context& context) {
    return take_step(
        session,
        id_of(step),
        {"due",
         std::string(registry::word_of(step.kind)),
         step.id,
         std::string(registry::word_of(step.to))},
        context,
        registry::SetState{.kind = step.kind, .id = step.id, .to = step.to, .reason = kReason});
}

TakenStep taken_of(const Session& session, const registry::DueStep& of, const store::Step& step) {
    return {.kind = std::string(registry::word_of(of.kind)),
            .id = of.id,
            .to = std::string(registry::word_of(of.to)),
            .step_id = ledger::to_text(id_of(of)),
            .changes = lines_of(session, step.changes)};
}

/// The steps that were taken under a key, as `word_of` kept them.
Answer<Applied> told_again(Session& session,
                           const std::string& kept,
                           const registry::Context& context) {
    Applied applied{.written = true, .replayed = true};
    std::istringstream words(kept);
    std::string kind;
    std::string id;
    std::string to;
    while (words >> kind >> id >> to) {
        const registry::DueStep due{.kind = registry::parse_word<registry::Kind>(kind).value(),
                                    .id = id,
                                    .to = registry::parse_word<registry::State>(to).value(),
                                    .lacks = {}};
        // Under its id the step is found as it was taken, and not taken once more.
        const auto step = take(session, due, context);
        if (!step) {
            return no(step.error().error);
        }
        applied.taken.push_back(taken_of(session, due, *step));
    }
    const Register& current = session.books->entities().current();
    applied.held_up = lines_of_steps(session, current, registry::due_steps(current, context));
    return applied;
}

}  // namespace

Answer<DueList> list_due(const Access& access) {
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    Books& books = *session->books;
    books.entities().catch_up();
    books.ledger().catch_up();
    const Register& current = books.entities().current();
    const registry::Context context = session->context(facts_of(books.ledger(), false));
    return DueList{
        .today = base::to_text(access.today),
        .steps = lines_of_steps(*session, current, registry::due_steps(current, context)),
        .suggested = lines_of_steps(*session, current, registry::suggested_steps(current, context)),
        .ending = ending_lines(*session, current),
        .overdue = overdue_lines(*session, current)};
}

Answer<Applied> apply_due(const Access& access, bool dry_run, const DueKey& key) {
    Answer<Session> session = open_session(access, Task::change_register);
    if (!session) {
        return tl::unexpected(std::move(session.error()));
    }
    const base::Day of_clock = std::chrono::floor<std::chrono::days>(
        base::Day{} + std::chrono::milliseconds(access.now_ms));
    if (access.today > of_clock) {
        return no(say("due_in_future", base::to_text(access.today), base::to_text(of_clock)));
    }
    Books& books = *session->books;
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    books.entities().catch_up_within();
    books.ledger().catch_up_within();
    registry::Context context = session->context(facts_of(books.ledger(), false));
    context.actor.grants = {{registry::Role::system, ""}};
    const std::string asked =
        key.day_is_said ? "due " + base::to_text(access.today) : std::string("due");
    const auto before = answered_before(*session, key.id, asked);
    if (!before) {
        return tl::unexpected(before.error());
    }
    if (*before) {
        return told_again(*session, **before, context);
    }
    Applied applied;
    std::string answer;
    // One step may free another, and each takes its entity further: this comes to an end.
    while (true) {
        const auto due = registry::due_steps(books.entities().current(), context);
        const auto free = std::ranges::find_if(
            due, [](const registry::DueStep& step) { return step.lacks.empty(); });
        if (free == due.end()) {
            applied.held_up = lines_of_steps(*session, books.entities().current(), due);
            break;
        }
        const DueLine line = line_of(*session, books.entities().current(), *free);
        const auto step = take(*session, *free, context);
        if (!step) {
            return no(step.error().error);
        }
        if (step->replayed) {
            return no(say("step_id_used", line.kind, line.id, line.to));
        }
        applied.taken.push_back(taken_of(*session, *free, *step));
        answer += word_of(*free);
    }
    if (!dry_run && !applied.taken.empty()) {
        keep_answer(*session, key.id, asked, answer);
        transaction.commit();
        applied.written = true;
    }
    return applied;
}

}  // namespace imdad::app

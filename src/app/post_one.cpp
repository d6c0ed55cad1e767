#include "app/post_one.hpp"

#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/ledger_words.hpp"
#include "app/posting.hpp"
#include "app/random_id.hpp"
#include "app/sentences.hpp"
#include "exchange/numbers.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Field;

/// The amount in minor or issue units. Errors: `bad_value`.
Answer<std::int64_t> amount_of(const std::string& text, int decimals) {
    const exchange::ScaledNumber number = exchange::parse_scaled(text, decimals);
    if (number.fault == exchange::NumberFault::none && !number.cut) {
        return number.value;
    }
    return no(
        decimals == 0 ? say("amount_not_whole", text) : say("amount_not_decimal", text, decimals),
        "amount");
}

Answer<void> fill(Command& command, const std::vector<FieldText>& fields, Session& session) {
    store::LedgerBooks& ledger = session.books->ledger();
    for (const FieldText& field : fields) {
        const auto which = parse_field(field.path);
        if (!which || *which == Field::approver) {
            return no(say("no_field_to_say", field.path), field.path);
        }
        if (field.value.empty() || *which == Field::amount) {
            continue;
        }
        if (const auto right = set_field(command, *which, field.value, ledger.names())) {
            return no(tell("value_not_readable", field.value, *right), field.path);
        }
    }
    const auto amount = std::ranges::find(fields, std::string("amount"), &FieldText::path);
    if (amount == fields.end() || amount->value.empty()) {
        return {};
    }
    const ledger::UnitFacts* const unit = ledger.book().unit(command.unit);
    const Answer<std::int64_t> number =
        amount_of(amount->value, unit == nullptr ? 0 : unit->decimals);
    if (!number) {
        return tl::unexpected(number.error());
    }
    command.amount = *number;
    return {};
}

OneOutcome outcome_of(const Session& session,
                      const Command& command,
                      const PostedOrProposed& done) {
    const ledger::Book& book = session.books->ledger().book();
    OneOutcome outcome{.postings = {},
                       .id = ledger::to_text(command.id),
                       .proposal = done.proposal ? done.proposal->id : "",
                       .proposed_before = done.proposal && !done.proposal->is_new,
                       .needs_second_person = !done.postings.second_person.empty(),
                       .written = done.written};
    for (const ledger::Answer& answer : done.postings.answers) {
        outcome.replayed = answer.replayed;
        for (const ledger::Posting& posting : answer.entry.derived.postings) {
            const ledger::UnitFacts* const unit = book.unit(posting.account.unit);
            outcome.postings.push_back(
                {ledger::describe(posting.account, book.names()),
                 exchange::scaled_text(posting.amount, unit == nullptr ? 0 : unit->decimals)});
        }
    }
    outcome.written = outcome.written && !outcome.replayed;
    return outcome;
}

}  // namespace

Answer<OneOutcome> post_one(const OneCommand& request) {
    const MovementOptions& options = request.options;
    Answer<Session> session = open_session(options.access, Task::post);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const Answer<ledger::Id> id = given_or_random_id(options.id);
    if (!id) {
        return tl::unexpected(id.error());
    }
    const auto kind = parse_kind(request.kind);
    if (!kind) {
        return no(say("no_such_entry_kind", request.kind), "kind");
    }
    session->books->ledger().catch_up();
    Command command{.id = *id, .kind = *kind};
    command.business_date = options.access.today;
    command.device_time_ms = options.access.now_ms;
    command.actor = session->user.actor;
    if (const ledger::Seen* const seen = session->books->ledger().book().seen(*id)) {
        // Sent again, it is the same command at another time of the clock.
        const Command before = session->books->ledger().entry(seen->sequence).command;
        command.device_time_ms = before.device_time_ms;
        command.business_date = request.day_is_said ? command.business_date : before.business_date;
    }
    if (const Answer<void> filled = fill(command, request.fields, *session); !filled) {
        return tl::unexpected(filled.error());
    }
    const Answer<PostedOrProposed> done =
        post_or_propose(*session, std::span(&command, 1), options.dry_run);
    if (!done) {
        return tl::unexpected(done.error());
    }
    if (!done->postings.problems.empty()) {
        Refusal refusal{.code = done->postings.problems.front().code,
                        .lines = {},
                        .field = done->postings.problems.front().field};
        for (const CommandProblem& problem : done->postings.problems) {
            refusal.add(problem.message, problem.reason);
        }
        return tl::unexpected(std::move(refusal));
    }
    return outcome_of(*session, command, *done);
}

}  // namespace imdad::app

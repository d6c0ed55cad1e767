#include "app/recalls.hpp"

#include "app/ledger_words.hpp"
#include "app/posting.hpp"
#include "app/random_id.hpp"
#include "app/sentences.hpp"
#include "app/shipment_rows.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::AccountKey;
using ledger::Command;
using ledger::Kind;
using ledger::Stage;

bool may_hold_a_lot(Stage stage) {
    return stage == Stage::on_hand || stage == Stage::quarantined || stage == Stage::in_transit ||
           stage == Stage::delivered;
}

StockLine line_of(
    const ledger::Names& names, Kind kind, const AccountKey& key, Stage to, std::int64_t amount) {
    return {.kind = std::string(ledger::to_text(kind)),
            .at = names.text(key.holder),
            .to = {},
            .unit = names.text(key.unit),
            .lot = names.text(key.lot),
            .expiry = day_text(key.expiry),
            .earmark = names.text(key.earmark),
            .pledge = names.text(key.pledge),
            .activity = names.text(key.activity),
            .stage = std::string(ledger::to_text(key.stage)),
            .to_stage = to == Stage::none ? "" : std::string(ledger::to_text(to)),
            .amount = amount};
}

/// Everything of the lot that somebody has or gets, place by place. `on_hand_to`: what becomes of
/// what is on a shelf.
std::vector<StockLine> lines_of_lot(const ledger::Book& book,
                                    const Command& command,
                                    Stage on_hand_to) {
    std::vector<StockLine> lines;
    for (const auto& [key, state] : book.accounts()) {
        if (key.unit == command.unit && key.lot == command.lot && state.balance > 0 &&
            may_hold_a_lot(key.stage)) {
            const Stage to = key.stage == Stage::on_hand ? on_hand_to : Stage::none;
            lines.push_back(line_of(book.names(), command.kind, key, to, state.balance));
        }
    }
    std::ranges::sort(lines, {}, [](const StockLine& line) {
        return std::tie(line.at, line.stage, line.earmark, line.pledge, line.activity);
    });
    return lines;
}

/// Fills in what a recall and its lifting have in common.
Answer<void> fill(Command& command, const RecallRequest& request, ledger::Names& names) {
    const auto unit = names.find(request.unit);
    if (!unit || request.unit.empty()) {
        return no(tell("name_not_in_ledger", "product", request.unit), "unit");
    }
    if (!request.document.empty() &&
        set_field(command, ledger::Field::document, request.document, names)) {
        return no(tell("bad_document"), "document");
    }
    command.unit = *unit;
    command.lot = names.intern(request.lot);
    command.reason = request.reason;
    return {};
}

bool is_same(const Command& made, const Command& asked) {
    return made.kind == asked.kind && made.unit == asked.unit && made.lot == asked.lot &&
           made.reason == asked.reason && made.document == asked.document;
}

}  // namespace

Answer<StockOutcome> recall_lot(const RecallRequest& request) {
    Answer<Movement> movement = Movement::begin(request.options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    Command command = movement->command(Kind::recall);
    if (const Answer<void> filled = fill(command, request, movement->names()); !filled) {
        return tl::unexpected(filled.error());
    }
    StockOutcome outcome;
    outcome.id = ledger::to_text(movement->id());
    outcome.lines = lines_of_lot(movement->book(), command, Stage::quarantined);
    if (const auto before = movement->made_before(); !before.empty()) {
        if (!is_same(before.front().command, command)) {
            return other_body(*movement);
        }
        outcome.replayed = true;
        return outcome;
    }
    if (const auto posted = movement->post(command); !posted) {
        return tl::unexpected(posted.error());
    }
    outcome.written = movement->finish();
    return outcome;
}

Answer<StockOutcome> lift_recall(const RecallRequest& request) {
    const MovementOptions& options = request.options;
    Answer<Session> session = open_session(options.access, Task::post);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const Answer<ledger::Id> id = given_or_random_id(options.id);
    if (!id) {
        return tl::unexpected(id.error());
    }
    store::LedgerBooks& ledger = session->books->ledger();
    ledger.catch_up();
    Command command{.id = derived_id(*id, "movement", 0), .kind = Kind::lift_recall};
    command.business_date = options.access.today;
    command.device_time_ms = options.access.now_ms;
    command.actor = session->user.actor;
    if (const Answer<void> filled = fill(command, request, ledger.names()); !filled) {
        return tl::unexpected(filled.error());
    }
    StockOutcome outcome;
    outcome.id = ledger::to_text(*id);
    outcome.lines = lines_of_lot(ledger.book(), command, Stage::none);
    if (const ledger::Seen* const seen = ledger.book().seen(command.id)) {
        if (!is_same(ledger.entry(seen->sequence).command, command)) {
            return no(tell("movement_id_used_before", outcome.id));
        }
        outcome.replayed = true;
        return outcome;
    }
    Answer<PostedOrProposed> done =
        post_or_propose(*session, std::span(&command, 1), options.dry_run);
    if (!done) {
        return tl::unexpected(std::move(done.error()));
    }
    for (CommandProblem& problem : done->postings.problems) {
        outcome.problems.push_back({0,
                                    std::move(problem.field),
                                    "",
                                    std::move(problem.code),
                                    std::move(problem.message),
                                    std::move(problem.reason)});
    }
    outcome.needs_second_person = !done->postings.second_person.empty();
    outcome.written = done->written;
    outcome.proposal = done->proposal ? done->proposal->id : "";
    outcome.proposed_before = done->proposal && !done->proposal->is_new;
    return outcome;
}

Answer<StockOutcome> void_dispatch(const VoidRequest& request) {
    Answer<Movement> movement = Movement::begin(request.options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    const Answer<ledger::Id> id = dispatch_named(*movement, request.dispatch);
    if (!id) {
        return tl::unexpected(id.error());
    }
    Command command = movement->command(Kind::void_dispatch);
    command.refers_to = *id;
    command.reason = request.reason;
    StockOutcome outcome;
    outcome.id = ledger::to_text(movement->id());
    const auto add_line = [&](const ledger::Entry& entry) {
        for (const ledger::Posting& posting : entry.derived.postings) {
            if (posting.amount > 0) {
                StockLine line = line_of(movement->book().names(),
                                         Kind::void_dispatch,
                                         posting.account,
                                         posting.account.stage,
                                         posting.amount);
                line.stage = ledger::to_text(Stage::in_transit);
                outcome.lines.push_back(std::move(line));
            }
        }
    };
    if (const auto before = movement->made_before(); !before.empty()) {
        const Command& made = before.front().command;
        if (made.kind != command.kind || made.refers_to != *id || made.reason != request.reason) {
            return other_body(*movement);
        }
        add_line(before.front());
        outcome.replayed = true;
        return outcome;
    }
    const Answer<ledger::Entry> posted = movement->post(command);
    if (!posted) {
        return tl::unexpected(posted.error());
    }
    add_line(*posted);
    outcome.written = movement->finish();
    return outcome;
}

}  // namespace imdad::app

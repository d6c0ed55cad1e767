#include "app/asked_sentences.hpp"
#include "app/movement.hpp"
#include "app/random_id.hpp"
#include "app/register_facts.hpp"
#include "app/sentences.hpp"
#include "app/shipment_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

/// The second phase: what was sent arrives, in whole or in part, or more than it.

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;

/// Short form of a dispatch as people write it on paper.
std::string short_id(ledger::Id id) {
    return ledger::to_text(id).substr(0, 8);
}

ReceivedLine line_of(const Movement& movement, const ledger::Entry& entry) {
    const Command& command = entry.command;
    const ledger::Dispatch* const dispatch = movement.book().dispatch(command.refers_to);
    return {.dispatch = ledger::to_text(command.refers_to),
            .to = movement.text(command.to),
            .unit = dispatch == nullptr ? "" : movement.text(dispatch->in_transit.unit),
            .lot = movement.text(command.lot),
            .sent_lot = command.exception && dispatch != nullptr
                            ? movement.text(dispatch->in_transit.lot)
                            : "",
            .amount = command.amount,
            .damaged = command.damaged,
            .missing = entry.derived.discrepancy.missing,
            .surplus = entry.derived.discrepancy.surplus,
            .action_point = {}};
}

/// The action point that a receipt opens, because somebody has to explain it; empty: none.
std::string action_point_of(const ledger::Entry& entry) {
    const Command& command = entry.command;
    return entry.derived.discrepancy.beyond_tolerance || command.exception
               ? fmt::format("receipt-{}-{}", short_id(command.refers_to), short_id(command.id))
               : std::string();
}

ReceiveOutcome outcome_of(const Movement& movement) {
    ReceiveOutcome outcome;
    outcome.id = ledger::to_text(movement.id());
    return outcome;
}

/// What somebody has to explain.
std::string title_of(const ReceivedLine& line) {
    const std::string dispatch = line.dispatch.substr(0, 8);
    if (line.missing > 0) {
        return fmt::format("{} of {} missing at {} out of dispatch {}",
                           line.missing,
                           line.unit,
                           line.to,
                           dispatch);
    }
    if (line.surplus > 0) {
        return fmt::format("{} of {} too many at {} out of dispatch {}",
                           line.surplus,
                           line.unit,
                           line.to,
                           dispatch);
    }
    return fmt::format("{} at {} out of dispatch {}: sent as lot {}, came as lot {}",
                       line.unit,
                       line.to,
                       dispatch,
                       line.sent_lot.empty() ? "none" : line.sent_lot,
                       line.lot.empty() ? "none" : line.lot);
}

/// Opens the action point for what is missing, too much or of another lot, in the transaction of
/// the movement.
Answer<void> open_action_point(Movement& movement, const ReceivedLine& line, ledger::Id receipt) {
    constexpr std::chrono::days kTimeToExplain{14};
    Session& session = movement.session();
    registry::ActionPoint point;
    point.id = line.action_point;
    point.origin = registry::ActionPoint::Origin::shipment;
    point.origin_id = line.dispatch;
    point.title = title_of(line);
    point.priority = registry::ActionPoint::Priority::medium;
    point.assignee = ledger::to_text(session.user.actor);
    point.due = session.access.today + kTimeToExplain;
    const registry::Context context = session.context(facts_of(session.books->ledger(), false));
    const registry::Command command = registry::Add{.entity = point, .org = {}};
    const base::Result<store::Step> step = session.books->entities().run_within(
        store::id_bytes(derived_id(receipt, "action point", 0)),
        "action point of dispatch " + line.dispatch,
        context,
        command);
    if (!step) {
        return no(step.error());
    }
    return {};
}

Answer<ReceivedLine> post_receipt(Movement& movement, const Command& command) {
    const Answer<ledger::Entry> entry = movement.post(command);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    ReceivedLine line = line_of(movement, *entry);
    line.action_point = action_point_of(*entry);
    if (!line.action_point.empty()) {
        if (const Answer<void> point = open_action_point(movement, line, command.id); !point) {
            return tl::unexpected(point.error());
        }
    }
    return line;
}

/// Adds what a movement of this id took in before; false: it is new.
bool received_before(Movement& movement, ReceiveOutcome& outcome) {
    const std::vector<ledger::Entry> entries = movement.made_before();
    for (const ledger::Entry& entry : entries) {
        outcome.received.push_back(line_of(movement, entry));
        outcome.received.back().action_point = action_point_of(entry);
    }
    return !entries.empty();
}

bool is_asked_for(const Command& made, const Command& asked, bool amount_said) {
    return made.kind == Kind::post_receipt && made.refers_to == asked.refers_to &&
           made.damaged == asked.damaged && made.last == asked.last &&
           made.vvm_stage == asked.vvm_stage && made.lot == asked.lot &&
           made.reason == asked.reason && (!amount_said || made.amount == asked.amount);
}

std::string words_of_due(const std::string& to, base::Day on) {
    return fmt::format(
        "as sent: all that was expected{} by {}", to.empty() ? "" : " at " + to, base::to_text(on));
}

}  // namespace

Answer<ledger::Id> dispatch_named(const Movement& movement, const std::string& text) {
    std::vector<ledger::Id> open;
    std::vector<ledger::Id> resolved;
    for (const auto& [id, dispatch] : movement.book().dispatches()) {
        if (!text.empty() && ledger::to_text(id).starts_with(text)) {
            (dispatch.open > 0 ? open : resolved).push_back(id);
        }
    }
    if (open.size() > 1) {
        return no(say("several_under_way", open.size(), text), "dispatch");
    }
    if (open.empty() && resolved.empty()) {
        return no(tell("no_such_dispatch", text), "dispatch");
    }
    return open.empty() ? resolved.front() : open.front();
}

Answer<bool> receive_one(Movement& movement,
                         const ReceiveRequest& request,
                         ReceiveOutcome& outcome) {
    const Answer<ledger::Id> id = dispatch_named(movement, request.dispatch);
    if (!id) {
        return tl::unexpected(id.error());
    }
    const ledger::Dispatch& dispatch = *movement.book().dispatch(*id);
    const ledger::AccountKey& papers = dispatch.in_transit;
    Command command = movement.command(Kind::post_receipt);
    command.refers_to = *id;
    command.to = papers.holder;
    command.lot = request.lot.empty() ? papers.lot : movement.names().intern(request.lot);
    command.expiry = request.expiry.value_or(ledger::kNoDay);
    command.exception =
        command.lot != papers.lot || (request.expiry && command.expiry != papers.expiry);
    command.reason = request.reason;
    command.damaged = request.damaged;
    command.vvm_stage = request.vvm_stage;
    command.last = request.last;
    // Nothing stated: all of it came, but for what came damaged.
    command.amount =
        request.amount.value_or(std::max<std::int64_t>(0, dispatch.open - request.damaged));
    if (received_before(movement, outcome)) {
        if (!is_asked_for(
                movement.made_before().front().command, command, request.amount.has_value())) {
            return other_body(movement);
        }
        return true;
    }
    if (request.open && *request.open != dispatch.open) {
        return no(tell("dispatch_moved_meanwhile", short_id(*id), *request.open, dispatch.open),
                  "open");
    }
    Answer<ReceivedLine> line = post_receipt(movement, command);
    if (!line) {
        return tl::unexpected(std::move(line.error()));
    }
    outcome.received.push_back(std::move(*line));
    return false;
}

Answer<ReceiveOutcome> receive(const ReceiveRequest& request) {
    Answer<Movement> movement = Movement::begin(request.options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    ReceiveOutcome outcome = outcome_of(*movement);
    const Answer<bool> before = receive_one(*movement, request, outcome);
    if (!before) {
        return tl::unexpected(before.error());
    }
    outcome.replayed = *before;
    outcome.written = !*before && movement->finish();
    return outcome;
}

Answer<ReceiveOutcome> receive_due(const ReceiveDueRequest& request) {
    Answer<Movement> movement = Movement::begin(request.options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    const std::string asked = words_of_due(request.to, movement->on());
    ReceiveOutcome outcome = outcome_of(*movement);
    if (received_before(*movement, outcome)) {
        const Command first = movement->made_before().front().command;
        if (first.kind != Kind::post_receipt || first.reason != asked) {
            return other_body(*movement);
        }
        outcome.replayed = true;
        return outcome;
    }

    struct Due {
        ledger::Id id;
        ledger::Dispatch dispatch;
    };

    std::vector<Due> due;
    for (const auto& [id, dispatch] : movement->book().dispatches()) {
        const bool here =
            request.to.empty() || movement->text(dispatch.in_transit.holder) == request.to;
        if (dispatch.open > 0 && here && dispatch.expected != ledger::kNoDay &&
            dispatch.expected <= movement->on()) {
            due.push_back({id, dispatch});
        }
    }
    for (const Due& one : due) {
        Command command = movement->command(Kind::post_receipt);
        command.refers_to = one.id;
        command.to = one.dispatch.in_transit.holder;
        command.lot = one.dispatch.in_transit.lot;
        command.amount = one.dispatch.open;
        command.reason = asked;
        const Answer<ReceivedLine> line = post_receipt(*movement, command);
        if (!line) {
            Refusal refusal{.code = line.error().code, .lines = {}};
            Reason reason = line.error().reasons.empty() ? Reason{} : line.error().reasons.front();
            reason.about = short_id(one.id);
            refusal.add(
                fmt::format("dispatch {}: {}", short_id(one.id), line.error().lines.front()),
                std::move(reason));
            return tl::unexpected(std::move(refusal));
        }
        outcome.received.push_back(*line);
    }
    outcome.written = movement->finish();
    return outcome;
}

}  // namespace imdad::app

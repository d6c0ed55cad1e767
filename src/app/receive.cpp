#include "app/movement.hpp"
#include "app/random_id.hpp"
#include "app/register_facts.hpp"

#include <algorithm>

#include <fmt/format.h>

/// The second phase: what was sent arrives, in whole or in part, or more than it.

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;

ReceivedLine line_of(const Movement& movement, const ledger::Entry& entry) {
    const Command& command = entry.command;
    const ledger::Dispatch* dispatch = movement.book().dispatch(command.refers_to);
    return {.dispatch = ledger::to_text(command.refers_to),
            .to = movement.text(command.to),
            .unit = dispatch == nullptr ? "" : movement.text(dispatch->in_transit.unit),
            .lot = movement.text(command.lot),
            .amount = command.amount,
            .damaged = command.damaged,
            .missing = entry.derived.discrepancy.missing,
            .surplus = entry.derived.discrepancy.surplus,
            .action_point = {}};
}

ReceiveOutcome outcome_of(const Movement& movement) {
    ReceiveOutcome outcome;
    outcome.id = ledger::to_text(movement.id());
    return outcome;
}

/// Short form of a dispatch as people write it on paper.
std::string short_id(ledger::Id id) {
    return ledger::to_text(id).substr(0, 8);
}

Answer<ledger::Id> dispatch_named(const Movement& movement, const std::string& text) {
    std::vector<ledger::Id> open;
    std::vector<ledger::Id> resolved;
    for (const auto& [id, dispatch] : movement.book().dispatches()) {
        if (!text.empty() && ledger::to_text(id).starts_with(text)) {
            (dispatch.open > 0 ? open : resolved).push_back(id);
        }
    }
    if (open.size() > 1) {
        return no("several_dispatches",
                  fmt::format("{} dispatches that are on their way begin with {}: write more of "
                              "its id.",
                              open.size(),
                              text));
    }
    if (open.empty() && resolved.empty()) {
        return no("unknown_dispatch", fmt::format("there is no dispatch {}.", text));
    }
    return open.empty() ? resolved.front() : open.front();
}

/// Opens the action point for what is missing or too much, in the transaction of the movement.
Answer<std::string> open_action_point(Movement& movement, const ReceivedLine& line) {
    constexpr std::chrono::days kTimeToExplain{14};
    Session& session = movement.session();
    registry::ActionPoint point;
    point.id = fmt::format(
        "receipt-{}-{}", line.dispatch.substr(0, 8), ledger::to_text(movement.id()).substr(0, 8));
    point.origin = registry::ActionPoint::Origin::shipment;
    point.origin_id = line.dispatch;
    point.title = line.missing > 0 ? fmt::format("{} of {} missing at {} out of dispatch {}",
                                                 line.missing,
                                                 line.unit,
                                                 line.to,
                                                 line.dispatch.substr(0, 8))
                                   : fmt::format("{} of {} too many at {} out of dispatch {}",
                                                 line.surplus,
                                                 line.unit,
                                                 line.to,
                                                 line.dispatch.substr(0, 8));
    point.priority = registry::ActionPoint::Priority::medium;
    point.assignee = ledger::to_text(session.user.actor);
    point.due = session.access.today + kTimeToExplain;
    const registry::Context context = session.context(facts_of(session.books->ledger(), false));
    const registry::Command command = registry::Add{.entity = point, .org = {}};
    const base::Result<store::Step> step = session.books->entities().run_within(
        store::id_bytes(derived_id(movement.id(), "action point " + line.dispatch, 0)),
        "action point of dispatch " + line.dispatch,
        context,
        command);
    if (!step) {
        return no(step.error());
    }
    return point.id;
}

Answer<ReceivedLine> post_receipt(Movement& movement, const Command& command) {
    const Answer<ledger::Entry> entry = movement.post(command);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    ReceivedLine line = line_of(movement, *entry);
    if (entry->derived.discrepancy.beyond_tolerance) {
        const Answer<std::string> point = open_action_point(movement, line);
        if (!point) {
            return tl::unexpected(point.error());
        }
        line.action_point = *point;
    }
    return line;
}

std::optional<ReceiveOutcome> received_before(Movement& movement) {
    const std::vector<ledger::Entry> entries = movement.made_before();
    if (entries.empty()) {
        return std::nullopt;
    }
    ReceiveOutcome outcome = outcome_of(movement);
    outcome.replayed = true;
    for (const ledger::Entry& entry : entries) {
        outcome.received.push_back(line_of(movement, entry));
    }
    return outcome;
}

}  // namespace

Answer<ReceiveOutcome> receive(const ReceiveRequest& request) {
    Answer<Movement> movement = Movement::begin(request.options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    const Answer<ledger::Id> id = dispatch_named(*movement, request.dispatch);
    if (!id) {
        return tl::unexpected(id.error());
    }
    const ledger::Dispatch& dispatch = *movement->book().dispatch(*id);
    Command command = movement->command(Kind::post_receipt);
    command.refers_to = *id;
    command.to = dispatch.in_transit.holder;
    command.lot = dispatch.in_transit.lot;
    command.damaged = request.damaged;
    command.vvm_stage = request.vvm_stage;
    command.last = request.last;
    // Nothing stated: all of it came, but for what came damaged.
    command.amount =
        request.amount.value_or(std::max<std::int64_t>(0, dispatch.open - request.damaged));
    if (const std::optional<ReceiveOutcome> before = received_before(*movement)) {
        const Command& first = movement->made_before().front().command;
        const bool same = first.kind == Kind::post_receipt && first.refers_to == *id &&
                          first.damaged == request.damaged && first.last == request.last &&
                          first.vvm_stage == request.vvm_stage &&
                          (!request.amount || first.amount == *request.amount);
        if (!same) {
            return no("id_with_other_body",
                      fmt::format("{} was used before for another movement; a new one needs a new "
                                  "id.",
                                  before->id));
        }
        return *before;
    }
    const Answer<ReceivedLine> line = post_receipt(*movement, command);
    if (!line) {
        return tl::unexpected(line.error());
    }
    ReceiveOutcome outcome = outcome_of(*movement);
    outcome.received.push_back(*line);
    outcome.written = movement->finish();
    return outcome;
}

Answer<ReceiveOutcome> receive_due(const ReceiveDueRequest& request) {
    Answer<Movement> movement = Movement::begin(request.options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    if (const std::optional<ReceiveOutcome> before = received_before(*movement)) {
        return *before;
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
            dispatch.expected <= request.options.access.today) {
            due.push_back({id, dispatch});
        }
    }
    ReceiveOutcome outcome = outcome_of(*movement);
    for (const Due& one : due) {
        Command command = movement->command(Kind::post_receipt);
        command.refers_to = one.id;
        command.to = one.dispatch.in_transit.holder;
        command.lot = one.dispatch.in_transit.lot;
        command.amount = one.dispatch.open;
        const Answer<ReceivedLine> line = post_receipt(*movement, command);
        if (!line) {
            return no(line.error().code,
                      fmt::format("dispatch {}: {}", short_id(one.id), line.error().lines.front()));
        }
        outcome.received.push_back(*line);
    }
    outcome.written = movement->finish();
    return outcome;
}

}  // namespace imdad::app

#include "app/asked_sentences.hpp"
#include "app/posting_rules.hpp"
#include "app/sentences.hpp"
#include "app/shipment_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

/// The first phase: goods leave a shelf, as an adopted plan asks for.

namespace imdad::app {

using ledger::Command;
using ledger::Kind;

Answer<PlannedWork> PlannedWork::read(Movement& movement, const std::string& plan) {
    store::Connection& connection = movement.session().books->connection();
    const std::vector<store::AdoptedPlan> plans = store::read_plans(connection);
    const auto last = std::find_if(plans.rbegin(), plans.rend(), [&](const auto& one) {
        return plan.empty() || one.name == plan;
    });
    if (last == plans.rend()) {
        return no(plan.empty() ? tell("no_plan_adopted") : tell("plan_not_adopted", plan),
                  "planned");
    }
    PlannedWork work(movement);
    work.asked_plan_ = plan;
    work.name_ = last->name;
    work.shipments_ = store::read_planned_shipments(connection, last->id);
    std::ranges::stable_sort(work.shipments_, {}, &store::PlannedShipment::departure);
    for (const auto& [id, dispatch] : movement.book().dispatches()) {
        work.sent_[dispatch.planned] += dispatch.amount - dispatch.taken_back;
    }
    return work;
}

Answer<void> PlannedWork::send_due(const std::string& from, ShipOutcome& outcome) {
    const std::string asked = words_of_due(asked_plan_, from, movement_->on());
    for (const store::PlannedShipment& shipment : shipments_) {
        if (shipment.departure <= movement_->on() && (from.empty() || shipment.from == from)) {
            if (const Answer<void> sent = send_rest(shipment, asked, outcome); !sent) {
                return sent;
            }
        }
    }
    return {};
}

Answer<void> PlannedWork::send_number(std::int64_t number,
                                      const std::string& from,
                                      ShipOutcome& outcome) {
    const auto found = std::ranges::find_if(shipments_, [&](const store::PlannedShipment& one) {
        return one.number == number && (from.empty() || one.from == from);
    });
    if (found == shipments_.end()) {
        return no(from.empty() ? say("no_such_planned", name_, number)
                               : say("no_such_planned_from", name_, number, from),
                  "planned");
    }
    return send_rest(*found, words_of_number(asked_plan_, from, number), outcome);
}

/// What arrived after the plan was adopted belongs to no activity yet: the plan says whose it is.
Answer<ledger::AccountKey> PlannedWork::given_to(const ShelfAccount& account,
                                                 std::int64_t amount,
                                                 const store::PlannedShipment& shipment) {
    ledger::AccountKey key = account.key;
    if (movement_->text(key.activity) == shipment.activity) {
        return key;
    }
    ledger::Names& names = movement_->names();
    Command command = movement_->command(Kind::allocate);
    command.holder = key.holder;
    command.unit = key.unit;
    command.lot = key.lot;
    command.expiry = key.expiry;
    command.earmark = key.earmark;
    command.pledge = key.pledge;
    command.stage = ledger::Stage::on_hand;
    command.amount = amount;
    command.to_activity = names.intern(shipment.activity);
    command.instrument = names.intern(
        instrument_of(movement_->session().books->entities().current(), shipment.activity));
    command.reason = fmt::format("plan {}, shipment {}", name_, shipment.number);
    if (const auto posted = movement_->post(command, /*by_plan=*/true); !posted) {
        return tl::unexpected(posted.error());
    }
    key.activity = command.to_activity;
    return key;
}

Answer<void> PlannedWork::send_rest(const store::PlannedShipment& shipment,
                                    const std::string& asked,
                                    ShipOutcome& outcome) {
    std::int64_t amount = shipment.amount - sent_[shipment.id];
    if (amount <= 0) {
        return {};
    }
    const auto holder = movement_->book().names().find(shipment.from);
    std::vector<ShelfAccount> accounts;
    if (holder) {
        accounts = shelf(
            *movement_, *holder, {.unit = shipment.unit, .lot = shipment.lot}, movement_->on());
    }
    std::erase_if(accounts, [&](const ShelfAccount& account) {
        const std::string& activity = movement_->text(account.key.activity);
        return movement_->text(account.key.earmark) != shipment.earmark ||
               (!activity.empty() && activity != shipment.activity);
    });
    // First what was reserved for the activity.
    std::ranges::stable_partition(
        accounts, [](const ShelfAccount& account) { return !account.key.activity.empty(); });
    const ledger::Name to = movement_->names().intern(shipment.to);
    for (const ShelfAccount& account : accounts) {
        const std::int64_t taken = std::min(amount, account.amount);
        if (taken == 0) {
            break;
        }
        const Answer<ledger::AccountKey> from = given_to(account, taken, shipment);
        if (!from) {
            return tl::unexpected(from.error());
        }
        Command command = dispatch_command(*movement_, *from, to, taken);
        command.refers_to = shipment.id;
        command.expected = shipment.arrival;
        command.reason = asked;
        if (const auto posted = movement_->post(command); !posted) {
            return tl::unexpected(posted.error());
        }
        outcome.sent.push_back(sent_line(*movement_, command));
        outcome.sent.back().planned = std::to_string(shipment.number);
        amount -= taken;
        sent_[shipment.id] += taken;
    }
    if (amount > 0) {
        outcome.not_sent.push_back({.planned = std::to_string(shipment.number),
                                    .from = shipment.from,
                                    .unit = shipment.unit,
                                    .amount = amount,
                                    .reason = "not on the shelf"});
    }
    return {};
}

std::string words_of_due(const std::string& plan, const std::string& from, base::Day on) {
    return fmt::format("all that {} sends{} by {}",
                       plan.empty() ? "the plan" : "plan " + plan,
                       from.empty() ? "" : " from " + from,
                       base::to_text(on));
}

std::string words_of_number(const std::string& plan, const std::string& from, std::int64_t number) {
    return fmt::format("shipment {} of {}{}",
                       number,
                       plan.empty() ? "the plan" : "plan " + plan,
                       from.empty() ? "" : " from " + from);
}

Answer<bool> sent_before(Movement& movement, const std::string& asked, ShipOutcome& outcome) {
    const std::vector<ledger::Entry> entries = movement.made_before();
    for (const ledger::Entry& entry : entries) {
        const Command& command = entry.command;
        if (command.kind == Kind::dispatch) {
            outcome.sent.push_back(sent_line(movement, command));
            if (command.reason != asked) {
                return other_body(movement);
            }
        } else if (command.kind != Kind::allocate) {
            return other_body(movement);
        }
    }
    return !entries.empty();
}

Answer<ShipOutcome> ship_planned(const ShipPlannedRequest& request) {
    Answer<Movement> movement = Movement::begin(request.options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    ShipOutcome outcome;
    outcome.id = ledger::to_text(movement->id());
    const Answer<bool> before =
        sent_before(*movement,
                    request.number ? words_of_number(request.plan, request.from, *request.number)
                                   : words_of_due(request.plan, request.from, movement->on()),
                    outcome);
    if (!before) {
        return tl::unexpected(before.error());
    }
    if (*before) {
        outcome.replayed = true;
        return outcome;
    }
    Answer<PlannedWork> work = PlannedWork::read(*movement, request.plan);
    if (!work) {
        return tl::unexpected(work.error());
    }
    const Answer<void> sent = request.number
                                  ? work->send_number(*request.number, request.from, outcome)
                                  : work->send_due(request.from, outcome);
    if (!sent) {
        return tl::unexpected(sent.error());
    }
    outcome.written = movement->finish();
    return outcome;
}

}  // namespace imdad::app

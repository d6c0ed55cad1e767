#include "app/ledger_words.hpp"
#include "app/movement.hpp"
#include "app/posting_rules.hpp"
#include "store/adopted_plans.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

/// The first phase: goods leave a shelf.

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Kind;

SentLine line_of(const Movement& movement, const Command& command) {
    return {.dispatch = ledger::to_text(command.id),
            .planned = {},
            .from = movement.text(command.holder),
            .to = movement.text(command.to),
            .unit = movement.text(command.unit),
            .lot = movement.text(command.lot),
            .expiry = day_text(command.expiry),
            .earmark = movement.text(command.earmark),
            .pledge = movement.text(command.pledge),
            .activity = movement.text(command.activity),
            .amount = command.amount,
            .expected = day_text(command.expected)};
}

Command dispatch_of(Movement& movement,
                    const ledger::AccountKey& from,
                    ledger::Name to,
                    std::int64_t amount) {
    Command command = movement.command(Kind::dispatch);
    command.stage = ledger::Stage::on_hand;
    command.holder = from.holder;
    command.to = to;
    command.unit = from.unit;
    command.lot = from.lot;
    command.expiry = from.expiry;
    command.earmark = from.earmark;
    command.pledge = from.pledge;
    command.activity = from.activity;
    command.amount = amount;
    return command;
}

ShipOutcome outcome_of(const Movement& movement) {
    ShipOutcome outcome;
    outcome.id = ledger::to_text(movement.id());
    return outcome;
}

/// Whether a dispatch may be what the request was answered with.
bool is_asked_for(const SentLine& line, const ShipRequest& request) {
    const auto fits = [](const std::string& wanted, const std::string& is) {
        return wanted.empty() || wanted == is;
    };
    const GoodsFilter& goods = request.goods;
    return line.from == request.from && line.to == request.to && line.unit == goods.unit &&
           fits(goods.lot, line.lot) && fits(goods.earmark, line.earmark) &&
           fits(goods.pledge, line.pledge) && fits(goods.activity, line.activity);
}

/// What a movement of this id sent before. Errors: `id_with_other_body` if the request differs.
Answer<std::optional<ShipOutcome>> shipped_before(Movement& movement, const ShipRequest* request) {
    const std::vector<ledger::Entry> entries = movement.made_before();
    if (entries.empty()) {
        return std::nullopt;
    }
    ShipOutcome outcome = outcome_of(movement);
    outcome.replayed = true;
    std::int64_t total = 0;
    bool same = true;
    for (const ledger::Entry& entry : entries) {
        const Command& command = entry.command;
        if (command.kind != Kind::dispatch && command.kind != Kind::allocate) {
            same = false;
        } else if (command.kind == Kind::dispatch) {
            outcome.sent.push_back(line_of(movement, command));
            total += command.amount;
            same = same && (request == nullptr || is_asked_for(outcome.sent.back(), *request));
        }
    }
    if (!same || (request != nullptr && total != request->amount)) {
        return no("id_with_other_body",
                  fmt::format("{} was used before for another movement; a new one needs a new id.",
                              outcome.id));
    }
    return outcome;
}

std::string what_there_is(const Movement& movement, const std::vector<ShelfAccount>& accounts) {
    std::string text;
    for (const ShelfAccount& account : accounts) {
        text += fmt::format("{}{} of {}",
                            text.empty() ? "" : "; ",
                            account.amount,
                            ledger::describe(account.key, movement.book().names()));
    }
    return text.empty() ? "nothing that may be sent" : text;
}

/// The shipments of one plan, and how much of each was sent.
class PlannedWork {
 public:
    PlannedWork(Movement& movement, const ShipPlannedRequest& request)
        : movement_(movement), request_(request) {}

    [[nodiscard]] Answer<void> read_plan();
    [[nodiscard]] Answer<void> send_all(ShipOutcome& outcome);

 private:
    [[nodiscard]] Answer<void> send(const store::PlannedShipment& shipment,
                                    std::int64_t amount,
                                    ShipOutcome& outcome);
    [[nodiscard]] Answer<ledger::AccountKey> given_to(const ShelfAccount& account,
                                                      std::int64_t amount,
                                                      const store::PlannedShipment& shipment);

    Movement& movement_;
    const ShipPlannedRequest& request_;
    std::string plan_name_;
    std::vector<store::PlannedShipment> shipments_;
    std::map<ledger::Id, std::int64_t> sent_;
};

Answer<void> PlannedWork::read_plan() {
    store::Connection& connection = movement_.session().books->connection();
    const std::vector<store::AdoptedPlan> plans = store::read_plans(connection);
    const auto last = std::find_if(plans.rbegin(), plans.rend(), [&](const auto& plan) {
        return request_.plan.empty() || plan.name == request_.plan;
    });
    if (last == plans.rend()) {
        return no("no_plan",
                  request_.plan.empty() ? "no plan was adopted yet; `imdad adopt` does."
                                        : fmt::format("no plan '{}' was adopted.", request_.plan));
    }
    plan_name_ = last->name;
    shipments_ = store::read_planned_shipments(connection, last->id);
    std::erase_if(shipments_, [&](const store::PlannedShipment& shipment) {
        const bool other_place = !request_.from.empty() && shipment.from != request_.from;
        return other_place ||
               (request_.number ? shipment.number != *request_.number
                                : shipment.departure > request_.options.access.today);
    });
    if (shipments_.empty() && request_.number) {
        return no("no_planned_shipment",
                  fmt::format("plan {} has no shipment number {}{}.",
                              plan_name_,
                              *request_.number,
                              request_.from.empty() ? "" : " from " + request_.from));
    }
    for (const auto& [id, dispatch] : movement_.book().dispatches()) {
        sent_[dispatch.planned] += dispatch.amount - dispatch.taken_back;
    }
    std::ranges::stable_sort(shipments_, {}, &store::PlannedShipment::departure);
    return {};
}

Answer<void> PlannedWork::send_all(ShipOutcome& outcome) {
    for (const store::PlannedShipment& shipment : shipments_) {
        const std::int64_t left = shipment.amount - sent_[shipment.id];
        if (left > 0) {
            if (const Answer<void> sent = send(shipment, left, outcome); !sent) {
                return sent;
            }
        }
    }
    return {};
}

/// What arrived after the plan was adopted belongs to no activity yet: the plan says whose it is.
Answer<ledger::AccountKey> PlannedWork::given_to(const ShelfAccount& account,
                                                 std::int64_t amount,
                                                 const store::PlannedShipment& shipment) {
    ledger::AccountKey key = account.key;
    if (movement_.text(key.activity) == shipment.activity) {
        return key;
    }
    ledger::Names& names = movement_.names();
    Command command = movement_.command(Kind::allocate);
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
        instrument_of(movement_.session().books->entities().current(), shipment.activity));
    command.reason = fmt::format("plan {}, shipment {}", plan_name_, shipment.number);
    if (const auto posted = movement_.post(command, /*by_plan=*/true); !posted) {
        return tl::unexpected(posted.error());
    }
    key.activity = command.to_activity;
    return key;
}

Answer<void> PlannedWork::send(const store::PlannedShipment& shipment,
                               std::int64_t amount,
                               ShipOutcome& outcome) {
    const auto holder = movement_.book().names().find(shipment.from);
    std::vector<ShelfAccount> accounts;
    if (holder) {
        accounts = shelf(movement_,
                         *holder,
                         {.unit = shipment.unit, .lot = shipment.lot},
                         request_.options.access.today);
    }
    std::erase_if(accounts, [&](const ShelfAccount& account) {
        const std::string& activity = movement_.text(account.key.activity);
        return movement_.text(account.key.earmark) != shipment.earmark ||
               (!activity.empty() && activity != shipment.activity);
    });
    // First what was reserved for the activity.
    std::ranges::stable_partition(
        accounts, [](const ShelfAccount& account) { return !account.key.activity.empty(); });
    const ledger::Name to = movement_.names().intern(shipment.to);
    for (const ShelfAccount& account : accounts) {
        const std::int64_t taken = std::min(amount, account.amount);
        if (taken == 0) {
            break;
        }
        const Answer<ledger::AccountKey> from = given_to(account, taken, shipment);
        if (!from) {
            return tl::unexpected(from.error());
        }
        Command command = dispatch_of(movement_, *from, to, taken);
        command.refers_to = shipment.id;
        command.expected = shipment.arrival;
        if (const auto posted = movement_.post(command); !posted) {
            return tl::unexpected(posted.error());
        }
        outcome.sent.push_back(line_of(movement_, command));
        outcome.sent.back().planned = std::to_string(shipment.number);
        amount -= taken;
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

}  // namespace

Answer<ShipOutcome> ship(const ShipRequest& request) {
    Answer<Movement> movement = Movement::begin(request.options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    const auto before = shipped_before(*movement, &request);
    if (!before) {
        return tl::unexpected(before.error());
    }
    if (*before) {
        return **before;
    }
    const Answer<ledger::Name> from = known_name(*movement, "place", request.from);
    if (!from) {
        return tl::unexpected(from.error());
    }
    const Answer<ledger::Name> unit = known_name(*movement, "product", request.goods.unit);
    if (!unit) {
        return tl::unexpected(unit.error());
    }
    const std::vector<ShelfAccount> accounts =
        shelf(*movement, *from, request.goods, request.options.access.today);
    std::int64_t there = 0;
    for (const ShelfAccount& account : accounts) {
        there += account.amount;
    }
    if (there < request.amount) {
        return no(
            "not_enough",
            fmt::format("{} of {} are asked for at {}, and {} of what matches may be sent: {}.",
                        request.amount,
                        request.goods.unit,
                        request.from,
                        there,
                        what_there_is(*movement, accounts)));
    }
    ShipOutcome outcome = outcome_of(*movement);
    std::int64_t left = request.amount;
    const ledger::Name to = movement->names().intern(request.to);
    for (const ShelfAccount& account : accounts) {
        const std::int64_t taken = std::min(left, account.amount);
        if (taken == 0) {
            break;
        }
        Command command = dispatch_of(*movement, account.key, to, taken);
        command.expected = request.expected.value_or(ledger::kNoDay);
        command.tolerance_ppm = request.tolerance_ppm;
        if (const auto posted = movement->post(command); !posted) {
            return tl::unexpected(posted.error());
        }
        outcome.sent.push_back(line_of(*movement, command));
        left -= taken;
    }
    outcome.written = movement->finish();
    return outcome;
}

Answer<ShipOutcome> ship_planned(const ShipPlannedRequest& request) {
    Answer<Movement> movement = Movement::begin(request.options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    const auto before = shipped_before(*movement, nullptr);
    if (!before) {
        return tl::unexpected(before.error());
    }
    if (*before) {
        return **before;
    }
    ShipOutcome outcome = outcome_of(*movement);
    PlannedWork work(*movement, request);
    if (const Answer<void> read = work.read_plan(); !read) {
        return tl::unexpected(read.error());
    }
    if (const Answer<void> sent = work.send_all(outcome); !sent) {
        return tl::unexpected(sent.error());
    }
    outcome.written = movement->finish();
    return outcome;
}

}  // namespace imdad::app

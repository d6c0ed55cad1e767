#include "app/register_facts.hpp"

#include "ledger/balances.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace imdad::app {

namespace {

/// Sums of many accounts that fit no more are given as the largest number: still too much for any
/// rule that compares them.
std::int64_t narrow(base::Int128 amount) {
    constexpr base::Int128 kMost = std::numeric_limits<std::int64_t>::max() / 8;
    return static_cast<std::int64_t>(std::clamp(amount, -kMost, kMost));
}

void add_activities(registry::Facts& facts, const ledger::Book& book) {
    const ledger::Names& names = book.names();
    for (const ledger::ActivityResource& resource : ledger::activity_resources(book)) {
        facts.activities[names.text(resource.activity)].resources.push_back(
            {.resource = names.text(resource.unit),
             .allocated = narrow(resource.got),
             .committed = narrow(resource.got + resource.surplus),
             .delivered = narrow(resource.delivered),
             .returned = narrow(resource.returned),
             .written_off = narrow(resource.lost),
             .outstanding = narrow(resource.outstanding)});
    }
    for (const auto& [id, dispatch] : book.dispatches()) {
        if (dispatch.open > 0 && !dispatch.in_transit.activity.empty()) {
            facts.activities[names.text(dispatch.in_transit.activity)].open_shipments.push_back(
                ledger::to_text(id));
        }
    }
}

/// Left of what was committed from the pledge of `command` to its recipient.
base::Int128 still_committed(const ledger::Book& book, const ledger::Command& command) {
    base::Int128 open = 0;
    for (const ledger::Posting& posting : ledger::balances(book,
                                                           {.holder = command.to,
                                                            .stage = ledger::Stage::committed,
                                                            .unit = command.unit,
                                                            .pledge = command.pledge})) {
        open += posting.amount;
    }
    return open;
}

void add_commitments(registry::Facts& facts, store::LedgerBooks& ledger) {
    const ledger::Book& book = ledger.book();
    const ledger::Names& names = book.names();
    for (std::uint64_t sequence = 0; sequence < book.size(); ++sequence) {
        const ledger::Command command = ledger.entry(sequence).command;
        if (command.kind != ledger::Kind::commit || command.instrument.empty()) {
            continue;
        }
        const ledger::Seen* seen = book.seen(command.id);
        if (seen != nullptr && seen->reversed_by != 0) {
            continue;
        }
        if (const base::Int128 open = still_committed(book, command); open > 0) {
            facts.open_commitments[names.text(command.instrument)].push_back(
                {ledger::to_text(command.id),
                 fmt::format("{} of {} committed to {} from pledge {}",
                             open,
                             names.text(command.unit),
                             names.text(command.to),
                             names.text(command.pledge))});
        }
    }
}

}  // namespace

registry::Facts facts_of(store::LedgerBooks& ledger, bool with_commitments) {
    registry::Facts facts;
    const ledger::Book& book = ledger.book();
    for (const auto& [key, pledge] : book.pledges()) {
        facts.pledges.push_back(book.names().text(key.first));
    }
    add_activities(facts, book);
    if (with_commitments) {
        add_commitments(facts, ledger);
    }
    return facts;
}

}  // namespace imdad::app

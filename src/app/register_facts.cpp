#include "app/register_facts.hpp"

#include "ledger/balances.hpp"

#include <string_view>

#include <fmt/format.h>

namespace imdad::app {

namespace {

constexpr std::string_view kUnder = "under ";
constexpr std::string_view kRest = ": ";

}  // namespace

std::string reason_under(const std::string& instrument, const std::string& reason) {
    return fmt::format("{}{}{}{}", kUnder, instrument, kRest, reason);
}

registry::Facts facts_of(store::LedgerBooks& ledger, bool with_commitments) {
    registry::Facts facts;
    const ledger::Book& book = ledger.book();
    const ledger::Names& names = book.names();
    for (const auto& [key, pledge] : book.pledges()) {
        facts.pledges.push_back(names.text(key.first));
    }
    const std::uint64_t end_of_journal = with_commitments ? book.size() : 0;
    for (std::uint64_t sequence = 0; sequence < end_of_journal; ++sequence) {
        const ledger::Entry entry = ledger.entry(sequence);
        const ledger::Command& command = entry.command;
        const std::size_t end = command.reason.find(kRest);
        if (command.kind != ledger::Kind::commit || !command.reason.starts_with(kUnder) ||
            end == std::string::npos) {
            continue;
        }
        const ledger::Seen* seen = book.seen(command.id);
        if (seen != nullptr && seen->reversed_by != 0) {
            continue;
        }
        base::Int128 open = 0;
        for (const ledger::Posting& posting : ledger::balances(book,
                                                               {.holder = command.to,
                                                                .stage = ledger::Stage::committed,
                                                                .unit = command.unit,
                                                                .pledge = command.pledge})) {
            open += posting.amount;
        }
        if (open > 0) {
            facts.open_commitments[command.reason.substr(kUnder.size(), end - kUnder.size())]
                .push_back({ledger::to_text(command.id),
                            fmt::format("{} of {} committed to {} from pledge {}",
                                        open,
                                        names.text(command.unit),
                                        names.text(command.to),
                                        names.text(command.pledge))});
        }
    }
    return facts;
}

}  // namespace imdad::app

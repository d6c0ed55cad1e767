#include "app/trace_asked.hpp"

#include <algorithm>
#include <map>

namespace imdad::app {

namespace {

using ledger::Kind;

/// Fewer digits of an id are too few to mean one entry.
constexpr std::size_t kDigitsLeast = 8;

void add_links(const registry::Register& entities,
               const RegisterChain& chain,
               const std::string& id,
               std::vector<Asked>& found) {
    for (const LinkId& link : chain.all()) {
        const bool by_reference = link.first == LinkKind::instrument &&
                                  entities.instruments.at(link.second).reference == id;
        if (link.second == id || by_reference) {
            found.push_back({.kind = std::string(word_of(link.first)),
                             .id = link.second,
                             .links = {link},
                             .movements = {}});
        }
    }
}

void add_lots(const LedgerTrail& trail, const std::string& id, std::vector<Asked>& found) {
    const ledger::Names& names = trail.book().names();
    std::map<std::string, std::vector<std::size_t>> lots;
    for (std::size_t i = 0; i < trail.movements().size(); ++i) {
        for (const ledger::Posting& posting : trail.movements()[i].postings) {
            const std::string& lot = names.text(posting.account.lot);
            const std::string full = names.text(posting.account.unit) + '/' + lot;
            if (!lot.empty() && (lot == id || full == id)) {
                std::vector<std::size_t>& movements = lots[full];
                if (movements.empty() || movements.back() != i) {
                    movements.push_back(i);
                }
            }
        }
    }
    for (auto& [full, movements] : lots) {
        found.push_back(
            {.kind = "lot", .id = full, .links = {}, .movements = std::move(movements)});
    }
}

void add_entries(const LedgerTrail& trail, const std::string& id, std::vector<Asked>& found) {
    const bool digits =
        id.size() >= kDigitsLeast && id.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!digits) {
        return;
    }
    for (std::size_t i = 0; i < trail.movements().size(); ++i) {
        const std::string full = ledger::to_text(trail.command(i).id);
        if (!full.starts_with(id)) {
            continue;
        }
        if (!found.empty() && found.back().id == full) {
            found.back().movements.push_back(i);  // another part of one recall
        } else {
            found.push_back({.kind = trail.command(i).kind == Kind::dispatch ? "shipment" : "entry",
                             .id = full,
                             .links = {},
                             .movements = {i}});
        }
    }
}

void add_place(const LedgerTrail& trail, const std::string& id, std::vector<Asked>& found) {
    const auto holder = trail.book().names().find(id);
    if (!holder || holder->empty()) {
        return;
    }
    Asked asked{.kind = "place", .id = id, .links = {}, .movements = {}};
    for (std::size_t i = 0; i < trail.movements().size(); ++i) {
        const auto& postings = trail.movements()[i].postings;
        if (std::ranges::any_of(postings, [&](const ledger::Posting& posting) {
                return posting.account.holder == *holder;
            })) {
            asked.movements.push_back(i);
        }
    }
    if (!asked.movements.empty()) {
        found.push_back(std::move(asked));
    }
}

std::vector<Asked> all_meanings(const registry::Register& entities,
                                const RegisterChain& chain,
                                const LedgerTrail* trail,
                                const std::string& id) {
    std::vector<Asked> found;
    add_links(entities, chain, id, found);
    if (trail != nullptr) {
        add_lots(*trail, id, found);
        add_entries(*trail, id, found);
        add_place(*trail, id, found);
    }
    return found;
}

}  // namespace

std::vector<Asked> meanings_of(const registry::Register& entities,
                               const RegisterChain& chain,
                               const LedgerTrail* trail,
                               const std::string& id) {
    std::vector<Asked> found = all_meanings(entities, chain, trail, id);
    const std::size_t colon = id.find(':');
    if (found.empty() && colon != std::string::npos) {
        found = all_meanings(entities, chain, trail, id.substr(colon + 1));
        std::erase_if(found, [&](const Asked& one) { return one.kind != id.substr(0, colon); });
    }
    return found;
}

}  // namespace imdad::app

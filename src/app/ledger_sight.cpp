#include "app/ledger_sight.hpp"

#include <algorithm>

namespace imdad::app {

namespace {

/// A pledge that is passed on names the one that it comes from; books that were made by hand may
/// have a circle.
constexpr int kPassedOnMost = 16;

}  // namespace

bool sees_own_only(const registry::Actor& actor) {
    const registry::Roles mine = registry::roles_of(actor);
    return (mine & roles_for(Task::read_whole_ledger)) == 0 &&
           (mine & roles_for(Task::read_ledger)) != 0;
}

LedgerSight::LedgerSight(const Session& session)
    : book_(session.books->ledger().book()), all_(!sees_own_only(session.actor())) {
    for (const registry::Grant& grant : session.user.grants) {
        if (grant.role == registry::Role::focal_point && !grant.party.empty()) {
            if (const auto name = book_.names().find(grant.party)) {
                own_.insert(*name);
            }
        }
    }
}

bool LedgerSight::sees(const ledger::AccountKey& account) const {
    return all_ || is_own(account.holder) || sees_pledge(account.pledge, account.unit);
}

bool LedgerSight::sees_pledge(ledger::Name pledge, ledger::Name unit) const {
    if (all_) {
        return true;
    }
    for (int i = 0; i < kPassedOnMost && !pledge.empty(); ++i) {
        const ledger::PledgeFacts* const facts = book_.pledge(pledge, unit);
        if (facts == nullptr) {
            return false;
        }
        if (is_own(facts->donor)) {
            return true;
        }
        pledge = facts->parent;
    }
    return false;
}

bool LedgerSight::sees_pledge(const std::string& pledge) const {
    const auto name = book_.names().find(pledge);
    return all_ ||
           (name && std::ranges::any_of(book_.pledges(), [&](const auto& one) {
                return one.first.first == *name && sees_pledge(one.first.first, one.first.second);
            }));
}

bool LedgerSight::sees(const std::vector<ledger::Posting>& postings) const {
    return all_ || postings.empty() ||
           std::ranges::any_of(postings,
                               [&](const ledger::Posting& one) { return sees(one.account); });
}

bool LedgerSight::sees(const ledger::Command& command) const {
    return all_ || is_own(command.holder) || is_own(command.to) ||
           sees_pledge(command.pledge, command.unit);
}

bool speaks_for(const registry::Actor& actor, const std::string& party) {
    return std::ranges::any_of(actor.grants, [&](const registry::Grant& grant) {
        return grant.role == registry::Role::focal_point && grant.party == party;
    });
}

}  // namespace imdad::app

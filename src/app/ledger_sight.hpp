#pragma once

#include "app/books.hpp"
#include "app/ledger_trail.hpp"

#include <set>

/// What of the ledger somebody is shown. Whoever speaks for a party, in no other role, sees what
/// that party gave, holds or gets, and nothing of other donors; everybody else who may read the
/// ledger sees all of it. Of one entry with accounts of several, only the own accounts are told.

namespace imdad::app {

class LedgerSight {
 public:
    /// Requires: the ledger is caught up. `session` must outlive it.
    explicit LedgerSight(const Session& session);

    [[nodiscard]] bool sees_all() const { return all_; }

    /// The holder is an own party, or an own party gave it, directly or passed on by others.
    [[nodiscard]] bool sees(const ledger::AccountKey& account) const;

    [[nodiscard]] bool sees_pledge(ledger::Name pledge, ledger::Name unit) const;

    /// In any of its units.
    [[nodiscard]] bool sees_pledge(const std::string& pledge) const;

    /// Any of the accounts; what moves nothing (the definition of a unit) is for all.
    [[nodiscard]] bool sees(const std::vector<ledger::Posting>& postings) const;

    /// A command that is not posted yet.
    [[nodiscard]] bool sees(const ledger::Command& command) const;

 private:
    [[nodiscard]] bool is_own(ledger::Name name) const {
        return !name.empty() && own_.contains(name);
    }

    const ledger::Book& book_;
    bool all_ = false;
    std::set<ledger::Name> own_;  ///< their names in the ledger, as far as it knows them
};

/// Whether no role of the user lets the whole ledger be read, but a focal point's does: whoever
/// does not read the ledger at all is not limited either. Needs no ledger.
[[nodiscard]] bool sees_own_only(const registry::Actor& actor);

/// Whether a role is given for just this party.
[[nodiscard]] bool speaks_for(const registry::Actor& actor, const std::string& party);

}  // namespace imdad::app

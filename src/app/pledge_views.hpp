#pragma once

#include "app/access.hpp"
#include "app/ledger_trail.hpp"
#include "register/register.hpp"
#include "report/pledge_view.hpp"

#include <string>
#include <vector>

/// What became of pledges.

namespace imdad::app {

/// Empty: any.
struct PledgeFilter {
    std::string donor;
    std::string unit;
    bool open = false;  ///< only those of which something is still uncommitted or not received
};

/// One line for each resource of each pledge, in the order of their first entries.
/// Errors: those of `open_session`.
[[nodiscard]] Answer<std::vector<report::PledgeLine>> list_pledges(const Access& access,
                                                                   const PledgeFilter& filter);

/// Each resource of one pledge. Errors: those of `open_session`; `no_such_pledge`.
[[nodiscard]] Answer<std::vector<report::PledgeView>> show_pledge(const Access& access,
                                                                  const std::string& pledge);

/// The line of one resource on `today`. Requires: it is in the book of `trail`.
[[nodiscard]] report::PledgeLine pledge_line(const LedgerTrail& trail,
                                             const registry::Register& entities,
                                             ledger::NamePair resource,
                                             base::Day today);

}  // namespace imdad::app

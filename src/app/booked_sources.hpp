#pragma once

#include "store/connection.hpp"
#include "store/ledger_books.hpp"

#include <cstdint>
#include <vector>

/// What the books hold on a day that can still be sent somewhere or spent: on hand, on its way,
/// committed, promised. Entries of a later business date are left out, whenever they were recorded.

namespace imdad::app {

struct BookedSource {
    ledger::AccountKey account;
    ledger::Id dispatch;                  ///< of what is on its way
    std::int64_t amount = 0;              ///< above zero; smallest issue or minor units
    base::Day expected = ledger::kNoDay;  ///< when it is to arrive, if somebody said so
    ledger::Name to;  ///< of what is promised: where it is to arrive, if somebody said so
};

/// By the texts of the account, then by dispatch: the same order whatever the order of booking.
/// Stages: uncommitted, committed, on_hand, quarantined, in_transit.
/// Requires: a transaction of the caller's; `ledger` is caught up.
/// Complexity: reads every entry of the journal.
[[nodiscard]] std::vector<BookedSource> booked_sources(store::Connection& connection,
                                                       store::LedgerBooks& ledger,
                                                       base::Day as_of);

}  // namespace imdad::app

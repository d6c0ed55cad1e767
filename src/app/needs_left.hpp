#pragma once

#include "base/result.hpp"
#include "model/scenario.hpp"
#include "store/ledger_books.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What is still needed on a later day of the horizon: what was handed over to those who serve
/// people is taken off, people who wait go on waiting, and what nobody waits for is over.

namespace imdad::app {

/// Goods that left the supply of a place for its people.
struct HandedOver {
    std::string from;  ///< where it was in stock
    std::string to;    ///< who got it: a place of the network, or a health post that no map shows
    std::string unit;
    std::int64_t amount = 0;  ///< smallest issue units
};

/// By from, to, unit; sums of zero or less are left out. Business dates from `from` to `to`, both
/// included. Counted when it is delivered, or used straight from the shelf.
/// Requires: a transaction of the caller's; `ledger` is caught up.
/// Complexity: reads every entry of the journal.
[[nodiscard]] std::vector<HandedOver> handed_over(store::LedgerBooks& ledger,
                                                  base::Day from,
                                                  base::Day to);

/// Persons whom something that was handed over served, as they come off one need.
struct ServedLine {
    std::string place;  ///< where it was handed over: who got it, else where it was in stock
    std::string product;
    std::string programme;  ///< empty: it served no need of the scenario
    std::string at;         ///< area or place of the need
    std::int64_t persons = 0;
    std::int64_t units = 0;  ///< handed over and on no other line
};

/// Moves the horizon of `data`, which are those of `scenario`, to the first Monday on or after
/// `as_of`. Nothing changes where that is its start and nothing was handed over; else derived needs
/// become stated ones. A person takes all doses of the series, with wastage, of any one product of
/// the programme; programmes come in the order of their worth, and of a programme the nearest need
/// first. Of a series that is half given, as many persons come off as would have taken those doses
/// from first to last, so that the doses still needed are right.
/// Errors: `horizon_over`.
[[nodiscard]] base::Result<std::vector<ServedLine>> leave_needs(
    model::ScenarioData& data,
    const model::Scenario& scenario,
    const std::vector<HandedOver>& handed,
    base::Day as_of);

}  // namespace imdad::app

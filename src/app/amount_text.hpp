#pragma once

#include "base/fixed.hpp"
#include "ledger/book.hpp"

#include <string>

/// Amounts of the ledger as people read them.

namespace imdad::app {

/// Places after the point; 0 for what is no currency.
[[nodiscard]] inline int decimals_of(const ledger::Book& book, ledger::Name unit) {
    const ledger::UnitFacts* facts = book.unit(unit);
    return facts == nullptr ? 0 : facts->decimals;
}

/// `amount` in minor or issue units, as `1,234.50`: a currency with its places after the point.
[[nodiscard]] std::string amount_text(const ledger::Book& book,
                                      ledger::Name unit,
                                      base::Int128 amount);

/// The same with the unit behind it: `1,234.50 USD`.
[[nodiscard]] std::string amount_with_unit(const ledger::Book& book,
                                           ledger::Name unit,
                                           base::Int128 amount);

}  // namespace imdad::app

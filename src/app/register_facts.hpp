#pragma once

#include "app/books.hpp"
#include "register/request.hpp"

#include <string>

/// What the ledger knows that the register decides on.

namespace imdad::app {

/// Pledges of the ledger as it is folded, what became of the resources of activities and, if
/// `with_commitments`, what is open under every instrument.
/// A commitment is open while anything is left of what was committed to its recipient from its
/// pledge. Complexity: with commitments, reads every entry of the journal.
[[nodiscard]] registry::Facts facts_of(store::LedgerBooks& ledger, bool with_commitments);

}  // namespace imdad::app

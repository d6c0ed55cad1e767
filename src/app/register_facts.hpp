#pragma once

#include "app/books.hpp"
#include "register/request.hpp"

#include <string>

/// What the ledger knows that the register decides on. A commitment says in its reason under which
/// instrument it was made, and so the journal alone links the two.

namespace imdad::app {

/// The reason of a commitment under `instrument`.
[[nodiscard]] std::string reason_under(const std::string& instrument, const std::string& reason);

/// Pledges of the ledger as it is folded and, if `with_commitments`, what is open under every
/// instrument.
/// A commitment is open while anything is left of what was committed to its recipient from its
/// pledge. Complexity: with commitments, reads every entry of the journal.
[[nodiscard]] registry::Facts facts_of(store::LedgerBooks& ledger, bool with_commitments);

}  // namespace imdad::app

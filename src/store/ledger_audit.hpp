#pragma once

#include "ledger/audit.hpp"
#include "store/connection.hpp"

#include <vector>

/// The audit of a stored journal.

namespace imdad::store {

/// Folds the stored journal again under the rules and compares what it finds with what is stored:
/// hashes, balances, and the rows that repeat parts of an entry for queries (`copy_differs`).
/// `checkpoints`: verified ones. Uses nothing that anybody has folded before.
[[nodiscard]] ledger::AuditReport audit_journal(Connection& connection,
                                                std::vector<ledger::Checkpoint> checkpoints);

}  // namespace imdad::store

#pragma once

#include "ledger/names.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// Requests that were done, by the ids that their senders made. A step of the register and an entry
/// of the ledger carry their id themselves; what else changes the books (accounts, thresholds,
/// decisions, the steps of a day) is known again here. History, and it holds no names: a user is
/// named by the random id.

namespace imdad::store {

struct AnsweredRequest {
    ledger::Id id;
    ledger::Id actor;    ///< who asked
    std::string asked;   ///< what was asked for, in the words of whoever keeps it
    std::string answer;  ///< what the same answer can be made of again
    std::int64_t recorded_at_ms = 0;
};

// Every call belongs in a transaction of the caller's.

/// Without the time.
[[nodiscard]] std::optional<AnsweredRequest> find_answered(Connection& connection, ledger::Id id);

/// Requires: the id is new.
void append_answered(Connection& connection, const AnsweredRequest& request);

}  // namespace imdad::store

#pragma once

#include "ledger/merkle_log.hpp"
#include "store/connection.hpp"

#include <cstdint>

/// Where the log of the ledger stood before.

namespace imdad::store {

/// Root of the log of the first `size` entries, by the leaves that were kept with them; an audit is
/// what holds those against the entries. Throws `base::Failure` if there are not so many.
[[nodiscard]] ledger::Hash root_of(Connection& connection, std::uint64_t size);

}  // namespace imdad::store

#pragma once

#include "app/ledger_trail.hpp"
#include "app/register_chain.hpp"

#include <string>
#include <vector>

/// What somebody means by an id.

namespace imdad::app {

/// One thing that an id may stand for, with what of the chain it is.
struct Asked {
    std::string kind;  ///< `outcome`, `lot`, `shipment`, `entry`, `place`, ...
    std::string id;    ///< in full
    LinkIds links;     ///< of the register, and pledges
    std::vector<std::size_t> movements;
};

/// Every thing that `id` may stand for. `trail`: null if the ledger may not be read.
[[nodiscard]] std::vector<Asked> meanings_of(const registry::Register& entities,
                                             const RegisterChain& chain,
                                             const LedgerTrail* trail,
                                             const std::string& id);

}  // namespace imdad::app

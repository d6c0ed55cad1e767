#pragma once

#include "engine/filling.hpp"
#include "engine/flow_model.hpp"

#include <memory>

/// What the locks ask for at least comes before everything else: it is served first, and the rest
/// of the plan is filled round it.

namespace imdad::engine {

/// How the persons whom the locks ask for are looked for. Every plan of a scenario begins in the
/// same way, so that none keeps less than another.
struct LockOrder {
    enum class By : std::uint8_t {
        file,      ///< one lock after the other
        scarcity,  ///< the lock that asks for the largest part of its need first
        turns      ///< each a sixteenth of what it asks for at a time
    };
    By by = By::file;
    const CommodityNet* net = nullptr;   ///< with `flows` only
    std::shared_ptr<const Flows> flows;  ///< whole packs follow these first; may be none
    double nearly = 0;                   ///< how near below a whole pack a flow counts as one
};

/// Serves what the locks ask for at least, as far as anything in the network allows it.
void fill_locks(Filling& filling, const LockOrder& order);

/// Persons asked for and served, over all locks.
[[nodiscard]] std::int64_t kept_persons(const Filling& filling);

/// Persons asked for, over all locks.
[[nodiscard]] std::int64_t asked_persons(const Problem& problem);

}  // namespace imdad::engine

#pragma once

#include "engine/lock_filling.hpp"
#include "model/certificate.hpp"
#include "plan/planner.hpp"
#include "plan/problem_builder.hpp"

#include <optional>

/// What the locks ask for at least comes before everything else. Where not all of it can be had,
/// as much of it as is found is asked of every plan from then on, and a certificate says how much
/// more any plan could have.

namespace imdad::plan {

/// How every plan of the scenario begins; `net` and `flows` of the order stay with it.
struct KeptLocks {
    engine::LockOrder order;
    std::optional<model::Certificate> certificate;  ///< only where something is missing
    std::shared_ptr<const engine::CommodityNet> net;
};

/// Looks for the order that keeps most and, where that is not everything, lowers `at_least` of the
/// problem's locks to what it keeps.
[[nodiscard]] KeptLocks keep_locks(BuiltProblem& built, const Request& request);

}  // namespace imdad::plan

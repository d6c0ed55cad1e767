#pragma once

#include "base/fault.hpp"
#include "model/scenario.hpp"

#include <vector>

/// Locks that contradict the need or each other, whatever is held and sent: said when the scenario
/// is read, because no plan could make sense of them.

namespace imdad::plan {

/// One fault for each lock that asks for more persons than need it there and then, that asks for
/// more than another one round the same people lets in, or that stands twice; `where` is
/// `locks.csv:LINE, column NAME`. Derived needs must be there.
[[nodiscard]] std::vector<base::Fault> lock_faults(const model::Scenario& scenario);

}  // namespace imdad::plan

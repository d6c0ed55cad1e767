#pragma once

#include "model/measures.hpp"

#include <string>
#include <vector>

/// What is proved about a plan, in sentences for readers.

namespace imdad::report {

/// How near the plan is to the best value, how well off the worst-off area can be at most, and
/// whether another way of sharing out reaches more people. Bounds are rounded up and what the plan
/// reaches is rounded down, so that no sentence says more than is proved.
[[nodiscard]] std::vector<std::string> bound_sentences(const model::PlanResult& result);

}  // namespace imdad::report

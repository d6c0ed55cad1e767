#pragma once

#include "model/plan.hpp"

/// A second reading of docs/method/planning.md, as slow and as literal as can be: every row of
/// every constraint is looped over, day by day and window by window. Small scenarios only.

namespace imdad::verify {

[[nodiscard]] bool naive_accepts(const model::Scenario& scenario, const model::Plan& plan);

}  // namespace imdad::verify

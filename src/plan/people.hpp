#pragma once

#include "model/measures.hpp"

namespace imdad::plan {

/// How many different people several overlapping programmes serve at least and at most.
/// Inside one cell the largest programme counts at least, the sum at most (never more than the
/// area's population); disjoint cells and disjoint areas add; nested ones take the maximum.
[[nodiscard]] model::PeopleBounds people_served(const model::Scenario& scenario,
                                                const std::vector<model::GroupMeasure>& groups);

}  // namespace imdad::plan

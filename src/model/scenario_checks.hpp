#pragma once

#include "base/fault.hpp"
#include "model/scenario.hpp"

#include <optional>

/// The last guard before a scenario is closed: references, cycles, horizon, series.

namespace imdad::model {

/// The first fault that makes `data` unusable, or nothing.
[[nodiscard]] std::optional<base::Fault> first_fault(const ScenarioData& data);

/// Places on one cycle of the lanes, in order; empty if there is none. Lane ends must exist.
[[nodiscard]] std::vector<PlaceIndex> find_cycle(std::size_t place_count,
                                                 const std::vector<Lane>& lanes);

/// One representative fault of the doses of each (programme, product): numbered 1, 2, ... without
/// holes or doubles. Nothing if all are right.
[[nodiscard]] std::optional<base::Fault> series_fault(const ScenarioData& data);

}  // namespace imdad::model

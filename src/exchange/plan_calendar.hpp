#pragma once

#include "model/plan.hpp"

#include <cstdint>

/// Weeks, arrivals and volumes as the files of a plan state them. Internal to this module; the
/// planner and the checker each work these out by themselves.

namespace imdad::exchange {

/// Monday of week `week` of the horizon (0-based).
[[nodiscard]] model::Day monday(const model::Scenario& scenario, int week);

/// Weeks from departure to arrival.
[[nodiscard]] int lead_weeks(const model::Lane& lane);

/// Week in which a supply may start; may lie after the horizon.
[[nodiscard]] int start_week(const model::Scenario& scenario, const model::Supply& supply);

/// Volume of packs on a lane in cm3, all classes together. Cannot overflow whatever the packs.
[[nodiscard]] base::Int128 volume_on_lane(const model::Scenario& scenario,
                                          const model::Lane& lane,
                                          const model::Product& product,
                                          model::Packs packs);

}  // namespace imdad::exchange

#pragma once

#include "model/scenario.hpp"

#include <cstdint>

namespace imdad::exchange_test {

/// A scenario that exercises every field of every table, with texts that are hard on CSV files
/// (quotes, line breaks, formulas, other scripts). Valid, and in the form that loading gives it.
/// Same seed, same scenario.
[[nodiscard]] model::ScenarioData any_scenario(std::uint64_t seed);

}  // namespace imdad::exchange_test

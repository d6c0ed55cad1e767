#pragma once

#include "model/scenario.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Small random scenarios in which every feature of the model is switched on in some.

namespace imdad::testing {

/// Families that stress one thing each; `mixed` switches everything on with some probability.
enum class Family {
    plain,
    expiry,
    earmarks,
    packaging,
    tight_stores,
    tight_lanes,
    closures,
    waiting,
    series,
    seats_and_policy,
    mixed
};

[[nodiscard]] const std::vector<Family>& families();
[[nodiscard]] std::string name_of(Family family);

/// A scenario that `model::Scenario::build` accepts. Equal arguments give equal scenarios.
[[nodiscard]] model::ScenarioData random_scenario(Family family, std::uint64_t seed);

}  // namespace imdad::testing

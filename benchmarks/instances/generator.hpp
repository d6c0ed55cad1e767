#pragma once

#include "base/result.hpp"
#include "model/scenario.hpp"

#include <cstdint>
#include <string>

/// Seeded instances of four sizes for benchmarks: a tree of regions, districts and facilities with
/// second parents and closures, cold goods in lots of which some are earmarked, supply short of
/// need.

namespace imdad::benchmarks {

struct InstanceSize {
    std::string name;
    int facilities = 0;
    int districts = 0;
    int products = 0;
    int weeks = 0;
};

/// S 100 x 5 x 12, M 1,000 x 10 x 26, M2 2,000 x 20 x 26, L 5,000 x 40 x 26
/// (facilities x products x weeks). Errors: `unknown_instance`.
[[nodiscard]] base::Result<InstanceSize> instance_size(const std::string& name);

/// The instance of that size; the same seed gives the same scenario everywhere.
[[nodiscard]] model::ScenarioData generate_instance(const InstanceSize& size, std::uint64_t seed);

}  // namespace imdad::benchmarks

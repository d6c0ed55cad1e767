#pragma once

#include "engine/water_filling.hpp"
#include "model/types.hpp"

#include <array>
#include <cstdint>

/// The three policies as concave functions of coverage on 16 equal segments.

namespace imdad::plan {

inline constexpr std::size_t kSegments = 16;

/// Slope of each segment, as a whole number; only ratios matter.
/// worst_first: 2^15 down to 1, each segment outweighs all later ones together.
/// balanced: chords of ln(1 + 16 C), scaled by 1e6 and rounded. most_served: all equal.
[[nodiscard]] const std::array<std::int64_t, kSegments>& slopes(model::Policy policy);

/// The same as the engine takes them.
[[nodiscard]] engine::Slopes worth_by_coverage(model::Policy policy);

}  // namespace imdad::plan

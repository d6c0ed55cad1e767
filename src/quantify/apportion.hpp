#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// Sharing out whole things so that nothing is lost to rounding.

namespace imdad::quantify {

/// Splits `total` over `weights` by largest remainder; ties go to the lower index.
/// Shape: one share per weight, same order; the shares sum to `total`, and each is its exact
/// proportion rounded down or up. Requires: total >= 0, weights >= 0.
/// Errors: `weights_all_zero`, also when there is no weight at all; a total of 0 needs no weight.
/// Complexity: O(n log n).
/// Source: Balinski & Young, Fair Representation, 2nd ed., Hamilton's method.
[[nodiscard]] base::Result<std::vector<std::int64_t>> apportion(
    std::int64_t total, std::span<const std::int64_t> weights);

}  // namespace imdad::quantify

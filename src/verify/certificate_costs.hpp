#pragma once

#include "verify/certificate_prices.hpp"

#include <functional>
#include <vector>

/// What it costs at given prices to serve one person of a need unit whose first dose falls in a
/// week: the cheapest way of a pack to a serving place (pi), and over that the cheapest course
/// (c). "The bound from prices" in docs/method/certificates.md.

namespace imdad::verify {

struct Costs {
    int weeks = 0;
    std::vector<Int128> cheapest;  ///< unit x week, in 2^-scale_bits, rounded down; kNoWay: nobody

    [[nodiscard]] Int128 at(std::size_t unit, int week) const {
        return cheapest[unit * static_cast<std::size_t>(weeks) + static_cast<std::size_t>(week)];
    }
};

/// Costs of the need units for which `wanted` is true; kNoWay for the others.
/// Errors: `too_large`, naming the product. Complexity: O(commodities x (places + lanes) x weeks +
/// need units x serving places x commodities x weeks), memory of one product's pi and of the costs.
[[nodiscard]] base::Result<Costs> serving_costs(Relaxation& relaxation,
                                                const PriceBook& book,
                                                const std::function<bool(std::size_t unit)>& wanted,
                                                int threads = 1);

}  // namespace imdad::verify

#pragma once

#include "engine/price_bound.hpp"
#include "lp/solve.hpp"
#include "plan/certify.hpp"

#include <optional>
#include <vector>

/// Prices out of an optimal solution of the linear programme: the best that any prices can prove.

namespace imdad::plan {

/// Programmes with more columns than this are not given to the solver: it would not come back.
inline constexpr std::uint64_t kExactColumns = 400'000;

struct ExactPrices {
    engine::Prices prices;
    std::vector<double> area_weights;  ///< by counted area, sum 1; empty for the value
};

/// Nothing if the programme is too large or the solver did not reach the optimum in time.
[[nodiscard]] std::optional<ExactPrices> exact_prices(const engine::Problem& problem,
                                                      lp::Aim aim,
                                                      const CountedAreas& counted,
                                                      double seconds_max);

}  // namespace imdad::plan

#pragma once

#include "engine/price_bound.hpp"

#include <vector>

/// What one more pack would be worth wherever it may lie: the prices of the bound, looked at from
/// the side of those whom it would serve.

namespace imdad::plan {

/// Worth of one more pack, by row of `net`. `cost`: of serving one person, unit x week (of the
/// problem the prices belong to); `worth`: of the next person, by group. A pack is worth what it
/// saves or serves, less the room it takes.
[[nodiscard]] std::vector<double> worth_of_packs(const engine::Problem& problem,
                                                 const engine::CommodityNet& net,
                                                 const engine::Prices& prices,
                                                 const std::vector<double>& cost,
                                                 const std::vector<double>& worth);

}  // namespace imdad::plan

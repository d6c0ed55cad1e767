#pragma once

#include "model/measures.hpp"

#include <string>
#include <vector>

namespace imdad::plan {

/// Sentences on what the stock book shows against the stock policy: weeks below the minimum stock,
/// closing stock against its target, goods that expire in store.
[[nodiscard]] std::vector<std::string> stock_notes(const model::Scenario& scenario,
                                                   const std::vector<model::StockRow>& book);

}  // namespace imdad::plan

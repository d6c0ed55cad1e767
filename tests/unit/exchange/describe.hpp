#pragma once

#include "model/scenario.hpp"

#include <string>

namespace imdad::exchange_test {

/// Every field of every row as text, so that equal texts are equal scenarios. Left out: line
/// numbers (`Need::row`, `Quantification::row`), which are of the file, not of the scenario.
[[nodiscard]] std::string describe(const model::ScenarioData& data);

}  // namespace imdad::exchange_test

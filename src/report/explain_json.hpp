#pragma once

#include "model/explanation.hpp"

#include <string>

/// Why people are short and what would help, for programs; fields in docs/cli.md.

namespace imdad::report {

/// One JSON object and a newline. For planners only, like the table.
[[nodiscard]] std::string explain_json(const model::Scenario& scenario,
                                       const model::Explanation& explanation);

}  // namespace imdad::report

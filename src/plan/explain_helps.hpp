#pragma once

#include "engine/relaxed.hpp"
#include "plan/explain.hpp"
#include "plan/problem_builder.hpp"

#include <vector>

/// What one more unit of every scarce thing would bring, by its price and by solving again.

namespace imdad::plan {

/// Problems of at most so many rows of flow are solved by the linear programming solver.
inline constexpr std::size_t kExactRows = 6000;

struct HelpInput {
    const model::Scenario& scenario;
    const model::PlanOptions& options;
    const BuiltProblem& built;
    const engine::Relaxation& relaxation;
    const engine::Prices& prices;
    const engine::Worth& worth;
    const std::vector<double>& marginal;       ///< by group: what the next person is worth
    const std::vector<std::size_t>& closures;  ///< rows that keep somebody from being served
    const ExplainRequest& request;
};

/// Fills in `helps`, `solved_exactly` and `relaxed_value`.
void find_helps(const HelpInput& input, model::Explanation& explanation);

}  // namespace imdad::plan

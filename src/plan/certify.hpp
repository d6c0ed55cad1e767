#pragma once

#include "engine/relaxed.hpp"
#include "model/certificate.hpp"
#include "model/measures.hpp"
#include "plan/problem_builder.hpp"

#include <string>
#include <vector>

/// From the engine's prices to a certificate in the words of the scenario.

namespace imdad::plan {

/// The areas that count for the worst-off one, in the order of the scenario: of level 1 and deeper,
/// with somebody whom some plan can serve.
struct CountedAreas {
    engine::WorstOffAim aim;
    std::vector<model::AreaIndex> areas;  ///< one for each of the aim
};

/// `reasons`: by engine group, empty where somebody can be served.
[[nodiscard]] CountedAreas counted_areas(const model::Scenario& scenario,
                                         const engine::Problem& problem,
                                         const std::vector<std::string>& reasons);

[[nodiscard]] model::Certificate value_certificate(const BuiltProblem& built,
                                                   const engine::Prices& prices);

[[nodiscard]] model::Certificate lock_certificate(const BuiltProblem& built,
                                                  const engine::Prices& prices);

/// `weights`: by counted area, not all 0.
[[nodiscard]] model::Certificate worst_off_certificate(const BuiltProblem& built,
                                                       const engine::Prices& prices,
                                                       const CountedAreas& counted,
                                                       const std::vector<double>& weights);

}  // namespace imdad::plan

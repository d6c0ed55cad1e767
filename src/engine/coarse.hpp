#pragma once

#include "engine/flow_model.hpp"

#include <vector>

/// A smaller problem like a given one: places at the ends of the chain that are supplied alike are
/// one place, their needs and rooms added up. It is solved first, because its prices and flows are
/// near those of the whole, and is a guess only: no bound rests on it.

namespace imdad::engine {

struct CoarseProblem {
    Problem problem;
    std::vector<Id> node_of;     ///< by node of the whole
    std::vector<Id> arc_of;      ///< by arc of the whole
    std::vector<Id> unit_of;     ///< by need unit of the whole
    std::vector<Id> maximum_of;  ///< by row of maximum stock of the whole
};

[[nodiscard]] CoarseProblem coarsen(const Problem& problem);

/// The same prices on the rows of the whole.
[[nodiscard]] Prices prices_of_whole(const Problem& problem,
                                     const CoarseProblem& coarse,
                                     const Prices& prices);

/// Flows of the coarse problem shared out over the whole by need.
[[nodiscard]] Flows flows_of_whole(const Problem& problem,
                                   const CommodityNet& net,
                                   const CoarseProblem& coarse,
                                   const CommodityNet& coarse_net,
                                   const Flows& flows);

}  // namespace imdad::engine

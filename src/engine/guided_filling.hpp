#pragma once

#include "engine/filling.hpp"
#include "engine/flow_model.hpp"

/// A plan of whole packs out of flows that may be split.

namespace imdad::engine {

/// Sends whole packs the ways that the flows take, as soon as the flow into a place adds up to one,
/// and serves people as the flows do, weeks in order. What does not fit as a whole is left to
/// whoever fills on, and so is every product but those of `products`. A flow that is `nearly` short
/// of a whole number counts as it.
void fill_along(Filling& filling,
                const CommodityNet& net,
                Flows flows,
                const std::vector<bool>& products,
                double nearly);

inline constexpr std::int64_t kThousand = 1000;

/// The same problem with a thousandth of a pack as the pack and a thousandth of a person as the
/// person: what whole packs cost shows in the difference. Cartons are no more.
[[nodiscard]] Problem in_thousandths(const Problem& problem);

/// Products whose scarcity matters: the packs that the flows use are worth more, at the prices `pi`
/// of the net's rows, than `share` of all.
[[nodiscard]] std::vector<bool> scarce_products(const Problem& problem,
                                                const CommodityNet& net,
                                                const Flows& flows,
                                                const std::vector<double>& pi,
                                                double share);

/// Serves more people of the area that is worst off, whichever it is at the time, until no area
/// below `most` can be helped: first its groups that fall shortest of `wanted` (persons, by group).
/// Each time a `steps`-th of the need of a group, one person at least.
void fill_worst_areas(Filling& filling,
                      const WorstOffAim& aim,
                      const std::vector<double>& wanted,
                      double most,
                      std::int64_t steps);

}  // namespace imdad::engine

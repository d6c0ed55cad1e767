#include "engine/depots.hpp"

#include <algorithm>

namespace imdad::engine {

Id Depots::add(const Depot& depot) {
    if (by_pair_.empty()) {
        by_pair_.resize(problem_.nodes.size() * problem_.products.size());
    }
    auto& here = by_pair_[problem_.pair(depot.node, problem_.lots[depot.lot].product)];
    const auto same = std::ranges::find_if(here, [&](Id id) {
        const Depot& other = depots_[id];
        return other.lot == depot.lot && other.week == depot.week &&
               other.use_by_day == depot.use_by_day;
    });
    if (same != here.end()) {
        depots_[*same].packs += depot.packs;
        return *same;
    }
    depots_.push_back(depot);
    here.push_back(static_cast<Id>(depots_.size() - 1));
    return here.back();
}

std::span<const Id> Depots::at(Id node, Id product) const {
    if (by_pair_.empty()) {
        return {};
    }
    return by_pair_[problem_.pair(node, product)];
}

}  // namespace imdad::engine

#include "engine/sources.hpp"

#include <algorithm>

namespace imdad::engine {

Sources::Sources(const Problem& problem)
    : problem_(problem),
      by_product_(problem.products.size(), 0),
      by_pair_(problem.nodes.size() * problem.products.size(), 0) {
    supply_left_.reserve(problem.supplies.size());
    for (const Supply& supply : problem.supplies) {
        supply_left_.push_back(supply.week < problem.weeks ? supply.packs : 0);
        count(supply.node, problem.lots[supply.lot].product, supply_left_.back());
    }
}

void Sources::start(Id supply, std::int64_t packs) {
    const Supply& row = problem_.supplies[supply];
    supply_left_[supply] -= packs;
    count(row.node, problem_.lots[row.lot].product, -packs);
}

Id Sources::add(const Depot& depot) {
    const Id product = problem_.lots[depot.lot].product;
    if (depots_by_pair_.empty()) {
        depots_by_pair_.resize(by_pair_.size());
    }
    auto& here = depots_by_pair_[problem_.pair(depot.node, product)];
    const auto same = std::ranges::find_if(here, [&](Id id) {
        const Depot& other = depots_[id];
        return other.lot == depot.lot && other.week == depot.week &&
               other.use_by_day == depot.use_by_day;
    });
    if (same != here.end()) {
        change(*same, depot.packs);
        return *same;
    }
    depots_.push_back(depot);
    count(depot.node, product, depot.packs);
    here.push_back(static_cast<Id>(depots_.size() - 1));
    return here.back();
}

void Sources::change(Id depot, std::int64_t packs) {
    depots_[depot].packs += packs;
    count(depots_[depot].node, problem_.lots[depots_[depot].lot].product, packs);
}

std::span<const Id> Sources::depots_at(Id node, Id product) const {
    if (depots_by_pair_.empty()) {
        return {};
    }
    return depots_by_pair_[problem_.pair(node, product)];
}

}  // namespace imdad::engine

#pragma once

#include "engine/problem.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// What can still be brought: packs of the supplies that have not been started, and packs that lie
/// at a node on the way because a shipment had to be rounded up to a carton. The latter, depots,
/// are supplies that the plan itself has made; their room is reserved to the end of the horizon
/// until somebody draws them.

namespace imdad::engine {

struct Depot {
    Id node = kNone;
    Id lot = kNone;
    int week = 0;  ///< of arrival
    int use_by_day = kNever;
    std::int64_t packs = 0;
};

class Sources {
 public:
    explicit Sources(const Problem& problem);

    /// Packs of the supply that have not been started.
    [[nodiscard]] std::int64_t supply(Id supply) const { return supply_left_[supply]; }

    [[nodiscard]] const std::vector<std::int64_t>& supplies() const { return supply_left_; }

    /// Starts packs of the supply (or with a negative figure takes that back).
    void start(Id supply, std::int64_t packs);

    /// Adds packs; depots with the same node, lot, week and use-by are one. Returns its id.
    Id add(const Depot& depot);

    /// Adds packs to the depot (or with a negative figure draws them).
    void change(Id depot, std::int64_t packs);

    [[nodiscard]] Id depot_count() const { return static_cast<Id>(depots_.size()); }

    [[nodiscard]] const Depot& depot(Id depot) const { return depots_[depot]; }

    /// Depots of the product at the node, empty ones included.
    [[nodiscard]] std::span<const Id> depots_at(Id node, Id product) const;

    /// Packs left of the product in all supplies and depots.
    [[nodiscard]] std::int64_t of_product(Id product) const { return by_product_[product]; }

    /// Packs left of the product in the supplies and depots of the node.
    [[nodiscard]] std::int64_t at(Id node, Id product) const {
        return by_pair_[problem_.pair(node, product)];
    }

 private:
    void count(Id node, Id product, std::int64_t packs) {
        by_product_[product] += packs;
        by_pair_[problem_.pair(node, product)] += packs;
    }

    const Problem& problem_;
    std::vector<std::int64_t> supply_left_;
    std::vector<Depot> depots_;
    std::vector<std::vector<Id>> depots_by_pair_;  ///< node x product; made on first use
    std::vector<std::int64_t> by_product_;
    std::vector<std::int64_t> by_pair_;  ///< node x product
};

}  // namespace imdad::engine

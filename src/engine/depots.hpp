#pragma once

#include "engine/problem.hpp"

#include <cstdint>
#include <vector>

/// Packs that lie at a node on the way because a shipment had to be rounded up to a carton, or
/// that were sent ahead as closing stock: a supply that the plan itself has made. Their room is
/// reserved to the end of the horizon until somebody draws them.

namespace imdad::engine {

struct Depot {
    Id node = kNone;
    Id lot = kNone;
    int week = 0;  ///< of arrival
    int use_by_day = kNever;
    std::int64_t packs = 0;
};

class Depots {
 public:
    explicit Depots(const Problem& problem) : problem_(problem) {}

    /// Adds packs; depots with the same node, lot, week and use-by are one. Returns its id.
    Id add(const Depot& depot);

    void change(Id depot, std::int64_t packs) { depots_[depot].packs += packs; }

    [[nodiscard]] const Depot& operator[](Id depot) const { return depots_[depot]; }

    [[nodiscard]] std::size_t size() const { return depots_.size(); }

    /// Depots of the product at the node, empty ones included.
    [[nodiscard]] std::span<const Id> at(Id node, Id product) const;

 private:
    const Problem& problem_;
    std::vector<Depot> depots_;
    std::vector<std::vector<Id>> by_pair_;  ///< node x product; made on first use
};

}  // namespace imdad::engine

#pragma once

#include "model/plan.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

/// Which country a plan's goods are for, leg by leg and supply by supply.

namespace imdad::app {

/// What a plan takes of one supply for one country.
struct SupplyShare {
    model::SupplyIndex supply;
    model::AreaIndex country;
    model::Packs packs;
};

class PlanShares {
 public:
    PlanShares(const model::Scenario& scenario, const model::Plan& plan);

    /// Countries that goods of `batch` go on to from `place`, those served at `place` included; the
    /// country of `place` if nothing of them goes on and nobody is served there.
    [[nodiscard]] std::set<model::AreaIndex> countries_beyond(model::PlaceIndex place,
                                                              model::BatchIndex batch) const;

    /// What the plan takes into the books, by the countries that it leaves for. What is taken and
    /// goes nowhere is left out.
    [[nodiscard]] std::vector<SupplyShare> shares() const;

 private:
    struct Node {
        model::PlaceIndex place;
        model::BatchIndex batch;

        friend auto operator<=>(const Node&, const Node&) = default;
    };

    struct Leg {
        model::PlaceIndex to;
        std::int64_t packs = 0;
    };

    void reach(const Node& node, std::set<Node>& seen, std::set<model::AreaIndex>& found) const;

    const model::Scenario& scenario_;
    const model::Plan& plan_;
    std::map<Node, std::vector<Leg>> legs_;  ///< of each place, in the order of departure
    std::map<Node, std::int64_t> used_;      ///< packs opened for people served there, rounded up
};

}  // namespace imdad::app

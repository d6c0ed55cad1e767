#include "app/plan_shares.hpp"

#include "base/fixed.hpp"

#include <algorithm>

namespace imdad::app {

using model::AreaIndex;

PlanShares::PlanShares(const model::Scenario& scenario, const model::Plan& plan)
    : scenario_(scenario), plan_(plan) {
    for (const model::Shipment& shipment : plan.shipments) {
        const model::Lane& lane = scenario[shipment.lane];
        legs_[{lane.from, shipment.batch}].push_back({lane.to, shipment.packs.value()});
    }
    std::map<Node, std::int64_t> units;
    for (const model::Service& service : plan.services) {
        units[{service.place, service.batch}] += service.units.value();
    }
    for (const auto& [node, amount] : units) {
        const std::int64_t pack_units = scenario[scenario[node.batch].product].pack_units;
        used_[node] = static_cast<std::int64_t>(base::ceil_div(base::Int128{amount}, pack_units));
    }
}

void PlanShares::reach(const Node& node, std::set<Node>& seen, std::set<AreaIndex>& found) const {
    if (!seen.insert(node).second) {
        return;
    }
    const auto legs = legs_.find(node);
    const bool served = used_.contains(node);
    const AreaIndex area = scenario_[node.place].area;
    if ((served || legs == legs_.end()) && area.exists()) {
        found.insert(scenario_.country_of(area));
    }
    if (legs != legs_.end()) {
        for (const Leg& leg : legs->second) {
            reach({leg.to, node.batch}, seen, found);
        }
    }
}

std::set<AreaIndex> PlanShares::countries_beyond(model::PlaceIndex place,
                                                 model::BatchIndex batch) const {
    std::set<Node> seen;
    std::set<AreaIndex> found;
    reach({place, batch}, seen, found);
    return found;
}

std::vector<SupplyShare> PlanShares::shares() const {
    // What leaves a place, or is used there, and for which country.
    struct Outflow {
        AreaIndex country;
        std::int64_t packs = 0;
    };

    std::map<Node, std::vector<Outflow>> outflows;
    for (const auto& [node, legs] : legs_) {
        for (const Leg& leg : legs) {
            const std::set<AreaIndex> countries = countries_beyond(leg.to, node.batch);
            if (!countries.empty()) {
                outflows[node].push_back({*countries.begin(), leg.packs});
            }
        }
    }
    for (const auto& [node, packs] : used_) {
        outflows[node].push_back({scenario_.country_of(scenario_[node.place].area), packs});
    }
    std::vector<SupplyShare> shares;
    for (const model::Start& start : plan_.starts) {
        const model::Supply& supply = scenario_[start.supply];
        std::int64_t left = start.packs.value();
        std::map<AreaIndex, std::int64_t> by_country;
        for (Outflow& outflow : outflows[{supply.place, supply.batch}]) {
            const std::int64_t taken = std::min(left, outflow.packs);
            left -= taken;
            outflow.packs -= taken;
            by_country[outflow.country] += taken;
        }
        for (const auto& [country, packs] : by_country) {
            if (packs > 0) {
                shares.push_back({start.supply, country, model::Packs(packs)});
            }
        }
    }
    return shares;
}

}  // namespace imdad::app

#pragma once

#include "verify/goods.hpp"
#include "verify/service_rules.hpp"

#include <map>
#include <vector>

/// How many units of a product a place may hold under `max_weeks` of the stock policy: so many
/// weeks of the need that can be served from there, never less than what the place was given
/// itself.

namespace imdad::verify {

class MaximumStock {
 public:
    MaximumStock(const model::Scenario& scenario,
                 const ServiceRules& service,
                 const model::PlanOptions& options);

    /// True if any policy row limits places of this level.
    [[nodiscard]] bool applies(PlaceIndex place) const;

    /// The limit in units, the lowest where several policy rows apply; none if none does.
    [[nodiscard]] std::optional<Int128> limit(PlaceIndex place, ProductIndex product);

 private:
    /// Persons in the horizon, per programme, of need units that a place reachable from here
    /// serves.
    [[nodiscard]] const std::vector<Int128>& persons_downstream(PlaceIndex place);

    /// Units of `product` for those persons, rounded up once.
    [[nodiscard]] Int128 downstream_units(PlaceIndex place, ProductIndex product);

    const model::Scenario& scenario_;
    const ServiceRules& service_;
    std::vector<std::vector<PlaceIndex>> lanes_out_;
    std::map<std::pair<PlaceIndex, ProductIndex>, Int128> own_units_;
    std::map<PlaceIndex, std::vector<Int128>> persons_;  // filled when asked for
};

/// A supply that the plan's options let it use.
[[nodiscard]] bool included(const model::Supply& supply, const model::PlanOptions& options);

}  // namespace imdad::verify

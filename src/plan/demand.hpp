#pragma once

#include "base/fixed.hpp"
#include "model/plan.hpp"

#include <cstdint>
#include <vector>

/// Need in persons and in units: weekly profiles, where people are served, what lies downstream.

namespace imdad::plan {

/// units_per_person / (1 - wastage_rate) in lowest terms.
[[nodiscard]] base::Ratio units_per_served_person(const model::Serves& serves);

/// Need below a place in units of a product, over the whole horizon; the measure of stock policies.
class DownstreamNeed {
 public:
    explicit DownstreamNeed(const model::Scenario& scenario);

    /// ceil(weeks x D / T) with D as in docs/method/planning.md, "Maximum stock".
    [[nodiscard]] std::int64_t units_of_weeks(model::PlaceIndex place,
                                              model::ProductIndex product,
                                              model::Fixed9 weeks) const;

 private:
    const model::Scenario& scenario_;
    /// By place and programme: persons of need units with a serving place reachable from here.
    std::vector<std::int64_t> persons_;
    /// By product: (programme, units per person over all doses).
    std::vector<std::vector<std::pair<std::size_t, base::Ratio>>> factors_;
};

/// The policy row that holds at a place for a product: a row that names the product before a
/// general one. Nothing if none does.
[[nodiscard]] const model::StockPolicy* policy_for(const model::Scenario& scenario,
                                                   model::PlaceIndex place,
                                                   model::ProductIndex product);

/// Units in stock and supplies by place x product, announced and pledged ones only if included.
[[nodiscard]] std::vector<std::int64_t> own_supply_units(const model::Scenario& scenario,
                                                         const model::PlanOptions& options);

}  // namespace imdad::plan

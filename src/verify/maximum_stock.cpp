#include "verify/maximum_stock.hpp"

#include <algorithm>
#include <numeric>

namespace imdad::verify {

namespace {

/// Nobody believes in more than this many persons or units; keeps products inside 128 bits.
constexpr Int128 kHuge = 1'000'000'000'000'000'000;

/// Exact sum of fractions, kept as a whole part and a proper fraction. Where the common denominator
/// leaves 128 bits the fraction at hand is rounded up, so that the sum is never too low.
class FractionSum {
 public:
    void add(Int128 numerator, std::int64_t denominator) {
        whole_ += numerator / denominator;
        auto part = static_cast<std::int64_t>(numerator % denominator);
        if (part == 0) {
            return;
        }
        const std::int64_t common = std::gcd(part, denominator);
        part /= common;
        const std::int64_t below = denominator / common;
        const auto shared = std::gcd(static_cast<std::int64_t>(denominator_ % below), below);
        Int128 joint = 0;
        Int128 left = 0;
        Int128 right = 0;
        Int128 sum = 0;
        if (__builtin_mul_overflow(denominator_, Int128{below / shared}, &joint) ||
            __builtin_mul_overflow(numerator_, Int128{below / shared}, &left) ||
            __builtin_mul_overflow(Int128{part}, joint / below, &right) ||
            __builtin_add_overflow(left, right, &sum)) {
            ++whole_;
            return;
        }
        whole_ += sum / joint;
        numerator_ = sum % joint;
        denominator_ = joint;
    }

    [[nodiscard]] Int128 rounded_up() const { return whole_ + (numerator_ > 0 ? 1 : 0); }

 private:
    Int128 whole_ = 0;
    Int128 numerator_ = 0;
    Int128 denominator_ = 1;
};

}  // namespace

bool included(const model::Supply& supply, const model::PlanOptions& options) {
    switch (supply.status) {
        case model::SupplyStatus::announced:
            return options.include_announced;
        case model::SupplyStatus::pledged:
            return options.include_pledged;
        default:
            return true;
    }
}

MaximumStock::MaximumStock(const model::Scenario& scenario,
                           const ServiceRules& service,
                           const model::PlanOptions& options)
    : scenario_(scenario), service_(service), lanes_out_(scenario->places.size()) {
    for (const model::Lane& lane : scenario->lanes) {
        lanes_out_[lane.from.value()].push_back(lane.to);
    }
    for (const model::Supply& supply : scenario->supplies) {
        if (included(supply, options)) {
            const model::Batch& batch = scenario[supply.batch];
            own_units_[{supply.place, batch.product}] +=
                Int128{supply.packs.value()} * scenario[batch.product].pack_units;
        }
    }
}

bool MaximumStock::applies(PlaceIndex place) const {
    return std::ranges::any_of(scenario_->stock_policies, [&](const model::StockPolicy& policy) {
        return policy.max_weeks && policy.level == scenario_[place].level;
    });
}

const std::vector<Int128>& MaximumStock::persons_downstream(PlaceIndex place) {
    const auto [found, is_new] = persons_.try_emplace(place);
    if (!is_new) {
        return found->second;
    }
    std::vector<Int128>& persons = found->second;
    persons.resize(scenario_->programmes.size(), 0);
    std::vector<bool> place_seen(scenario_->places.size(), false);
    std::vector<bool> need_seen(scenario_->needs.size(), false);
    std::vector<PlaceIndex> waiting = {place};
    place_seen[place.value()] = true;
    while (!waiting.empty()) {
        const PlaceIndex here = waiting.back();
        waiting.pop_back();
        for (const NeedIndex need : service_.needs_served_at(here)) {
            if (!need_seen[need.value()]) {
                need_seen[need.value()] = true;
                persons[scenario_[need].programme.value()] +=
                    service_.need_up_to(need, scenario_->header.weeks - 1);
            }
        }
        for (const PlaceIndex next : lanes_out_[here.value()]) {
            if (!place_seen[next.value()]) {
                place_seen[next.value()] = true;
                waiting.push_back(next);
            }
        }
    }
    return persons;
}

Int128 MaximumStock::downstream_units(PlaceIndex place, ProductIndex product) {
    const std::vector<Int128>& persons = persons_downstream(place);
    FractionSum units;
    for (const model::Serves& row : scenario_->serves) {
        if (row.product == product) {
            units.add(std::min(persons[row.programme.value()], kHuge) * row.units_per_person.nano(),
                      base::Fixed9::kScale - row.wastage_rate.nano());
        }
    }
    return std::min(units.rounded_up(), kHuge);
}

std::optional<Int128> MaximumStock::limit(PlaceIndex place, ProductIndex product) {
    // A row that names the product holds before a general one of the same level.
    const model::StockPolicy* policy = nullptr;
    for (const model::StockPolicy& row : scenario_->stock_policies) {
        const bool names_it = row.product == product;
        if (row.level == scenario_[place].level && (names_it || !row.product.exists()) &&
            (policy == nullptr || (names_it && policy->product != product))) {
            policy = &row;
        }
    }
    if (policy == nullptr || !policy->max_weeks) {
        return std::nullopt;
    }
    const Int128 weeks_of_need =
        base::ceil_div(downstream_units(place, product) * policy->max_weeks->nano(),
                       Int128{base::Fixed9::kScale} * scenario_->header.weeks);
    const auto own = own_units_.find({place, product});
    return std::max(weeks_of_need, own == own_units_.end() ? Int128{0} : own->second);
}

}  // namespace imdad::verify

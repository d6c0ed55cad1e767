#include "verify/goods.hpp"

#include <algorithm>

namespace imdad::verify {

void Volume::add(const Handling& handling, Int128 packs) {
    by_class[handling.storage_class] += packs * handling.pack_cm3;
    companions += packs * handling.companion_cm3;
}

Handling Goods::at_level(ProductIndex product, int level) const {
    const model::Product& row = scenario_[product];
    Handling result;
    result.storage_class = static_cast<std::size_t>(row.storage_class);
    result.pack_cm3 = row.pack_cm3.value();
    result.companion_cm3 = row.companion_ambient_cm3.value();
    for (const model::Packaging& packaging : row.packaging) {
        if (packaging.level == level) {
            result.storage_class = static_cast<std::size_t>(packaging.storage_class);
            result.pack_cm3 = packaging.pack_cm3.value();
            result.ship_multiple = std::max<std::int64_t>(1, packaging.ship_multiple);
            result.max_days = packaging.max_days;
        }
    }
    if (row.kind != model::ProductKind::goods) {
        result.pack_cm3 = 0;
        result.companion_cm3 = 0;
    }
    return result;
}

std::int64_t Goods::pack_units(BatchIndex batch) const {
    return std::max<std::int64_t>(1, scenario_[scenario_[batch].product].pack_units);
}

bool Goods::is_seats(BatchIndex batch) const {
    return scenario_[scenario_[batch].product].kind == model::ProductKind::seats;
}

Day Goods::use_by_on_entry(BatchIndex batch, Day use_by, PlaceIndex place, int week) const {
    const Handling handling = at_level(scenario_[batch].product, scenario_[place].level);
    if (!handling.max_days) {
        return use_by;
    }
    return std::min(use_by, calendar_.monday(week) + std::chrono::days(*handling.max_days));
}

std::int64_t Goods::remaining_days(BatchIndex batch, std::int64_t week) const {
    return (scenario_[batch].expiry - calendar_.monday(0)).count() - 7 * week;
}

std::int64_t Goods::required_days(BatchIndex batch) const {
    return scenario_[scenario_[batch].product].min_remaining_days;
}

Int128 packs_for(Int128 units, std::int64_t pack_units) {
    return units <= 0 ? 0 : base::ceil_div(units, pack_units);
}

}  // namespace imdad::verify

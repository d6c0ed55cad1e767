#include "exchange/plan_calendar.hpp"

#include <algorithm>

namespace imdad::exchange {

model::Day monday(const model::Scenario& scenario, int week) {
    return scenario->header.start + std::chrono::days(7 * week);
}

int lead_weeks(const model::Lane& lane) {
    return (lane.lead_days + 3) / 7;
}

int start_week(const model::Scenario& scenario, const model::Supply& supply) {
    const auto days =
        (supply.available_on - scenario->header.start).count() + supply.clearance_days;
    return static_cast<int>(std::max<base::Int128>(0, base::ceil_div(days, 7)));
}

base::Int128 volume_on_lane(const model::Scenario& scenario,
                            const model::Lane& lane,
                            const model::Product& product,
                            model::Packs packs) {
    if (product.kind != model::ProductKind::goods) {
        return 0;
    }
    const int level = scenario[lane.to].level;
    const auto differs = std::ranges::find(product.packaging, level, &model::Packaging::level);
    const model::VolumeCm3 pack =
        differs == product.packaging.end() ? product.pack_cm3 : differs->pack_cm3;
    return base::Int128{(pack + product.companion_ambient_cm3).value()} * packs.value();
}

}  // namespace imdad::exchange

#include "verify/certificate_opened.hpp"

#include <algorithm>
#include <set>

namespace imdad::verify {

namespace {

/// Lots that may come to the place: those with a supply there or where lanes lead to it from.
std::set<BatchIndex> lots_upstream(const Relaxation& relaxation, PlaceIndex place) {
    std::vector<PlaceIndex> upstream = {place};
    std::set<PlaceIndex> seen = {place};
    std::set<BatchIndex> lots;
    for (std::size_t i = 0; i < upstream.size(); ++i) {
        for (const SupplyIndex supply : relaxation.supplies_at(upstream[i])) {
            lots.insert(relaxation.scenario()[supply].batch);
        }
        for (const LaneIndex lane : relaxation.lanes_into(upstream[i])) {
            const PlaceIndex from = relaxation.scenario()[lane].from;
            if (seen.insert(from).second) {
                upstream.push_back(from);
            }
        }
    }
    return lots;
}

/// How many use-by dates a lot of the product can have at one place.
std::int64_t use_by_dates(const Relaxation& relaxation, ProductIndex product) {
    const auto& packaging = relaxation.scenario()[product].packaging;
    const auto limited = std::ranges::count_if(
        packaging, [](const model::Packaging& level) { return level.max_days.has_value(); });
    return 1 + relaxation.weeks() * limited;
}

/// Parts of a unit that one lot may leave opened behind for one need unit: one rest for each dose.
Int128 rest_of_course(const Course& course) {
    Int128 rest = 0;
    for (const model::Serves* dose : course.doses) {
        const UnitsPerPerson units = units_per_person(*dose);
        rest += base::ceil_div((units.denominator - 1) * kOpenedScale, units.denominator);
    }
    return rest;
}

}  // namespace

OpenedRests opened_rests(const Relaxation& relaxation, PlaceIndex place) {
    const model::Scenario& scenario = relaxation.scenario();
    OpenedRests result;
    result.units.resize(scenario->products.size());
    for (const BatchIndex lot : lots_upstream(relaxation, place)) {
        const ProductIndex product = scenario[lot].product;
        if (scenario[product].kind == model::ProductKind::seats) {
            continue;
        }
        const std::int64_t dates = use_by_dates(relaxation, product);
        for (const std::size_t unit : relaxation.units_at(place)) {
            const NeedIndex need = relaxation.units()[unit].need;
            const Course* course =
                relaxation.rules().service.course(scenario[need].programme, product);
            if (course != nullptr && relaxation.earmark_weeks(lot, need).any()) {
                result.units[product.value()].add_product(rest_of_course(*course), dates);
            }
        }
    }
    for (std::size_t p = 0; p < scenario->products.size(); ++p) {
        const Volume volume = relaxation.pack_volume(ProductIndex(p), place);
        const std::int64_t pack_units = std::max<std::int64_t>(1, scenario->products[p].pack_units);
        for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
            CheckedSum room = result.units[p];
            room.multiply(volume.of(c)).divide_up(pack_units);
            result.volume[c].add(room);
        }
    }
    return result;
}

}  // namespace imdad::verify

#pragma once

#include "model/scenario.hpp"

/// A country of 44,515,794 (2025) with one district of 100,000 (no year), one post, two programmes,
/// twelve weeks from 2022-07-25.

namespace imdad::quantify::testing {

inline model::Fixed9 decimal(const char* text) {
    return *model::Fixed9::parse(text);
}

inline model::ScenarioData country() {
    model::ScenarioData data;
    data.header.start = *base::parse_day("2022-07-25");
    data.header.weeks = 12;
    model::Area land;
    land.pcode = "XA";
    land.population = 44'515'794;
    land.population_year = 2025;
    model::Area district;
    district.pcode = "XA01";
    district.level = 1;
    district.parent = model::AreaIndex(0);
    district.population = 100'000;
    data.areas = {land, district};
    model::Place post;
    post.place_id = "post";
    post.area = model::AreaIndex(1);
    data.places = {post};
    model::Programme elderly;
    elderly.programme_id = "over60";
    model::Programme infants;
    infants.programme_id = "infants";
    data.programmes = {elderly, infants};
    return data;
}

inline model::Quantification row(model::QuantificationMethod method, std::size_t area = 1) {
    model::Quantification row;
    row.programme = model::ProgrammeIndex(0);
    row.area = model::AreaIndex(area);
    row.method = method;
    row.source = "census";
    row.origin = {model::Origin::Kind::real, ""};
    row.row = 2;
    return row;
}

inline model::Quantification demographic_row(std::size_t area = 1) {
    auto result = row(model::QuantificationMethod::demographic, area);
    result.share = decimal("0.1");
    result.coverage_target = decimal("0.9");
    return result;
}

inline model::Quantification consumption_row() {
    auto result = row(model::QuantificationMethod::consumption);
    result.consumption = decimal("1000");
    result.reporting_rate = decimal("0.98");
    result.stockout_days = 5;
    result.period_days = 31;
    return result;
}

}  // namespace imdad::quantify::testing

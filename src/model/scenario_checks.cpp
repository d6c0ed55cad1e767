#include "model/scenario_checks.hpp"

#include "model/sentences.hpp"

#include <algorithm>
#include <map>

namespace imdad::model {

namespace {

base::Fault bad(const char* code, base::Said message, const char* table) {
    return {code, std::move(message), table, {}};
}

base::Fault bad_reference(const char* table, std::size_t row, const char* columns) {
    return bad("bad_reference", say("tables.row_without_its_row", row + 1, table, columns), table);
}

/// Which of the two references of an "at" exist, must be exactly one.
template <typename Row>
bool one_place_or_area(const Row& row, const ScenarioData& data) {
    const bool place = row.place.exists() && row.place.value() < data.places.size();
    const bool area = row.area.exists() && row.area.value() < data.areas.size();
    return place != area && row.place.exists() != row.area.exists();
}

template <typename IndexType, typename Rows>
bool valid(IndexType index, const Rows& rows) {
    return index.exists() && index.value() < rows.size();
}

template <typename IndexType, typename Rows>
bool valid_or_none(IndexType index, const Rows& rows) {
    return !index.exists() || index.value() < rows.size();
}

std::optional<base::Fault> geography_fault(const ScenarioData& data) {
    for (std::size_t i = 0; i < data.areas.size(); ++i) {
        if (!valid_or_none(data.areas[i].parent, data.areas)) {
            return bad_reference("areas", i, "parent");
        }
        if (data.areas[i].parent.exists() &&
            data.areas[data.areas[i].parent.value()].level >= data.areas[i].level) {
            return bad("bad_reference", say("tables.parent_level", data.areas[i].pcode), "areas");
        }
    }
    for (std::size_t i = 0; i < data.places.size(); ++i) {
        if (!valid_or_none(data.places[i].area, data.areas)) {
            return bad_reference("places", i, "area");
        }
        if (!data.places[i].area.exists() && data.places[i].kind != PlaceKind::pool) {
            return bad("bad_reference",
                       say("tables.place_without_area", data.places[i].place_id),
                       "places");
        }
    }
    for (std::size_t i = 0; i < data.lanes.size(); ++i) {
        if (!valid(data.lanes[i].from, data.places) || !valid(data.lanes[i].to, data.places)) {
            return bad_reference("lanes", i, "place");
        }
        if (data.lanes[i].every_weeks < 1 || data.lanes[i].lead_days < 0 ||
            data.lanes[i].first_week < 0) {
            return bad("bad_reference", say("tables.lane_figures"), "lanes");
        }
    }
    for (std::size_t i = 0; i < data.closures.size(); ++i) {
        const Closure& row = data.closures[i];
        if (!valid_or_none(row.lane, data.lanes) || !valid_or_none(row.place, data.places) ||
            !valid_or_none(row.area, data.areas) ||
            row.lane.exists() + row.place.exists() + row.area.exists() != 1) {
            return bad_reference("closures", i, "lane, place, area");
        }
    }
    return std::nullopt;
}

std::optional<base::Fault> demand_fault(const ScenarioData& data) {
    for (std::size_t i = 0; i < data.serves.size(); ++i) {
        if (!valid(data.serves[i].programme, data.programmes) ||
            !valid(data.serves[i].product, data.products)) {
            return bad_reference("serves", i, "programme, product");
        }
        if (data.serves[i].units_per_person.nano() <= 0 || data.serves[i].wastage_rate.nano() < 0 ||
            data.serves[i].wastage_rate.nano() >= Fixed9::kScale) {
            return bad("bad_reference", say("tables.serves_figures"), "serves");
        }
    }
    for (std::size_t i = 0; i < data.needs.size(); ++i) {
        if (!valid(data.needs[i].programme, data.programmes) ||
            !one_place_or_area(data.needs[i], data)) {
            return bad_reference("needs", i, "programme, place, area");
        }
        const PlaceIndex place = data.needs[i].place;
        if (place.exists() && !data.places[place.value()].area.exists()) {
            return bad("bad_reference", say("tables.need_without_area", i + 1), "needs");
        }
    }
    for (std::size_t i = 0; i < data.quantifications.size(); ++i) {
        if (!valid(data.quantifications[i].programme, data.programmes) ||
            !one_place_or_area(data.quantifications[i], data)) {
            return bad_reference("quantification", i, "programme, place, area");
        }
    }
    for (std::size_t i = 0; i < data.absorptions.size(); ++i) {
        const Absorption& row = data.absorptions[i];
        if (!one_place_or_area(row, data) ||
            !std::ranges::all_of(row.programmes,
                                 [&](ProgrammeIndex p) { return valid(p, data.programmes); })) {
            return bad_reference("absorption", i, "programme, place, area");
        }
    }
    return std::nullopt;
}

std::optional<base::Fault> supply_fault(const ScenarioData& data) {
    for (std::size_t i = 0; i < data.batches.size(); ++i) {
        if (!valid(data.batches[i].product, data.products) ||
            !valid_or_none(data.batches[i].earmark, data.earmarks)) {
            return bad_reference("batches", i, "product, earmark");
        }
    }
    for (std::size_t i = 0; i < data.supplies.size(); ++i) {
        if (!valid(data.supplies[i].batch, data.batches) ||
            !valid(data.supplies[i].place, data.places)) {
            return bad_reference("supplies", i, "batch, place");
        }
    }
    for (std::size_t i = 0; i < data.stock_policies.size(); ++i) {
        if (!valid_or_none(data.stock_policies[i].product, data.products)) {
            return bad_reference("policy", i, "product");
        }
    }
    for (std::size_t i = 0; i < data.funds.size(); ++i) {
        if (!valid_or_none(data.funds[i].earmark, data.earmarks)) {
            return bad_reference("funds", i, "earmark");
        }
    }
    for (std::size_t i = 0; i < data.prices.size(); ++i) {
        if (!valid(data.prices[i].product, data.products) ||
            !valid_or_none(data.prices[i].place, data.places)) {
            return bad_reference("prices", i, "product, place");
        }
    }
    for (std::size_t i = 0; i < data.earmarks.size(); ++i) {
        const Earmark& row = data.earmarks[i];
        if (!std::ranges::all_of(row.areas, [&](AreaIndex a) { return valid(a, data.areas); }) ||
            !std::ranges::all_of(row.programmes,
                                 [&](ProgrammeIndex p) { return valid(p, data.programmes); }) ||
            !std::ranges::all_of(row.products,
                                 [&](ProductIndex p) { return valid(p, data.products); }) ||
            row.country_count > row.areas.size()) {
            return bad_reference("earmarks", i, "area, programme, product");
        }
    }
    for (std::size_t i = 0; i < data.eligibilities.size(); ++i) {
        if (!valid(data.eligibilities[i].recipient, data.areas) ||
            !valid(data.eligibilities[i].product, data.products)) {
            return bad_reference("eligibility", i, "recipient, product");
        }
    }
    return std::nullopt;
}

std::optional<base::Fault> lock_fault(const ScenarioData& data) {
    for (std::size_t i = 0; i < data.locks.size(); ++i) {
        const Lock& row = data.locks[i];
        if (!valid(row.programme, data.programmes) || !valid_or_none(row.product, data.products) ||
            !one_place_or_area(row, data)) {
            return bad_reference("locks", i, "programme, product, place, area");
        }
        const std::int64_t least = row.at_least ? row.at_least->value() : 0;
        const std::int64_t most = row.at_most ? row.at_most->value() : least;
        if ((!row.at_least && !row.at_most) || least < 0 || most < least) {
            return bad("bad_lock", say("tables.lock_figures", row.lock_id), "locks");
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<PlaceIndex> find_cycle(std::size_t place_count, const std::vector<Lane>& lanes) {
    // Peel off places without incoming lanes; what is left holds every cycle. From any place left,
    // walking backwards must come round.
    std::vector<std::vector<std::size_t>> out(place_count);
    std::vector<std::size_t> incoming(place_count, 0);
    for (const Lane& lane : lanes) {
        out[lane.from.value()].push_back(lane.to.value());
        ++incoming[lane.to.value()];
    }
    std::vector<std::size_t> ready;
    for (std::size_t p = 0; p < place_count; ++p) {
        if (incoming[p] == 0) {
            ready.push_back(p);
        }
    }
    std::size_t peeled = 0;
    while (!ready.empty()) {
        const std::size_t place = ready.back();
        ready.pop_back();
        ++peeled;
        for (const std::size_t next : out[place]) {
            if (--incoming[next] == 0) {
                ready.push_back(next);
            }
        }
    }
    if (peeled == place_count) {
        return {};
    }
    std::vector<std::size_t> before(place_count, place_count);
    for (const Lane& lane : lanes) {
        if (incoming[lane.from.value()] > 0 && incoming[lane.to.value()] > 0) {
            before[lane.to.value()] = lane.from.value();
        }
    }
    std::size_t place = 0;
    while (incoming[place] == 0) {
        ++place;
    }
    std::vector<bool> seen(place_count, false);
    while (!seen[place]) {
        seen[place] = true;
        place = before[place];
    }
    std::vector<PlaceIndex> cycle;
    const std::size_t first = place;
    do {
        cycle.emplace_back(place);
        place = before[place];
    } while (place != first);
    std::ranges::reverse(cycle);
    return cycle;
}

std::optional<base::Fault> series_fault(const ScenarioData& data) {
    std::map<std::pair<std::size_t, std::size_t>, std::vector<int>> doses;
    for (const Serves& row : data.serves) {
        doses[{row.programme.value(), row.product.value()}].push_back(row.series_dose);
    }
    for (auto& [key, numbers] : doses) {
        std::ranges::sort(numbers);
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            if (numbers[i] != static_cast<int>(i) + 1) {
                return bad("bad_series",
                           say("tables.doses",
                               data.products[key.second].product_id,
                               data.programmes[key.first].programme_id),
                           "serves");
            }
        }
    }
    return std::nullopt;
}

std::optional<base::Fault> first_fault(const ScenarioData& data) {
    if (data.header.weeks < 1 || data.header.weeks > 104 || !base::is_monday(data.header.start)) {
        return bad("bad_horizon", say("tables.horizon"), "datapackage.json");
    }
    for (const auto check :
         {geography_fault, demand_fault, supply_fault, series_fault, lock_fault}) {
        if (auto fault = check(data)) {
            return fault;
        }
    }
    const auto cycle = find_cycle(data.places.size(), data.lanes);
    if (!cycle.empty()) {
        std::string path;
        for (const PlaceIndex place : cycle) {
            path += data.places[place.value()].place_id + " -> ";
        }
        path += data.places[cycle.front().value()].place_id;
        return bad("cycle", say("tables.circle", path), "lanes");
    }
    return std::nullopt;
}

}  // namespace imdad::model

#include "plan/calendar.hpp"
#include "plan/planner.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace imdad::plan {

namespace {

struct Key {
    model::PlaceIndex place;
    model::BatchIndex batch;
    model::Day use_by;

    friend auto operator<=>(const Key&, const Key&) = default;
};

struct Flow {
    Key key;
    int week = 0;
    std::int64_t started = 0;
    std::int64_t arrived = 0;
    std::int64_t departed = 0;
    std::int64_t used = 0;
};

/// Use-by of goods that come to a place in a week: limited by the level's `max_days`.
model::Day use_by_at(const model::Scenario& scenario,
                     const Calendar& calendar,
                     const model::Place& place,
                     model::ProductIndex product,
                     int week,
                     model::Day use_by) {
    for (const model::Packaging& level : scenario[product].packaging) {
        if (level.level == place.level && level.max_days) {
            return std::min(use_by, calendar.monday(week) + std::chrono::days(*level.max_days));
        }
    }
    return use_by;
}

std::vector<Flow> flows_of(const model::Scenario& scenario, const model::Plan& plan) {
    const Calendar calendar(scenario->header);
    std::vector<Flow> flows;
    for (const model::Start& start : plan.starts) {
        const model::Supply& supply = scenario[start.supply];
        const model::Batch& batch = scenario[supply.batch];
        const int week = supply.status == model::SupplyStatus::on_hand
                             ? 0
                             : calendar.first_week_from(supply.available_on +
                                                        std::chrono::days(supply.clearance_days));
        const model::Day use_by = use_by_at(
            scenario, calendar, scenario[supply.place], batch.product, week, batch.expiry);
        flows.push_back({.key = {supply.place, supply.batch, use_by},
                         .week = week,
                         .started = start.packs.value() * scenario[batch.product].pack_units});
    }
    for (const model::Shipment& shipment : plan.shipments) {
        const model::Lane& lane = scenario[shipment.lane];
        const model::ProductIndex product = scenario[shipment.batch].product;
        const std::int64_t units = shipment.packs.value() * scenario[product].pack_units;
        flows.push_back({.key = {lane.from, shipment.batch, shipment.use_by},
                         .week = shipment.week,
                         .departed = units});
        const int arrival = shipment.week + (lane.lead_days + 3) / 7;
        const model::Day use_by =
            use_by_at(scenario, calendar, scenario[lane.to], product, arrival, shipment.use_by);
        flows.push_back(
            {.key = {lane.to, shipment.batch, use_by}, .week = arrival, .arrived = units});
    }
    for (const model::Service& service : plan.services) {
        flows.push_back({.key = {service.place, service.batch, service.use_by},
                         .week = service.week,
                         .used = service.units.value()});
    }
    std::ranges::sort(flows, {}, [](const Flow& flow) { return std::tuple(flow.key, flow.week); });
    return flows;
}

}  // namespace

std::vector<model::StockRow> stock_book(const model::Scenario& scenario, const model::Plan& plan) {
    std::vector<model::StockRow> rows;
    for (const Flow& flow : flows_of(scenario, plan)) {
        const bool same_key = !rows.empty() && rows.back().place == flow.key.place &&
                              rows.back().batch == flow.key.batch &&
                              rows.back().use_by == flow.key.use_by;
        if (!same_key || rows.back().week != flow.week) {
            // What cannot be stored is gone at the end of its week.
            const bool storable =
                scenario[scenario[flow.key.batch].product].kind != model::ProductKind::seats;
            const model::Units opening =
                same_key && storable ? rows.back().closing : model::Units(0);
            rows.push_back({.place = flow.key.place,
                            .batch = flow.key.batch,
                            .use_by = flow.key.use_by,
                            .week = flow.week,
                            .opening = opening,
                            .started = {},
                            .arrived = {},
                            .departed = {},
                            .used = {},
                            .closing = opening});
        }
        model::StockRow& row = rows.back();
        row.started += model::Units(flow.started);
        row.arrived += model::Units(flow.arrived);
        row.departed += model::Units(flow.departed);
        row.used += model::Units(flow.used);
        row.closing = row.opening + row.started + row.arrived - row.departed - row.used;
    }
    return rows;
}

}  // namespace imdad::plan

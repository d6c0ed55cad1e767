#include "store/adopted_plans.hpp"

#include "store/row_values.hpp"
#include "store/statements.hpp"

#include <algorithm>

namespace imdad::store {

void append_plan(Connection& connection,
                 const AdoptedPlan& plan,
                 const std::vector<PlannedShipment>& shipments) {
    const auto id = bytes_of(plan.id);
    const auto actor = bytes_of(plan.actor);
    const auto approver = bytes_of(plan.approver);
    Statement& count = connection.prepare(sql::kCountPlans.sql);
    count.step();
    const std::int64_t sequence = count.integer(0);
    count.reset();
    connection.prepare(sql::kAppendPlan.sql)
        .with(sequence,
              Bytes(id),
              std::string_view(plan.name),
              Bytes(plan.shipments),
              Bytes(actor),
              Bytes(approver),
              days_of(plan.on),
              plan.recorded_at_ms)
        .run();
    for (const PlannedShipment& shipment : shipments) {
        const auto shipment_id = bytes_of(shipment.id);
        connection.prepare(sql::kAppendPlannedShipment.sql)
            .with(sequence,
                  shipment.number,
                  Bytes(shipment_id),
                  std::string_view(shipment.lane),
                  std::string_view(shipment.from),
                  std::string_view(shipment.to),
                  std::string_view(shipment.unit),
                  std::string_view(shipment.lot),
                  days_of(shipment.expiry),
                  std::string_view(shipment.earmark),
                  std::string_view(shipment.activity),
                  shipment.amount,
                  days_of(shipment.departure),
                  days_of(shipment.arrival))
            .run();
    }
}

std::vector<AdoptedPlan> read_plans(Connection& connection) {
    Statement& rows = connection.prepare(sql::kReadPlans.sql);
    std::vector<AdoptedPlan> plans;
    while (rows.step()) {
        AdoptedPlan plan{.id = id_from(rows.bytes(0)),
                         .name = std::string(rows.text(1)),
                         .shipments = {},
                         .actor = id_from(rows.bytes(3)),
                         .approver = id_from(rows.bytes(4)),
                         .on = day_of(rows.integer(5)),
                         .recorded_at_ms = rows.integer(6)};
        const Bytes hash = rows.bytes(2);
        std::copy_n(
            hash.begin(), std::min(hash.size(), plan.shipments.size()), plan.shipments.begin());
        plans.push_back(std::move(plan));
    }
    return plans;
}

std::vector<PlannedShipment> read_planned_shipments(Connection& connection, ledger::Id plan) {
    const auto id = bytes_of(plan);
    Statement& rows = connection.prepare(sql::kReadPlannedShipments.sql);
    rows.with(Bytes(id));
    std::vector<PlannedShipment> shipments;
    while (rows.step()) {
        shipments.push_back({.id = id_from(rows.bytes(0)),
                             .number = rows.integer(1),
                             .lane = std::string(rows.text(2)),
                             .from = std::string(rows.text(3)),
                             .to = std::string(rows.text(4)),
                             .unit = std::string(rows.text(5)),
                             .lot = std::string(rows.text(6)),
                             .expiry = day_of(rows.integer(7)),
                             .earmark = std::string(rows.text(8)),
                             .activity = std::string(rows.text(9)),
                             .amount = rows.integer(10),
                             .departure = day_of(rows.integer(11)),
                             .arrival = day_of(rows.integer(12))});
    }
    return shipments;
}

}  // namespace imdad::store

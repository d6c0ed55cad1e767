#pragma once

#include "ledger/command.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Plans that were adopted, and the shipments that they ask for. What was reserved for them and
/// what was shipped is the ledger's: a dispatch names the planned shipment that it carries out.

namespace imdad::store {

struct AdoptedPlan {
    ledger::Id id;
    std::string name;        ///< of the scenario; the latest plan of a name is the one in force
    ledger::Hash shipments;  ///< SHA-256 of the plan's list of shipments
    ledger::Id actor;        ///< who proposed it
    ledger::Id approver;
    base::Day on = ledger::kNoDay;
    std::int64_t recorded_at_ms = 0;
};

struct PlannedShipment {
    ledger::Id id;
    std::int64_t number = 0;  ///< row in the plan's list of shipments, from 1
    std::string lane;
    std::string from;
    std::string to;
    std::string unit;
    std::string lot;
    base::Day expiry = ledger::kNoDay;
    std::string earmark;
    std::string activity;
    std::int64_t amount = 0;  ///< smallest issue units
    base::Day departure = ledger::kNoDay;
    base::Day arrival = ledger::kNoDay;

    friend bool operator==(const PlannedShipment&, const PlannedShipment&) = default;
};

/// Both calls belong in a transaction of the caller's.
/// Requires: the id is new.
void append_plan(Connection& connection,
                 const AdoptedPlan& plan,
                 const std::vector<PlannedShipment>& shipments);

/// In the order of their adoption.
[[nodiscard]] std::vector<AdoptedPlan> read_plans(Connection& connection);

/// By number.
[[nodiscard]] std::vector<PlannedShipment> read_planned_shipments(Connection& connection,
                                                                  ledger::Id plan);

}  // namespace imdad::store

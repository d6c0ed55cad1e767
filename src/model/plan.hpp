#pragma once

#include "model/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

/// The plan: what leaves where in which week, who is served with what. Written by `plan`, read
/// and written as files by `exchange`, judged by `verify` against docs/method/planning.md.

namespace imdad::model {

/// Whole packs leaving on a lane. The use-by date is the goods' at the place of departure.
struct Shipment {
    LaneIndex lane;
    BatchIndex batch;
    Day use_by = kNoLimit;
    int week = 0;  ///< of departure
    Packs packs;

    friend auto operator<=>(const Shipment&, const Shipment&) = default;
};

/// Persons of one need unit served at one place in one week with one dose.
struct Service {
    NeedIndex need;
    PlaceIndex place;
    BatchIndex batch;
    Day use_by = kNoLimit;
    int dose = 1;
    int week = 0;
    Persons persons;
    Units units;

    friend auto operator<=>(const Service&, const Service&) = default;
};

/// Packs of a supply that the plan takes into the books; the rest stays with its holder.
struct Start {
    SupplyIndex supply;
    Packs packs;

    friend auto operator<=>(const Start&, const Start&) = default;
};

/// By how many persons a plan falls short of what a lock asks for at least. A plan that does not
/// say so breaks the lock; one that does has not found a way.
struct LockShortfall {
    std::size_t lock = 0;  ///< position in the scenario's locks
    Persons persons;

    friend auto operator<=>(const LockShortfall&, const LockShortfall&) = default;
};

struct PlanOptions {
    Policy policy = Policy::worst_first;
    bool include_announced = false;
    bool include_pledged = false;
    std::string method = "greedy";  ///< or the name of a baseline
};

/// Every vector is sorted by its own order and holds no zero rows and no two rows with the same
/// key, so that equal plans are equal values. A plan made by hand has shipments only.
struct Plan {
    PlanOptions options;
    std::vector<Shipment> shipments;
    std::vector<Service> services;
    std::vector<Start> starts;
    std::vector<LockShortfall> shortfalls;  ///< by lock
    bool by_hand = false;  ///< services and starts are not stated and must be worked out
};

}  // namespace imdad::model

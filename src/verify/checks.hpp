#pragma once

#include "verify/findings.hpp"
#include "verify/rules.hpp"

#include <span>
#include <vector>

/// The checks of a complete plan, one per part of the contract. They run on admitted rows: those
/// that name things of the scenario and state quantities that can be counted.

namespace imdad::verify {

/// Largest figures that a row may state: sums of any number of rows then stay inside 128 bits.
inline constexpr std::int64_t kLargestCount = 1'000'000'000'000;      ///< packs or persons
inline constexpr std::int64_t kLargestUnits = 1'000'000'000'000'000;  ///< units

struct Rows {
    std::vector<model::Shipment> shipments;  ///< by lane, week, batch, use-by
    std::vector<model::Service> services;    ///< by need, place, batch, use-by, dose, week
    std::vector<model::Start> starts;        ///< by supply
};

/// Sorts the plan's rows and reports those that cannot be judged and those that stand twice.
[[nodiscard]] Rows admit(const Rules& rules, const model::Plan& plan, Findings& findings);

/// What may start: included, in the horizon, not more than there is, long enough before expiry.
void check_starts(const Rules& rules,
                  const Rows& rows,
                  const model::PlanOptions& options,
                  Findings& findings);

/// Departures, arrivals, multiples, and the room on every lane.
void check_lanes(const Rules& rules, const Rows& rows, Findings& findings);

/// Books of every place, room in every store, maximum stock.
void check_books(const Rules& rules,
                 const Rows& rows,
                 const model::PlanOptions& options,
                 Findings& findings);

/// Each service by itself, and the units it uses.
void check_services(const Rules& rules, const Rows& rows, Findings& findings);

/// Need of every need unit and the order of doses. Returns the persons with a complete series.
[[nodiscard]] Int128 check_needs(const Rules& rules, const Rows& rows, Findings& findings);

/// Persons per week at places and in areas.
void check_absorption(const Rules& rules, const Rows& rows, Findings& findings);

/// Persons whom each lock counts, over its weeks; what a plan says it falls short by.
void check_locks(const Rules& rules,
                 const Rows& rows,
                 std::span<const model::LockShortfall> stated,
                 Findings& findings);

}  // namespace imdad::verify

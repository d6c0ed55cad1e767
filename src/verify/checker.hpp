#pragma once

#include "model/plan.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The plan checker: every constraint of docs/method/planning.md in integers. It shares no code
/// with the planner, so that a fault there is seen here.

namespace imdad::verify {

/// One violated row, by name. Empty or -1 where a field means nothing for the constraint.
struct Violation {
    std::string code;     ///< one per kind of constraint, e.g. "lane_capacity_exceeded"
    std::string place;    ///< place_id, or area P-code
    std::string product;  ///< product_id
    std::string lane;
    std::string lot;
    std::string programme;
    int week = -1;
    std::int64_t found = 0;    ///< left-hand side
    std::int64_t allowed = 0;  ///< right-hand side
    std::string unit;          ///< of the two figures: "cm3", "packs", "units", "persons", "days"
    std::string message;       ///< one English sentence with all of it
};

struct Verdict {
    bool accepted = true;
    std::vector<Violation> violations;          ///< in order of week, then kind; at most 1000 kept
    std::map<std::string, std::size_t> counts;  ///< all violations by code
    std::size_t constraints_checked = 0;        ///< rows compared, so that "nothing checked" shows
    model::Persons served;                      ///< persons with a complete series, recomputed
};

/// Judges `plan` (if `plan.by_hand`, first completes it as docs/method/planning.md says).
[[nodiscard]] Verdict check(const model::Scenario& scenario, const model::Plan& plan);

/// Works out starts and services of a plan that states shipments only.
[[nodiscard]] model::Plan complete_by_hand(const model::Scenario& scenario,
                                           const model::Plan& plan);

}  // namespace imdad::verify

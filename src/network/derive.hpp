#pragma once

#include "base/result.hpp"
#include "model/scenario.hpp"
#include "network/rules.hpp"

#include <string>
#include <utility>
#include <vector>

/// Derives stores and lanes for areas and facilities that have none:
/// pool -> entry -> national store -> first-level store -> district store -> facility.
/// Every value is marked derived, with its rule; what the user stated is never changed.
/// See docs/method/network.md.

namespace imdad::network {

/// Blank litres of a stated place, filled by rule. A class that was stated keeps its figure.
struct FilledRoom {
    model::PlaceIndex place;
    model::ClassRoom room;  ///< all classes, stated ones unchanged
    std::string note;       ///< which classes were filled and with what
};

struct Derived {
    std::vector<model::Place> places;  ///< new stores and entries, indexed behind the stated ones
    std::vector<model::Lane> lanes;    ///< by level of the destination, then its index
    std::vector<FilledRoom> filled;    ///< in order of places.csv
    std::vector<std::string> notes;    ///< counts per rule, for the terminal
    /// Need that no place can serve all the same, with the reason. Code: `no_serving_place`;
    /// `where` is the P-code. Every place is connected: each one without a lane gets one.
    std::vector<base::Error> not_connected;

    [[nodiscard]] bool empty() const { return places.empty() && lanes.empty() && filled.empty(); }
};

/// Derives what is missing. Deterministic; deriving again from the result adds nothing.
/// Needs and quantification rows say where there is need; derived needs may be present or not.
/// Errors: `bad_rules`; the faults of model::first_fault(); `cycle` where a stated lane runs
/// against the chain, so that no derived lane can be added without a circle.
/// Complexity: O(places x stores of the same area).
[[nodiscard]] base::Result<Derived> derive(const model::ScenarioData& data,
                                           const Rules& rules = {});

/// `data` with the derived rows behind its own, blank litres filled, and the label
/// "illustrative, derived network" added if anything was derived.
[[nodiscard]] model::ScenarioData apply(model::ScenarioData data, const Derived& derived);

}  // namespace imdad::network

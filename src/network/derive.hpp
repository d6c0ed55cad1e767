#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/scenario.hpp"

/// Derives stores and lanes for areas and facilities that have none. Every value is marked
/// derived, with its rule; a row that the user wrote is never changed.

namespace imdad::network {

struct Rules;  // see rules.hpp

struct Derived {
    std::vector<model::Place> places;  ///< new stores
    std::vector<model::Lane> lanes;    ///< new lanes; places are indexed behind the existing ones
    std::vector<std::string> notes;    ///< counts per rule, for the terminal
    std::vector<base::Error> not_connected; ///< places that no rule could connect, with the reason
};

}  // namespace imdad::network

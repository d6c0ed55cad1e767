#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/scenario.hpp"

/// From population, cases, use or kits to need, by the four methods of WHO and MSH; every number
/// with its formula.

namespace imdad::quantify {

struct Input {
    std::string name;   ///< column
    std::string value;  ///< as used
    std::string unit;
    std::string source; ///< "quantification.csv", "areas.csv population 2024", "default"
};

/// How one derived need came about.
struct Explanation {
    std::string programme;
    std::string at;
    std::string method;
    std::string formula;       ///< with names, e.g. "population x share x coverage_target - already_served"
    std::string with_numbers;  ///< the same with the numbers put in
    std::vector<Input> inputs;
    model::Persons persons;    ///< over the horizon
    std::string source;
    std::string origin;
    std::size_t row = 0;       ///< line of quantification.csv
};

struct DerivedNeeds {
    std::vector<model::Need> needs;  ///< `derived` set; in order of quantification.csv
    std::vector<Explanation> explanations;
    std::vector<base::Error> errors; ///< rows that lack an input or overflow; `where` = file:line
};

/// Derives the needs of all quantification rows. Persons are for the whole horizon, rounded up.
[[nodiscard]] DerivedNeeds derive_needs(const model::ScenarioData& data);

/// `data` with the derived needs behind its own. Errors are returned beside, the rows left out.
[[nodiscard]] std::pair<model::ScenarioData, DerivedNeeds> with_derived_needs(model::ScenarioData data);

}  // namespace imdad::quantify

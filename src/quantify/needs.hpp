#pragma once

#include "base/fault.hpp"
#include "model/scenario.hpp"

#include <string>
#include <utility>
#include <vector>

/// From population, cases, use or kits to need, by the four methods of WHO and MSH; every number
/// with its formula. See docs/method/quantification.md.

namespace imdad::quantify {

struct Input {
    std::string name;    ///< column
    std::string value;   ///< as used
    std::string unit;    ///< may be empty
    std::string source;  ///< "quantification.csv", "areas.csv, 2024", "default", ...
};

/// How one derived need came about.
struct Explanation {
    std::string programme;
    std::string at;
    std::string method;
    std::string formula;  ///< with names: "population x share x coverage_target - already_served"
    std::string with_numbers;  ///< the same with the numbers put in
    std::vector<Input> inputs;
    model::Persons persons;  ///< over the horizon
    std::string source;
    std::string origin;
    std::size_t row = 0;  ///< line of quantification.csv
};

struct DerivedNeeds {
    std::vector<model::Need> needs;         ///< `derived` set; in order of quantification.csv
    std::vector<Explanation> explanations;  ///< one per need, same order
    /// Rows that give no need. Codes: `missing_input`, `bad_value`, `too_large`; `where` is
    /// "quantification.csv:LINE, column NAME". A row may have several.
    std::vector<base::Fault> errors;
    /// Rows that give a need, but not all that they state is used. Codes: `unused_input`,
    /// `nothing_left`, `no_growth`.
    std::vector<base::Fault> warnings;
};

/// No need may exceed this many persons; a larger one is a slip of units.
inline constexpr std::int64_t kMostPersons = 1'000'000'000'000;

/// Derives the needs of all quantification rows. Persons are for the whole horizon, computed as
/// exact fractions and rounded up once. Requires: references of `data` exist.
[[nodiscard]] DerivedNeeds derive_needs(const model::ScenarioData& data);

/// `data` with the derived needs behind its own. Errors are returned beside, the rows left out.
[[nodiscard]] std::pair<model::ScenarioData, DerivedNeeds> with_derived_needs(
    model::ScenarioData data);

}  // namespace imdad::quantify

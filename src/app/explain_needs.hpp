#pragma once

#include "app/loaded.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// `imdad needs`: what is needed, and how each derived need came about.

namespace imdad::app {

struct ExplainNeedsRequest {
    std::filesystem::path scenario_folder;
};

/// Needs of one programme by where they come from. Programmes overlap: totals are not added up.
struct NeedTotal {
    std::string programme;
    std::size_t stated_rows = 0;  ///< of needs.csv
    model::Persons stated;
    std::size_t derived_rows = 0;  ///< of quantification.csv
    model::Persons derived;
};

struct ExplainNeedsOutcome {
    LoadedScenario loaded;          ///< with the explanations
    std::vector<NeedTotal> totals;  ///< programmes with a need, scenario order
};

/// Each derived need with its formula: lines for a person, or one JSON object.
[[nodiscard]] std::string explanation_table(const ExplainNeedsOutcome& outcome);
[[nodiscard]] std::string explanation_json(const ExplainNeedsOutcome& outcome);

/// Throws `base::Failure`.
[[nodiscard]] ExplainNeedsOutcome explain_needs(const ExplainNeedsRequest& request);

}  // namespace imdad::app

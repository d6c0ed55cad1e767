#pragma once

#include "model/measures.hpp"
#include "model/phrase.hpp"

#include <string>
#include <vector>

/// The one JSON object that `imdad plan --format json` prints.

namespace imdad::report {

/// What is not in the result: what only the run itself knows and no file may hold, and why locks
/// are not kept.
struct RunFigures {
    double seconds = 0;
    std::int64_t peak_mb = 0;
    std::vector<std::string> files;  ///< paths as the user can open them
    std::string lock_note;      ///< why not all that the locks ask for can be had; may be empty
    model::Phrase lock_phrase;  ///< what it says, for other languages
};

/// Keys, in this order: scenario, [label], policy, weeks, areas, places, products, programmes [{id,
/// target, served, coverage {minimum, p10, mean}}], people_served_planned {at_least, at_most},
/// worst_area {pcode, name, coverage} or null, unreachable_areas, value, seconds, peak_mb,
/// baselines [{name, people_served_planned, worst_area, programmes}], files. `label` only where the
/// scenario has one. Counts are numbers, coverages are decimals with their exact digits, never in
/// exponent form. One line without a line end.
[[nodiscard]] std::string plan_json(const model::Scenario& scenario,
                                    const model::PlanResult& result,
                                    const RunFigures& run);

}  // namespace imdad::report

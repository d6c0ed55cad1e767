#pragma once

#include "model/measures.hpp"

#include <string>
#include <vector>

/// The plan on a terminal: what a planner must know, in the order in which it matters.

namespace imdad::report {

struct TableOptions {
    int columns = 100;    ///< width; kept between 80 and 120
    bool colour = false;  ///< bold and dim by escape codes; never when piped
    bool unicode = true;  ///< bars of block characters; otherwise of `#` and `.`
    std::string out;      ///< folder of the files, as the user can open it; empty: none written
    std::vector<std::string> files;
};

/// Several lines, each ended. Headline, worst-off area, programmes, areas out of reach, comparison
/// with the baselines, what is not used yet, notes, files.
[[nodiscard]] std::string plan_table(const model::Scenario& scenario,
                                     const model::PlanResult& result,
                                     const TableOptions& options);

}  // namespace imdad::report

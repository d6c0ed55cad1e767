#pragma once

#include "model/measures.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The locks of a scenario beside what a plan makes of them, in words.

namespace imdad::report {

struct LockLine {
    std::size_t lock = 0;   ///< position in the scenario's locks
    std::string where;      ///< name of the area, or of the place
    bool at_place = false;  ///< a place may be named to planners only
    std::string area;       ///< name of the area, of that of the place
    std::string programme;  ///< with the product, if the lock names one
    std::string weeks;      ///< "weeks 3 to 5", counted from 1
    std::string asked;      ///< "exactly 40", "at least 10", "at most 50", "10 to 50"
    std::int64_t served = 0;
    std::int64_t missing = 0;
    /// Where something is missing and a bound is proved: so many of those asked for can be served
    /// at most, while all other locks are kept.
    std::optional<std::int64_t> possible;
};

[[nodiscard]] std::vector<LockLine> lock_lines(const model::Scenario& scenario,
                                               const model::PlanResult& result);

}  // namespace imdad::report

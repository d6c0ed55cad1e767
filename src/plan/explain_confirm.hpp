#pragma once

#include "plan/explain_helps.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

/// Whether what would help does: by solving the relaxation again with a little more of it.

namespace imdad::plan {

/// A thing that may be had more of, with what the problem is then.
struct Candidate {
    model::Help help;
    double amount = 0;  ///< of it that there is now, in its unit
    std::function<void(engine::Problem&, double step)> raise;
    std::optional<std::size_t> closure;  ///< lifted by building the problem anew
};

/// Confirms the best of `candidates`, and every closure, as far as the time since `began` allows;
/// their helps get what was found, or a remark why not. Fills in `solved_exactly` and
/// `relaxed_value`. `candidates`: by price, the highest first.
void confirm_helps(const HelpInput& input,
                   std::vector<Candidate>& candidates,
                   std::chrono::steady_clock::time_point began,
                   model::Explanation& explanation);

}  // namespace imdad::plan

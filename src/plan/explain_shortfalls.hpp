#pragma once

#include "model/plan.hpp"
#include "plan/problem_builder.hpp"

#include <cstdint>
#include <vector>

/// Who goes without under a plan: persons by need unit and by the week in which they ask.

namespace imdad::plan {

struct Shortfalls {
    std::vector<std::int64_t> persons;  ///< engine unit x week of need
    std::vector<std::int64_t> served;   ///< by engine group: persons with the last dose
};

/// Need that waits is met oldest first. A person whose series is not completed is short.
/// `plan`: complete.
[[nodiscard]] Shortfalls shortfalls_of(const model::Scenario& scenario,
                                       const BuiltProblem& built,
                                       const model::Plan& plan);

}  // namespace imdad::plan

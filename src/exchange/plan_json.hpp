#pragma once

#include "exchange/problem.hpp"
#include "model/measures.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// plan.json: what the plan was made from and with, and what it achieves. Holds no time of day,
/// duration or memory figure, so that the same input gives the same bytes.

namespace imdad::exchange {

/// `files`: names of the files written beside it.
[[nodiscard]] std::string plan_json_text(const model::Scenario& scenario,
                                         const model::PlanResult& result,
                                         const std::vector<std::string>& files);

struct PlanHeader {
    model::PlanOptions options;
    std::string inputs_sha256;
    std::string engine_version;
    /// Locks of which the plan says that it falls short, by so many persons.
    std::vector<std::pair<std::string, std::int64_t>> shortfalls;
};

/// Options and fingerprint of a plan.json; what cannot be read is reported and left at its default.
[[nodiscard]] PlanHeader parse_plan_json(const std::string& text, ProblemList& problems);

}  // namespace imdad::exchange

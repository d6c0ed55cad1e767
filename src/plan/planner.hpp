#pragma once

#include "model/measures.hpp"

#include <string>

/// Makes plans: the greedy planner, the baselines, and what they achieve.

namespace imdad::plan {

struct Request {
    model::Policy policy = model::Policy::worst_first;
    bool include_announced = false;
    bool include_pledged = false;
    int threads = 1;  ///< changes the speed only, never a byte of the result
    bool baselines = true;
};

/// Plans `scenario` (derived needs included). `inputs_sha256`, `not_used` are left to the caller.
[[nodiscard]] model::PlanResult make_plan(const model::Scenario& scenario, const Request& request);

/// What any plan achieves, one made by hand included (services must be filled in).
[[nodiscard]] model::Measures measure(const model::Scenario& scenario, const model::Plan& plan);

/// The stock book of a complete plan.
[[nodiscard]] std::vector<model::StockRow> stock_book(const model::Scenario& scenario,
                                                      const model::Plan& plan);

}  // namespace imdad::plan

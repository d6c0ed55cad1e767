#pragma once

#include "model/measures.hpp"

#include <functional>
#include <string>

/// Makes plans: the greedy planner, the first-order search above it with its two bounds, the
/// baselines, and what they all achieve.

namespace imdad::plan {

enum class Engine : std::uint8_t {
    first_order,  ///< greedy first, then prices, flows and plans along them
    greedy,       ///< greedy only; the bounds are those of free goods and rooms
    exact  ///< as first_order, with the prices of a linear programming solver; small ones only
};

/// How far the search is. Bounds and values as far as known.
struct SearchProgress {
    int iterations = 0;
    double value = 0;
    double bound = 0;
    double worst_area = 0;
    double worst_area_bound = 1;
};

struct Request {
    model::Policy policy = model::Policy::worst_first;
    bool include_announced = false;
    bool include_pledged = false;
    int threads = 1;  ///< changes the speed only, never a byte of the result
    bool baselines = true;
    Engine engine = Engine::first_order;
    double gap = 0.005;  ///< the search for a better plan or bound ends when it is within this
    /// True: the time is over, or somebody asked for an end. Then the best plan so far is returned
    /// with the bounds known so far. Called from one thread at a time; may be empty.
    std::function<bool()> stop;
    std::function<void(const SearchProgress&)> progress;  ///< may be empty
    /// Told at once whom a plan would serve, as `estimated_services` has it; may be empty.
    std::function<void(const model::Measures&)> estimated;
    /// Given the planner's first plan, without baselines and bounds, as soon as it is there; the
    /// baselines are made meanwhile. May be empty. What these two throw ends the planning.
    std::function<void(model::PlanResult)> first;
};

/// Plans `scenario` (derived needs included). `inputs_sha256`, `not_used` and what follows from the
/// certificates are left to the caller.
[[nodiscard]] model::PlanResult make_plan(const model::Scenario& scenario, const Request& request);

/// What any plan achieves, one made by hand included (services must be filled in).
[[nodiscard]] model::Measures measure(const model::Scenario& scenario, const model::Plan& plan);

/// The stock book of a complete plan.
[[nodiscard]] std::vector<model::StockRow> stock_book(const model::Scenario& scenario,
                                                      const model::Plan& plan);

}  // namespace imdad::plan

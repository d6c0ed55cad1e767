#pragma once

#include "engine/lock_filling.hpp"
#include "model/measures.hpp"
#include "plan/certify.hpp"
#include "plan/planner.hpp"

#include <optional>
#include <string>
#include <vector>

/// The search for better plans than the greedy one, and for bounds that no plan can beat: prices
/// and flows of the relaxation, whole packs along the flows, and the greedy filling for the rest.

namespace imdad::plan {

/// What the search starts from and shares with the caller.
struct SearchInput {
    const model::Scenario& scenario;
    const BuiltProblem& built;
    const std::vector<std::string>& reasons;  ///< by engine group: why nobody can be served
    const model::PlanOptions& options;
    const Request& request;
    const engine::LockOrder& locks;  ///< how every plan begins
};

struct SearchResult {
    std::vector<model::NamedPlan> plans;  ///< found by the search, in a fixed order
    std::vector<model::Certificate> certificates;
    std::optional<double> split_value;  ///< as in `model::PlanResult`
    std::vector<std::string> notes;
};

/// Looks for plans better than `known`, the best so far, and for both bounds.
[[nodiscard]] SearchResult search(const SearchInput& input, const model::NamedPlan& known);

/// True if `a` is to be preferred to `b` under the policy. Before everything else the plan that
/// serves more of those whom the locks ask for at least. `worst_first`: the better worst-off
/// area, where they differ by more than a point; else, and otherwise, the greater value,
/// and of equal ones (within 0.05 %) the one that serves more.
[[nodiscard]] bool is_better(const model::Measures& a,
                             const model::Measures& b,
                             model::Policy policy);

}  // namespace imdad::plan

#pragma once

#include "plan/calendar.hpp"
#include "plan/explain_limits.hpp"
#include "plan/explain_ways.hpp"

#include <vector>

/// A scenario with some of its limits lifted, and which rows of the scenario as it is a way there
/// breaks.

namespace imdad::plan {

/// The scenario without these limits, and the options to build it with.
[[nodiscard]] model::Scenario without_limits(const model::Scenario& scenario, LimitSet lifted);
[[nodiscard]] model::PlanOptions options_without(model::PlanOptions options, LimitSet lifted);

/// A problem without some limits, restricted to the units in question.
struct Lifted {
    Lifted(const model::Scenario& scenario,
           const model::PlanOptions& options,
           LimitSet set,
           const std::vector<bool>& wanted);

    BuiltProblem built;
    engine::CommodityNet net;
};

/// What a way passes that the scenario as it is does not allow.
class Breaches {
 public:
    /// All must outlive the object.
    Breaches(const model::Scenario& scenario,
             const BuiltProblem& original,
             const Lifted& lifted,
             LimitSet set)
        : scenario_(scenario),
          calendar_(scenario->header),
          original_(original.problem),
          lifted_(lifted),
          set_(set) {}

    /// A step of a way costs as much as it breaks rows.
    [[nodiscard]] WayCosts costs() const;

    [[nodiscard]] std::vector<Thing> at(const WayStep& step) const;

 private:
    using Things = std::vector<Thing>;

    [[nodiscard]] bool lifts(Limit limit) const { return has(set_, limit); }

    [[nodiscard]] double delay(const engine::Link& link) const;
    [[nodiscard]] Things at_start(engine::Id s) const;
    [[nodiscard]] Things at_ship(const engine::Link& link, int week) const;
    [[nodiscard]] Things at_stay(const engine::Presence& here) const;
    [[nodiscard]] Things at_serve(const engine::Use& use, int week) const;
    [[nodiscard]] bool ends_too_soon(const model::Batch& batch) const;
    [[nodiscard]] bool shuts(const model::Closure& row, engine::Id node) const;
    void add_refusals(
        engine::Id product, engine::Id unit, engine::Id node, int week, Things& things) const;

    template <typename Covers>
    void add_closures(int week, Things& things, const Covers& covers) const {
        for (std::size_t i = 0; i < scenario_->closures.size(); ++i) {
            const model::Closure& row = scenario_->closures[i];
            if (covers(row) && calendar_.week_of(row.from) <= week &&
                week <= calendar_.week_of(row.to)) {
                things.push_back({Thing::Table::closure, i});
            }
        }
    }

    const model::Scenario& scenario_;
    Calendar calendar_;
    const engine::Problem& original_;
    const Lifted& lifted_;
    LimitSet set_;
};

}  // namespace imdad::plan

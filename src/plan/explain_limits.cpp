#include "plan/explain_limits.hpp"

#include "base/assert.hpp"
#include "base/parallel.hpp"
#include "engine/price_bound.hpp"
#include "plan/explain_breaches.hpp"
#include "plan/explain_ways.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace imdad::plan {

namespace {

using engine::Id;
using engine::WeekMask;
using model::CauseKind;

/// Scenarios without locks are not looked at without locks.
std::size_t limits_of(const model::Scenario& scenario) {
    return scenario->locks.empty() ? kLimits - 1 : kLimits;
}

/// Sets of limits that are tried at most; what then has no answer is `unknown`.
constexpr std::size_t kTrialsMost = 48;

/// Weeks in which a person of each unit may start.
std::vector<WeekMask> open_starts(const engine::Problem& problem,
                                  const engine::CommodityNet& net,
                                  int threads) {
    engine::Worth none;
    none.slopes = {1};
    none.scale.assign(problem.groups.size(), 0);
    const engine::PriceBound found =
        engine::bound_from(problem, net, engine::Prices(problem), none, threads);
    std::vector<WeekMask> open(problem.units.size(), 0);
    const auto weeks = static_cast<std::size_t>(problem.weeks);
    for (std::size_t i = 0; i < found.cost.size(); ++i) {
        if (found.cost[i] < Ways::kNoWay) {
            open[i / weeks] |= engine::week_bit(static_cast<int>(i % weeks));
        }
    }
    return open;
}

class ObstacleFinder {
 public:
    ObstacleFinder(const model::Scenario& scenario,
                   const BuiltProblem& built,
                   const model::PlanOptions& options,
                   const std::vector<Stranded>& stranded,
                   int threads)
        : scenario_(scenario),
          built_(built),
          options_(options),
          stranded_(stranded),
          threads_(threads),
          limits_(limits_of(scenario)),
          wanted_(built.problem.units.size(), false),
          result_(stranded.size()) {}

    std::vector<Obstacle> find() {
        for (const Stranded& item : stranded_) {
            wanted_[item.unit] = !problem().units[item.unit].places.empty();
        }
        lift_each();
        for (std::size_t i = 0; i < stranded_.size(); ++i) {
            settle(i);
        }
        name_things();
        return std::move(result_);
    }

 private:
    const engine::Problem& problem() const { return built_.problem; }

    [[nodiscard]] WeekMask window(const Stranded& item) const {
        const int wait = problem().programmes[problem().units[item.unit].programme].max_wait;
        return engine::week_range(item.week, std::min(item.week + wait, problem().weeks - 1));
    }

    /// Every single limit is looked at for every need that is stranded: one task each.
    void lift_each() {
        if (std::ranges::none_of(wanted_, std::identity())) {
            return;
        }
        std::vector<std::vector<WeekMask>> open(limits_);
        base::run_tasks(limits_, threads_, [&](std::size_t l) {
            const Lifted lifted(scenario_, options_, LimitSet{1} << l, wanted_);
            open[l] = open_starts(lifted.built.problem, lifted.net, 1);
        });
        for (std::size_t l = 0; l < limits_; ++l) {
            open_.emplace(LimitSet{1} << l, std::move(open[l]));
        }
    }

    [[nodiscard]] bool opens(LimitSet set, std::size_t i) {
        const auto found = open_.find(set);
        const auto* open = found != open_.end() ? &found->second : nullptr;
        if (open == nullptr) {
            if (open_.size() >= kTrialsMost) {
                return false;
            }
            const Lifted lifted(scenario_, options_, set, wanted_);
            open = &open_.emplace(set, open_starts(lifted.built.problem, lifted.net, threads_))
                        .first->second;
        }
        return ((*open)[stranded_[i].unit] & window(stranded_[i])) != 0;
    }

    [[nodiscard]] bool any_supply(Id unit) const {
        for (const model::Supply& row : scenario_->supplies) {
            if (row.packs.value() > 0 && is_included(row, options_) && serves(unit, row)) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool serves(Id unit, const model::Supply& row) const {
        const auto& options = problem().programmes[problem().units[unit].programme].options;
        return std::ranges::any_of(options, [&](const engine::Option& option) {
            return option.product == scenario_[row.batch].product.value();
        });
    }

    void settle(std::size_t i) {
        Obstacle& obstacle = result_[i];
        const Id unit = stranded_[i].unit;
        if (problem().units[unit].places.empty()) {
            obstacle.kind = CauseKind::no_place;
            return;
        }
        for (std::size_t l = 0; l < limits_; ++l) {
            if (opens(LimitSet{1} << l, i)) {
                obstacle.or_else |= LimitSet{1} << l;
            }
        }
        if (obstacle.or_else == 0) {
            obstacle.together = all_needed(i);
        } else {
            const LimitSet first = obstacle.or_else & (~obstacle.or_else + 1);
            obstacle.together = first;
            obstacle.or_else &= ~first;
        }
        if (obstacle.together == 0) {
            obstacle.kind = any_supply(unit) ? CauseKind::no_lane : CauseKind::no_supply;
            return;
        }
        for (std::size_t l = kLimits; l-- > 0;) {
            if (has(obstacle.together, static_cast<Limit>(l))) {
                obstacle.kind = kind_of(static_cast<Limit>(l));
            }
        }
        if (!any_supply(unit)) {
            obstacle.kind = CauseKind::not_counted_on;
        }
    }

    /// Limits of which none can stay if there is to be a way: put back one after the other.
    [[nodiscard]] LimitSet all_needed(std::size_t i) {
        LimitSet set = (LimitSet{1} << limits_) - 1;
        if (!opens(set, i)) {
            return 0;
        }
        for (std::size_t l = limits_; l-- > 0;) {
            const LimitSet less = set & ~(LimitSet{1} << l);
            if (opens(less, i)) {
                set = less;
            }
        }
        return set;
    }

    void name_things() {
        std::map<LimitSet, std::vector<std::size_t>> by_set;
        for (std::size_t i = 0; i < result_.size(); ++i) {
            if (result_[i].together != 0) {
                by_set[result_[i].together].push_back(i);
            }
        }
        for (const auto& [set, items] : by_set) {
            const Lifted lifted(scenario_, options_, set, wanted_);
            const Breaches breaches(scenario_, built_, lifted, set);
            const WayCosts costs = breaches.costs();
            const Ways ways(lifted.built.problem, lifted.net, costs);
            for (const std::size_t i : items) {
                name(i, ways, breaches);
            }
        }
    }

    void name(std::size_t i, const Ways& ways, const Breaches& breaches) {
        const auto cost = ways.costs_of(stranded_[i].unit);
        const WeekMask open = window(stranded_[i]);
        int best = -1;
        for (int t = 0; t < problem().weeks; ++t) {
            const double here = cost[static_cast<std::size_t>(t)];
            if (engine::has_week(open, t) && here < Ways::kNoWay &&
                (best < 0 || here < cost[static_cast<std::size_t>(best)])) {
                best = t;
            }
        }
        if (best < 0) {
            return;
        }
        std::set<Thing> things;
        std::set<int> weeks;
        for (const WayStep& step : ways.way(stranded_[i].unit, best)) {
            for (const Thing& thing : breaches.at(step)) {
                things.insert(thing);
                weeks.insert(step.week);
            }
        }
        result_[i].things.assign(things.begin(), things.end());
        result_[i].weeks.assign(weeks.begin(), weeks.end());
    }

    const model::Scenario& scenario_;
    const BuiltProblem& built_;
    const model::PlanOptions& options_;
    const std::vector<Stranded>& stranded_;
    int threads_;
    std::size_t limits_;
    std::vector<bool> wanted_;
    std::map<LimitSet, std::vector<WeekMask>> open_;
    std::vector<Obstacle> result_;
};

}  // namespace

CauseKind kind_of(Limit limit) {
    switch (limit) {
        case Limit::closures:
            return CauseKind::closure;
        case Limit::earmarks:
            return CauseKind::earmark;
        case Limit::eligibility:
            return CauseKind::eligibility;
        case Limit::rooms:
            return CauseKind::no_room;
        case Limit::expiry:
            return CauseKind::expiry;
        case Limit::supply_dates:
            return CauseKind::supply_date;
        case Limit::rounds:
            return CauseKind::rounds;
        case Limit::lead_times:
            return CauseKind::lead_time;
        case Limit::series:
            return CauseKind::series;
        case Limit::commitment:
            return CauseKind::not_counted_on;
        case Limit::locks:
            return CauseKind::lock;
    }
    return CauseKind::unknown;
}

std::vector<Obstacle> obstacles_of(const model::Scenario& scenario,
                                   const BuiltProblem& built,
                                   const model::PlanOptions& options,
                                   const std::vector<Stranded>& stranded,
                                   int threads) {
    return ObstacleFinder(scenario, built, options, stranded, threads).find();
}

}  // namespace imdad::plan

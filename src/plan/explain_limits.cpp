#include "plan/explain_limits.hpp"

#include "base/assert.hpp"
#include "base/parallel.hpp"
#include "engine/price_bound.hpp"
#include "plan/calendar.hpp"
#include "plan/explain_ways.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace imdad::plan {

namespace {

using engine::Id;
using engine::kNone;
using engine::WeekMask;
using model::CauseKind;

constexpr LimitSet kAllLimits = (LimitSet{1} << kLimits) - 1;

/// Sets of limits that are tried at most; what then has no answer is `unknown`.
constexpr std::size_t kTrialsMost = 48;

/// A problem without some limits, restricted to the units in question.
struct Lifted {
    Lifted(const model::Scenario& scenario,
           const model::PlanOptions& options,
           LimitSet set,
           const std::vector<bool>& wanted)
        : built(build_problem(without_limits(scenario, set), options_without(options, set))) {
        IMDAD_ASSERT(built.problem.units.size() == wanted.size(), "lifting limits keeps the needs");
        for (Id u = 0; u < wanted.size(); ++u) {
            if (!wanted[u]) {
                built.problem.units[u].places.clear();
            }
        }
        net = engine::build_commodity_net(built.problem);
    }

    BuiltProblem built;
    engine::CommodityNet net;
};

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

/// What a way passes that the scenario as it is does not allow.
class Breaches {
 public:
    Breaches(const model::Scenario& scenario,
             const BuiltProblem& original,
             const Lifted& lifted,
             LimitSet set)
        : scenario_(scenario),
          calendar_(scenario->header),
          original_(original.problem),
          lifted_(lifted),
          set_(set) {}

    [[nodiscard]] WayCosts costs() const {
        return {.start = [this](Id s) { return count(at_start(s)); },
                .ship = [this](const engine::Link& link,
                               int t) { return count(at_ship(link, t)) + delay(link); },
                .stay = [this](const engine::Presence& here, int) { return count(at_stay(here)); },
                .serve = [this](const engine::Use& use, int t) { return count(at_serve(use, t)); },
                .per_person = false};
    }

    [[nodiscard]] std::vector<Thing> at(const WayStep& step) const {
        switch (step.kind) {
            case WayStep::Kind::start:
                return at_start(step.what);
            case WayStep::Kind::ship:
                return at_ship(lifted_.net.links[step.what], step.week);
            case WayStep::Kind::stay:
                return at_stay(lifted_.net.presences[step.what]);
            case WayStep::Kind::serve:
                return at_serve(lifted_.net.uses[step.what], step.week);
        }
        return {};
    }

 private:
    using Things = std::vector<Thing>;

    [[nodiscard]] bool lifts(Limit limit) const { return has(set_, limit); }

    static double count(const Things& things) { return static_cast<double>(things.size()); }

    /// Long ways only where there is no shorter one.
    [[nodiscard]] double delay(const engine::Link& link) const {
        return lifts(Limit::lead_times) ? 1e-3 * original_.arcs[link.arc].lead_weeks : 0;
    }

    [[nodiscard]] Things at_start(Id s) const {
        Things things;
        const model::SupplyIndex index = lifted_.built.supply_of[s];
        const model::Supply& row = scenario_[index];
        const model::Batch& batch = scenario_[row.batch];
        if (lifts(Limit::earmarks) && batch.earmark.exists()) {
            things.push_back({Thing::Table::earmark, batch.earmark.value()});
        }
        const bool late =
            row.status != model::SupplyStatus::on_hand &&
            calendar_.first_week_from(row.available_on + std::chrono::days(row.clearance_days)) > 0;
        const bool uncommitted = row.status == model::SupplyStatus::announced ||
                                 row.status == model::SupplyStatus::pledged;
        if ((lifts(Limit::expiry) && ends_too_soon(batch)) ||
            (lifts(Limit::supply_dates) && late) || (lifts(Limit::commitment) && uncommitted)) {
            things.push_back({Thing::Table::supply, index.value()});
        }
        return things;
    }

    /// Inside the horizon there is a week in which it may not be used or not come any more.
    [[nodiscard]] bool ends_too_soon(const model::Batch& batch) const {
        if (batch.expiry == model::kNoLimit) {
            return false;
        }
        const int day = calendar_.offset(batch.expiry);
        const int last = original_.weeks - 1;
        return engine::last_usable_week(day) < last ||
               day - scenario_[batch.product].min_remaining_days < 7 * last;
    }

    void add_closures(int week, Things& things, auto&& covers) const {
        for (std::size_t i = 0; i < scenario_->closures.size(); ++i) {
            const model::Closure& row = scenario_->closures[i];
            if (covers(row) && calendar_.week_of(row.from) <= week &&
                week <= calendar_.week_of(row.to)) {
                things.push_back({Thing::Table::closure, i});
            }
        }
    }

    [[nodiscard]] bool shuts(const model::Closure& row, Id node) const {
        const model::PlaceIndex place(node);
        const model::AreaIndex area = scenario_[place].area;
        return row.place == place || (row.what == model::Closure::What::area && area.exists() &&
                                      scenario_.lies_in(area, row.area));
    }

    [[nodiscard]] Things at_ship(const engine::Link& link, int week) const {
        Things things;
        const engine::Arc& arc = original_.arcs[link.arc];
        const model::Lane& lane = scenario_->lanes[link.arc];
        if (lifts(Limit::closures)) {
            add_closures(week, things, [&](const model::Closure& row) {
                return row.lane == model::LaneIndex(link.arc) || shuts(row, arc.from) ||
                       shuts(row, arc.to);
            });
        }
        const bool is_round =
            week >= lane.first_week && (week - lane.first_week) % lane.every_weeks == 0;
        if ((lifts(Limit::rounds) && !is_round) ||
            (lifts(Limit::lead_times) && arc.lead_weeks > 0)) {
            things.push_back({Thing::Table::lane, link.arc});
        }
        if (lifts(Limit::rooms)) {
            const Id product =
                lifted_.net.commodities[lifted_.net.presences[link.source].commodity].product;
            const std::int64_t packs = original_.packing(product, arc.from).ship_multiple;
            for (std::size_t c = 0; c < engine::kClasses; ++c) {
                if (packs * engine::CommodityNet::volume(original_, product, arc.to, c) >
                    arc.room[c]) {
                    things.push_back({Thing::Table::lane, link.arc, c});
                }
            }
        }
        return things;
    }

    [[nodiscard]] Things at_stay(const engine::Presence& here) const {
        Things things;
        if (!lifts(Limit::rooms)) {
            return things;
        }
        const Id product = lifted_.net.commodities[here.commodity].product;
        for (std::size_t c = 0; c < engine::kClasses; ++c) {
            if (engine::CommodityNet::volume(original_, product, here.node, c) >
                original_.nodes[here.node].room[c]) {
                things.push_back({Thing::Table::place, here.node, c});
            }
        }
        if (!original_.max_row.empty()) {
            const Id row = original_.max_row[original_.pair(here.node, product)];
            if (row != kNone && original_.products[product].pack_units > original_.max_units[row]) {
                things.push_back({Thing::Table::place, here.node, engine::kClasses});
            }
        }
        return things;
    }

    [[nodiscard]] Things at_serve(const engine::Use& use, int week) const {
        Things things;
        const Id node = lifted_.net.presences[use.presence].node;
        if (lifts(Limit::closures)) {
            add_closures(week, things, [&](const model::Closure& row) { return shuts(row, node); });
        }
        if (lifts(Limit::eligibility)) {
            const Id product =
                lifted_.net.commodities[lifted_.net.presences[use.presence].commodity].product;
            add_refusals(product, use.unit, node, week, things);
        }
        return things;
    }

    void add_refusals(Id product, Id unit, Id node, int week, Things& things) const {
        for (std::size_t i = 0; i < scenario_->eligibilities.size(); ++i) {
            const model::Eligibility& row = scenario_->eligibilities[i];
            const auto inside = [&](Id area) {
                return area != kNone && scenario_.lies_in(model::AreaIndex(area), row.recipient);
            };
            if (row.state != model::Eligibility::State::accepts && row.product.value() == product &&
                (!row.until || calendar_.week_of(*row.until) >= week) &&
                (inside(original_.units[unit].area) || inside(original_.nodes[node].area))) {
                things.push_back({Thing::Table::eligibility, i});
            }
        }
    }

    const model::Scenario& scenario_;
    Calendar calendar_;
    const engine::Problem& original_;
    const Lifted& lifted_;
    LimitSet set_;
};

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
        std::vector<std::vector<WeekMask>> open(kLimits);
        base::run_tasks(kLimits, threads_, [&](std::size_t l) {
            const Lifted lifted(scenario_, options_, LimitSet{1} << l, wanted_);
            open[l] = open_starts(lifted.built.problem, lifted.net, 1);
        });
        for (std::size_t l = 0; l < kLimits; ++l) {
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
        for (std::size_t l = 0; l < kLimits; ++l) {
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
        LimitSet set = kAllLimits;
        if (!opens(set, i)) {
            return 0;
        }
        for (std::size_t l = kLimits; l-- > 0;) {
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
    }
    return CauseKind::unknown;
}

model::Scenario without_limits(const model::Scenario& scenario, LimitSet lifted) {
    model::ScenarioData data = scenario.data();
    if (has(lifted, Limit::closures)) {
        data.closures.clear();
    }
    if (has(lifted, Limit::eligibility)) {
        data.eligibilities.clear();
    }
    for (model::Batch& batch : data.batches) {
        batch.earmark = has(lifted, Limit::earmarks) ? model::EarmarkIndex() : batch.earmark;
        batch.expiry = has(lifted, Limit::expiry) ? model::kNoLimit : batch.expiry;
    }
    if (has(lifted, Limit::expiry)) {
        for (model::Product& product : data.products) {
            product.min_remaining_days = 0;
        }
    }
    if (has(lifted, Limit::rooms)) {
        for (model::Place& place : data.places) {
            place.room = {};
        }
        data.stock_policies.clear();
    }
    for (model::Lane& lane : data.lanes) {
        if (has(lifted, Limit::rooms)) {
            lane.room = {};
        }
        if (has(lifted, Limit::rounds)) {
            lane.every_weeks = 1;
            lane.first_week = 0;
        }
        if (has(lifted, Limit::lead_times)) {
            lane.lead_days = 0;
        }
    }
    if (has(lifted, Limit::supply_dates)) {
        for (model::Supply& supply : data.supplies) {
            supply.available_on = data.header.start;
            supply.clearance_days = 0;
        }
    }
    if (has(lifted, Limit::series)) {
        for (model::Serves& serves : data.serves) {
            serves.min_interval_weeks = 0;
            serves.max_interval_weeks.reset();
        }
    }
    base::Result<model::Scenario> built = model::Scenario::build(std::move(data));
    IMDAD_ASSERT(built.has_value(), "a scenario without limits is still one");
    return std::move(*built);
}

model::PlanOptions options_without(model::PlanOptions options, LimitSet lifted) {
    if (has(lifted, Limit::commitment)) {
        options.include_announced = true;
        options.include_pledged = true;
    }
    return options;
}

std::vector<Obstacle> obstacles_of(const model::Scenario& scenario,
                                   const BuiltProblem& built,
                                   const model::PlanOptions& options,
                                   const std::vector<Stranded>& stranded,
                                   int threads) {
    return ObstacleFinder(scenario, built, options, stranded, threads).find();
}

}  // namespace imdad::plan

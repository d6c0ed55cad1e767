#include "plan/problem_builder.hpp"

#include "base/assert.hpp"
#include "plan/calendar.hpp"
#include "plan/demand.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

namespace imdad::plan {

namespace {

using engine::Id;
using engine::kNone;
using engine::kUnlimited;
using engine::WeekMask;
using model::Scenario;

template <typename IndexType>
Id id_of(IndexType index) {
    return index.exists() ? static_cast<Id>(index.value()) : kNone;
}

engine::Room room_of(const model::ClassRoom& room) {
    engine::Room result = {};
    for (std::size_t c = 0; c < engine::kClasses; ++c) {
        result[c] = room.stated(c) ? room.cm3[c] : kUnlimited;
    }
    return result;
}

/// Weeks of the horizon that a closure touches.
WeekMask closed_weeks(const Calendar& calendar, const model::Closure& closure) {
    const int from = std::max(0, calendar.week_of(closure.from));
    const int to = std::min(calendar.weeks() - 1, calendar.week_of(closure.to));
    return engine::week_range(from, to);
}

class Builder {
 public:
    Builder(const Scenario& scenario, const model::PlanOptions& options)
        : scenario_(scenario),
          options_(options),
          calendar_(scenario->header),
          all_(engine::week_range(0, calendar_.weeks() - 1)) {}

    BuiltProblem build() {
        problem().weeks = calendar_.weeks();
        add_products();
        add_nodes_and_arcs();
        add_programmes();
        add_supplies();
        add_earmarks();
        add_units();
        add_absorption();
        add_locks();
        add_stock_policies();
        engine::index_problem(problem());
        return std::move(built_);
    }

 private:
    engine::Problem& problem() { return built_.problem; }

    void add_products() {
        for (const model::Product& row : scenario_->products) {
            engine::Product product;
            product.has_volume = row.kind == model::ProductKind::goods;
            product.storable = row.kind != model::ProductKind::seats;
            product.pack_units = row.pack_units;
            product.companion_cm3 = product.has_volume ? row.companion_ambient_cm3.value() : 0;
            for (auto& packing : product.at_level) {
                packing.storage_class = static_cast<std::size_t>(row.storage_class);
                packing.pack_cm3 = product.has_volume ? row.pack_cm3.value() : 0;
            }
            for (const model::Packaging& level : row.packaging) {
                auto& packing = product.at_level[static_cast<std::size_t>(level.level)];
                packing.storage_class = static_cast<std::size_t>(level.storage_class);
                packing.pack_cm3 = product.has_volume ? level.pack_cm3.value() : 0;
                packing.ship_multiple = level.ship_multiple;
                packing.max_days = level.max_days.value_or(engine::kNever);
            }
            problem().products.push_back(product);
        }
    }

    void add_nodes_and_arcs() {
        std::vector<WeekMask> closed_places(scenario_->places.size(), 0);
        std::vector<WeekMask> closed_lanes(scenario_->lanes.size(), 0);
        for (const model::Closure& closure : scenario_->closures) {
            const WeekMask weeks = closed_weeks(calendar_, closure);
            if (closure.lane.exists()) {
                closed_lanes[closure.lane.value()] |= weeks;
            } else if (closure.place.exists()) {
                closed_places[closure.place.value()] |= weeks;
            } else {
                for (std::size_t p = 0; p < scenario_->places.size(); ++p) {
                    if (scenario_.lies_in(scenario_->places[p].area, closure.area)) {
                        closed_places[p] |= weeks;
                    }
                }
            }
        }
        for (std::size_t p = 0; p < scenario_->places.size(); ++p) {
            const model::Place& place = scenario_->places[p];
            engine::Node node;
            node.level = static_cast<std::size_t>(place.level);
            node.room = room_of(place.room);
            node.serves = all_ & ~closed_places[p];
            node.area = id_of(place.area);
            problem().nodes.push_back(node);
        }
        for (std::size_t i = 0; i < scenario_->lanes.size(); ++i) {
            const model::Lane& lane = scenario_->lanes[i];
            engine::Arc arc;
            arc.from = id_of(lane.from);
            arc.to = id_of(lane.to);
            arc.lead_weeks = std::min((lane.lead_days + 3) / 7, engine::kWeeksMax);
            for (int t = lane.first_week; t < calendar_.weeks(); t += lane.every_weeks) {
                arc.departs |= engine::week_bit(t);
            }
            arc.departs &= ~(closed_lanes[i] | closed_places[arc.from] | closed_places[arc.to]);
            arc.room = room_of(lane.room);
            arc.cost = lane.cost_per_m3.nano();
            problem().arcs.push_back(arc);
        }
    }

    void add_programmes() {
        for (const model::Programme& row : scenario_->programmes) {
            engine::Programme programme;
            programme.max_wait =
                row.waits
                    ? std::min(row.max_wait_weeks.value_or(engine::kWeeksMax), engine::kWeeksMax)
                    : 0;
            problem().programmes.push_back(programme);
        }
        std::vector<const model::Serves*> rows;
        for (const model::Serves& row : scenario_->serves) {
            rows.push_back(&row);
        }
        std::ranges::stable_sort(
            rows, {}, [](const model::Serves* row) { return row->series_dose; });
        for (const model::Serves* row : rows) {
            auto& options = problem().programmes[row->programme.value()].options;
            auto option = std::ranges::find(options, id_of(row->product), &engine::Option::product);
            if (option == options.end()) {
                options.push_back({id_of(row->product), {}});
                option = options.end() - 1;
            }
            const base::Ratio ratio = units_per_served_person(*row);
            option->doses.push_back(
                {.units_numerator = static_cast<std::int64_t>(ratio.numerator),
                 .units_denominator = static_cast<std::int64_t>(ratio.denominator),
                 .min_interval = row->min_interval_weeks,
                 .max_interval = std::min(row->max_interval_weeks.value_or(engine::kWeeksMax),
                                          engine::kWeeksMax)});
        }
    }

    void add_supplies() {
        for (const model::Batch& batch : scenario_->batches) {
            engine::Lot lot;
            lot.product = id_of(batch.product);
            lot.earmark = id_of(batch.earmark);
            if (batch.expiry != model::kNoLimit) {
                lot.expiry_day = calendar_.offset(batch.expiry);
                const int latest_monday =
                    lot.expiry_day - scenario_[batch.product].min_remaining_days;
                lot.last_arrival_week =
                    latest_monday < 0 ? -1 : std::min(latest_monday / 7, engine::kWeeksMax);
            }
            problem().lots.push_back(lot);
        }
        for (std::size_t s = 0; s < scenario_->supplies.size(); ++s) {
            const model::Supply& row = scenario_->supplies[s];
            if (!is_included(row, options_)) {
                continue;
            }
            engine::Supply supply;
            supply.lot = id_of(row.batch);
            supply.node = id_of(row.place);
            supply.packs = row.packs.value();
            if (row.status != model::SupplyStatus::on_hand) {
                supply.week = calendar_.first_week_from(row.available_on +
                                                        std::chrono::days(row.clearance_days));
                if (supply.week > problem().lots[supply.lot].last_arrival_week) {
                    continue;  // it would come with too little shelf life left
                }
            }
            problem().supplies.push_back(supply);
            built_.supply_of.emplace_back(s);
        }
    }

    void add_earmarks() {
        for (const model::Earmark& row : scenario_->earmarks) {
            engine::EarmarkRule rule;
            rule.areas.assign(scenario_->areas.size(), false);
            for (std::size_t a = 0; a < scenario_->areas.size(); ++a) {
                rule.areas[a] = earmark_covers(row, model::AreaIndex(a));
            }
            rule.programmes.assign(scenario_->programmes.size(), row.programmes.empty());
            for (const model::ProgrammeIndex programme : row.programmes) {
                rule.programmes[programme.value()] = true;
            }
            for (const std::string& activity : row.activities) {
                activities_.try_emplace(activity, static_cast<Id>(activities_.size()));
            }
            const int from = row.from ? std::max(0, calendar_.first_week_from(*row.from)) : 0;
            // A week counts if its Sunday is still inside.
            const int to = row.to ? engine::last_usable_week(calendar_.offset(*row.to))
                                  : calendar_.weeks() - 1;
            rule.weeks = engine::week_range(std::min(from, calendar_.weeks()),
                                            std::min(to, calendar_.weeks() - 1)) &
                         all_;
            problem().earmarks.push_back(rule);
        }
        for (std::size_t e = 0; e < scenario_->earmarks.size(); ++e) {
            auto& allowed = problem().earmarks[e].activities;
            if (!scenario_->earmarks[e].activities.empty()) {
                allowed.assign(activities_.size(), false);
                for (const std::string& activity : scenario_->earmarks[e].activities) {
                    allowed[activities_.at(activity)] = true;
                }
            }
        }
        problem().ineligible.resize(scenario_->products.size());
        for (const model::Eligibility& row : scenario_->eligibilities) {
            if (row.state == model::Eligibility::State::accepts) {
                continue;
            }
            const int until = row.until ? calendar_.week_of(*row.until) : calendar_.weeks() - 1;
            auto& masks = problem().ineligible[row.product.value()];
            masks.resize(scenario_->areas.size(), 0);
            for (std::size_t a = 0; until >= 0 && a < scenario_->areas.size(); ++a) {
                if (scenario_.lies_in(model::AreaIndex(a), row.recipient)) {
                    masks[a] |= engine::week_range(0, std::min(until, calendar_.weeks() - 1));
                }
            }
        }
    }

    /// An area passes if it lies in one of the countries (where any are named) and in one of the
    /// areas (where any are named).
    [[nodiscard]] bool earmark_covers(const model::Earmark& row, model::AreaIndex area) const {
        const auto inside = [&](model::AreaIndex outer) { return scenario_.lies_in(area, outer); };
        const auto middle = row.areas.begin() + static_cast<std::ptrdiff_t>(row.country_count);
        return (row.areas.begin() == middle || std::any_of(row.areas.begin(), middle, inside)) &&
               (middle == row.areas.end() || std::any_of(middle, row.areas.end(), inside));
    }

    void add_units() {
        const auto places = serving_places(scenario_);
        built_.group_of_need.assign(scenario_->needs.size(),
                                    std::numeric_limits<std::size_t>::max());
        std::map<std::pair<Id, Id>, std::size_t> group_of;
        for (std::size_t n = 0; n < scenario_->needs.size(); ++n) {
            const model::Need& row = scenario_->needs[n];
            const auto weekly = weekly_need(scenario_, row);
            engine::NeedUnit unit;
            unit.total = std::accumulate(weekly.begin(), weekly.end(), std::int64_t{0});
            if (unit.total == 0) {
                continue;
            }
            unit.programme = id_of(row.programme);
            unit.area = id_of(scenario_.area_of(row));
            if (!row.activity.empty()) {
                const auto activity = activities_.find(row.activity);
                unit.activity = activity == activities_.end() ? kNone : activity->second;
            }
            const auto [group, is_new] =
                group_of.try_emplace({unit.area, unit.programme}, problem().groups.size());
            if (is_new) {
                const auto& programme = scenario_[row.programme];
                const double weight = static_cast<double>(model::programme_weight_nano(programme)) /
                                      1e9 * scenario_->areas[unit.area].weight.to_double();
                problem().groups.push_back(
                    {.area = unit.area, .programme = unit.programme, .weight = weight});
            }
            unit.group = static_cast<Id>(group->second);
            built_.group_of_need[n] = group->second;
            engine::Group& target = problem().groups[group->second];
            target.target += unit.total;
            for (const model::PlaceIndex place : places[n]) {
                unit.places.push_back(id_of(place));
            }
            target.units.push_back(static_cast<Id>(problem().units.size()));
            problem().units.push_back(std::move(unit));
            problem().need.insert(problem().need.end(), weekly.begin(), weekly.end());
            built_.need_of.emplace_back(n);
        }
    }

    void add_absorption() {
        for (const model::Absorption& row : scenario_->absorptions) {
            engine::AbsorptionRow result;
            result.persons_per_week = row.persons_per_week.value();
            result.programmes.assign(scenario_->programmes.size(), row.programmes.empty());
            for (const model::ProgrammeIndex programme : row.programmes) {
                result.programmes[programme.value()] = true;
            }
            for (int t = 0; t < calendar_.weeks(); ++t) {
                const model::Day monday = calendar_.monday(t);
                if ((!row.from || monday >= *row.from) && (!row.to || monday <= *row.to)) {
                    result.weeks |= engine::week_bit(t);
                }
            }
            const auto id = static_cast<Id>(problem().absorption.size());
            problem().absorption.push_back(std::move(result));
            for (std::size_t p = 0; p < scenario_->places.size(); ++p) {
                if (row.place == model::PlaceIndex(p) ||
                    (row.area.exists() && scenario_.lies_in(scenario_->places[p].area, row.area))) {
                    problem().nodes[p].absorption.push_back(id);
                }
            }
        }
    }

    void add_locks() {
        if (scenario_->locks.empty()) {
            return;
        }
        problem().locks_of.resize(problem().units.size());
        for (const model::Lock& row : scenario_->locks) {
            engine::LockRow lock{.node = id_of(row.place), .product = id_of(row.product)};
            for (int t = 0; t < calendar_.weeks(); ++t) {
                const model::Day monday = calendar_.monday(t);
                if ((!row.from || monday >= *row.from) && (!row.to || monday <= *row.to)) {
                    lock.weeks |= engine::week_bit(t);
                }
            }
            lock.at_least = row.at_least ? row.at_least->value() : 0;
            lock.at_most = row.at_most ? row.at_most->value() : kUnlimited;
            const auto id = static_cast<Id>(problem().locks.size());
            problem().locks.push_back(lock);
            for (Id u = 0; u < problem().units.size(); ++u) {
                const engine::NeedUnit& unit = problem().units[u];
                const bool counts =
                    row.place.exists()
                        ? std::ranges::find(unit.places, lock.node) != unit.places.end()
                        : scenario_.lies_in(model::AreaIndex(unit.area), row.area);
                if (counts && unit.programme == id_of(row.programme)) {
                    problem().locks_of[u].push_back(id);
                }
            }
        }
    }

    void add_stock_policies() {
        const auto& policies = scenario_->stock_policies;
        if (policies.empty()) {
            return;
        }
        const DownstreamNeed downstream(scenario_);
        const auto own_units = own_supply_units(scenario_, options_);
        problem().max_row.assign(scenario_->places.size() * scenario_->products.size(), kNone);
        for (std::size_t n = 0; n < scenario_->places.size(); ++n) {
            for (std::size_t p = 0; p < scenario_->products.size(); ++p) {
                const model::StockPolicy* policy =
                    policy_for(scenario_, model::PlaceIndex(n), model::ProductIndex(p));
                if (policy == nullptr) {
                    continue;
                }
                const model::PlaceIndex place(n);
                const model::ProductIndex product(p);
                if (policy->max_weeks) {
                    const std::int64_t own = own_units[n * scenario_->products.size() + p];
                    const std::int64_t most = std::max(
                        downstream.units_of_weeks(place, product, *policy->max_weeks), own);
                    problem().max_row[problem().pair(static_cast<Id>(n), static_cast<Id>(p))] =
                        static_cast<Id>(problem().max_units.size());
                    problem().max_units.push_back(most);
                }
                if (policy->closing_weeks) {
                    const std::int64_t units =
                        downstream.units_of_weeks(place, product, *policy->closing_weeks);
                    if (units > 0) {
                        problem().closing.push_back(
                            {static_cast<Id>(n), static_cast<Id>(p), units});
                    }
                }
            }
        }
    }

    const Scenario& scenario_;
    const model::PlanOptions& options_;
    Calendar calendar_;
    WeekMask all_;
    std::map<std::string, Id> activities_;
    BuiltProblem built_;
};

}  // namespace

bool is_included(const model::Supply& supply, const model::PlanOptions& options) {
    switch (supply.status) {
        case model::SupplyStatus::announced:
            return options.include_announced;
        case model::SupplyStatus::pledged:
            return options.include_pledged;
        default:
            return true;
    }
}

BuiltProblem build_problem(const Scenario& scenario, const model::PlanOptions& options) {
    return Builder(scenario, options).build();
}

}  // namespace imdad::plan

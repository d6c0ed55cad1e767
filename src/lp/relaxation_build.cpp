#include "lp/relaxation.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

/// Which goods can be where in which weeks, whom they can serve, and what room the rests need.

namespace imdad::lp {

namespace {

using engine::has_week;
using engine::Id;
using engine::kClasses;
using engine::kNone;
using engine::WeekMask;

/// What one person adds to the coverage must not drown in a solver's tolerance.
double power_of_ten_from(std::int64_t persons) {
    double scale = 1;
    while (scale < static_cast<double>(persons)) {
        scale *= 10;
    }
    return scale;
}

}  // namespace

Relaxation::Relaxation(const engine::Problem& problem, Aim aim)
    : problem_(&problem), aim_(std::move(aim)) {
    group_rows_.assign(problem.groups.size(), aim_.kind == Aim::Kind::value);
    for (const Aim::Area& area : aim_.areas) {
        for (const Aim::Share& share : area.shares) {
            group_rows_[share.group] = true;
            scale_ = std::max(scale_, power_of_ten_from(problem.groups[share.group].target));
        }
    }
    for (Id u = 0; u < problem.units.size(); ++u) {
        if (problem.is_locked(u)) {  // a lock may ask for those whom the aim does not count
            group_rows_[problem.units[u].group] = true;
        }
    }
    find_commodities();
    find_starting_weeks();
    for (Id k = 0; k < commodities_.size(); ++k) {
        find_useful_weeks(k);
        find_present_weeks(k);
    }
    find_services();
    give_room_to_opened_units();
    mark_rows();
}

void Relaxation::find_commodities() {
    std::map<std::tuple<Id, Id, int, int>, std::vector<Id>> lots;
    const int last_week = problem_->weeks - 1;
    for (Id l = 0; l < problem_->lots.size(); ++l) {
        const engine::Lot& lot = problem_->lots[l];
        const int last_use = std::min(engine::last_usable_week(lot.expiry_day), last_week);
        if (last_use >= 0) {
            // No earmark comes first: kNone is the largest number.
            lots[{lot.product,
                  lot.earmark + 1,
                  last_use,
                  std::min(lot.last_arrival_week, last_week)}]
                .push_back(l);
        }
    }
    of_product_.resize(problem_->products.size());
    for (auto& [key, of_key] : lots) {
        const auto [product, earmark, last_use, last_arrival] = key;
        of_product_[product].push_back(static_cast<Id>(commodities_.size()));
        commodities_.push_back({product, earmark - 1, last_use, last_arrival, std::move(of_key)});
    }
    weeks_.assign(commodities_.size() * problem_->nodes.size(), 0);
}

void Relaxation::find_starting_weeks() {
    const WeekMask all = engine::week_range(0, problem_->weeks - 1);
    for (Id u = 0; u < problem_->units.size(); ++u) {
        WeekMask needed = 0;
        for (int t = 0; t < problem_->weeks; ++t) {
            needed |= problem_->need_at(u, t) > 0 ? engine::week_bit(t) : 0;
        }
        WeekMask starting = needed;
        const int max_wait = problem_->programmes[problem_->units[u].programme].max_wait;
        for (int waited = 1; waited <= std::min(max_wait, problem_->weeks); ++waited) {
            starting |= needed << waited;
        }
        starting_.push_back(starting & all);
    }
}

std::int64_t Relaxation::cm3(Id product, Id node, std::size_t storage_class) const {
    const engine::Packing& packing = problem_->packing(product, node);
    return (packing.storage_class == storage_class ? packing.pack_cm3 : 0) +
           (storage_class == 0 ? problem_->products[product].companion_cm3 : 0);
}

Id Relaxation::maximum_row(Id node, Id product) const {
    return problem_->max_row.empty() ? kNone : problem_->max_row[problem_->pair(node, product)];
}

bool Relaxation::fits_at(Id node, Id product) const {
    for (std::size_t c = 0; c < kClasses; ++c) {
        if (cm3(product, node, c) > problem_->nodes[node].room[c]) {
            return false;
        }
    }
    const Id row = maximum_row(node, product);
    return row == kNone || problem_->products[product].pack_units <= problem_->max_units[row];
}

bool Relaxation::fits_on(const engine::Arc& arc, Id product) const {
    const std::int64_t multiple = problem_->packing(product, arc.from).ship_multiple;
    for (std::size_t c = 0; c < kClasses; ++c) {
        if (cm3(product, arc.to, c) > arc.room[c] / multiple) {
            return false;
        }
    }
    return true;
}

WeekMask Relaxation::open_departures(const engine::Arc& arc, Id commodity) const {
    const Commodity& goods = commodities_[commodity];
    const WeekMask in_time = arc.departs & engine::week_range(0, goods.last_use) &
                             engine::week_range(0, goods.last_arrival - arc.lead_weeks);
    const bool fits = in_time != 0 && fits_on(arc, goods.product) && fits_at(arc.to, goods.product);
    return fits ? in_time : 0;
}

WeekMask Relaxation::departures(Id arc, Id commodity) const {
    const engine::Arc& lane = problem_->arcs[arc];
    const WeekMask arrivals = weeks(lane.to, commodity) >> lane.lead_weeks;
    const WeekMask both = weeks(lane.from, commodity) & arrivals;
    return both == 0 ? 0 : both & open_departures(lane, commodity);
}

WeekMask Relaxation::usable(
    Id unit, Id node, Id commodity, const engine::Option& option, std::size_t dose) const {
    const Commodity& goods = commodities_[commodity];
    const WeekMask starting = starting_[unit];
    if (starting == 0 || !group_rows_[problem_->units[unit].group]) {
        return 0;
    }
    int before = 0;
    int after = 0;
    for (std::size_t j = 1; j < option.doses.size(); ++j) {
        (j <= dose ? before : after) += option.doses[j].min_interval;
    }
    const int last = problem_->weeks - 1 - after;
    const WeekMask in_turn =
        dose == 0 ? starting & engine::week_range(0, last)
                  : engine::week_range(
                        std::min(engine::earliest_week(starting) + before, problem_->weeks), last);
    return in_turn & engine::week_range(0, goods.last_use) & problem_->nodes[node].serves &
           problem_->allowed(goods.lots.front(), unit, node);
}

/// Weeks in which goods at a node can still serve somebody, there or further down. Lanes form no
/// cycle, so the sweeps end after as many rounds as the chain has links.
void Relaxation::find_useful_weeks(Id commodity) {
    const Commodity& goods = commodities_[commodity];
    for (Id u = 0; u < problem_->units.size(); ++u) {
        const engine::NeedUnit& unit = problem_->units[u];
        const auto& options = problem_->programmes[unit.programme].options;
        const auto option = std::ranges::find(options, goods.product, &engine::Option::product);
        if (option == options.end()) {
            continue;
        }
        for (const Id place : unit.places) {
            for (std::size_t j = 0; j < option->doses.size(); ++j) {
                weeks(place, commodity) |= usable(u, place, commodity, *option, j);
            }
        }
    }
    const bool storable = problem_->products[goods.product].storable;
    const WeekMask stays = engine::week_range(0, goods.last_use);
    const auto keep = [&](WeekMask& mask) {
        if (storable && mask != 0) {
            mask = engine::flood_earlier(mask, stays);
        }
    };
    for (Id n = 0; n < problem_->nodes.size(); ++n) {
        keep(weeks(n, commodity));
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t a = problem_->arcs.size(); a-- > 0;) {
            const engine::Arc& arc = problem_->arcs[a];
            const WeekMask arrivals = weeks(arc.to, commodity);
            if (arrivals == 0) {
                continue;
            }
            WeekMask& here = weeks(arc.from, commodity);
            const WeekMask before = here;
            here |= (arrivals >> arc.lead_weeks) & open_departures(arc, commodity);
            if (here != before) {
                keep(here);
                changed = true;
            }
        }
    }
}

/// Of these weeks, those in which the goods can be there, from the weeks in which they start.
void Relaxation::find_present_weeks(Id commodity) {
    const Commodity& goods = commodities_[commodity];
    const bool storable = problem_->products[goods.product].storable;
    std::vector<WeekMask> present(problem_->nodes.size(), 0);
    const auto come = [&](Id node, WeekMask arrivals) {
        const WeekMask before = present[node];
        present[node] |= arrivals & weeks(node, commodity);
        if (storable && present[node] != before) {
            present[node] = engine::flood_later(present[node], weeks(node, commodity));
        }
        return present[node] != before;
    };
    std::map<std::pair<Id, int>, std::int64_t> packs;
    for (const engine::Supply& supply : problem_->supplies) {
        if (supply.packs > 0 && supply.week < problem_->weeks &&
            std::ranges::binary_search(goods.lots, supply.lot) &&
            has_week(weeks(supply.node, commodity), supply.week) &&
            fits_at(supply.node, goods.product)) {
            packs[{supply.node, supply.week}] += supply.packs;
            come(supply.node, engine::week_bit(supply.week));
        }
    }
    for (const auto& [key, sum] : packs) {
        supplies_.push_back({key.first, commodity, key.second, sum});
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (const engine::Arc& arc : problem_->arcs) {
            if (present[arc.from] != 0 && weeks(arc.to, commodity) != 0) {
                const WeekMask leave = present[arc.from] & open_departures(arc, commodity);
                changed = come(arc.to, leave << arc.lead_weeks) || changed;
            }
        }
    }
    for (Id n = 0; n < problem_->nodes.size(); ++n) {
        weeks(n, commodity) = present[n];
    }
}

/// A series of which one dose can never be given serves nobody.
void Relaxation::find_services() {
    served_.resize(problem_->units.size());
    for (Id u = 0; u < problem_->units.size(); ++u) {
        const auto& options = problem_->programmes[problem_->units[u].programme].options;
        std::vector<std::vector<bool>> can(options.size());
        for (std::size_t o = 0; o < options.size(); ++o) {
            can[o].assign(options[o].doses.size(), false);
        }
        served_[u].assign(options.size(), true);
        each_service_of(u,
                        [&](const Service& service) { can[service.option][service.dose] = true; });
        for (std::size_t o = 0; o < options.size(); ++o) {
            served_[u][o] = std::ranges::find(can[o], false) == can[o].end();
        }
    }
    std::vector<bool> group_served(problem_->groups.size(), false);
    for (Id u = 0; u < problem_->units.size(); ++u) {
        if (is_served(u)) {
            group_served[problem_->units[u].group] = true;
        }
    }
    for (Id g = 0; g < group_rows_.size(); ++g) {
        group_rows_[g] = group_rows_[g] && group_served[g];
    }
    for (const Aim::Area& area : aim_.areas) {
        if (std::ranges::any_of(
                area.shares, [&](const Aim::Share& share) { return group_served[share.group]; })) {
            areas_.push_back(area.area);
        }
    }
}

void Relaxation::each_service_of(Id unit, const ServiceVisitor& visit) const {
    const engine::NeedUnit& need = problem_->units[unit];
    const auto& options = problem_->programmes[need.programme].options;
    for (const Id place : need.places) {
        for (std::size_t o = 0; o < options.size(); ++o) {
            if (!served_[unit][o]) {
                continue;
            }
            for (std::size_t j = 0; j < options[o].doses.size(); ++j) {
                for (const Id k : of_product_[options[o].product]) {
                    const WeekMask present = weeks(place, k);
                    const WeekMask both =
                        present == 0 ? 0 : present & usable(unit, place, k, options[o], j);
                    if (both != 0) {
                        visit({unit, o, j, place, k, both});
                    }
                }
            }
        }
    }
}

/// Lots are told apart by where they can come to: a rest is left of lots that reach the place only.
void Relaxation::give_room_to_opened_units() {
    std::vector<std::vector<Id>> out(problem_->nodes.size());
    for (const engine::Arc& arc : problem_->arcs) {
        out[arc.from].push_back(arc.to);
    }
    std::vector<std::vector<Id>> begins_at(problem_->lots.size());
    for (const engine::Supply& supply : problem_->supplies) {
        if (supply.packs > 0 && supply.week < problem_->weeks) {
            begins_at[supply.lot].push_back(supply.node);
        }
    }
    opened_litres_.assign(problem_->nodes.size() * kClasses, 0);
    opened_units_.assign(problem_->max_units.size(), 0);
    std::vector<Id> seen(problem_->nodes.size(), kNone);  // the last lot that came by
    for (const Commodity& goods : commodities_) {
        if (!problem_->products[goods.product].storable) {
            continue;  // seats: what is not filled has lapsed
        }
        std::vector<std::int64_t> lots_at(problem_->nodes.size(), 0);
        for (const Id lot : goods.lots) {
            std::vector<Id> ahead = begins_at[lot];
            while (!ahead.empty()) {
                const Id node = ahead.back();
                ahead.pop_back();
                if (seen[node] != lot) {
                    seen[node] = lot;
                    ++lots_at[node];
                    ahead.insert(ahead.end(), out[node].begin(), out[node].end());
                }
            }
        }
        give_room_to_opened_units_of(goods, lots_at);
    }
}

void Relaxation::give_room_to_opened_units_of(const Commodity& goods,
                                              const std::vector<std::int64_t>& lots_at) {
    const engine::Product& product = problem_->products[goods.product];
    const auto limits = std::ranges::count_if(product.at_level, [](const engine::Packing& packing) {
        return packing.max_days < engine::kNever;
    });
    const double use_by_dates =
        limits == 0 ? 1 : 1 + static_cast<double>(problem_->weeks) * static_cast<double>(limits);
    for (Id u = 0; u < problem_->units.size(); ++u) {
        const auto& options = problem_->programmes[problem_->units[u].programme].options;
        const auto option = std::ranges::find(options, goods.product, &engine::Option::product);
        if (option == options.end()) {
            continue;
        }
        double rest = 0;  // units, of one lot with one use-by date
        for (const engine::Dose& dose : option->doses) {
            const auto denominator = static_cast<double>(dose.units_denominator);
            rest += (denominator - 1) / denominator;
        }
        for (const Id place : problem_->units[u].places) {
            const double units = rest * use_by_dates * static_cast<double>(lots_at[place]);
            if (units == 0 || problem_->allowed(goods.lots.front(), u, place) == 0) {
                continue;
            }
            for (std::size_t c = 0; c < kClasses; ++c) {
                opened_litres_[place * kClasses + c] +=
                    units / static_cast<double>(product.pack_units) *
                    static_cast<double>(cm3(goods.product, place, c)) / 1000;
            }
            if (const Id row = maximum_row(place, goods.product); row != kNone) {
                opened_units_[row] += units;
            }
        }
    }
}

void Relaxation::mark_rows() {
    lane_rows_.assign(problem_->arcs.size() * kClasses, 0);
    store_rows_.assign(problem_->nodes.size() * kClasses, 0);
    maximum_rows_.assign(problem_->max_units.size(), 0);
    absorb_rows_.assign(problem_->absorption.size(), 0);
    need_rows_.assign(problem_->units.size(), 0);
    each_column([&](const Column& column) {
        ++size_.columns;
        size_.nonzeros += column.entries.size();
        for (const auto& [row, coefficient] : column.entries) {
            const WeekMask week = engine::week_bit(row.week);
            switch (row.kind) {
                case Row::Kind::lane:
                    lane_rows_[row.first * kClasses + row.second] |= week;
                    break;
                case Row::Kind::store:
                    store_rows_[row.first * kClasses + row.second] |= week;
                    break;
                case Row::Kind::maximum:
                    maximum_rows_[maximum_row(row.first, row.second)] |= week;
                    break;
                case Row::Kind::absorb:
                    absorb_rows_[row.first] |= week;
                    break;
                case Row::Kind::need:
                    need_rows_[row.first] |= week;
                    break;
                default:
                    break;  // there whenever their unit, group or goods are
            }
        }
    });
    each_row([&](const Row&, double) { ++size_.rows; });
}

}  // namespace imdad::lp

#include "benchmarks/plan/relaxation.hpp"

#include <algorithm>
#include <vector>

namespace imdad::benchmarks {

namespace {

using engine::has_week;
using engine::Id;
using engine::kClasses;
using engine::kUnlimited;
using engine::WeekMask;

}  // namespace

WeekMask Relaxation::usable(Id unit, Id node, Id commodity) const {
    return problem_->allowed(commodities_[commodity].lots.front(), unit, node) &
           problem_->nodes[node].serves & needed_[unit];
}

WeekMask Relaxation::departures(Id arc, Id commodity) const {
    const engine::Arc& lane = problem_->arcs[arc];
    const Window& from = window(lane.from, commodity);
    const Window& to = window(lane.to, commodity);
    return lane.departs & engine::week_range(from.earliest, to.latest - lane.lead_weeks);
}

double Relaxation::litres(Id commodity, Id node, std::size_t storage_class) const {
    const Id product = commodities_[commodity].product;
    const engine::Packing& packing = problem_->packing(product, node);
    const std::int64_t cm3 = (packing.storage_class == storage_class ? packing.pack_cm3 : 0) +
                             (storage_class == 0 ? problem_->products[product].companion_cm3 : 0);
    return static_cast<double>(cm3) / 1000;
}

void Relaxation::each_row(const std::function<void(const Row&, double right)>& visit) const {
    const auto litres_of = [](std::int64_t cm3) { return static_cast<double>(cm3) / 1000; };
    for (Id n = 0; n < problem_->nodes.size(); ++n) {
        for (Id k = 0; k < commodities_.size(); ++k) {
            for (int t = window(n, k).earliest; t <= window(n, k).latest; ++t) {
                visit({Row::Kind::flow, n, k, t}, 0);
            }
        }
        for (Id c = 0; c < kClasses; ++c) {
            const std::size_t index = n * kClasses + c;
            for (int t = 0; t < problem_->weeks; ++t) {
                if (has_week(store_rows_[index], t)) {
                    visit({Row::Kind::store, n, c, t},
                          litres_of(problem_->nodes[n].room[c]) + opened_litres_[index]);
                }
            }
        }
    }
    for (Id a = 0; a < problem_->arcs.size(); ++a) {
        for (Id c = 0; c < kClasses; ++c) {
            for (int t = 0; t < problem_->weeks; ++t) {
                if (has_week(lane_rows_[a * kClasses + c], t)) {
                    visit({Row::Kind::lane, a, c, t}, litres_of(problem_->arcs[a].room[c]));
                }
            }
        }
    }
    for (Id u = 0; u < problem_->units.size(); ++u) {
        for (int t = 0; t < problem_->weeks; ++t) {
            if (has_week(need_rows_[u], t)) {
                visit({Row::Kind::need, u, 0, t}, static_cast<double>(problem_->need_at(u, t)));
            }
        }
    }
    for (Id g = 0; g < problem_->groups.size(); ++g) {
        if (group_rows_[g]) {
            visit({Row::Kind::group, g, 0, 0}, 0);
        }
    }
}

void Relaxation::each_column(const std::function<void(const Column&)>& visit) const {
    each_start(visit);
    each_stock(visit);
    each_ship(visit);
    each_serve(visit);
    each_segment(visit);
}

void Relaxation::add_store_entries(Id node,
                                   Id commodity,
                                   int week,
                                   std::vector<Entry>& entries) const {
    for (Id c = 0; c < kClasses; ++c) {
        const double volume = litres(commodity, node, c);
        if (volume > 0 && problem_->nodes[node].room[c] < kUnlimited) {
            entries.push_back({{Row::Kind::store, node, c, week}, volume});
        }
    }
}

void Relaxation::each_start(const std::function<void(const Column&)>& visit) const {
    std::vector<Entry> entries;
    for (const Supply& supply : supplies_) {
        entries.assign(1, {{Row::Kind::flow, supply.node, supply.commodity, supply.week}, 1});
        add_store_entries(supply.node, supply.commodity, supply.week, entries);
        visit({.kind = Column::Kind::start,
               .first = supply.node,
               .second = supply.commodity,
               .week = supply.week,
               .upper = static_cast<double>(supply.packs),
               .entries = entries});
    }
}

void Relaxation::each_stock(const std::function<void(const Column&)>& visit) const {
    std::vector<Entry> entries;
    for (Id n = 0; n < problem_->nodes.size(); ++n) {
        for (Id k = 0; k < commodities_.size(); ++k) {
            for (int t = window(n, k).earliest; t < window(n, k).latest; ++t) {
                entries.assign(
                    {{{Row::Kind::flow, n, k, t}, -1}, {{Row::Kind::flow, n, k, t + 1}, 1}});
                add_store_entries(n, k, t + 1, entries);
                visit({.kind = Column::Kind::stock,
                       .first = n,
                       .second = k,
                       .week = t,
                       .entries = entries});
            }
        }
    }
}

void Relaxation::each_ship(const std::function<void(const Column&)>& visit) const {
    std::vector<Entry> entries;
    for (Id a = 0; a < problem_->arcs.size(); ++a) {
        const engine::Arc& arc = problem_->arcs[a];
        for (Id k = 0; k < commodities_.size(); ++k) {
            const WeekMask weeks = departures(a, k);
            for (int t = 0; t < problem_->weeks; ++t) {
                if (!has_week(weeks, t)) {
                    continue;
                }
                const int arrival = t + arc.lead_weeks;
                entries.assign({{{Row::Kind::flow, arc.from, k, t}, -1},
                                {{Row::Kind::flow, arc.to, k, arrival}, 1}});
                for (Id c = 0; c < kClasses; ++c) {
                    const double volume = litres(k, arc.to, c);
                    if (volume > 0 && arc.room[c] < kUnlimited) {
                        entries.push_back({{Row::Kind::lane, a, c, t}, volume});
                    }
                }
                add_store_entries(arc.to, k, arrival, entries);
                visit({.kind = Column::Kind::ship,
                       .first = a,
                       .second = k,
                       .week = t,
                       .entries = entries});
            }
        }
    }
}

void Relaxation::each_serve(const std::function<void(const Column&)>& visit) const {
    std::array<Entry, 3> entries;
    for (Id u = 0; u < problem_->units.size(); ++u) {
        const engine::NeedUnit& unit = problem_->units[u];
        for (const Id place : unit.places) {
            for (const engine::Option& option : problem_->programmes[unit.programme].options) {
                const engine::Dose& dose = option.doses.front();
                const double packs =
                    static_cast<double>(dose.units_numerator) /
                    (static_cast<double>(dose.units_denominator) *
                     static_cast<double>(problem_->products[option.product].pack_units));
                for (const Id k : of_product_[option.product]) {
                    const WeekMask weeks =
                        usable(u, place, k) &
                        engine::week_range(window(place, k).earliest, window(place, k).latest);
                    for (int t = 0; t < problem_->weeks; ++t) {
                        if (has_week(weeks, t)) {
                            entries = {Entry{{Row::Kind::flow, place, k, t}, -packs},
                                       Entry{{Row::Kind::need, u, 0, t}, 1},
                                       Entry{{Row::Kind::group, unit.group, 0, 0}, -1}};
                            visit({.kind = Column::Kind::serve,
                                   .first = u,
                                   .second = place,
                                   .third = k,
                                   .week = t,
                                   .entries = entries});
                        }
                    }
                }
            }
        }
    }
}

void Relaxation::each_segment(const std::function<void(const Column&)>& visit) const {
    const auto segments = static_cast<double>(slope_shares_.size());
    for (Id g = 0; g < problem_->groups.size(); ++g) {
        const engine::Group& group = problem_->groups[g];
        for (Id j = 0; j < slope_shares_.size() && group_rows_[g]; ++j) {
            const Entry entry{{Row::Kind::group, g, 0, 0}, 1};
            visit({.kind = Column::Kind::segment,
                   .first = g,
                   .second = j,
                   .objective = segments * group.weight * slope_shares_[j],
                   .upper = static_cast<double>(group.target) / segments,
                   .entries = std::span(&entry, 1)});
        }
    }
}

}  // namespace imdad::benchmarks

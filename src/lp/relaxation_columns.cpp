#include "lp/relaxation.hpp"

/// Columns of goods: start, stock, ship.

namespace imdad::lp {

using engine::has_week;
using engine::Id;
using engine::kClasses;
using engine::kNone;
using engine::kUnlimited;
using engine::WeekMask;

void Relaxation::each_column(const ColumnVisitor& visit) const {
    each_start(visit);
    each_stock(visit);
    each_ship(visit);
    each_serve(visit);
    each_begun(visit);
    each_given(visit);
    each_segment(visit);
    each_worst(visit);
    each_kept(visit);
}

void Relaxation::add_room_entries(Id node,
                                  Id commodity,
                                  int week,
                                  std::vector<Entry>& entries) const {
    const Id product = commodities_[commodity].product;
    for (Id c = 0; c < kClasses; ++c) {
        const std::int64_t volume = cm3(product, node, c);
        if (volume > 0 && problem_->nodes[node].room[c] < kUnlimited) {
            entries.push_back({{.kind = Row::Kind::store, .first = node, .second = c, .week = week},
                               static_cast<double>(volume) / 1000});
        }
    }
    if (maximum_row(node, product) != kNone) {
        entries.push_back(
            {{.kind = Row::Kind::maximum, .first = node, .second = product, .week = week},
             static_cast<double>(problem_->products[product].pack_units)});
    }
}

void Relaxation::each_start(const ColumnVisitor& visit) const {
    std::vector<Entry> entries;
    for (const Supply& supply : supplies_) {
        entries.assign(1,
                       {{.kind = Row::Kind::flow,
                         .first = supply.node,
                         .second = supply.commodity,
                         .week = supply.week},
                        1});
        add_room_entries(supply.node, supply.commodity, supply.week, entries);
        visit({.kind = Column::Kind::start,
               .first = supply.node,
               .second = supply.commodity,
               .week = supply.week,
               .upper = static_cast<double>(supply.packs),
               .entries = entries});
    }
}

void Relaxation::each_stock(const ColumnVisitor& visit) const {
    std::vector<Entry> entries;
    for (Id n = 0; n < problem_->nodes.size(); ++n) {
        for (Id k = 0; k < commodities_.size(); ++k) {
            const Commodity& goods = commodities_[k];
            if (weeks(n, k) == 0 || !problem_->products[goods.product].storable) {
                continue;
            }
            const WeekMask next = weeks(n, k) & engine::week_range(0, goods.last_use);
            const WeekMask stays = weeks(n, k) & (next >> 1);
            for (int t = 0; t < problem_->weeks; ++t) {
                if (!has_week(stays, t)) {
                    continue;
                }
                entries.assign(
                    {{{.kind = Row::Kind::flow, .first = n, .second = k, .week = t}, -1},
                     {{.kind = Row::Kind::flow, .first = n, .second = k, .week = t + 1}, 1}});
                add_room_entries(n, k, t + 1, entries);
                visit({.kind = Column::Kind::stock,
                       .first = n,
                       .second = k,
                       .week = t,
                       .entries = entries});
            }
        }
    }
}

void Relaxation::each_ship(const ColumnVisitor& visit) const {
    std::vector<Entry> entries;
    for (Id a = 0; a < problem_->arcs.size(); ++a) {
        const engine::Arc& arc = problem_->arcs[a];
        for (Id k = 0; k < commodities_.size(); ++k) {
            const WeekMask leave = departures(a, k);
            for (int t = 0; leave != 0 && t < problem_->weeks; ++t) {
                if (!has_week(leave, t)) {
                    continue;
                }
                const int arrival = t + arc.lead_weeks;
                entries.assign(
                    {{{.kind = Row::Kind::flow, .first = arc.from, .second = k, .week = t}, -1},
                     {{.kind = Row::Kind::flow, .first = arc.to, .second = k, .week = arrival},
                      1}});
                for (Id c = 0; c < kClasses; ++c) {
                    const std::int64_t volume = cm3(commodities_[k].product, arc.to, c);
                    if (volume > 0 && arc.room[c] < kUnlimited) {
                        entries.push_back(
                            {{.kind = Row::Kind::lane, .first = a, .second = c, .week = t},
                             static_cast<double>(volume) / 1000});
                    }
                }
                add_room_entries(arc.to, k, arrival, entries);
                visit({.kind = Column::Kind::ship,
                       .first = a,
                       .second = k,
                       .week = t,
                       .entries = entries});
            }
        }
    }
}

}  // namespace imdad::lp

#include "lp/relaxation.hpp"

#include <algorithm>

namespace imdad::lp {

using engine::has_week;
using engine::Id;
using engine::kClasses;
using engine::kNone;
using engine::WeekMask;

namespace {

double litres(std::int64_t cm3) {
    return static_cast<double>(cm3) / 1000;
}

}  // namespace

void Relaxation::each_row(const RowVisitor& visit) const {
    each_goods_row(visit);
    for (Id r = 0; r < absorb_rows_.size(); ++r) {
        for (int t = 0; t < problem_->weeks; ++t) {
            if (has_week(absorb_rows_[r], t)) {
                visit({.kind = Row::Kind::absorb, .first = r, .week = t},
                      static_cast<double>(problem_->absorption[r].persons_per_week));
            }
        }
    }
    each_need_row(visit);
    for (Id u = 0; u < problem_->units.size(); ++u) {
        each_series_row(u, visit);
    }
    for (Id g = 0; g < problem_->groups.size(); ++g) {
        if (group_rows_[g]) {
            visit({.kind = Row::Kind::group, .first = g}, 0);
        }
    }
    for (const Id area : areas_) {
        visit({.kind = Row::Kind::area, .first = area}, 0);
    }
    each_lock_row(visit);
}

void Relaxation::each_lock_row(const RowVisitor& visit) const {
    for (Id l = 0; l < problem_->locks.size(); ++l) {
        const engine::LockRow& lock = problem_->locks[l];
        if (lock.at_most < engine::kUnlimited) {
            visit({.kind = Row::Kind::lock_most, .first = l}, static_cast<double>(lock.at_most));
        }
        if (lock.at_least > 0) {
            visit({.kind = Row::Kind::lock_least, .first = l},
                  aim_.kind == Aim::Kind::locks ? 0 : static_cast<double>(lock.at_least));
        }
    }
}

void Relaxation::each_goods_row(const RowVisitor& visit) const {
    const auto each_week = [&](Row row, WeekMask weeks, double right) {
        for (row.week = 0; row.week < problem_->weeks; ++row.week) {
            if (has_week(weeks, row.week)) {
                visit(row, right);
            }
        }
    };
    for (Id n = 0; n < problem_->nodes.size(); ++n) {
        for (Id k = 0; k < commodities_.size(); ++k) {
            each_week({.kind = Row::Kind::flow, .first = n, .second = k}, weeks(n, k), 0);
        }
        for (Id c = 0; c < kClasses; ++c) {
            const std::size_t index = n * kClasses + c;
            each_week({.kind = Row::Kind::store, .first = n, .second = c},
                      store_rows_[index],
                      litres(problem_->nodes[n].room[c]) + opened_litres_[index]);
        }
        for (Id p = 0; p < problem_->products.size(); ++p) {
            if (const Id row = maximum_row(n, p); row != kNone) {
                each_week({.kind = Row::Kind::maximum, .first = n, .second = p},
                          maximum_rows_[row],
                          static_cast<double>(problem_->max_units[row]) + opened_units_[row]);
            }
        }
    }
    for (Id a = 0; a < problem_->arcs.size(); ++a) {
        for (Id c = 0; c < kClasses; ++c) {
            each_week({.kind = Row::Kind::lane, .first = a, .second = c},
                      lane_rows_[a * kClasses + c],
                      litres(problem_->arcs[a].room[c]));
        }
    }
}

void Relaxation::each_need_row(const RowVisitor& visit) const {
    for (Id u = 0; u < problem_->units.size(); ++u) {
        if (waits(u)) {
            each_waits_row(u, visit);
            continue;
        }
        for (int t = 0; t < problem_->weeks; ++t) {
            if (has_week(need_rows_[u], t)) {
                visit({.kind = Row::Kind::need, .first = u, .week = t},
                      static_cast<double>(problem_->need_at(u, t)));
            }
        }
    }
}

void Relaxation::each_waits_row(Id unit, const RowVisitor& visit) const {
    if (!is_served(unit)) {
        return;
    }
    const int first = engine::earliest_week(starting_[unit]);
    const int max_wait = problem_->programmes[problem_->units[unit].programme].max_wait;
    for (int t = first; t < problem_->weeks; ++t) {
        visit({.kind = Row::Kind::starts, .first = unit, .week = t}, 0);
    }
    std::vector<std::int64_t> need_before(1, 0);
    for (int t = 0; t < problem_->weeks; ++t) {
        need_before.push_back(need_before.back() + problem_->need_at(unit, t));
    }
    each_span(unit, [&](int a, int t) {
        const auto from = static_cast<std::size_t>(std::max(0, a - max_wait));
        visit(
            {.kind = Row::Kind::waits, .first = unit, .second = static_cast<Id>(a), .week = t},
            static_cast<double>(need_before[static_cast<std::size_t>(t) + 1] - need_before[from]));
    });
}

/// Spans that begin at week 0, and those that reach further back than that: all others follow.
void Relaxation::each_span(Id unit, const std::function<void(int a, int t)>& visit) const {
    const int first = engine::earliest_week(starting_[unit]);
    const int max_wait = problem_->programmes[problem_->units[unit].programme].max_wait;
    for (int t = first; t < problem_->weeks; ++t) {
        visit(0, t);
        for (int a = std::max(max_wait, first) + 1; a <= t; ++a) {
            visit(a, t);
        }
    }
}

void Relaxation::each_series_row(Id unit, const RowVisitor& visit) const {
    const int weeks = problem_->weeks;
    const auto& options = problem_->programmes[problem_->units[unit].programme].options;
    for (std::size_t o = 0; o < options.size(); ++o) {
        const auto& doses = options[o].doses;
        for (Id j = 0; served_[unit][o] && doses.size() > 1 && j < doses.size(); ++j) {
            Row row{
                .kind = Row::Kind::doses, .first = unit, .second = options[o].product, .third = j};
            const auto visit_weeks = [&](Row::Kind kind, int count) {
                row.kind = kind;
                for (row.week = 0; row.week < count; ++row.week) {
                    visit(row, 0);
                }
            };
            visit_weeks(Row::Kind::doses, weeks);
            if (j > 0) {
                visit_weeks(Row::Kind::early, weeks);
                visit_weeks(Row::Kind::late, weeks - doses[j].max_interval);
                row.week = 0;
                row.kind = Row::Kind::complete;
                visit(row, 0);
            }
        }
    }
}

}  // namespace imdad::lp

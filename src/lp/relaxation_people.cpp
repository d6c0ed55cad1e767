#include "lp/relaxation.hpp"

#include <array>
#include <numeric>

/// Columns of people: serve, begun, given, segment, worst.

namespace imdad::lp {

using engine::has_week;
using engine::Id;

void Relaxation::each_serve(const ColumnVisitor& visit) const {
    std::vector<Entry> entries;
    for (Id u = 0; u < problem_->units.size(); ++u) {
        each_service_of(u, [&](const Service& service) {
            for (int t = 0; t < problem_->weeks; ++t) {
                if (!has_week(service.weeks, t)) {
                    continue;
                }
                add_service_entries(service, t, entries);
                visit({.kind = Column::Kind::serve,
                       .first = u,
                       .second = service.node,
                       .third = service.commodity,
                       .fourth = static_cast<Id>(service.dose),
                       .week = t,
                       .entries = entries});
            }
        });
    }
}

void Relaxation::add_service_entries(const Service& service,
                                     int week,
                                     std::vector<Entry>& entries) const {
    const engine::NeedUnit& unit = problem_->units[service.unit];
    const engine::Option& option = problem_->programmes[unit.programme].options[service.option];
    const engine::Dose& dose = option.doses[service.dose];
    const double packs = static_cast<double>(dose.units_numerator) /
                         (static_cast<double>(dose.units_denominator) *
                          static_cast<double>(problem_->products[option.product].pack_units));
    entries.assign(1,
                   {{.kind = Row::Kind::flow,
                     .first = service.node,
                     .second = service.commodity,
                     .week = week},
                    -packs});
    for (const Id r : problem_->nodes[service.node].absorption) {
        const engine::AbsorptionRow& row = problem_->absorption[r];
        if (row.programmes[unit.programme] && has_week(row.weeks, week)) {
            entries.push_back({{.kind = Row::Kind::absorb, .first = r, .week = week}, 1});
        }
    }
    if (service.dose == 0) {
        const auto kind = waits(service.unit) ? Row::Kind::starts : Row::Kind::need;
        entries.push_back({{.kind = kind, .first = service.unit, .week = week}, 1});
    }
    if (option.doses.size() > 1) {
        entries.push_back({{.kind = Row::Kind::doses,
                            .first = service.unit,
                            .second = option.product,
                            .third = static_cast<Id>(service.dose),
                            .week = week},
                           1});
    }
    if (service.dose + 1 == option.doses.size()) {
        entries.push_back({{.kind = Row::Kind::group, .first = unit.group}, -1});
        problem_->each_lock(service.unit, service.node, option.product, week, [&](Id lock) {
            if (problem_->locks[lock].at_most < engine::kUnlimited) {
                entries.push_back({{.kind = Row::Kind::lock_most, .first = lock}, 1});
            }
            if (problem_->locks[lock].at_least > 0) {
                entries.push_back({{.kind = Row::Kind::lock_least, .first = lock}, 1});
            }
        });
    }
}

/// Cumulated, so that a span is the difference of two columns however long it is.
void Relaxation::each_begun(const ColumnVisitor& visit) const {
    std::vector<std::vector<Entry>> entries;
    for (Id u = 0; u < problem_->units.size(); ++u) {
        if (!waits(u) || !is_served(u)) {
            continue;
        }
        entries.assign(static_cast<std::size_t>(problem_->weeks), {});
        const auto enter = [&](int week, const Row& row, double coefficient) {
            entries[static_cast<std::size_t>(week)].push_back({row, coefficient});
        };
        const int first = engine::earliest_week(starting_[u]);
        for (int t = first; t < problem_->weeks; ++t) {
            const Row row{.kind = Row::Kind::starts, .first = u, .week = t};
            enter(t, row, -1);
            if (t > first) {
                enter(t - 1, row, 1);
            }
        }
        each_span(u, [&](int a, int t) {
            const Row row{
                .kind = Row::Kind::waits, .first = u, .second = static_cast<Id>(a), .week = t};
            enter(t, row, 1);
            if (a > 0) {
                enter(a - 1, row, -1);
            }
        });
        for (int t = first; t < problem_->weeks; ++t) {
            visit({.kind = Column::Kind::begun,
                   .first = u,
                   .week = t,
                   .entries = entries[static_cast<std::size_t>(t)]});
        }
    }
}

void Relaxation::each_given(const ColumnVisitor& visit) const {
    for (Id u = 0; u < problem_->units.size(); ++u) {
        const auto& options = problem_->programmes[problem_->units[u].programme].options;
        for (std::size_t o = 0; o < options.size(); ++o) {
            const auto doses = static_cast<Id>(options[o].doses.size());
            for (Id j = 0; served_[u][o] && doses > 1 && j < doses; ++j) {
                for (int t = 0; t < problem_->weeks; ++t) {
                    const auto entries = given_entries(u, options[o], j, t);
                    visit({.kind = Column::Kind::given,
                           .first = u,
                           .second = options[o].product,
                           .third = j,
                           .week = t,
                           .entries = entries});
                }
            }
        }
    }
}

std::vector<Entry> Relaxation::given_entries(Id unit,
                                             const engine::Option& option,
                                             Id dose,
                                             int week) const {
    std::vector<Entry> entries;
    const auto enter = [&](Row::Kind kind, Id j, int t, double coefficient) {
        entries.push_back(
            {{.kind = kind, .first = unit, .second = option.product, .third = j, .week = t},
             coefficient});
    };
    const int last = problem_->weeks - 1;
    enter(Row::Kind::doses, dose, week, -1);
    if (week < last) {
        enter(Row::Kind::doses, dose, week + 1, 1);
    }
    if (dose > 0) {
        enter(Row::Kind::early, dose, week, 1);
        if (week >= option.doses[dose].max_interval) {
            enter(Row::Kind::late, dose, week - option.doses[dose].max_interval, -1);
        }
        if (week == last) {
            enter(Row::Kind::complete, dose, 0, 1);
        }
    }
    if (dose + 1 < option.doses.size()) {
        const engine::Dose& next = option.doses[dose + 1];
        if (week + next.min_interval <= last) {
            enter(Row::Kind::early, dose + 1, week + next.min_interval, -1);
        }
        if (week + next.max_interval <= last) {
            enter(Row::Kind::late, dose + 1, week, 1);
        }
        if (week == last) {
            enter(Row::Kind::complete, dose + 1, 0, -1);
        }
    }
    return entries;
}

/// Persons of each `at_least` who are served; those above it count for nothing.
void Relaxation::each_kept(const ColumnVisitor& visit) const {
    for (Id lock = 0; lock < problem_->locks.size(); ++lock) {
        const std::int64_t asked = problem_->locks[lock].at_least;
        if (aim_.kind == Aim::Kind::locks && asked > 0) {
            const Entry entry{{.kind = Row::Kind::lock_least, .first = lock}, -1};
            visit({.kind = Column::Kind::kept,
                   .first = lock,
                   .objective = 1,
                   .upper = static_cast<double>(asked),
                   .entries = std::span(&entry, 1)});
        }
    }
}

void Relaxation::each_segment(const ColumnVisitor& visit) const {
    if (aim_.kind == Aim::Kind::worst_off) {
        return each_covered(visit);
    }
    if (aim_.kind == Aim::Kind::locks) {
        return;
    }
    const auto segments = static_cast<double>(aim_.slopes.size());
    const auto sum = static_cast<double>(
        std::accumulate(aim_.slopes.begin(), aim_.slopes.end(), std::int64_t{0}));
    for (Id g = 0; g < problem_->groups.size(); ++g) {
        const engine::Group& group = problem_->groups[g];
        for (Id j = 0; j < aim_.slopes.size() && group_rows_[g]; ++j) {
            const Entry entry{{.kind = Row::Kind::group, .first = g}, 1};
            visit({.kind = Column::Kind::segment,
                   .first = g,
                   .second = j,
                   .objective = segments * group.weight * static_cast<double>(aim_.slopes[j]) / sum,
                   .upper = static_cast<double>(group.target) / segments,
                   .entries = std::span(&entry, 1)});
        }
    }
}

/// One segment, the whole target, that counts in the group's area.
void Relaxation::each_covered(const ColumnVisitor& visit) const {
    for (const Aim::Area& area : aim_.areas) {
        for (const Aim::Share& share : area.shares) {
            if (!group_rows_[share.group]) {
                continue;
            }
            const auto target = static_cast<double>(problem_->groups[share.group].target);
            const std::array<Entry, 2> entries = {
                Entry{{.kind = Row::Kind::group, .first = share.group}, 1},
                Entry{{.kind = Row::Kind::area, .first = area.area}, -share.weight / target}};
            visit({.kind = Column::Kind::segment,
                   .first = share.group,
                   .upper = target,
                   .entries = entries});
        }
    }
}

void Relaxation::each_worst(const ColumnVisitor& visit) const {
    if (aim_.kind != Aim::Kind::worst_off) {
        return;
    }
    std::vector<Entry> entries;
    entries.reserve(areas_.size());
    for (const Id area : areas_) {
        entries.push_back({{.kind = Row::Kind::area, .first = area}, 1});
    }
    visit({.kind = Column::Kind::worst, .objective = scale_, .upper = 1, .entries = entries});
}

}  // namespace imdad::lp

#include "engine/flow_model.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace imdad::engine {

namespace {

constexpr double kFree = std::numeric_limits<double>::infinity();

int count_weeks(WeekMask weeks) {
    return std::popcount(static_cast<std::uint64_t>(weeks)) +
           std::popcount(static_cast<std::uint64_t>(weeks >> 64));
}

}  // namespace

ExpectedFlows expected_flows(const Problem& problem,
                             const CommodityNet& net,
                             const std::vector<double>& person_worth) {
    ExpectedFlows result;
    result.presence.assign(net.presences.size(), 0);
    result.pack_worth.assign(net.presences.size(), 0);
    result.link.assign(net.links.size(), 0);
    result.use.assign(net.uses.size(), 0);
    for (Id u = 0; u < problem.units.size(); ++u) {
        const NeedUnit& unit = problem.units[u];
        result.person_worth.push_back(person_worth[unit.group]);
        const std::size_t first = net.uses_of[u];
        const std::size_t end = net.uses_of[u + 1];
        std::size_t ways = 0;
        for (std::size_t i = first; i < end; ++i) {
            ways += net.uses[i].dose == 0 ? 1U : 0U;
        }
        for (std::size_t i = first; i < end; ++i) {
            const Use& use = net.uses[i];
            const auto doses = static_cast<double>(
                problem.programmes[unit.programme].options[use.option].doses.size());
            result.use[i] = static_cast<double>(unit.total) / static_cast<double>(problem.weeks) /
                            static_cast<double>(std::max<std::size_t>(1, ways));
            result.presence[use.presence] += result.use[i] * use.packs_per_person;
            result.pack_worth[use.presence] += result.use[i] * person_worth[unit.group] / doses;
        }
    }
    for (std::size_t p = net.presences.size(); p-- > 0;) {
        const std::size_t first = net.links_to[p];
        const std::size_t end = net.links_to[p + 1];
        const auto ways = static_cast<double>(end - first);
        for (std::size_t i = first; i < end; ++i) {
            result.link[i] = result.presence[p] / ways;
            result.presence[net.links[i].source] += result.link[i];
            result.pack_worth[net.links[i].source] += result.pack_worth[p] / ways;
        }
        result.presence[p] = std::max(result.presence[p], 1e-9);
        result.pack_worth[p] = std::max(result.pack_worth[p] / result.presence[p], 1e-15);
    }
    return result;
}

FlowModel::FlowModel(const Problem& problem,
                     const CommodityNet& net,
                     const Worth& worth,
                     const std::vector<double>& marginal)
    : FlowModel(problem, net, worth, marginal, WorstOffAim{}, 0) {}

FlowModel::FlowModel(const Problem& problem,
                     const CommodityNet& net,
                     const Worth& worth,
                     const std::vector<double>& marginal,
                     const WorstOffAim& aim,
                     double worst_off_worth)
    : FlowModel(problem, net) {
    aim_ = &aim;
    std::vector<double> person_worth(problem.groups.size(), 0);
    for (Id g = 0; g < worth.scale.size(); ++g) {
        person_worth[g] = marginal[g];
    }
    const double share =
        worst_off_worth / static_cast<double>(std::max<std::size_t>(1, aim.areas.size()));
    for (const auto& area : aim.areas) {
        for (const AreaShareOfGroup& part : area) {
            person_worth[part.group] +=
                share * part.weight / static_cast<double>(problem.groups[part.group].target);
        }
    }
    if (!problem.locks.empty()) {
        person_worth = with_locks(std::move(person_worth));
    }
    expect(person_worth);
    if (!worth.scale.empty()) {
        add_groups(person_worth);
    }
    if (worst_off_worth > 0) {
        add_areas(share);
    }
    add_columns();
    if (!worth.scale.empty()) {
        add_segments(worth);
    }
    if (worst_off_worth > 0) {
        add_theta(worst_off_worth);
    }
    finish();
}

FlowModel::FlowModel(const Problem& problem, const CommodityNet& net)
    : problem_(problem), net_(net), weeks_(static_cast<std::size_t>(problem.weeks)) {}

/// Whom a lock asks for, or keeps out, is worth about as much as others, also where the aim counts
/// nobody of the group: the price of the lock is what they take from those.
std::vector<double> FlowModel::with_locks(std::vector<double> person_worth) const {
    double sum = 0;
    double count = 0;
    for (const double worth : person_worth) {
        sum += worth;
        count += worth > 0 ? 1 : 0;
    }
    for (Id u = 0; u < problem_.units.size() && count > 0; ++u) {
        if (problem_.is_locked(u)) {
            double& worth = person_worth[problem_.units[u].group];
            worth = std::max(worth, sum / count);
        }
    }
    return person_worth;
}

void FlowModel::expect(const std::vector<double>& person_worth) {
    expected_ = expected_flows(problem_, net_, person_worth);
    number_rows();
    served_.resize(problem_.groups.size());
}

FlowModel FlowModel::of_locks(const Problem& problem, const CommodityNet& net) {
    std::vector<double> person_worth(problem.groups.size(), 0);
    for (Id u = 0; u < problem.units.size(); ++u) {
        if (problem.is_locked(u)) {
            person_worth[problem.units[u].group] = 1;
        }
    }
    FlowModel model(problem, net);
    model.keeping_ = true;
    model.expect(person_worth);
    model.add_columns();
    model.add_kept();
    model.finish();
    return model;
}

FlowModel::FlowModel(const Problem& problem, const CommodityNet& net, const WorstOffAim& aim)
    : FlowModel(problem, net, Worth{}, {}, aim, 1) {}

void FlowModel::add_groups(const std::vector<double>& person_worth) {
    group_rows_ = lp_.right.size();
    for (Id g = 0; g < problem_.groups.size(); ++g) {
        served_[g].push_back({static_cast<std::uint32_t>(lp_.right.size()), 1});
        lp_.right.push_back(0);
        lp_.row_price.push_back(static_cast<float>(std::max(person_worth[g], 1e-15)));
    }
}

void FlowModel::add_areas(double price) {
    area_rows_ = lp_.right.size();
    for (const auto& area : aim_->areas) {
        for (const AreaShareOfGroup& part : area) {
            served_[part.group].push_back(
                {static_cast<std::uint32_t>(lp_.right.size()),
                 part.weight / static_cast<double>(problem_.groups[part.group].target)});
        }
        lp_.right.push_back(0);
        lp_.row_price.push_back(static_cast<float>(price));
    }
}

void FlowModel::add_columns() {
    add_beginnings();
    add_stocks();
    add_ships();
    add_uses();
    add_backlogs();
    add_dues();
}

/// Rows of flow, need and series; those of room are made as columns ask for them.
void FlowModel::number_rows() {
    lp_.right.assign(net_.rows, 0);
    lp_.row_price.assign(net_.rows, 0);
    for (std::size_t p = 0; p < net_.presences.size(); ++p) {
        const Presence& here = net_.presences[p];
        std::fill_n(lp_.row_price.begin() + static_cast<std::ptrdiff_t>(here.row),
                    here.to - here.from + 1,
                    static_cast<float>(expected_.pack_worth[p]));
    }
    need_rows_ = lp_.right.size();
    for (Id u = 0; u < problem_.units.size(); ++u) {
        for (int t = 0; t < problem_.weeks; ++t) {
            lp_.right.push_back(-static_cast<float>(problem_.need_at(u, t)));
            lp_.row_price.push_back(static_cast<float>(std::max(expected_.person_worth[u], 1e-15)));
        }
    }
    due_rows_.assign(problem_.units.size(), 0);
    for (Id u = 0; u < problem_.units.size(); ++u) {
        due_rows_[u] = lp_.right.size();
        std::size_t rows = 0;
        for (const Option& option : problem_.programmes[problem_.units[u].programme].options) {
            rows += 2 * (option.doses.size() - 1) * weeks_;
        }
        lp_.right.resize(lp_.right.size() + rows, 0);
        lp_.row_price.resize(lp_.right.size(),
                             static_cast<float>(std::max(expected_.person_worth[u] / 2, 1e-15)));
    }
    lane_rows_.assign(problem_.arcs.size() * kClasses * weeks_, kNone);
    store_rows_.assign(problem_.nodes.size() * kClasses * weeks_, kNone);
    maximum_rows_.assign(problem_.max_units.size() * weeks_, kNone);
    absorption_rows_.assign(problem_.absorption.size() * weeks_, kNone);
    lock_most_rows_.assign(problem_.locks.size(), kNone);
    lock_least_rows_.assign(problem_.locks.size(), kNone);
}

std::size_t FlowModel::due_row(Id unit, Id option, Id dose, int week) const {
    std::size_t row = due_rows_[unit];
    const auto& options = problem_.programmes[problem_.units[unit].programme].options;
    for (Id o = 0; o < option; ++o) {
        row += 2 * (options[o].doses.size() - 1) * weeks_;
    }
    return row + 2 * static_cast<std::size_t>(dose - 1) * weeks_ + static_cast<std::size_t>(week);
}

/// Who waits for a dose at the end of a week had the one before not too long ago.
std::size_t FlowModel::late_row(Id unit, Id option, Id dose, int week) const {
    return due_row(unit, option, dose, week) + weeks_;
}

/// Whoever is given this dose in this week may still be given the next one.
bool FlowModel::can_be_completed(const Use& use, int week) const {
    const auto& doses =
        problem_.programmes[problem_.units[use.unit].programme].options[use.option].doses;
    return use.dose + 1 >= doses.size() || week + doses[use.dose + 1].min_interval < problem_.weeks;
}

std::uint32_t FlowModel::limit_row(std::vector<std::uint32_t>& ids,
                                   std::size_t index,
                                   double right) {
    if (ids[index] == kNone) {
        ids[index] = static_cast<std::uint32_t>(lp_.right.size());
        lp_.right.push_back(static_cast<float>(right));
        lp_.row_price.push_back(0);
    }
    return ids[index];
}

void FlowModel::add_column(double objective,
                           double upper,
                           double size,
                           const std::vector<Entry>& entries) {
    lp_.objective.push_back(static_cast<float>(objective));
    lp_.upper.push_back(static_cast<float>(upper));
    lp_.column_size.push_back(static_cast<float>(std::max(size, 1e-9)));
    lp_.begins.push_back(lp_.rows.size());
    for (const Entry& entry : entries) {
        lp_.rows.push_back(entry.row);
        lp_.values.push_back(static_cast<float>(entry.value));
    }
}

/// Rows of room that packs enter which are there in `week`.
void FlowModel::add_room(Id presence, int week, double size, std::vector<Entry>& entries) {
    const Presence& here = net_.presences[presence];
    const Id product = net_.commodities[here.commodity].product;
    const std::size_t products = problem_.products.size();
    const auto priced = [&](std::uint32_t row, double each) {
        volume_price_sum_.resize(lp_.right.size(), 0);
        volume_size_sum_.resize(lp_.right.size(), 0);
        volume_price_sum_[row] += size * expected_.pack_worth[presence];
        volume_size_sum_[row] += size * each;
        entries.push_back({row, -each});
    };
    for (std::size_t c = 0; c < kClasses; ++c) {
        const std::int64_t each = CommodityNet::volume(problem_, product, here.node, c);
        if (each == 0 || problem_.nodes[here.node].room[c] >= kUnlimited) {
            continue;
        }
        const std::size_t index =
            (here.node * kClasses + c) * weeks_ + static_cast<std::size_t>(week);
        auto room = static_cast<double>(problem_.nodes[here.node].room[c]);
        for (Id p = 0; p < products && store_rows_[index] == kNone; ++p) {
            room += net_.opened[here.node * products + p] *
                    static_cast<double>(CommodityNet::volume(problem_, p, here.node, c)) /
                    static_cast<double>(problem_.products[p].pack_units);
        }
        priced(limit_row(store_rows_, index, -room), static_cast<double>(each));
    }
    if (!problem_.max_row.empty()) {
        const Id row = problem_.max_row[problem_.pair(here.node, product)];
        if (row != kNone) {
            const double most = static_cast<double>(problem_.max_units[row]) +
                                net_.opened[here.node * products + product];
            priced(limit_row(maximum_rows_, row * weeks_ + static_cast<std::size_t>(week), -most),
                   static_cast<double>(problem_.products[product].pack_units));
        }
    }
}

void FlowModel::add_beginnings() {
    std::vector<Entry> entries;
    for (const Beginning& beginning : net_.beginnings) {
        const Presence& here = net_.presences[beginning.presence];
        const auto packs = static_cast<double>(beginning.packs);
        entries.assign(1, {static_cast<std::uint32_t>(here.row_of(beginning.week)), 1});
        add_room(beginning.presence, beginning.week, packs, entries);
        add_column(0, packs, packs, entries);
    }
}

void FlowModel::add_stocks() {
    std::vector<Entry> entries;
    for (Id p = 0; p < net_.presences.size(); ++p) {
        const Presence& here = net_.presences[p];
        if (!problem_.products[net_.commodities[here.commodity].product].storable) {
            continue;
        }
        for (int t = here.from; t < here.to; ++t) {
            const auto row = static_cast<std::uint32_t>(here.row_of(t));
            const double size = 2 * expected_.presence[p];
            entries.assign({{row, -1}, {row + 1, 1}});
            add_room(p, t + 1, size, entries);
            add_column(0, kFree, size, entries);
        }
    }
}

void FlowModel::add_ships() {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < net_.links.size(); ++i) {
        const Link& link = net_.links[i];
        const Arc& arc = problem_.arcs[link.arc];
        const Presence& source = net_.presences[link.source];
        const Presence& target = net_.presences[link.target];
        const Id product = net_.commodities[target.commodity].product;
        const double size =
            expected_.link[i] * static_cast<double>(weeks_) / std::max(1, count_weeks(link.weeks));
        for (int t = source.from; t <= source.to; ++t) {
            if (!has_week(link.weeks, t)) {
                continue;
            }
            const int arrival = t + arc.lead_weeks;
            entries.assign({{static_cast<std::uint32_t>(source.row_of(t)), -1},
                            {static_cast<std::uint32_t>(target.row_of(arrival)), 1}});
            for (std::size_t c = 0; c < kClasses; ++c) {
                const std::int64_t each = CommodityNet::volume(problem_, product, target.node, c);
                if (each > 0 && arc.room[c] < kUnlimited) {
                    const std::size_t index =
                        (link.arc * kClasses + c) * weeks_ + static_cast<std::size_t>(t);
                    const std::uint32_t row =
                        limit_row(lane_rows_, index, -static_cast<double>(arc.room[c]));
                    volume_price_sum_.resize(lp_.right.size(), 0);
                    volume_size_sum_.resize(lp_.right.size(), 0);
                    volume_price_sum_[row] += size * expected_.pack_worth[link.target];
                    volume_size_sum_[row] += size * static_cast<double>(each);
                    entries.push_back({row, -static_cast<double>(each)});
                }
            }
            add_room(link.target, arrival, size, entries);
            add_column(0, kFree, size, entries);
        }
    }
}

void FlowModel::add_uses() {
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < net_.uses.size(); ++i) {
        const Use& use = net_.uses[i];
        const Presence& here = net_.presences[use.presence];
        const NeedUnit& unit = problem_.units[use.unit];
        const auto& doses = problem_.programmes[unit.programme].options[use.option].doses;
        const double size = expected_.use[i] * static_cast<double>(weeks_) / count_weeks(use.weeks);
        for (int t = 0; t < problem_.weeks; ++t) {
            if (!has_week(use.weeks, t) || !can_be_completed(use, t)) {
                continue;
            }
            const auto week = static_cast<std::size_t>(t);
            entries.assign(1, {static_cast<std::uint32_t>(here.row_of(t)), -use.packs_per_person});
            if (use.dose == 0) {
                entries.push_back(
                    {static_cast<std::uint32_t>(need_rows_ + use.unit * weeks_ + week), -1});
            } else {
                entries.push_back(
                    {static_cast<std::uint32_t>(due_row(use.unit, use.option, use.dose, t)), -1});
            }
            if (use.dose + 1 < doses.size()) {
                const int due = t + doses[use.dose + 1].min_interval;
                entries.push_back(
                    {static_cast<std::uint32_t>(due_row(use.unit, use.option, use.dose + 1, due)),
                     1});
                const int last =
                    std::min(problem_.weeks - 2, t + doses[use.dose + 1].max_interval - 1);
                for (int r = due; r <= last; ++r) {
                    const std::size_t row = late_row(use.unit, use.option, use.dose + 1, r);
                    entries.push_back({static_cast<std::uint32_t>(row), 1});
                }
            } else {
                entries.insert(
                    entries.end(), served_[unit.group].begin(), served_[unit.group].end());
            }
            for (const Id row : problem_.nodes[here.node].absorption) {
                const AbsorptionRow& limit = problem_.absorption[row];
                if (limit.programmes[unit.programme] && has_week(limit.weeks, t)) {
                    const std::uint32_t id =
                        limit_row(absorption_rows_,
                                  row * weeks_ + week,
                                  -static_cast<double>(limit.persons_per_week));
                    volume_price_sum_.resize(lp_.right.size(), 0);
                    volume_size_sum_.resize(lp_.right.size(), 0);
                    volume_price_sum_[id] += size * expected_.person_worth[use.unit];
                    volume_size_sum_[id] += size;
                    entries.push_back({id, -1});
                }
            }
            if (use.dose + 1 == doses.size()) {
                add_locks(use, t, size, entries);
            }
            add_column(0, kFree, size, entries);
        }
    }
}

/// Rows of the locks that count somebody given the last dose in `week`.
void FlowModel::add_locks(const Use& use, int week, double size, std::vector<Entry>& entries) {
    const Presence& here = net_.presences[use.presence];
    const auto enter = [&](std::uint32_t row, double value) {
        volume_price_sum_.resize(lp_.right.size(), 0);
        volume_size_sum_.resize(lp_.right.size(), 0);
        volume_price_sum_[row] += size * std::max(expected_.person_worth[use.unit], 1e-15);
        volume_size_sum_[row] += size;
        entries.push_back({row, value});
    };
    problem_.each_lock(
        use.unit, here.node, net_.commodities[here.commodity].product, week, [&](Id id) {
            const LockRow& lock = problem_.locks[id];
            if (lock.at_most < kUnlimited) {
                enter(limit_row(lock_most_rows_, id, -static_cast<double>(lock.at_most)), -1);
            }
            if (lock.at_least > 0) {
                const double asked = keeping_ ? 0 : static_cast<double>(lock.at_least);
                enter(limit_row(lock_least_rows_, id, asked), 1);
            }
        });
}

/// Need that waits is carried on; what is older than it may wait is gone, which the upper bound
/// says: no more can wait at the end of a week than what came in the last `max_wait` weeks.
void FlowModel::add_backlogs() {
    for (Id u = 0; u < problem_.units.size(); ++u) {
        const int wait = problem_.programmes[problem_.units[u].programme].max_wait;
        if (wait == 0 || net_.uses_of[u] == net_.uses_of[u + 1]) {
            continue;
        }
        double waiting = 0;
        for (int t = 0; t + 1 < problem_.weeks; ++t) {
            waiting += static_cast<double>(problem_.need_at(u, t));
            if (t - wait >= 0) {
                waiting -= static_cast<double>(problem_.need_at(u, t - wait));
            }
            if (waiting > 0) {
                const auto row = static_cast<std::uint32_t>(need_rows_ + u * weeks_ +
                                                            static_cast<std::size_t>(t));
                add_column(0, waiting, waiting, {{row, -1}, {row + 1, 1}});
            }
        }
    }
}

/// Persons who may have their next dose.
void FlowModel::add_dues() {
    for (Id u = 0; u < problem_.units.size(); ++u) {
        const auto& options = problem_.programmes[problem_.units[u].programme].options;
        if (net_.uses_of[u] == net_.uses_of[u + 1]) {
            continue;
        }
        for (Id o = 0; o < options.size(); ++o) {
            for (Id d = 1; d < options[o].doses.size(); ++d) {
                for (int t = 0; t + 1 < problem_.weeks; ++t) {
                    const auto row = static_cast<std::uint32_t>(due_row(u, o, d, t));
                    add_column(0,
                               kFree,
                               static_cast<double>(problem_.units[u].total) /
                                   static_cast<double>(options.size() * 4),
                               {{row, -1},
                                {row + 1, 1},
                                {static_cast<std::uint32_t>(late_row(u, o, d, t)), -1}});
                }
            }
        }
    }
}

void FlowModel::add_segments(const Worth& worth) {
    for (Id g = 0; g < problem_.groups.size(); ++g) {
        const double width = static_cast<double>(problem_.groups[g].target) /
                             static_cast<double>(worth.slopes.size());
        for (const double slope : worth.slopes) {
            add_column(worth.scale[g] * slope,
                       width,
                       width,
                       {{static_cast<std::uint32_t>(group_rows_ + g), -1}});
        }
    }
}

void FlowModel::add_theta(double worst_off_worth) {
    std::vector<Entry> entries;
    entries.reserve(aim_->areas.size());
    for (std::size_t d = 0; d < aim_->areas.size(); ++d) {
        entries.push_back({static_cast<std::uint32_t>(area_rows_ + d), -1});
    }
    add_column(worst_off_worth, 1, 1, entries);
}

/// Persons of each `at_least` who are served.
void FlowModel::add_kept() {
    for (std::size_t l = 0; l < lock_least_rows_.size(); ++l) {
        if (lock_least_rows_[l] != kNone) {
            const auto asked = static_cast<double>(problem_.locks[l].at_least);
            add_column(1, asked, asked, {{lock_least_rows_[l], -1}});
        }
    }
}

void FlowModel::finish() {
    lp_.begins.push_back(lp_.rows.size());
    volume_price_sum_.resize(lp_.right.size(), 0);
    volume_size_sum_.resize(lp_.right.size(), 0);
    for (std::size_t i = 0; i < lp_.right.size(); ++i) {
        if (volume_size_sum_[i] > 0) {
            lp_.row_price[i] = static_cast<float>(volume_price_sum_[i] / volume_size_sum_[i]);
        }
    }
}

}  // namespace imdad::engine

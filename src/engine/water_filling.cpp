#include "engine/water_filling.hpp"

#include <algorithm>
#include <queue>
#include <tuple>

namespace imdad::engine {

namespace {

/// Persons asked for in one turn of a unit: so many sixteenths of its need, so that no group runs
/// far ahead of the others; up to twice as much where that is no more than a small part of its
/// group.
std::int64_t step_of(std::int64_t unit_total, std::int64_t group_target, std::int64_t sixteenths) {
    const std::int64_t usual = (sixteenths * unit_total + 15) / 16;
    const std::int64_t twice = (sixteenths * unit_total + 7) / 8;
    return std::max(usual, std::min(twice, sixteenths * group_target / 64));
}

/// By programme: the share of its need that its goods would do, were there no other programme and
/// no way too long.
std::vector<double> within_reach(const Problem& problem) {
    std::vector<std::int64_t> packs(problem.products.size(), 0);
    for (const Supply& supply : problem.supplies) {
        packs[problem.lots[supply.lot].product] += supply.packs;
    }
    std::vector<double> persons(problem.programmes.size(), 0);
    for (Id p = 0; p < problem.programmes.size(); ++p) {
        for (const Option& option : problem.programmes[p].options) {
            double units_each = 0;
            for (const Dose& dose : option.doses) {
                units_each += static_cast<double>(dose.units_numerator) /
                              static_cast<double>(dose.units_denominator);
            }
            persons[p] += static_cast<double>(packs[option.product]) *
                          static_cast<double>(problem.products[option.product].pack_units) /
                          units_each;
        }
    }
    std::vector<std::int64_t> targets(problem.programmes.size(), 0);
    for (const Group& group : problem.groups) {
        targets[group.programme] += group.target;
    }
    for (Id p = 0; p < persons.size(); ++p) {
        persons[p] /= static_cast<double>(std::max<std::int64_t>(1, targets[p]));
    }
    return persons;
}

struct UnitState {
    double coverage = 0;
    Id unit = kNone;
};

/// Worst served first; ties to the lower index.
struct BetterServed {
    bool operator()(const UnitState& a, const UnitState& b) const {
        return std::tuple(a.coverage, a.unit) > std::tuple(b.coverage, b.unit);
    }
};

struct GroupState {
    double worth = 0;
    double coverage = 0;
    Id group = kNone;
};

struct LessUrgent {
    bool operator()(const GroupState& a, const GroupState& b) const {
        return std::tuple(-a.worth, a.coverage, a.group) >
               std::tuple(-b.worth, b.coverage, b.group);
    }
};

using UnitQueue = std::priority_queue<UnitState, std::vector<UnitState>, BetterServed>;

class WaterFilling {
 public:
    WaterFilling(Filling& filling, const Slopes& slopes, Turns turns, bool earmarked_only)
        : filling_(filling),
          problem_(filling.problem()),
          slopes_(slopes),
          turns_(turns),
          reach_(turns.longest > 1 ? within_reach(problem_) : std::vector<double>()),
          units_(problem_.groups.size()),
          served_(problem_.groups.size(), 0),
          next_week_(problem_.units.size(), 0) {
        for (Id g = 0; g < problem_.groups.size(); ++g) {
            for (const Id unit : problem_.groups[g].units) {
                served_[g] += filling.served(unit);
                if (filling.served(unit) < problem_.units[unit].total &&
                    (!earmarked_only || filling.has_earmarked_goods(unit))) {
                    units_[g].push(state_of_unit(unit));
                }
            }
            if (!units_[g].empty()) {
                groups_.push(state_of(g));
            }
        }
    }

    void run() {
        while (!groups_.empty()) {
            const Id group = groups_.top().group;
            groups_.pop();
            const Id unit = units_[group].top().unit;
            units_[group].pop();
            const std::int64_t persons = step(unit);
            if (persons > 0) {
                served_[group] += persons;
                units_[group].push(state_of_unit(unit));
            }
            if (!units_[group].empty()) {
                groups_.push(state_of(group));
            }
        }
    }

 private:
    [[nodiscard]] UnitState state_of_unit(Id unit) const {
        return {static_cast<double>(filling_.served(unit)) /
                    static_cast<double>(problem_.units[unit].total),
                unit};
    }

    [[nodiscard]] GroupState state_of(Id g) const {
        const Group& group = problem_.groups[g];
        const double coverage = coverage_of(g);
        const auto segments = slopes_.by_segment.size();
        const auto segment = std::min(
            segments - 1, static_cast<std::size_t>(coverage * static_cast<double>(segments)));
        return {group.weight * slopes_.by_segment[segment], coverage, g};
    }

    [[nodiscard]] double coverage_of(Id g) const {
        return static_cast<double>(served_[g]) /
               static_cast<double>(std::max<std::int64_t>(1, problem_.groups[g].target));
    }

    /// Sixteenths of a unit's need that the group may ask for now.
    [[nodiscard]] std::int64_t turn_of(Id g) const {
        if (turns_.longest == 1) {
            return 1;
        }
        const double left = std::min(1.0, reach_[problem_.groups[g].programme]) - coverage_of(g);
        return std::max<std::int64_t>(1, static_cast<std::int64_t>(turns_.longest * left));
    }

    /// Serves the next persons of the unit in its earliest week that still takes any. Rows only
    /// fill up, so a week that fails once is not asked again; `Filling::finish` looks once more.
    std::int64_t step(Id unit) {
        const NeedUnit& row = problem_.units[unit];
        const std::int64_t want =
            std::min(row.total - filling_.served(unit),
                     step_of(row.total, problem_.groups[row.group].target, turn_of(row.group)));
        return serve_earliest(filling_, unit, want, next_week_[unit]);
    }

    Filling& filling_;
    const Problem& problem_;
    const Slopes& slopes_;
    Turns turns_;
    std::vector<double> reach_;
    std::vector<UnitQueue> units_;
    std::vector<std::int64_t> served_;
    std::vector<int> next_week_;
    std::priority_queue<GroupState, std::vector<GroupState>, LessUrgent> groups_;
};

}  // namespace

std::int64_t serve_earliest(Filling& filling, Id unit, std::int64_t want, int& week) {
    for (; week < filling.problem().weeks && want > 0; ++week) {
        if (filling.need_left(unit, week) > 0) {
            const std::int64_t persons = filling.serve(unit, week, want, false);
            if (persons > 0) {
                return persons;
            }
        }
    }
    return 0;
}

void fill_by_worth(Filling& filling, const Slopes& slopes, EarmarkOrder order, Turns turns) {
    if (order == EarmarkOrder::earmarked_first) {
        filling.restrict_to_earmarked(true);
        WaterFilling(filling, slopes, turns, true).run();
        filling.restrict_to_earmarked(false);
    }
    WaterFilling(filling, slopes, turns, false).run();
    filling.finish();
}

}  // namespace imdad::engine

#include "engine/water_filling.hpp"

#include <algorithm>
#include <queue>
#include <tuple>

namespace imdad::engine {

namespace {

/// Persons asked for in one step of a unit: a sixteenth of its need, so that no group runs far
/// ahead of the others; up to an eighth where that is no more than a sixty-fourth of its group.
std::int64_t step_of(std::int64_t unit_total, std::int64_t group_target) {
    const std::int64_t sixteenth = (unit_total + 15) / 16;
    const std::int64_t eighth = (unit_total + 7) / 8;
    return std::max(sixteenth, std::min(eighth, group_target / 64));
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
    WaterFilling(Filling& filling, const Slopes& slopes, bool earmarked_only)
        : filling_(filling),
          problem_(filling.problem()),
          slopes_(slopes),
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
        const double coverage = static_cast<double>(served_[g]) /
                                static_cast<double>(std::max<std::int64_t>(1, group.target));
        const auto segments = slopes_.by_segment.size();
        const auto segment = std::min(
            segments - 1, static_cast<std::size_t>(coverage * static_cast<double>(segments)));
        return {group.weight * slopes_.by_segment[segment], coverage, g};
    }

    /// Serves the next persons of the unit in its earliest week that still takes any. Rows only
    /// fill up, so a week that fails once is not asked again; `Filling::finish` looks once more.
    std::int64_t step(Id unit) {
        const NeedUnit& row = problem_.units[unit];
        const std::int64_t want = std::min(row.total - filling_.served(unit),
                                           step_of(row.total, problem_.groups[row.group].target));
        return serve_earliest(filling_, unit, want, next_week_[unit]);
    }

    Filling& filling_;
    const Problem& problem_;
    const Slopes& slopes_;
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

void fill_by_worth(Filling& filling, const Slopes& slopes, EarmarkOrder order) {
    if (order == EarmarkOrder::earmarked_first) {
        filling.restrict_to_earmarked(true);
        WaterFilling(filling, slopes, true).run();
        filling.restrict_to_earmarked(false);
    }
    WaterFilling(filling, slopes, false).run();
    filling.finish();
}

}  // namespace imdad::engine

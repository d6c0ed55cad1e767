#include "engine/water_filling.hpp"

#include <algorithm>
#include <queue>
#include <tuple>

namespace imdad::engine {

namespace {

/// A unit is served in about this many steps, so that no group runs far ahead of the others.
constexpr std::int64_t kSteps = 16;

struct UnitState {
    std::int64_t served = 0;
    std::int64_t total = 1;
    Id unit = kNone;
};

/// Worst served first; ties to the lower index.
struct BetterServed {
    bool operator()(const UnitState& a, const UnitState& b) const {
        const double left = static_cast<double>(a.served) / static_cast<double>(a.total);
        const double right = static_cast<double>(b.served) / static_cast<double>(b.total);
        return std::tuple(left, a.unit) > std::tuple(right, b.unit);
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
                    units_[g].push({filling.served(unit), problem_.units[unit].total, unit});
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
            UnitState unit = units_[group].top();
            units_[group].pop();
            const std::int64_t persons = step(unit);
            if (persons > 0) {
                unit.served += persons;
                served_[group] += persons;
                units_[group].push(unit);
            }
            if (!units_[group].empty()) {
                groups_.push(state_of(group));
            }
        }
    }

 private:
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
    std::int64_t step(const UnitState& state) {
        const std::int64_t want =
            std::min(state.total - state.served, (state.total + kSteps - 1) / kSteps);
        int& week = next_week_[state.unit];
        for (; week < problem_.weeks && want > 0; ++week) {
            if (filling_.need_left(state.unit, week) > 0) {
                const std::int64_t persons = filling_.serve(state.unit, week, want, false);
                if (persons > 0) {
                    return persons;
                }
            }
        }
        return 0;
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

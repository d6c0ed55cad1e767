#include "engine/lock_filling.hpp"

#include "engine/guided_filling.hpp"

#include <algorithm>
#include <numeric>

namespace imdad::engine {

namespace {

/// Parts of what a lock asks for that it is given at a time when locks take turns.
constexpr std::int64_t kTurns = 16;

class LockFill {
 public:
    explicit LockFill(Filling& filling)
        : filling_(filling), problem_(filling.problem()), units_(problem_.locks.size()) {
        for (Id u = 0; u < problem_.units.size(); ++u) {
            for (const Id lock : problem_.locks_of[u]) {
                units_[lock].push_back(u);
            }
        }
    }

    void run(LockOrder::By by) {
        std::vector<Id> order(problem_.locks.size());
        std::iota(order.begin(), order.end(), Id{0});
        if (by == LockOrder::By::scarcity) {
            std::ranges::stable_sort(order, std::greater<>(), [&](Id l) { return part(l); });
        }
        const std::int64_t rounds = by == LockOrder::By::turns ? kTurns : 1;
        for (std::int64_t round = 1; round <= rounds; ++round) {
            for (const Id lock : order) {
                const std::int64_t asked = problem_.locks[lock].at_least;
                raise(lock, asked * round / rounds);
            }
        }
    }

 private:
    [[nodiscard]] double part(Id lock) const {
        std::int64_t need = 0;
        for (const Id u : units_[lock]) {
            for (int t = 0; t < problem_.weeks; ++t) {
                need += has_week(problem_.locks[lock].weeks, t) ? problem_.need_at(u, t) : 0;
            }
        }
        return static_cast<double>(problem_.locks[lock].at_least) /
               static_cast<double>(std::max<std::int64_t>(1, need));
    }

    /// Until the lock counts so many: the units in turn, each a sixteenth of its need at a time, so
    /// that none of them gets all; in the end nobody can be added.
    void raise(Id lock, std::int64_t persons) {
        bool more = true;
        while (more && filling_.counted(lock) < persons) {
            more = false;
            for (const Id unit : units_[lock]) {
                const std::int64_t left = persons - filling_.counted(lock);
                if (left <= 0) {
                    return;
                }
                const std::int64_t part =
                    std::max<std::int64_t>(1, problem_.units[unit].total / 16);
                more = step(lock, unit, std::min(left, part)) > 0 || more;
            }
        }
    }

    std::int64_t step(Id lock, Id unit, std::int64_t want) {
        const LockRow& row = problem_.locks[lock];
        const NeedUnit& need = problem_.units[unit];
        const auto& options = problem_.programmes[need.programme].options;
        for (int t = 0; t < problem_.weeks; ++t) {
            if (filling_.need_left(unit, t) <= 0) {
                continue;
            }
            for (std::size_t place = 0; place < need.places.size(); ++place) {
                if (row.node != kNone && need.places[place] != row.node) {
                    continue;
                }
                for (Id option = 0; option < options.size(); ++option) {
                    const bool one = options[option].doses.size() == 1;
                    if ((row.product != kNone && options[option].product != row.product) ||
                        (one && !has_week(row.weeks, t))) {
                        continue;
                    }
                    const std::int64_t persons =
                        filling_.serve_for(lock, unit, place, option, t, want);
                    if (persons > 0) {
                        return persons;
                    }
                }
            }
        }
        return 0;
    }

    Filling& filling_;
    const Problem& problem_;
    std::vector<std::vector<Id>> units_;  ///< by lock
};

/// The flows of those only whom a lock with an `at_least` counts.
Flows flows_of_locks(const Problem& problem, const CommodityNet& net, const Flows& flows) {
    Flows result = flows;
    for (std::size_t i = 0; i < net.uses.size(); ++i) {
        const Use& use = net.uses[i];
        const Presence& here = net.presences[use.presence];
        const auto& doses =
            problem.programmes[problem.units[use.unit].programme].options[use.option].doses;
        for (std::size_t t = 0; t < flows.weeks; ++t) {
            bool counts = false;
            if (doses.size() == 1) {
                problem.each_lock(
                    use.unit,
                    here.node,
                    net.commodities[here.commodity].product,
                    static_cast<int>(t),
                    [&](Id lock) { counts = counts || problem.locks[lock].at_least > 0; });
            }
            if (!counts) {
                result.serve[i * flows.weeks + t] = 0;
            }
        }
    }
    return result;
}

}  // namespace

void fill_locks(Filling& filling, const LockOrder& order) {
    const Problem& problem = filling.problem();
    if (asked_persons(problem) == 0) {
        return;
    }
    if (order.flows) {
        fill_along(filling,
                   *order.net,
                   flows_of_locks(problem, *order.net, *order.flows),
                   std::vector<bool>(problem.products.size(), true),
                   order.nearly);
    }
    LockFill(filling).run(order.by);
}

std::int64_t kept_persons(const Filling& filling) {
    std::int64_t kept = 0;
    const auto& locks = filling.problem().locks;
    for (Id l = 0; l < locks.size(); ++l) {
        kept += std::min(locks[l].at_least, filling.counted(l));
    }
    return kept;
}

std::int64_t asked_persons(const Problem& problem) {
    std::int64_t asked = 0;
    for (const LockRow& lock : problem.locks) {
        asked += lock.at_least;
    }
    return asked;
}

}  // namespace imdad::engine

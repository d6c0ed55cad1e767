#include "plan/lock_checks.hpp"

#include "plan/calendar.hpp"
#include "plan/lock_sentences.hpp"
#include "plan/problem_builder.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::plan {

namespace {

using model::Lock;

class LockJudge {
 public:
    explicit LockJudge(const model::Scenario& scenario)
        : scenario_(scenario), calendar_(scenario->header) {}

    std::vector<base::Fault> faults() {
        const std::vector<Lock>& locks = scenario_->locks;
        for (std::size_t i = 0; i < locks.size(); ++i) {
            check_need(i);
            for (std::size_t j = 0; j < locks.size(); ++j) {
                if (j < i && same_cell(locks[i], locks[j])) {
                    add(locks[i],
                        "lock_id",
                        "locked_twice",
                        say_of_lock(
                            "locks.twice", locks[i].lock_id, locks[j].lock_id, locks[j].row),
                        say_of_lock("right.one_lock"));
                } else if (i != j) {
                    check_pair(locks[i], locks[j]);
                }
            }
        }
        return std::move(faults_);
    }

 private:
    struct Span {
        int from = 0;
        int to = -1;
    };

    /// Weeks whose Monday lies in the dates, inside the horizon.
    [[nodiscard]] Span weeks(const Lock& lock) const {
        Span span{calendar_.weeks(), -1};
        for (int t = 0; t < calendar_.weeks(); ++t) {
            const model::Day monday = calendar_.monday(t);
            if ((!lock.from || monday >= *lock.from) && (!lock.to || monday <= *lock.to)) {
                span.from = std::min(span.from, t);
                span.to = t;
            }
        }
        return span;
    }

    void add(
        const Lock& lock, const char* column, const char* code, base::Said what, base::Said right) {
        faults_.push_back({code,
                           std::move(what),
                           fmt::format("locks.csv:{}, column {}", lock.row, column),
                           std::move(right)});
    }

    [[nodiscard]] bool same_cell(const Lock& a, const Lock& b) const {
        const Span one = weeks(a);
        const Span other = weeks(b);
        return a.place == b.place && a.area == b.area && a.programme == b.programme &&
               a.product == b.product && one.from == other.from && one.to == other.to;
    }

    /// Everybody whom `inner` counts is counted by `outer`.
    [[nodiscard]] bool lies_in(const Lock& inner, const Lock& outer) const {
        const Span in = weeks(inner);
        const Span out = weeks(outer);
        const bool there = outer.place.exists()
                               ? inner.place == outer.place
                               : inner.area.exists() && scenario_.lies_in(inner.area, outer.area);
        return there && inner.programme == outer.programme &&
               (!outer.product.exists() || inner.product == outer.product) && out.from <= in.from &&
               in.to <= out.to;
    }

    void check_pair(const Lock& inner, const Lock& outer) {
        if (inner.at_least && outer.at_most && inner.at_least->value() > outer.at_most->value() &&
            lies_in(inner, outer)) {
            add(inner,
                "at_least",
                "locks_contradict",
                say_of_lock("locks.contradict",
                            inner.lock_id,
                            inner.at_least->value(),
                            outer.lock_id,
                            outer.row,
                            outer.at_most->value()),
                say_of_lock("right.no_more_than", outer.at_most->value()));
        }
    }

    /// Need that may be met in the weeks: with need that waits, what came before and still waits.
    [[nodiscard]] std::int64_t need_of(const Lock& lock) {
        const Span span = weeks(lock);
        const int wait =
            scenario_[lock.programme].waits
                ? std::min(scenario_[lock.programme].max_wait_weeks.value_or(calendar_.weeks()),
                           calendar_.weeks())
                : 0;
        if (places_.empty()) {
            places_ = serving_places(scenario_);
        }
        std::int64_t persons = 0;
        for (std::size_t n = 0; n < scenario_->needs.size(); ++n) {
            const model::Need& need = scenario_->needs[n];
            const bool there = lock.place.exists()
                                   ? std::ranges::find(places_[n], lock.place) != places_[n].end()
                                   : scenario_.lies_in(scenario_.area_of(need), lock.area);
            if (need.programme != lock.programme || !there) {
                continue;
            }
            const auto weekly = weekly_need(scenario_, need);
            // Later doses are given later: nobody who asked before is too early for them.
            const int first = is_series(lock.programme) ? 0 : std::max(0, span.from - wait);
            for (int t = first; t <= span.to; ++t) {
                persons += weekly[static_cast<std::size_t>(t)];
            }
        }
        return persons;
    }

    [[nodiscard]] bool is_series(model::ProgrammeIndex programme) const {
        return std::ranges::any_of(scenario_->serves, [&](const model::Serves& row) {
            return row.programme == programme && row.series_dose > 1;
        });
    }

    void check_need(std::size_t i) {
        const Lock& lock = scenario_->locks[i];
        if (!lock.at_least || lock.at_least->value() == 0) {
            return;
        }
        const std::int64_t need = need_of(lock);
        if (lock.at_least->value() > need) {
            add(lock,
                "at_least",
                "lock_above_need",
                say_of_lock("locks.above_need",
                            lock.lock_id,
                            lock.at_least->value(),
                            scenario_[lock.programme].programme_id,
                            need),
                say_of_lock("right.at_most", need));
        }
    }

    const model::Scenario& scenario_;
    Calendar calendar_;
    std::vector<std::vector<model::PlaceIndex>> places_;  ///< by need; worked out on first use
    std::vector<base::Fault> faults_;
};

}  // namespace

std::vector<base::Fault> lock_faults(const model::Scenario& scenario) {
    return scenario->locks.empty() ? std::vector<base::Fault>() : LockJudge(scenario).faults();
}

}  // namespace imdad::plan

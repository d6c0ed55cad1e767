#pragma once

#include "verify/service_rules.hpp"

#include <span>
#include <vector>

/// The checker's own reading of the locks: whom each counts, and what a plan makes of it.

namespace imdad::verify {

class LockRules {
 public:
    LockRules(const model::Scenario& scenario,
              const Calendar& calendar,
              const ServiceRules& service);

    [[nodiscard]] bool none() const { return weeks_.empty(); }

    /// Calls `visit(lock)` for each lock that counts somebody of `need` who is given the last dose
    /// of `product` at `place` in `week`.
    template <typename Visit>
    void for_each(
        NeedIndex need, PlaceIndex place, ProductIndex product, int week, Visit visit) const {
        if (none()) {
            return;
        }
        for (const std::size_t lock : of_need_[need.value()]) {
            const model::Lock& row = scenario_->locks[lock];
            if ((!row.place.exists() || row.place == place) &&
                (!row.product.exists() || row.product == product) &&
                weeks_[lock].test(static_cast<std::size_t>(week))) {
                visit(lock);
            }
        }
    }

    /// Locks that may count somebody of the need.
    [[nodiscard]] std::span<const std::size_t> of_need(NeedIndex need) const {
        return none() ? std::span<const std::size_t>() : std::span(of_need_[need.value()]);
    }

    [[nodiscard]] bool holds(std::size_t lock, int week) const {
        return weeks_[lock].test(static_cast<std::size_t>(week));
    }

    [[nodiscard]] std::int64_t at_least(std::size_t lock) const {
        const auto& figure = scenario_->locks[lock].at_least;
        return figure ? figure->value() : 0;
    }

    [[nodiscard]] bool has_most(std::size_t lock) const {
        return scenario_->locks[lock].at_most.has_value();
    }

    /// Requires: `has_most`.
    [[nodiscard]] std::int64_t at_most(std::size_t lock) const {
        return scenario_->locks[lock].at_most->value();
    }

    /// Persons whom each lock counts under a plan; rows that name nothing count nowhere.
    [[nodiscard]] std::vector<Int128> counted(std::span<const model::Service> services) const;

 private:
    const model::Scenario& scenario_;
    const ServiceRules& service_;
    std::vector<WeekSet> weeks_;                     ///< by lock
    std::vector<std::vector<std::size_t>> of_need_;  ///< by need; none where there are no locks
};

}  // namespace imdad::verify

#include "verify/locks.hpp"

#include "verify/checks.hpp"

#include <algorithm>

namespace imdad::verify {

LockRules::LockRules(const model::Scenario& scenario,
                     const Calendar& calendar,
                     const ServiceRules& service)
    : scenario_(scenario), service_(service), weeks_(scenario->locks.size()) {
    if (none()) {
        return;
    }
    of_need_.resize(scenario->needs.size());
    for (std::size_t i = 0; i < scenario->locks.size(); ++i) {
        const model::Lock& row = scenario->locks[i];
        for (int week = 0; week < calendar.weeks(); ++week) {
            const Day monday = calendar.monday(week);
            weeks_[i].set(static_cast<std::size_t>(week),
                          (!row.from || monday >= *row.from) && (!row.to || monday <= *row.to));
        }
        for (std::size_t n = 0; n < of_need_.size(); ++n) {
            const model::Need& need = scenario->needs[n];
            const bool there = row.place.exists()
                                   ? service.is_serving_place(NeedIndex(n), row.place)
                                   : scenario.lies_in(service.area_of(NeedIndex(n)), row.area);
            if (there && need.programme == row.programme) {
                of_need_[n].push_back(i);
            }
        }
    }
}

std::vector<Int128> LockRules::counted(std::span<const model::Service> services) const {
    std::vector<Int128> persons(weeks_.size(), 0);
    for (const model::Service& row : services) {
        if (none()) {
            break;
        }
        const ProductIndex product = scenario_[row.batch].product;
        const Course* course = service_.course(scenario_[row.need].programme, product);
        if (course != nullptr && row.dose == course->last()) {
            for_each(row.need, row.place, product, row.week, [&](std::size_t lock) {
                persons[lock] += row.persons.value();
            });
        }
    }
    return persons;
}

/// A plan that serves fewer than a lock asks for must say by how much; then it is no breach, and
/// the reader sees it.
void check_locks(const Rules& rules,
                 const Rows& rows,
                 std::span<const model::LockShortfall> stated,
                 Findings& findings) {
    const std::vector<Int128> persons = rules.locks.counted(rows.services);
    std::vector<std::int64_t> said(persons.size(), 0);
    for (const model::LockShortfall& row : stated) {
        if (row.lock < said.size()) {
            said[row.lock] = row.persons.value();
        }
    }
    for (std::size_t i = 0; i < persons.size(); ++i) {
        const model::Lock& lock = rules.scenario->locks[i];
        Finding finding{.week = rules.calendar.weeks() - 1,
                        .kind = Kind::lock_exceeded,
                        .place = lock.place,
                        .area = lock.area,
                        .product = lock.product,
                        .programme = lock.programme,
                        .detail = static_cast<std::int64_t>(i)};
        if (rules.locks.has_most(i)) {
            findings.expect_at_most(persons[i], rules.locks.at_most(i), finding);
        }
        const Int128 short_by = std::max<Int128>(0, Int128{rules.locks.at_least(i)} - persons[i]);
        finding.kind = short_by > said[i] ? Kind::lock_not_kept : Kind::lock_shortfall_wrong;
        finding.found = saturate(short_by > said[i] ? persons[i] : Int128{said[i]});
        finding.allowed = saturate(short_by > said[i] ? Int128{rules.locks.at_least(i)} : short_by);
        findings.expect(short_by == said[i], finding);
    }
}

}  // namespace imdad::verify

#include "verify/checks.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace imdad::verify {

namespace {

/// Persons of one need unit per product, dose and week, and the rows that limit them.
class NeedBook {
 public:
    NeedBook(const Rules& rules, NeedIndex need, Findings& findings)
        : rules_(rules),
          need_(need),
          row_(rules.scenario[need]),
          findings_(findings),
          weeks_(rules.calendar.weeks()) {}

    void add(const model::Service& service) {
        const ProductIndex product = rules_.scenario[service.batch].product;
        const Course* course = rules_.service.course(row_.programme, product);
        if (course == nullptr || !course->has(service.dose)) {
            return;  // reported already; it is nobody's dose
        }
        Series& series = by_product_[product];
        series.course = course;
        series.given.resize(static_cast<std::size_t>(course->last()),
                            std::vector<Int128>(count(weeks_), 0));
        series.given[count(service.dose - 1)][count(service.week)] += service.persons.value();
    }

    void check() {
        if (rules_.scenario[row_.programme].waits) {
            check_waiting();
        } else {
            check_lost();
        }
        for (const auto& [product, series] : by_product_) {
            for (int dose = 2; dose <= series.course->last(); ++dose) {
                check_interval(product, series, dose);
            }
        }
    }

    [[nodiscard]] Int128 completed() const {
        Int128 persons = 0;
        for (const auto& [product, series] : by_product_) {
            for (const Int128 in_week : series.given.back()) {
                persons += in_week;
            }
        }
        return persons;
    }

 private:
    struct Series {
        const Course* course = nullptr;
        std::vector<std::vector<Int128>> given;  // [dose - 1][week]
    };

    static std::size_t count(int value) { return static_cast<std::size_t>(value); }

    [[nodiscard]] Finding finding(int week, Kind kind, ProductIndex product) const {
        return {.week = week,
                .kind = kind,
                .place = row_.place,
                .area = row_.area,
                .product = product,
                .programme = row_.programme,
                .detail = static_cast<std::int64_t>(need_.value()) + 1};
    }

    [[nodiscard]] Int128 started(int week) const {
        Int128 persons = 0;
        for (const auto& [product, series] : by_product_) {
            persons += series.given.front()[count(week)];
        }
        return persons;
    }

    [[nodiscard]] ProductIndex most_started(int week) const {
        return std::ranges::max_element(
                   by_product_,
                   {},
                   [&](const auto& item) { return item.second.given.front()[count(week)]; })
            ->first;
    }

    void check_lost() {
        for (int week = 0; week < weeks_; ++week) {
            const Int128 persons = started(week);
            if (persons > 0) {
                findings_.expect_at_most(persons,
                                         Int128{rules_.service.need_up_to(need_, week)} -
                                             rules_.service.need_up_to(need_, week - 1),
                                         finding(week, Kind::need_exceeded, most_started(week)));
            }
        }
    }

    /// Two kinds of rows: all starts so far against all need so far, and, where nobody waits longer
    /// than W weeks, for every a <= b the starts of weeks a..b against the need of weeks a-W..b.
    /// For a given b only the worst a matters, and it is kept while b advances. In a week without
    /// starts every row follows from the rows of the week before.
    void check_waiting() {
        const std::optional<int> wait = rules_.scenario[row_.programme].max_wait_weeks;
        Int128 started_before = 0;
        Int128 worst_offset = 0;  // need before week a-W, less starts before week a, at the worst a
        Int128 worst_need = 0;
        Int128 worst_started = 0;
        for (int week = 0; week < weeks_; ++week) {
            if (wait) {
                const Int128 gone = rules_.service.need_up_to(need_, std::max(0, week - *wait) - 1);
                if (gone - started_before > worst_offset) {
                    worst_offset = gone - started_before;
                    worst_need = gone;
                    worst_started = started_before;
                }
            }
            const Int128 persons = started(week);
            if (persons == 0) {
                continue;
            }
            started_before += persons;
            const Int128 need = rules_.service.need_up_to(need_, week);
            const ProductIndex product = most_started(week);
            findings_.expect_at_most(
                started_before, need, finding(week, Kind::need_exceeded_so_far, product));
            if (wait && started_before <= need) {
                findings_.expect_at_most(started_before - worst_started,
                                         need - worst_need,
                                         finding(week, Kind::waited_too_long, product));
            }
        }
    }

    /// Rows are compared in the weeks in which the doses concerned are given; in between they
    /// follow from the rows before.
    void check_interval(ProductIndex product, const Series& series, int dose) {
        const model::Serves& serves = (*series.course)[dose];
        const std::vector<Int128> before = cumulated(series.given[count(dose - 2)]);
        const std::vector<Int128> after = cumulated(series.given[count(dose - 1)]);
        const auto up_to = [](const std::vector<Int128>& sums, std::int64_t week) {
            return week < 0 ? Int128{0} : sums[static_cast<std::size_t>(week)];
        };
        for (int week = 0; week < weeks_; ++week) {
            if (series.given[count(dose - 1)][count(week)] > 0) {
                Finding early = finding(week, Kind::dose_too_early, product);
                early.detail = dose;
                findings_.expect_at_most(
                    up_to(after, week),
                    up_to(before, std::int64_t{week} - serves.min_interval_weeks),
                    early);
            }
            // Past the horizon the row says that the series are completed, which is checked below.
            const std::int64_t latest =
                std::int64_t{week} + serves.max_interval_weeks.value_or(weeks_);
            if (series.given[count(dose - 2)][count(week)] > 0 && latest < weeks_) {
                Finding late = finding(static_cast<int>(latest), Kind::dose_too_late, product);
                late.detail = dose;
                late.found = saturate(up_to(after, latest));
                late.allowed = saturate(up_to(before, week));
                findings_.expect(up_to(after, latest) >= up_to(before, week), late);
            }
        }
        Finding totals = finding(weeks_ - 1, Kind::series_not_completed, product);
        totals.detail = dose;
        totals.found = saturate(after.back());
        totals.allowed = saturate(before.back());
        findings_.expect(after.back() == before.back(), totals);
    }

    [[nodiscard]] static std::vector<Int128> cumulated(std::vector<Int128> values) {
        for (std::size_t i = 1; i < values.size(); ++i) {
            values[i] += values[i - 1];
        }
        return values;
    }

    const Rules& rules_;
    NeedIndex need_;
    const model::Need& row_;
    Findings& findings_;
    int weeks_;
    std::map<ProductIndex, Series> by_product_;
};

}  // namespace

Int128 check_needs(const Rules& rules, const Rows& rows, Findings& findings) {
    Int128 served = 0;
    for (std::size_t i = 0; i < rows.services.size();) {
        const NeedIndex need = rows.services[i].need;
        NeedBook book(rules, need, findings);
        for (; i < rows.services.size() && rows.services[i].need == need; ++i) {
            book.add(rows.services[i]);
        }
        book.check();
        served += book.completed();
    }
    return served;
}

}  // namespace imdad::verify

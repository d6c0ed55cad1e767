#include "engine/local_stock.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace imdad::engine {

namespace {

__extension__ using Wide = __int128;

/// floor(units x denominator / numerator): persons that so many units serve in all.
std::int64_t persons_for(const Dose& dose, std::int64_t units) {
    if (dose.units_numerator == dose.units_denominator) {
        return units;
    }
    std::int64_t scaled = 0;
    if (!__builtin_mul_overflow(units, dose.units_denominator, &scaled)) {
        return scaled / dose.units_numerator;
    }
    return static_cast<std::int64_t>(static_cast<Wide>(units) * dose.units_denominator /
                                     dose.units_numerator);
}

}  // namespace

std::int64_t units_for(const Dose& dose, std::int64_t persons) {
    if (dose.units_numerator == dose.units_denominator) {
        return persons;
    }
    std::int64_t scaled = 0;
    if (!__builtin_mul_overflow(persons, dose.units_numerator, &scaled) &&
        !__builtin_add_overflow(scaled, dose.units_denominator - 1, &scaled)) {
        return scaled / dose.units_denominator;
    }
    return static_cast<std::int64_t>(
        (static_cast<Wide>(persons) * dose.units_numerator + dose.units_denominator - 1) /
        dose.units_denominator);
}

LocalStock::LocalStock(const Problem& problem, Rooms& rooms)
    : problem_(problem),
      rooms_(rooms),
      weeks_(static_cast<std::size_t>(problem.weeks)),
      left_by_pair_(problem.nodes.size() * problem.products.size(), 0),
      by_pair_(problem.nodes.size() * problem.products.size()),
      records_of_(problem.units.size()),
      scratch_(weeks_) {}

Id LocalStock::book(Id node, Id lot, int use_by_day, int arrival_week) {
    const Id product = problem_.lots[lot].product;
    const int only_week = problem_.products[product].storable ? -1 : arrival_week;
    auto& here = by_pair_[problem_.pair(node, product)];
    for (const Id id : here) {
        if (books_[id].lot == lot && books_[id].use_by_day == use_by_day &&
            books_[id].only_week == only_week) {
            return id;
        }
    }
    const auto id = static_cast<Id>(books_.size());
    books_.push_back({.node = node, .lot = lot, .use_by_day = use_by_day, .only_week = only_week});
    peak_.resize(peak_.size() + weeks_, 0);
    end_.resize(end_.size() + weeks_, 0);
    left_.push_back(0);
    here.push_back(id);
    std::ranges::sort(here, [&](Id a, Id b) {
        const auto key = [&](Id book_id) {
            const Book& other = books_[book_id];
            return std::tuple(problem_.lots[other.lot].earmark == kNone,
                              other.use_by_day,
                              other.lot,
                              other.only_week);
        };
        return key(a) < key(b);
    });
    return id;
}

void LocalStock::shift(Id id,
                       int from_week,
                       const std::vector<std::int64_t>& used_change,
                       std::int64_t arrived) {
    const Book& book = books_[id];
    const Id product = problem_.lots[book.lot].product;
    const std::int64_t pack_units = problem_.products[product].pack_units;
    const auto packs = [&](std::int64_t units) { return (units + pack_units - 1) / pack_units; };
    const std::size_t last = weeks_of(book);
    std::int64_t* const peak = &peak_[id * weeks_];
    std::int64_t* const end = &end_[id * weeks_];
    std::int64_t level = arrived;  // change of the stock at the beginning of the week
    // Weeks with the same change are reported together.
    std::size_t run_from = last;
    std::int64_t run_packs = 0;
    std::int64_t run_units = 0;
    const auto report_run = [&](std::size_t run_end) {
        if (run_from < run_end && run_units != 0) {
            rooms_.take_node(book.node,
                             product,
                             static_cast<int>(run_from),
                             static_cast<int>(run_end) - 1,
                             run_packs,
                             run_units);
        }
    };
    for (auto t = static_cast<std::size_t>(from_week); t < last; ++t) {
        const std::int64_t before = peak[t];
        peak[t] += level;
        const std::int64_t more_packs = level == 0 ? 0 : packs(peak[t]) - packs(before);
        if (run_from == last || level != run_units || more_packs != run_packs) {
            report_run(t);
            run_from = t;
            run_packs = more_packs;
            run_units = level;
        }
        level -= used_change.empty() ? 0 : used_change[t];
        end[t] += level;
    }
    report_run(last);
    left_by_pair_[problem_.pair(book.node, product)] += end[last - 1] - left_[id];
    left_[id] = end[last - 1];
}

void LocalStock::arrive(Id book, int week, std::int64_t units) {
    shift(book, week, {}, units);
}

Id LocalStock::record(Id unit, Id book, Id option, Id dose, bool make) {
    for (const Id id : records_of_[unit]) {
        const Record& other = records_[id];
        if (other.book == book && other.option == option && other.dose == dose) {
            return id;
        }
    }
    if (!make) {
        return kNone;
    }
    records_.push_back({unit, book, option, dose});
    persons_.resize(persons_.size() + weeks_, 0);
    records_of_[unit].push_back(static_cast<Id>(records_.size() - 1));
    return records_of_[unit].back();
}

std::int64_t LocalStock::servable(Id record, int week) const {
    const Record& use = records_[record];
    const Dose& dose = dose_of(use);
    const std::size_t last = weeks_of(books_[use.book]);
    const std::int64_t* const given = &persons_[record * weeks_];
    const std::int64_t* const end = &end_[use.book * weeks_];
    const auto first = static_cast<std::size_t>(week);
    std::int64_t persons = std::accumulate(given, given + first, std::int64_t{0});
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::int64_t least_end = std::numeric_limits<std::int64_t>::max();
    for (std::size_t t = first; t < last && most > 0; ++t) {
        persons += given[t];
        // With the same persons so far only less stock can bind harder.
        if (given[t] != 0 || end[t] < least_end) {
            least_end = end[t];
            most = std::min(most, persons_for(dose, units_for(dose, persons) + end[t]) - persons);
        }
    }
    return std::max<std::int64_t>(most, 0);
}

void LocalStock::serve(Id record, int week, std::int64_t persons) {
    const Record& use = records_[record];
    const Dose& dose = dose_of(use);
    std::int64_t* const given = &persons_[record * weeks_];
    const auto first = static_cast<std::size_t>(week);
    const std::int64_t before = std::accumulate(given, given + first, std::int64_t{0});
    std::int64_t old_cumulated = units_for(dose, before);
    std::int64_t new_cumulated = old_cumulated;
    std::int64_t old_persons = before;
    std::int64_t new_persons = before;
    for (std::size_t t = first; t < weeks_; ++t) {
        const std::int64_t added = t == first ? persons : 0;
        if (added == 0 && given[t] == 0) {
            scratch_[t] = 0;
            continue;
        }
        old_persons += given[t];
        given[t] += added;
        new_persons += given[t];
        const std::int64_t old_units = units_for(dose, old_persons);
        const std::int64_t new_units = units_for(dose, new_persons);
        scratch_[t] = (new_units - new_cumulated) - (old_units - old_cumulated);
        old_cumulated = old_units;
        new_cumulated = new_units;
    }
    shift(use.book, week, scratch_, 0);
}

std::int64_t LocalStock::closing_units(Id node, Id product) const {
    std::int64_t units = 0;
    for (const Id id : books_at(node, product)) {
        if (usable(books_[id], problem_.weeks - 1)) {
            units += left_[id];
        }
    }
    return units;
}

}  // namespace imdad::engine

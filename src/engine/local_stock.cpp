#include "engine/local_stock.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace imdad::engine {

namespace {

__extension__ using Wide = __int128;

/// floor(units x denominator / numerator): persons that so many units serve in all.
std::int64_t persons_for(const Dose& dose, std::int64_t units) {
    return static_cast<std::int64_t>(static_cast<Wide>(units) * dose.units_denominator /
                                     dose.units_numerator);
}

}  // namespace

std::int64_t units_for(const Dose& dose, std::int64_t persons) {
    if (dose.units_numerator == dose.units_denominator) {
        return persons;
    }
    const Wide numerator = static_cast<Wide>(persons) * dose.units_numerator;
    if (numerator <= std::numeric_limits<std::int64_t>::max() - dose.units_denominator) {
        return (static_cast<std::int64_t>(numerator) + dose.units_denominator - 1) /
               dose.units_denominator;
    }
    return static_cast<std::int64_t>((numerator + dose.units_denominator - 1) /
                                     dose.units_denominator);
}

LocalStock::LocalStock(const Problem& problem, Rooms& rooms)
    : problem_(problem),
      rooms_(rooms),
      weeks_(static_cast<std::size_t>(problem.weeks)),
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
    books_.push_back({.node = node,
                      .lot = lot,
                      .use_by_day = use_by_day,
                      .only_week = only_week,
                      .peak = std::vector<std::int64_t>(weeks_, 0),
                      .end = std::vector<std::int64_t>(weeks_, 0)});
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

void LocalStock::shift(Book& book,
                       int from_week,
                       const std::vector<std::int64_t>& used_change,
                       std::int64_t arrived) {
    const Id product = problem_.lots[book.lot].product;
    const std::int64_t pack_units = problem_.products[product].pack_units;
    const auto packs = [&](std::int64_t units) { return (units + pack_units - 1) / pack_units; };
    const auto last = book.only_week < 0 ? weeks_ : static_cast<std::size_t>(book.only_week) + 1;
    std::int64_t level = arrived;  // change of the stock at the beginning of the week
    for (auto t = static_cast<std::size_t>(from_week); t < last; ++t) {
        const std::int64_t before = book.peak[t];
        book.peak[t] += level;
        level -= used_change.empty() ? 0 : used_change[t];
        book.end[t] += level;
        if (book.peak[t] != before) {
            rooms_.take_node(book.node,
                             product,
                             static_cast<int>(t),
                             static_cast<int>(t),
                             packs(book.peak[t]) - packs(before),
                             book.peak[t] - before);
        }
    }
}

void LocalStock::arrive(Id book, int week, std::int64_t units) {
    shift(books_[book], week, {}, units);
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
    records_.push_back({unit, book, option, dose, std::vector<std::int64_t>(weeks_, 0)});
    records_of_[unit].push_back(static_cast<Id>(records_.size() - 1));
    return records_of_[unit].back();
}

std::int64_t LocalStock::servable(Id record, int week) const {
    const Record& use = records_[record];
    const Book& book = books_[use.book];
    const Dose& dose =
        problem_.programmes[problem_.units[use.unit].programme].options[use.option].doses[use.dose];
    const auto last = book.only_week < 0 ? weeks_ : static_cast<std::size_t>(book.only_week) + 1;
    std::int64_t persons = 0;
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (std::size_t t = 0; t < last; ++t) {
        persons += use.persons[t];
        if (t >= static_cast<std::size_t>(week)) {
            most =
                std::min(most, persons_for(dose, units_for(dose, persons) + book.end[t]) - persons);
        }
    }
    return std::max<std::int64_t>(most, 0);
}

void LocalStock::serve(Id record, int week, std::int64_t persons) {
    Record& use = records_[record];
    const Dose& dose =
        problem_.programmes[problem_.units[use.unit].programme].options[use.option].doses[use.dose];
    std::int64_t before = 0;
    for (std::size_t t = 0; t < static_cast<std::size_t>(week); ++t) {
        before += use.persons[t];
    }
    std::int64_t old_cumulated = units_for(dose, before);
    std::int64_t new_cumulated = old_cumulated;
    std::int64_t old_persons = before;
    use.persons[static_cast<std::size_t>(week)] += persons;
    std::int64_t new_persons = before;
    std::int64_t old_week_persons = use.persons[static_cast<std::size_t>(week)] - persons;
    for (auto t = static_cast<std::size_t>(week); t < weeks_; ++t) {
        old_persons += old_week_persons;
        new_persons += use.persons[t];
        const std::int64_t old_units = units_for(dose, old_persons);
        const std::int64_t new_units = units_for(dose, new_persons);
        scratch_[t] = (new_units - new_cumulated) - (old_units - old_cumulated);
        old_cumulated = old_units;
        new_cumulated = new_units;
        old_week_persons = t + 1 < weeks_ ? use.persons[t + 1] : 0;
    }
    shift(books_[use.book], week, scratch_, 0);
}

bool LocalStock::holds_more(Id node, Id product) const {
    return std::ranges::any_of(books_at(node, product),
                               [&](Id id) { return books_[id].end.back() > 0; });
}

std::int64_t LocalStock::closing_units(Id node, Id product) const {
    std::int64_t units = 0;
    for (const Id id : books_at(node, product)) {
        if (usable(books_[id], problem_.weeks - 1)) {
            units += books_[id].end.back();
        }
    }
    return units;
}

}  // namespace imdad::engine

#pragma once

#include "engine/problem.hpp"
#include "engine/rooms.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// Opened and unopened packs at the places that serve people, week by week, with the persons
/// served from them. A book is one lot with one use-by day at one place; a record is one need
/// unit's use of one book for one dose. Every change keeps the rooms of the place in step.

namespace imdad::engine {

struct Book {
    Id node = kNone;
    Id lot = kNone;
    int use_by_day = kNever;
    int only_week = -1;  ///< goods that cannot be stored: the week of arrival
};

struct Record {
    Id unit = kNone;
    Id book = kNone;
    Id option = kNone;
    Id dose = kNone;
};

class LocalStock {
 public:
    LocalStock(const Problem& problem, Rooms& rooms);

    /// Book of this lot and use-by at the node, made if new.
    Id book(Id node, Id lot, int use_by_day, int arrival_week);

    /// Adds (or with a negative figure takes back) units that come in `week`.
    void arrive(Id book, int week, std::int64_t units);

    /// Record of the unit's use of the book; if there is none, a new one or, without `make`, kNone.
    Id record(Id unit, Id book, Id option, Id dose, bool make);

    /// Most persons that the book can serve more in `week` through this record without taking a
    /// unit that a later week already counts on.
    [[nodiscard]] std::int64_t servable(Id record, int week) const;

    /// Serves (or with a negative figure takes back) persons in `week`.
    void serve(Id record, int week, std::int64_t persons);

    /// Books of the product at the node, those with an earmark first, then by use-by.
    [[nodiscard]] std::span<const Id> books_at(Id node, Id product) const {
        return by_pair_[problem_.pair(node, product)];
    }

    /// True if something of the product is left at the node that nobody counts on yet.
    [[nodiscard]] bool holds_more(Id node, Id product) const {
        return left_by_pair_[problem_.pair(node, product)] > 0;
    }

    /// Units of the book that nobody counts on yet.
    [[nodiscard]] std::int64_t left(Id book) const { return left_[book]; }

    /// Units of the book left at the end of `week`, those that later weeks count on included.
    [[nodiscard]] std::int64_t end(Id book, int week) const {
        return end_[book * weeks_ + static_cast<std::size_t>(week)];
    }

    [[nodiscard]] Id book_count() const { return static_cast<Id>(books_.size()); }

    [[nodiscard]] const Book& operator[](Id book) const { return books_[book]; }

    [[nodiscard]] const std::vector<Record>& records() const { return records_; }

    /// Persons served through the record, by week.
    [[nodiscard]] std::span<const std::int64_t> persons(Id record) const {
        return {&persons_[record * weeks_], weeks_};
    }

    /// Units left at the node at the end of the horizon that could still be used then.
    [[nodiscard]] std::int64_t closing_units(Id node, Id product) const;

    [[nodiscard]] bool usable(const Book& book, int week) const {
        return last_usable_week(book.use_by_day) >= week &&
               (book.only_week < 0 || book.only_week == week);
    }

 private:
    /// Week after the last in which the book can hold anything.
    [[nodiscard]] std::size_t weeks_of(const Book& book) const {
        return book.only_week < 0 ? weeks_ : static_cast<std::size_t>(book.only_week) + 1;
    }

    [[nodiscard]] const Dose& dose_of(const Record& use) const {
        return problem_.programmes[problem_.units[use.unit].programme]
            .options[use.option]
            .doses[use.dose];
    }

    /// Applies per-week changes of units used, or units arrived in one week, to the book and rooms.
    void shift(Id book,
               int from_week,
               const std::vector<std::int64_t>& used_change,
               std::int64_t arrived);

    const Problem& problem_;
    Rooms& rooms_;
    std::size_t weeks_;
    std::vector<Book> books_;
    std::vector<std::int64_t> peak_;  ///< book x week: units there during the week, before use
    std::vector<std::int64_t> end_;   ///< book x week: units left at the end of the week
    std::vector<std::int64_t> left_;  ///< by book: units left in its last week
    std::vector<std::int64_t> left_by_pair_;  ///< node x product: their sum
    std::vector<Record> records_;
    std::vector<std::int64_t> persons_;  ///< record x week
    std::vector<std::vector<Id>> by_pair_;
    std::vector<std::vector<Id>> records_of_;  ///< by unit
    std::vector<std::int64_t> scratch_;
};

/// ceil(persons x units_numerator / units_denominator).
[[nodiscard]] std::int64_t units_for(const Dose& dose, std::int64_t persons);

}  // namespace imdad::engine

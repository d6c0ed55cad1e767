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
    int only_week = -1;              ///< goods that cannot be stored: the week of arrival
    std::vector<std::int64_t> peak;  ///< units there during the week, before use
    std::vector<std::int64_t> end;   ///< units left at the end of the week
};

struct Record {
    Id unit = kNone;
    Id book = kNone;
    Id option = kNone;
    Id dose = kNone;
    std::vector<std::int64_t> persons;  ///< by week
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
    [[nodiscard]] bool holds_more(Id node, Id product) const;

    [[nodiscard]] const Book& operator[](Id book) const { return books_[book]; }

    [[nodiscard]] const std::vector<Record>& records() const { return records_; }

    /// Units left at the node at the end of the horizon that could still be used then.
    [[nodiscard]] std::int64_t closing_units(Id node, Id product) const;

    [[nodiscard]] bool usable(const Book& book, int week) const {
        return last_usable_week(book.use_by_day) >= week &&
               (book.only_week < 0 || book.only_week == week);
    }

 private:
    /// Applies per-week changes of units used, or units arrived in one week, to the book and rooms.
    void shift(Book& book,
               int from_week,
               const std::vector<std::int64_t>& used_change,
               std::int64_t arrived);

    const Problem& problem_;
    Rooms& rooms_;
    std::size_t weeks_;
    std::vector<Book> books_;
    std::vector<Record> records_;
    std::vector<std::vector<Id>> by_pair_;
    std::vector<std::vector<Id>> records_of_;  ///< by unit
    std::vector<std::int64_t> scratch_;
};

/// ceil(persons x units_numerator / units_denominator).
[[nodiscard]] std::int64_t units_for(const Dose& dose, std::int64_t persons);

}  // namespace imdad::engine

#pragma once

#include "verify/findings.hpp"
#include "verify/maximum_stock.hpp"
#include "verify/rules.hpp"

#include <span>
#include <tuple>
#include <vector>

/// The books of one place, walked week by week, and what the place holds at the start of each week.

namespace imdad::verify {

/// One movement of goods into or out of a book.
struct BookEvent {
    enum class What : std::uint8_t { in, leaves, used };
    PlaceIndex place;
    BatchIndex batch;
    Day use_by;
    int week = 0;
    What what = What::in;
    std::int64_t units = 0;

    [[nodiscard]] auto key() const { return std::tuple(place, batch, use_by, week, what); }
};

/// Calls `visit(run)` for every run of neighbours that agree in `key`.
template <typename Key, typename Visit>
void for_each_run(std::span<const BookEvent> events, Key key, Visit visit) {
    for (std::size_t i = 0; i < events.size();) {
        std::size_t end = i + 1;
        while (end < events.size() && key(events[end]) == key(events[i])) {
            ++end;
        }
        visit(events.subspan(i, end - i));
        i = end;
    }
}

class PlaceBooks {
 public:
    PlaceBooks(const Rules& rules, PlaceIndex place, Findings& findings);

    /// Checks the books of one batch. `events`: all of them at this place, by use-by and week.
    void add_batch(std::span<const BookEvent> events);

    /// Compares what the place holds at the start of each week with its room, per class.
    void check_room() const;

    /// Compares the same, in units per product, with the maximum stock.
    void check_maximum(MaximumStock& maximum) const;

 private:
    /// Movements of one book in one week, units.
    struct Week {
        int number = 0;
        Int128 stock = 0;  ///< at the start, arrivals and starts included
        Int128 leaves = 0;
        Int128 used = 0;
        bool entered = false;        ///< this book has ever received anything
        bool batch_entered = false;  ///< any book of the batch has
        Int128 lapsed = 0;           ///< seats of earlier weeks
    };

    void add_book(std::span<const BookEvent> events, int batch_entry_week);
    void report_shortage(BatchIndex batch, Day use_by, const Week& week) const;
    void check_class(const Volume& peak,
                     std::int64_t room,
                     int week,
                     std::size_t storage_class) const;
    [[nodiscard]] Volume volume_of(std::size_t book, std::size_t week) const;
    [[nodiscard]] ProductIndex largest(std::size_t week,
                                       std::size_t storage_class,
                                       bool companions) const;

    const Rules& rules_;
    PlaceIndex place_;
    Findings& findings_;
    std::size_t weeks_;
    std::vector<BatchIndex> batches_;  // one per book
    std::vector<Int128> peak_units_;   // books x weeks, units at the start of the week
};

}  // namespace imdad::verify

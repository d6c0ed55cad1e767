#pragma once

#include "ledger/command.hpp"

#include <cstdint>
#include <vector>

/// An entry of the journal: a command and what followed from it. Everything derived can be derived
/// again from the entries before it, and is, when a journal is replayed or audited.

namespace imdad::ledger {

/// What a receipt or count found to differ. The caller opens an action point when it is beyond
/// tolerance.
struct Discrepancy {
    std::int64_t missing = 0;
    std::int64_t surplus = 0;
    bool beyond_tolerance = false;

    friend bool operator==(const Discrepancy&, const Discrepancy&) = default;
};

struct Derived {
    std::vector<Posting> postings;  ///< sum to zero per unit
    Discrepancy discrepancy;

    friend bool operator==(const Derived&, const Derived&) = default;
};

struct Entry {
    std::uint64_t sequence = 0;       ///< 0, 1, 2, ...: also the number of its leaf
    std::int64_t recorded_at_ms = 0;  ///< UTC, of the system; never decreases
    Command command;
    Derived derived;
};

/// Earlier entries, for replays and reversals: the store answers by a query, a test by a vector.
class Journal {
 public:
    Journal() = default;
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    virtual ~Journal() = default;

    /// Requires: `sequence` is below the size of the book.
    [[nodiscard]] virtual Entry at(std::uint64_t sequence) const = 0;
};

}  // namespace imdad::ledger

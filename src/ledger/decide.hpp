#pragma once

#include "ledger/book.hpp"
#include "ledger/refusal.hpp"

#include <cstdint>

/// The rules. `derive` is the one function that says what follows from a command on a book: posting
/// new commands, replaying a journal and auditing it all go through it, so none can drift.

namespace imdad::ledger {

/// What follows from `command` on `book`, written into `derived` (whose memory is used again).
/// Errors: every code of refusal.hpp but `id_with_other_body`.
/// Requires: the id of `command` was not seen. Complexity: a few look-ups; of a recall, the
/// accounts that hold the lot.
[[nodiscard]] Ruled<void> derive(const Book& book,
                                 const Journal& journal,
                                 const Command& command,
                                 std::int64_t recorded_at_ms,
                                 Derived& derived);

struct Answer {
    Entry entry;
    bool replayed = false;  ///< the entry is an earlier one; nothing is to be added
};

/// The entry that `command` makes, to be stored and then folded into `book`; or the entry that it
/// made before, if its id was seen with the same body.
/// `recorded_at_ms`: UTC, from the caller's clock; not below that of the last entry.
/// Errors: every code of refusal.hpp; `id_with_other_body` names the field that differs.
[[nodiscard]] Ruled<Answer> decide(const Book& book,
                                   const Journal& journal,
                                   const Command& command,
                                   std::int64_t recorded_at_ms);

/// Whether `entry` is the next of `book` and just what `decide` would have made.
/// Errors: those of `decide`; `wrong_sequence`, `repeated_id`, `other_postings`,
/// `other_discrepancy`. `scratch`: memory to work in.
[[nodiscard]] Ruled<void> check(const Book& book,
                                const Journal& journal,
                                const Entry& entry,
                                Derived& scratch);

}  // namespace imdad::ledger

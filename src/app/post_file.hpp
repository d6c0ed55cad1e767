#pragma once

#include "app/access.hpp"
#include "app/row_problem.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Posting a file of commands: one a row, all or none.

namespace imdad::app {

struct PostingLine {
    std::string account;
    std::string amount;  ///< signed, as people write it
};

struct PostedRow {
    std::size_t line = 0;
    std::string kind;
    std::uint64_t entry = 0;     ///< number in the journal
    bool replayed = false;       ///< this id posted the same before; nothing was added
    bool second_person = false;  ///< takes one
    std::vector<PostingLine> postings;
    std::int64_t missing = 0;  ///< of a receipt or count
    std::int64_t surplus = 0;
    bool beyond_tolerance = false;  ///< somebody has to look into it
};

struct PostOutcome {
    std::vector<RowProblem> problems;  ///< any: nothing was posted
    std::vector<PostedRow> rows;
    bool written = false;
    bool needs_second_person = false;  ///< the file as a whole, because a row does
    std::string proposal;  ///< its id, if that is what became of the file: nothing was posted yet
};

/// Columns: `kind`, `id` (32 hexadecimal digits, made by who writes the file), `business_date`,
/// the fields of a command of the ledger by name. A commitment and an allocation need `instrument`,
/// which must be in force on that day. Empty cells are not given. Where a row takes a second person
/// the whole file is kept as a proposal. The same file may be posted again: what was posted or
/// proposed stays as it was. Errors: those of `open_session` and `propose_within`. Throws
/// `base::Failure` if the file cannot be read.
[[nodiscard]] Answer<PostOutcome> post_file(const Access& access,
                                            const std::string& path,
                                            bool dry_run);

}  // namespace imdad::app

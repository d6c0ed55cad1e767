#pragma once

#include "app/post_file.hpp"
#include "app/register_steps.hpp"
#include "app/shipments.hpp"

#include <string>
#include <vector>

/// One command of the ledger, as somebody says it.

namespace imdad::app {

struct OneCommand {
    MovementOptions options;        ///< `id` is that of the command itself
    std::string kind;               ///< of the ledger, such as `pledge`
    std::vector<FieldText> fields;  ///< by name; an empty value is not given
    /// Whether somebody said the business date. If not, it is today, and sent again on another day
    /// it is still the same command.
    bool day_is_said = true;
};

struct OneOutcome {
    std::vector<PostingLine> postings;
    std::string id;
    std::string proposal;  ///< its id, if it waits for a second person: nothing was posted yet
    bool proposed_before = false;  ///< that proposal waited already
    bool needs_second_person = false;
    bool written = false;
    bool replayed = false;
};

/// Posts it, or proposes it where it takes two people. Days are written as YYYY-MM-DD, an `amount`
/// as people write it: `1500.50` of a currency with two decimals, whole units of a product.
/// Errors: those of `open_session` and `propose_within`; `bad_id`, `unknown_kind`, `unknown_field`
/// (the second person among them, whom nobody names beforehand), `bad_value`, those of the ledger
/// and of `objections`.
[[nodiscard]] Answer<OneOutcome> post_one(const OneCommand& request);

}  // namespace imdad::app

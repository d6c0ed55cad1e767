#pragma once

#include "app/row_problem.hpp"
#include "app/shipments.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What happens to goods where they lie: used, handed over, counted, written off, set apart,
/// released. People say place, product and amount; which accounts that takes is found here.

namespace imdad::app {

enum class StockMove : std::uint8_t { use, deliver, count, write_off, quarantine, release };

[[nodiscard]] std::string_view to_text(StockMove move);

/// One movement as a store manager says it; an empty text: any, or not said.
struct StockRow {
    std::size_t line = 0;  ///< in the file; 0: from the command line
    std::string at;
    std::string to;  ///< of a delivery: who serves people
    GoodsFilter goods;
    std::int64_t amount = 0;  ///< smallest issue units; of a count: what is there
    /// Of a count or a loss: what the books said when somebody counted.
    std::optional<std::int64_t> booked;
    base::Day on;          ///< business date
    std::string stage;     ///< where it is taken from or counted; see `StockMove`
    std::string found_as;  ///< of a loss: lost, damaged, expired, wasted, diverted
    std::string reason;
    std::string document;    ///< SHA-256 in hexadecimal digits
    bool exception = false;  ///< of a use: although it had expired
    bool exact = false;      ///< an empty lot, earmark, pledge or activity is none, not any
};

struct StockLine {
    std::size_t line = 0;
    std::string kind;
    std::string at;
    std::string to;
    std::string unit;
    std::string lot;
    std::string expiry;
    std::string earmark;
    std::string pledge;
    std::string activity;
    std::string stage;     ///< where it was
    std::string to_stage;  ///< where it is now; empty: a count that found what is booked
    std::int64_t amount = 0;
};

struct StockOutcome {
    std::vector<RowProblem> problems;  ///< any: nothing was posted
    std::vector<StockLine> lines;
    std::string id;
    std::string proposal;  ///< its id, if it waits for a second person: nothing was posted yet
    bool proposed_before = false;  ///< that proposal waited already
    bool needs_second_person = false;
    bool written = false;
    bool replayed = false;  ///< all of it was posted before
};

/// All rows or none; a row sees what those before it did.
/// `use` takes what was delivered to the place, then what is on its own shelf; `deliver` what is on
/// the shelf; both first what expires first, and nothing that is recalled or expired. `count`,
/// `write_off`, `quarantine` and `release` are about one account, or all that matches: whose gift
/// it was that is missing is not for the computer to choose.
/// A loss and a release wait as a proposal for a second person.
/// Errors: those of `open_session` and `propose_within`; `bad_id`. Problems of rows:
/// `unknown_name`, `not_enough`, `several_accounts`, `nothing_booked`,
/// `moved_meanwhile`, `id_with_other_body`, those of the ledger and of `objections`.
[[nodiscard]] Answer<StockOutcome> move_stock(const MovementOptions& options,
                                              StockMove move,
                                              std::span<const StockRow> rows);

/// The same from a CSV file with the columns `at`, `to`, `unit`, `lot`, `earmark`, `pledge`,
/// `activity`, `amount`, `on`, `stage`, `found_as`, `reason`, `document`, `exception`; those that
/// are not needed may be left out. Throws `base::Failure` if the file cannot be read.
[[nodiscard]] Answer<StockOutcome> move_stock_file(const MovementOptions& options,
                                                   StockMove move,
                                                   const std::string& path);

}  // namespace imdad::app

#pragma once

#include "app/access.hpp"
#include "app/row_problem.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// Sending goods from place to place and taking them in. A dispatch is the first of two phases: it
/// takes the goods off the shelf, and a receipt resolves it.

namespace imdad::app {

/// What all movements are told.
struct MovementOptions {
    Access access;   ///< `today` is the business date
    std::string id;  ///< of the movement, 32 hexadecimal digits; empty: drawn here
    bool dry_run = false;
};

/// Goods as a store manager names them; empty: any.
struct GoodsFilter {
    std::string unit;
    std::string lot;
    std::string earmark;
    std::string pledge;
    std::string activity;
};

/// One dispatch that was made, which is one waybill line.
struct SentLine {
    std::size_t line = 0;  ///< of the file; 0: there is none
    std::string dispatch;  ///< its id: what the receipt names
    std::string planned;   ///< number in the plan that it carries out; empty: none
    std::string from;
    std::string to;
    std::string unit;
    std::string lot;
    std::string expiry;
    std::string earmark;
    std::string pledge;
    std::string activity;
    std::int64_t amount = 0;  ///< smallest issue units
    std::string expected;     ///< day of arrival; empty: not known
};

/// What could not be sent although the plan asks for it.
struct NotSent {
    std::size_t line = 0;
    std::string planned;
    std::string from;
    std::string unit;
    std::int64_t amount = 0;
    std::string reason;
};

struct ShipOutcome {
    std::vector<RowProblem> problems;  ///< of a file; any: nothing was posted
    std::vector<SentLine> sent;
    std::vector<NotSent> not_sent;
    std::string id;
    bool written = false;
    bool replayed = false;  ///< all of it was posted before
};

struct ShipRequest {
    MovementOptions options;
    std::string from;
    std::string to;
    GoodsFilter goods;
    std::int64_t amount = 0;  ///< smallest issue units
    std::optional<base::Day> expected;
    std::int32_t tolerance_ppm = 0;
};

/// Takes from the shelf what matches and expires first, account by account; never what has expired
/// or is recalled. All or nothing.
/// Errors: those of `open_session`; `bad_id`, `unknown_name`, `not_enough` naming what there is,
/// those of the ledger and of `objections`.
[[nodiscard]] Answer<ShipOutcome> ship(const ShipRequest& request);

struct ShipPlannedRequest {
    MovementOptions options;
    std::string plan;  ///< name of the scenario it was made of; empty: the last adopted
    std::optional<std::int64_t> number;  ///< only this one; none: all that are due
    std::string from;                    ///< only from this place; empty: any
};

/// Sends what the plan in force asks for, departing by `today`, and was not sent yet, in the order
/// of the plan: of the activity and under the earmark that the plan says, of its lot where it is
/// known, first what expires first. Where there is less, it sends what there is and says so.
/// Errors: as `ship`; `no_plan`, `no_planned_shipment`.
[[nodiscard]] Answer<ShipOutcome> ship_planned(const ShipPlannedRequest& request);

/// One of many shipments: the number of one of the plan, or all of it by hand.
struct ShipRow {
    std::size_t line = 0;  ///< as its problems are told
    base::Day on;          ///< business date
    std::optional<std::int64_t> planned;
    ShipRequest by_hand;  ///< of a planned one only `from` counts; its options are not read
};

/// All rows or none, each as of its own business date; each sees what those before it took. Every
/// row is answered as it was when the same rows are sent again.
/// Problems of rows: what `ship` and `ship_planned` refuse. Errors: those of `open_session`;
/// `bad_id`.
[[nodiscard]] Answer<ShipOutcome> ship_rows(const MovementOptions& options,
                                            const std::string& plan,
                                            std::span<const ShipRow> rows);

/// One shipment a row, all rows or none: `planned`, a number of the plan, or `from`, `to`, `unit`
/// and `amount`, with `lot`, `earmark`, `pledge`, `activity`, `expected`, `tolerance`; `on` is the
/// business date of the row. Each row sees what those before it took.
/// Problems of rows: what `ship` and `ship_planned` refuse. Errors: those of `open_session`;
/// `bad_id`. Throws `base::Failure` if the file cannot be read.
[[nodiscard]] Answer<ShipOutcome> ship_file(const MovementOptions& options,
                                            const std::string& plan,
                                            const std::string& path);

/// What arrived of one dispatch. Nothing stated: all of it, in good order.
struct ReceiveRequest {
    MovementOptions options;
    std::string dispatch;  ///< its id, or as many of its first digits as name only one
    std::optional<std::int64_t> amount;
    std::int64_t damaged = 0;
    /// What was on its way when somebody counted; another amount by now: nothing is taken in.
    std::optional<std::int64_t> open;
    std::uint8_t vvm_stage = 0;
    bool last = false;  ///< nothing more will come
    std::string lot;    ///< printed on what arrived; empty: as the papers say
    std::optional<base::Day> expiry;
    std::string reason;  ///< needed where lot or expiry are not those of the papers
};

struct ReceivedLine {
    std::size_t line = 0;  ///< of the file; 0: there is none
    std::string dispatch;
    std::string to;
    std::string unit;
    std::string lot;
    std::string sent_lot;  ///< of the papers, where goods came under another
    std::int64_t amount = 0;
    std::int64_t damaged = 0;
    std::int64_t missing = 0;
    std::int64_t surplus = 0;
    std::string action_point;  ///< that was opened, because it is beyond tolerance
};

struct ReceiveOutcome {
    std::vector<RowProblem> problems;  ///< of a file; any: nothing was posted
    std::vector<ReceivedLine> received;
    std::string id;
    bool written = false;
    bool replayed = false;
};

/// Posts the receipt; what is missing or too much beyond tolerance, or came under another lot than
/// that of the papers, opens an action point in the same transaction.
/// Errors: those of `open_session`; `bad_id`, `unknown_dispatch`, `several_dispatches`,
/// `moved_meanwhile`, those of the ledger and of `objections`.
[[nodiscard]] Answer<ReceiveOutcome> receive(const ReceiveRequest& request);

struct ReceiveDueRequest {
    MovementOptions options;
    std::string to;  ///< only at this place; empty: anywhere
};

/// Takes in, as sent, every dispatch that was expected by `today`.
[[nodiscard]] Answer<ReceiveOutcome> receive_due(const ReceiveDueRequest& request);

/// One of many receipts.
struct ReceiveRow {
    std::size_t line = 0;    ///< as its problems are told
    base::Day on;            ///< business date
    ReceiveRequest request;  ///< its options are not read
};

/// All rows or none, as `ship_rows`. Problems of rows: what `receive` refuses.
[[nodiscard]] Answer<ReceiveOutcome> receive_rows(const MovementOptions& options,
                                                  std::span<const ReceiveRow> rows);

/// One receipt a row, all rows or none: `dispatch`, then `amount`, `damaged`, `vvm_stage`, `last`,
/// `lot`, `expiry`, `reason`, `on`. Problems and errors as of `receive` and `ship_file`.
[[nodiscard]] Answer<ReceiveOutcome> receive_file(const MovementOptions& options,
                                                  const std::string& path);

}  // namespace imdad::app

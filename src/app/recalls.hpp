#pragma once

#include "app/stock_moves.hpp"

#include <string>

/// Lots that are called back, and dispatches that are taken back.

namespace imdad::app {

struct RecallRequest {
    MovementOptions options;
    std::string unit;
    std::string lot;
    std::string reason;
    std::string document;  ///< SHA-256 of the notice, in hexadecimal digits
};

/// From now on nothing of the lot may be sent or used: what is on a shelf goes to quarantine where
/// it is, what arrives later too. The lines say who has it or gets it, and what was handed over
/// already; the lot may be one that nobody here has.
/// Errors: those of `open_session`; `bad_id`, `unknown_name`, `bad_document`, `id_with_other_body`,
/// those of the ledger and of `objections`.
[[nodiscard]] Answer<StockOutcome> recall_lot(const RecallRequest& request);

/// Proposes that the lot is good after all; when a second person approves, each place may release
/// its own. Errors: as `recall_lot`; problems as of `move_stock`.
[[nodiscard]] Answer<StockOutcome> lift_recall(const RecallRequest& request);

struct VoidRequest {
    MovementOptions options;
    std::string dispatch;  ///< its id, or as many of its first digits as name only one
    std::string reason;
};

/// What is still on its way goes back to where it came from. Errors: those of `open_session`;
/// `bad_id`, `unknown_dispatch`, `several_dispatches`, `id_with_other_body`, those of the ledger
/// and of `objections`.
[[nodiscard]] Answer<StockOutcome> void_dispatch(const VoidRequest& request);

}  // namespace imdad::app

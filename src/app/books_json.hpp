#pragma once

#include "app/approvals.hpp"
#include "app/keep_books.hpp"
#include "app/ledger_views.hpp"
#include "app/thresholds.hpp"

#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What the ledger holds and what was decided about it, as documents for programs: the same keys
/// for whoever asks, on the command line or over the network.

namespace imdad::app {

/// `balances [{holder, stage, unit, lot, expiry, earmark, pledge, activity, amount, text}]`.
[[nodiscard]] nlohmann::ordered_json balances_json(const std::vector<BalanceLine>& lines);

/// `units [{unit, stages {stage: sum}, total}]`, sums as text.
[[nodiscard]] nlohmann::ordered_json trial_balance_json(const std::vector<TrialLine>& lines);

/// `id`, `task`, `outcome`, `events [{outcome, who, reason, recorded, device}]`, `about`.
[[nodiscard]] nlohmann::ordered_json proposal_json(const ProposalLine& line);

/// `proposals`: each as above.
[[nodiscard]] nlohmann::ordered_json proposals_json(const std::vector<ProposalLine>& lines);

/// `thresholds [{unit, amount, who, recorded}]`; `amount` null: none any more.
[[nodiscard]] nlohmann::ordered_json thresholds_json(const std::vector<ThresholdLine>& lines);

/// `clean`, `entries`, `steps`, `ledger_root`, `register_root`, `checkpoints`, `findings`.
[[nodiscard]] nlohmann::ordered_json audit_json(const AuditOutcome& outcome);

}  // namespace imdad::app

#pragma once

#include "app/adopt.hpp"
#include "app/approvals.hpp"
#include "app/journal_views.hpp"
#include "app/keep_books.hpp"
#include "app/ledger_views.hpp"
#include "app/post_one.hpp"
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

/// `sequence`, `id`, `kind`, `on`, `recorded`, `who`, `fields {name: value}`, `postings` as the
/// rows of `balances`, `reversed_by`; null: it stands.
[[nodiscard]] nlohmann::ordered_json entry_json(const EntryLine& line);

/// `entries`: each as above.
[[nodiscard]] nlohmann::ordered_json entries_json(const std::vector<EntryLine>& lines);

/// `written`, `replayed`, `id`, `needs_second_person`, `proposal`, `postings [{account, amount}]`.
[[nodiscard]] nlohmann::ordered_json posted_json(const OneOutcome& outcome);

/// `id`, `task`, `outcome`, `events [{outcome, who, reason, recorded, device}]`, `about`.
[[nodiscard]] nlohmann::ordered_json proposal_json(const ProposalLine& line);

/// `proposals`: each as above.
[[nodiscard]] nlohmann::ordered_json proposals_json(const std::vector<ProposalLine>& lines);

/// One that was approved: as above, then `written`, `done`.
[[nodiscard]] nlohmann::ordered_json approval_json(const Approval& approval, bool written);

/// One that was decided on: the proposal, then `written`.
[[nodiscard]] nlohmann::ordered_json decision_json(const ProposalLine& line, bool written);

/// `proposal`, `written`, `adoption`, `shipments`, `commands` (how many), `sums [{kind, activity,
/// unit, amount, commands}]`.
[[nodiscard]] nlohmann::ordered_json adoption_json(const AdoptOutcome& outcome);

/// `thresholds [{unit, amount, who, recorded}]`; `amount` null: none any more.
[[nodiscard]] nlohmann::ordered_json thresholds_json(const std::vector<ThresholdLine>& lines);

/// `clean`, `entries`, `steps`, `ledger_root`, `register_root`, `checkpoints`, `findings`.
[[nodiscard]] nlohmann::ordered_json audit_json(const AuditOutcome& outcome);

}  // namespace imdad::app

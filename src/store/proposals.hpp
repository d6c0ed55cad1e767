#pragma once

#include "ledger/command.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What takes two people: kept as the first one asked for it, until a second one decides on it. And
/// from which amount on a commitment is such a thing. Both are history, and hold no names.

namespace imdad::store {

enum class Outcome : std::uint8_t { open, approved, rejected, withdrawn };

[[nodiscard]] std::string_view to_text(Outcome outcome);

struct ProposalEnd {
    Outcome outcome = Outcome::open;
    ledger::Id actor;
    std::string reason;
    std::int64_t recorded_at_ms = 0;  ///< UTC, milliseconds since 1970
    std::int64_t device_time_ms = 0;  ///< the same, of the device; 0: not known
};

struct Proposal {
    ledger::Id id;  ///< `proposal_id` of task, actor, reason and payload
    std::string task;
    std::string payload;  ///< bytes that the task's own code wrote
    ledger::Id actor;     ///< who proposes
    std::string reason;
    std::int64_t recorded_at_ms = 0;
    std::int64_t device_time_ms = 0;
    ProposalEnd end;
};

/// The first half of a SHA-256 of what is proposed, by whom and why: the same asked for again by
/// the same user is the same proposal, and one that was tampered with no longer fits its id.
[[nodiscard]] ledger::Id proposal_id(const Proposal& proposal);

// Every call belongs in a transaction of the caller's.

/// Requires: the id is new.
void append_proposal(Connection& connection, const Proposal& proposal);

/// Requires: the proposal is there and open.
void append_end(Connection& connection, ledger::Id proposal, const ProposalEnd& end);

/// In the order in which they were made.
[[nodiscard]] std::vector<Proposal> read_proposals(Connection& connection);

[[nodiscard]] std::optional<Proposal> find_proposal(Connection& connection, ledger::Id id);

/// From this amount on, commitments in `unit` take two people.
struct Threshold {
    std::string unit;
    std::int64_t amount = 0;  ///< minor or issue units; below 0: none any more
    ledger::Id actor;
    std::int64_t recorded_at_ms = 0;
};

void append_threshold(Connection& connection, const Threshold& threshold);

/// The latest of each unit counts.
[[nodiscard]] std::vector<Threshold> read_thresholds(Connection& connection);

/// The one that counts for `unit`; no value: none.
[[nodiscard]] std::optional<std::int64_t> threshold_of(Connection& connection,
                                                       const std::string& unit);

}  // namespace imdad::store

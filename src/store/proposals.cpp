#include "store/proposals.hpp"

#include "ledger/merkle_log.hpp"
#include "store/row_values.hpp"
#include "store/statements.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace imdad::store {

namespace {

constexpr std::array<std::string_view, 4> kOutcomes = {"open", "approved", "rejected", "withdrawn"};

std::int64_t count_of(Connection& connection, std::string_view sql) {
    Statement& count = connection.prepare(sql);
    count.step();
    const std::int64_t found = count.integer(0);
    count.reset();
    return found;
}

Outcome outcome_of(std::string_view word) {
    const auto found = std::ranges::find(kOutcomes, word);
    return found == kOutcomes.end() ? Outcome::open
                                    : static_cast<Outcome>(found - kOutcomes.begin());
}

}  // namespace

std::string_view to_text(Outcome outcome) {
    return kOutcomes.at(static_cast<std::size_t>(outcome));
}

ledger::Id proposal_id(const Proposal& proposal) {
    const ledger::Hash hash = ledger::leaf_hash(fmt::format("imdad proposal\n{}\n{}\n{}:{}\n{}",
                                                            proposal.task,
                                                            ledger::to_text(proposal.actor),
                                                            proposal.reason.size(),
                                                            proposal.reason,
                                                            proposal.payload));
    return id_from(Bytes(hash).first(16));
}

void append_proposal(Connection& connection, const Proposal& proposal) {
    const auto id = bytes_of(proposal.id);
    const auto actor = bytes_of(proposal.actor);
    connection.prepare(sql::kAppendProposal.sql)
        .with(count_of(connection, sql::kCountProposals.sql),
              Bytes(id),
              std::string_view(proposal.task),
              bytes_of(std::string_view(proposal.payload)),
              Bytes(actor),
              std::string_view(proposal.reason),
              proposal.recorded_at_ms,
              proposal.device_time_ms)
        .run();
}

void append_end(Connection& connection, ledger::Id proposal, const ProposalEnd& end) {
    const auto id = bytes_of(proposal);
    const auto actor = bytes_of(end.actor);
    connection.prepare(sql::kAppendProposalEnd.sql)
        .with(Bytes(id),
              to_text(end.outcome),
              Bytes(actor),
              std::string_view(end.reason),
              end.recorded_at_ms,
              end.device_time_ms)
        .run();
}

std::vector<Proposal> read_proposals(Connection& connection) {
    Statement& rows = connection.prepare(sql::kReadProposals.sql);
    std::vector<Proposal> proposals;
    while (rows.step()) {
        proposals.push_back({.id = id_from(rows.bytes(0)),
                             .task = std::string(rows.text(1)),
                             .payload = std::string(text_of(rows.bytes(2))),
                             .actor = id_from(rows.bytes(3)),
                             .reason = std::string(rows.text(4)),
                             .recorded_at_ms = rows.integer(5),
                             .device_time_ms = rows.integer(6),
                             .end = {.outcome = outcome_of(rows.text(7)),
                                     .actor = id_from(rows.bytes(8)),
                                     .reason = std::string(rows.text(9)),
                                     .recorded_at_ms = rows.integer(10),
                                     .device_time_ms = rows.integer(11)}});
    }
    return proposals;
}

std::optional<Proposal> find_proposal(Connection& connection, ledger::Id id) {
    for (Proposal& proposal : read_proposals(connection)) {
        if (proposal.id == id) {
            return std::move(proposal);
        }
    }
    return std::nullopt;
}

void append_threshold(Connection& connection, const Threshold& threshold) {
    const auto actor = bytes_of(threshold.actor);
    connection.prepare(sql::kAppendThreshold.sql)
        .with(count_of(connection, sql::kCountThresholds.sql),
              std::string_view(threshold.unit),
              threshold.amount,
              Bytes(actor),
              threshold.recorded_at_ms)
        .run();
}

std::vector<Threshold> read_thresholds(Connection& connection) {
    Statement& rows = connection.prepare(sql::kReadThresholds.sql);
    std::vector<Threshold> thresholds;
    while (rows.step()) {
        thresholds.push_back({.unit = std::string(rows.text(0)),
                              .amount = rows.integer(1),
                              .actor = id_from(rows.bytes(2)),
                              .recorded_at_ms = rows.integer(3)});
    }
    return thresholds;
}

std::optional<std::int64_t> threshold_of(Connection& connection, const std::string& unit) {
    std::optional<std::int64_t> amount;
    for (const Threshold& one : read_thresholds(connection)) {
        if (one.unit == unit) {
            amount = one.amount < 0 ? std::nullopt : std::optional(one.amount);
        }
    }
    return amount;
}

}  // namespace imdad::store

#pragma once

#include "app/books.hpp"
#include "app/ledger_sight.hpp"
#include "app/said_line.hpp"
#include "store/proposals.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What takes two people. The first one's use case keeps what it would do as a proposal: the name
/// of a task and bytes that only that task's code reads. When a second user approves it, the task
/// carries it out on the books as they are then.

namespace imdad::app {

/// What one task does with its proposals: a row of `proposal_tasks`.
struct ProposalTask {
    /// Carries it out in the write transaction of the approval, with register and ledger caught up.
    /// `session.user` is who proposed it. Returns what was done, a sentence each; after a refusal
    /// nothing is written and the proposal stays open.
    using CarryOut = std::function<Answer<std::vector<SaidLine>>(
        Session& session, const store::Proposal& proposal, const store::User& approver)>;

    std::string_view task;
    registry::Roles approvers = 0;  ///< who may decide at all; `carry_out` may ask for more
    /// Does whatever needs no books, such as reading and checking files, before the transaction, so
    /// that nobody else waits for it. What stands in the way is said by what it returns.
    CarryOut (*prepare)(const store::Proposal& proposal);
    /// What is proposed, a line each, for people.
    std::vector<SaidLine> (*describe)(Books& books, const store::Proposal& proposal);
    /// What the books lack of a proposal that was approved; none: it was carried out as it stands.
    /// Requires: the ledger is caught up.
    std::vector<std::string> (*lacks)(Books& books, const store::Proposal& proposal);
    /// Whether it is about nothing but what `sight` shows. Null: it is about the books as a whole.
    bool (*is_seen)(Books& books,
                    const store::Proposal& proposal,
                    const LedgerSight& sight) = nullptr;
    /// Whether the roles, their limits left aside, may approve each thing that it does. Null:
    /// `approvers` says it all.
    bool (*is_for)(Books& books, const store::Proposal& proposal, registry::Roles roles) = nullptr;
};

[[nodiscard]] std::span<const ProposalTask> proposal_tasks();

/// Null if this Imdad knows no such task.
[[nodiscard]] const ProposalTask* find_proposal_task(std::string_view task);

struct ProposalEvent {
    std::string outcome;  ///< `open`: proposed; `approved`, `rejected`, `withdrawn`
    std::string user;     ///< `@name`, or the id of somebody who was erased
    std::string reason;
    std::string recorded_utc;  ///< `2022-07-22 09:30:15`
    std::string device_utc;    ///< empty: not known
};

struct ProposalLine {
    std::string id;  ///< 32 hexadecimal digits
    std::string task;
    std::string outcome;
    std::vector<ProposalEvent> events;
    std::vector<SaidLine> about;  ///< what is proposed
    std::string plan;             ///< id of the plan of a server that is to be adopted
    bool yours = false;           ///< it waits for somebody like whoever asks to decide
    bool is_new = true;           ///< not asked for before
    bool replayed = false;        ///< just this was decided under this key before
};

/// Keeps what `session.user` proposes, in a write transaction of the caller's, which holds nothing
/// else. The same asked for again while it is open is the same proposal.
/// Errors: `proposal_ended` if just this was decided on before.
[[nodiscard]] Answer<ProposalLine> propose_within(Session& session,
                                                  std::string_view task,
                                                  std::string payload,
                                                  std::string reason);

// Who sees only a part of the ledger sees the proposals about that, and the own ones; of others it
// is told as if they were not there. Errors of all that follow: those of `open_session`;
// `no_such_proposal`, `proposal_ended`.

/// `outcome`: only these; empty: all.
[[nodiscard]] Answer<std::vector<ProposalLine>> list_proposals(const Access& access,
                                                               const std::string& outcome);

[[nodiscard]] Answer<ProposalLine> show_proposal(const Access& access, const std::string& id);

/// The proposal of an id, for whoever has the books open. No value: there is none.
[[nodiscard]] std::optional<ProposalLine> find_line(Session& session, const std::string& id);

struct Approval {
    ProposalLine proposal;
    std::vector<SaidLine> done;  ///< none if it was approved before under this key
};

// `key`: of the request, 32 hexadecimal digits; empty: it is not kept. Sent again with the same
// key, a decision is answered as the first time. Errors also: `bad_id`, `id_with_other_body`.

/// Errors also: `same_person`, `proposer_gone`, `proposer_blocked`, `approver_role_missing`, and
/// everything that stands in the way today.
[[nodiscard]] Answer<Approval> approve_proposal(const Access& access,
                                                const std::string& id,
                                                bool dry_run,
                                                const std::string& key = {});

/// By somebody who could have approved it. Errors also: `same_person`, `reason_missing`.
[[nodiscard]] Answer<ProposalLine> reject_proposal(const Access& access,
                                                   const std::string& id,
                                                   const std::string& reason,
                                                   bool dry_run = false,
                                                   const std::string& key = {});

/// By who proposed it. Errors also: `not_the_proposer`.
[[nodiscard]] Answer<ProposalLine> withdraw_proposal(const Access& access,
                                                     const std::string& id,
                                                     const std::string& reason,
                                                     bool dry_run = false,
                                                     const std::string& key = {});

}  // namespace imdad::app

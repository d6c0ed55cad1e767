#pragma once

#include "app/approvals.hpp"
#include "app/posting_rules.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// Posting commands of the ledger: at once where one person may, else as a proposal of the whole.

namespace imdad::app {

struct CommandProblem {
    std::size_t command = 0;  ///< its place in what was to be posted
    std::string field;        ///< empty: the command as a whole
    std::string code;
    std::string message;
    Reason reason = {};  ///< of the message
};

struct Postings {
    std::vector<CommandProblem> problems;  ///< any: nothing was posted or proposed
    std::vector<ledger::Answer> answers;   ///< one for each command
    /// Commands that take a second person. Any: the answers are what would be posted, as the books
    /// are now, once that person agrees.
    std::vector<std::size_t> second_person;
};

/// The task under which commands of the ledger are proposed.
inline constexpr std::string_view kPostTask = "post";

/// Posts in a write transaction of the caller's, register and ledger caught up. `approver`: the
/// second person; null: there is none yet, and where one is needed a stand-in takes the place, so
/// the caller must roll back if `second_person` is not empty. What was posted before, with or
/// without a second person, is answered as it was.
[[nodiscard]] Postings post_commands_within(Session& session,
                                            std::span<const ledger::Command> commands,
                                            const store::User* approver);

struct PostedOrProposed {
    Postings postings;
    bool written = false;
    std::optional<ProposalLine> proposal;  ///< kept for a second person; nothing was posted
};

/// Posts all or none in a transaction of its own; all of it becomes one proposal if any command
/// takes a second person. `dry_run`: neither. Where nothing was posted the session's ledger shows
/// what would be, until it is caught up again. Errors: those of `propose_within`;
/// `id_with_other_body` if a proposal waits under one of the ids that asks for something else.
[[nodiscard]] Answer<PostedOrProposed> post_or_propose(Session& session,
                                                       std::span<const ledger::Command> commands,
                                                       bool dry_run);

/// The row of `proposal_tasks`.
[[nodiscard]] ProposalTask post_task();

}  // namespace imdad::app

#include "app/approvals.hpp"

#include "app/adopt.hpp"
#include "app/answered_before.hpp"
#include "app/asked_sentences.hpp"
#include "app/posting.hpp"
#include "app/sentences.hpp"
#include "app/thresholds.hpp"
#include "app/wording.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using store::Outcome;
using store::Proposal;

const store::User* user_of(const Session& session, ledger::Id actor) {
    const auto found = std::ranges::find(session.users, actor, &store::User::actor);
    return found == session.users.end() ? nullptr : &*found;
}

ProposalEvent event_of(const Session& session,
                       Outcome outcome,
                       ledger::Id actor,
                       const std::string& reason,
                       std::int64_t recorded_at_ms,
                       std::int64_t device_time_ms) {
    return {.outcome = std::string(to_text(outcome)),
            .user = session.shown(ledger::to_text(actor)),
            .reason = reason,
            .recorded_utc = utc_text(recorded_at_ms),
            .device_utc = device_time_ms == 0 ? "" : utc_text(device_time_ms)};
}

/// Whether it waits for whoever asks: another person than who proposed it, with roles for it.
bool is_for(const Session& session, const Proposal& proposal) {
    const ProposalTask* const task = find_proposal_task(proposal.task);
    const registry::Roles mine = registry::roles_of(session.actor());
    return task != nullptr && proposal.end.outcome == Outcome::open &&
           proposal.actor != session.user.actor && (task->approvers & mine) != 0 &&
           (task->is_for == nullptr || task->is_for(*session.books, proposal, mine));
}

ProposalLine line_of(const Session& session, const Proposal& proposal) {
    const ProposalTask* const task = find_proposal_task(proposal.task);
    ProposalLine line{.id = ledger::to_text(proposal.id),
                      .task = proposal.task,
                      .outcome = std::string(to_text(proposal.end.outcome)),
                      .events = {event_of(session,
                                          Outcome::open,
                                          proposal.actor,
                                          proposal.reason,
                                          proposal.recorded_at_ms,
                                          proposal.device_time_ms)},
                      .about = task == nullptr ? std::vector<SaidLine>{}
                                               : task->describe(*session.books, proposal)};
    line.plan = plan_of_adoption(proposal);
    line.yours = is_for(session, proposal);
    const store::ProposalEnd& end = proposal.end;
    if (end.outcome != Outcome::open) {
        line.events.push_back(event_of(
            session, end.outcome, end.actor, end.reason, end.recorded_at_ms, end.device_time_ms));
    }
    return line;
}

tl::unexpected<Refusal> ended(const Session& session, const Proposal& proposal) {
    return no(tell("proposal_ended",
                   ledger::to_text(proposal.id),
                   to_text(proposal.end.outcome),
                   session.shown(ledger::to_text(proposal.end.actor)),
                   utc_text(proposal.end.recorded_at_ms),
                   proposal.end.reason.empty() ? "" : ": ",
                   proposal.end.reason));
}

tl::unexpected<Refusal> no_such(const std::string& id, bool concealed) {
    Refusal refusal = refusal_of(tell("no_such_proposal", id));
    refusal.concealed = concealed;
    return tl::unexpected(std::move(refusal));
}

/// Whether there is such a proposal, for whose eyes whatever.
bool is_kept(const Access& access, const std::string& id) {
    const auto known = ledger::parse_id(id);
    const auto books = Books::open(access.books);
    if (!known || !books) {
        return false;
    }
    const store::Transaction reading((*books)->connection(), store::Transaction::Kind::read);
    return store::find_proposal((*books)->connection(), *known).has_value();
}

/// Before `is_seen`, in a transaction of the caller's.
void know_what_is_seen(Session& session) {
    if (sees_own_only(session.actor())) {
        session.books->ledger().catch_up_within();
    }
}

/// Requires: `know_what_is_seen`.
bool is_seen(const Session& session, const Proposal& proposal) {
    if (!sees_own_only(session.actor()) || proposal.actor == session.user.actor) {
        return true;
    }
    const ProposalTask* const task = find_proposal_task(proposal.task);
    return task != nullptr && task->is_seen != nullptr &&
           task->is_seen(*session.books, proposal, LedgerSight(session));
}

/// The proposal that somebody wants to end. Requires: `know_what_is_seen`.
Answer<Proposal> find_open(const Session& session, const std::string& text) {
    const auto id = ledger::parse_id(text);
    auto proposal = id ? store::find_proposal(session.books->connection(), *id) : std::nullopt;
    if (!proposal || !is_seen(session, *proposal)) {
        return no_such(text, proposal.has_value());
    }
    if (proposal->end.outcome != Outcome::open) {
        return ended(session, *proposal);
    }
    return std::move(*proposal);
}

/// What an approval and a rejection have in common: another person, with a role for it.
Answer<const ProposalTask*> may_decide(const Session& session, const Proposal& proposal) {
    if (proposal.actor == session.user.actor) {
        return no(tell("proposed_by_same", session.user.name));
    }
    const ProposalTask* const task = find_proposal_task(proposal.task);
    if (task == nullptr) {
        return no(say("unknown_task", proposal.task));
    }
    const registry::Roles mine = registry::roles_of(session.actor());
    if ((task->approvers & mine) == 0) {
        return no(tell("proposal_decided_by",
                       proposal.task,
                       registry::text_of_roles(task->approvers),
                       session.user.name,
                       registry::text_of_roles(mine)));
    }
    return task;
}

void end(Session& session, Proposal& proposal, Outcome outcome, const std::string& reason) {
    proposal.end = {.outcome = outcome,
                    .actor = session.user.actor,
                    .reason = reason,
                    .recorded_at_ms = session.access.now_ms,
                    .device_time_ms = session.access.now_ms};
    store::append_end(session.books->connection(), proposal.id, proposal.end);
}

std::string asked_of(std::string_view word, const std::string& id, const std::string& reason) {
    return fmt::format("decision\n{}\n{}\n{}", word, id, reason);
}

/// The proposal, if just this was decided under `key`. Errors: those of `answered_before`.
Answer<std::optional<ProposalLine>> decided_before(Session& session,
                                                   const std::string& key,
                                                   const std::string& asked,
                                                   const std::string& id) {
    const auto before = answered_before(session, key, asked);
    if (!before) {
        return tl::unexpected(before.error());
    }
    std::optional<ProposalLine> line = *before ? find_line(session, id) : std::nullopt;
    if (line) {
        line->replayed = true;
    }
    return line;
}

/// What carries the proposal out, if it is open and for this person to decide on. Whatever is
/// refused here is refused again, in words, in the transaction.
ProposalTask::CarryOut prepared(Session& session,
                                const std::string& id,
                                const std::string& key,
                                const std::string& asked) {
    std::optional<Proposal> proposal;
    const ProposalTask* task = nullptr;
    {
        const store::Transaction reading(session.books->connection(),
                                         store::Transaction::Kind::read);
        if (const auto before = decided_before(session, key, asked, id); !before || *before) {
            return nullptr;
        }
        know_what_is_seen(session);
        if (Answer<Proposal> open = find_open(session, id)) {
            proposal = std::move(*open);
            task = may_decide(session, *proposal).value_or(nullptr);
        }
    }
    return task == nullptr ? nullptr : task->prepare(*proposal);
}

}  // namespace

std::span<const ProposalTask> proposal_tasks() {
    static const std::array kTasks = {post_task(), threshold_task(), adopt_task()};
    return kTasks;
}

const ProposalTask* find_proposal_task(std::string_view task) {
    const auto tasks = proposal_tasks();
    const auto found = std::ranges::find(tasks, task, &ProposalTask::task);
    return found == tasks.end() ? nullptr : &*found;
}

Answer<ProposalLine> propose_within(Session& session,
                                    std::string_view task,
                                    std::string payload,
                                    std::string reason) {
    IMDAD_ASSERT(find_proposal_task(task) != nullptr, "nobody could carry out what is proposed");
    Proposal proposal{.id = {},
                      .task = std::string(task),
                      .payload = std::move(payload),
                      .actor = session.user.actor,
                      .reason = std::move(reason),
                      .recorded_at_ms = session.access.now_ms,
                      .device_time_ms = session.access.now_ms,
                      .end = {}};
    proposal.id = store::proposal_id(proposal);
    store::Connection& connection = session.books->connection();
    if (const auto before = store::find_proposal(connection, proposal.id)) {
        if (before->end.outcome != Outcome::open) {
            return ended(session, *before);
        }
        ProposalLine line = line_of(session, *before);
        line.is_new = false;
        return line;
    }
    store::append_proposal(connection, proposal);
    return line_of(session, proposal);
}

Answer<std::vector<ProposalLine>> list_proposals(const Access& access, const std::string& outcome) {
    Answer<Session> session = open_session(access, Task::read_proposals);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::Transaction transaction(session->books->connection(), store::Transaction::Kind::read);
    std::vector<ProposalLine> lines;
    know_what_is_seen(*session);
    for (const Proposal& proposal : store::read_proposals(session->books->connection())) {
        if ((outcome.empty() || outcome == to_text(proposal.end.outcome)) &&
            is_seen(*session, proposal)) {
            lines.push_back(line_of(*session, proposal));
        }
    }
    transaction.commit();
    return lines;
}

std::optional<ProposalLine> find_line(Session& session, const std::string& id) {
    const auto known = ledger::parse_id(id);
    const auto proposal =
        known ? store::find_proposal(session.books->connection(), *known) : std::nullopt;
    return proposal ? std::optional(line_of(session, *proposal)) : std::nullopt;
}

Answer<ProposalLine> show_proposal(const Access& access, const std::string& id) {
    Answer<std::vector<ProposalLine>> lines = list_proposals(access, "");
    if (!lines) {
        return tl::unexpected(std::move(lines.error()));
    }
    const auto found = std::ranges::find(*lines, id, &ProposalLine::id);
    if (found == lines->end()) {
        return no_such(id, is_kept(access, id));
    }
    return std::move(*found);
}

Answer<Approval> approve_proposal(const Access& access,
                                  const std::string& id,
                                  bool dry_run,
                                  const std::string& key) {
    Answer<Session> session = open_session(access, Task::decide_proposal);
    if (!session) {
        return tl::unexpected(std::move(session.error()));
    }
    Books& books = *session->books;
    const std::string asked = asked_of("approve", id, "");
    auto carry_out = prepared(*session, id, key, asked);
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    if (auto before = decided_before(*session, key, asked, id); !before || *before) {
        if (!before) {
            return tl::unexpected(std::move(before.error()));
        }
        return Approval{std::move(**before), {}};
    }
    know_what_is_seen(*session);
    Answer<Proposal> proposal = find_open(*session, id);
    if (!proposal) {
        return tl::unexpected(std::move(proposal.error()));
    }
    const Answer<const ProposalTask*> task = may_decide(*session, *proposal);
    if (!task) {
        return tl::unexpected(task.error());
    }
    if (store::proposal_id(*proposal) != proposal->id) {
        return no(tell("proposal_changed", id));
    }
    const store::User* const proposer = user_of(*session, proposal->actor);
    if (proposer == nullptr) {
        return no(tell("proposer_gone"));
    }
    if (proposer->is_blocked()) {
        return no(tell("proposer_blocked", proposer->name));
    }
    books.entities().catch_up_within();
    books.ledger().catch_up_within();
    const store::User approver = session->user;
    session->user = *proposer;
    // What was prepared is this proposal: its id is the hash of what it says. One that came to be
    // decided on just now was not.
    if (!carry_out) {
        carry_out = (*task)->prepare(*proposal);
    }
    Answer<std::vector<SaidLine>> done = carry_out(*session, *proposal, approver);
    session->user = approver;
    if (!done) {
        for (std::string& line : done.error().lines) {
            line = session->named(std::move(line));
        }
        for (Reason& reason : done.error().reasons) {
            for (std::string& argument : reason.arguments) {
                argument = session->named(std::move(argument));
            }
        }
        return tl::unexpected(std::move(done.error()));
    }
    end(*session, *proposal, Outcome::approved, "");
    Approval approval{line_of(*session, *proposal), std::move(*done)};
    if (!dry_run) {
        keep_answer(*session, key, asked, "");
        transaction.commit();
    }
    return approval;
}

Answer<ProposalLine> reject_proposal(const Access& access,
                                     const std::string& id,
                                     const std::string& reason,
                                     bool dry_run,
                                     const std::string& key) {
    Answer<Session> session = open_session(access, Task::decide_proposal);
    if (!session) {
        return tl::unexpected(std::move(session.error()));
    }
    store::Transaction transaction(session->books->connection(), store::Transaction::Kind::write);
    const std::string asked = asked_of("reject", id, reason);
    if (auto before = decided_before(*session, key, asked, id); !before || *before) {
        if (!before) {
            return tl::unexpected(std::move(before.error()));
        }
        return std::move(**before);
    }
    know_what_is_seen(*session);
    Answer<Proposal> proposal = find_open(*session, id);
    if (!proposal) {
        return tl::unexpected(std::move(proposal.error()));
    }
    if (const auto task = may_decide(*session, *proposal); !task) {
        return tl::unexpected(task.error());
    }
    if (reason.empty()) {
        return no(tell("rejection_reason_missing"), "reason");
    }
    end(*session, *proposal, Outcome::rejected, reason);
    if (!dry_run) {
        keep_answer(*session, key, asked, "");
        transaction.commit();
    }
    return line_of(*session, *proposal);
}

Answer<ProposalLine> withdraw_proposal(const Access& access,
                                       const std::string& id,
                                       const std::string& reason,
                                       bool dry_run,
                                       const std::string& key) {
    Answer<Session> session = open_session(access, Task::read_proposals);
    if (!session) {
        return tl::unexpected(std::move(session.error()));
    }
    store::Transaction transaction(session->books->connection(), store::Transaction::Kind::write);
    const std::string asked = asked_of("withdraw", id, reason);
    if (auto before = decided_before(*session, key, asked, id); !before || *before) {
        if (!before) {
            return tl::unexpected(std::move(before.error()));
        }
        return std::move(**before);
    }
    know_what_is_seen(*session);
    Answer<Proposal> proposal = find_open(*session, id);
    if (!proposal) {
        return tl::unexpected(std::move(proposal.error()));
    }
    if (proposal->actor != session->user.actor) {
        return no(tell("not_the_proposer", session->user.name));
    }
    end(*session, *proposal, Outcome::withdrawn, reason);
    if (!dry_run) {
        keep_answer(*session, key, asked, "");
        transaction.commit();
    }
    return line_of(*session, *proposal);
}

}  // namespace imdad::app

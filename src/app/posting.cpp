#include "app/posting.hpp"

#include "app/asked_sentences.hpp"
#include "app/ledger_words.hpp"
#include "app/sentences.hpp"
#include "base/assert.hpp"
#include "ledger/decoding.hpp"
#include "ledger/encoding.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Command;
using ledger::Field;

/// In the place of the second person while nobody knows who it will be. Never written.
constexpr ledger::Id kSomebody{std::numeric_limits<std::uint64_t>::max(),
                               std::numeric_limits<std::uint64_t>::max()};

bool has(std::uint64_t fields, Field field) {
    return (fields >> static_cast<unsigned>(field) & 1U) != 0;
}

bool over_threshold(Session& session, const Command& command) {
    if (command.kind != ledger::Kind::commit) {
        return false;
    }
    const auto limit = store::threshold_of(session.books->connection(),
                                           session.books->ledger().names().text(command.unit));
    return limit && command.amount > *limit;
}

/// What the ledger asks for only once it looks at the accounts, such as a count that finds less, is
/// not known here.
bool takes_second_person(Session& session, const Command& command) {
    const ledger::FieldRule& rule = ledger::field_rule(command.kind);
    return has(rule.required, Field::approver) ||
           (has(rule.optional, Field::approver) && command.exception) ||
           over_threshold(session, command);
}

class Poster {
 public:
    Poster(Session& session, const store::User* approver)
        : session_(session), approver_(approver) {}

    /// False after a problem.
    bool post(std::size_t number, Command command);

    Postings postings;

 private:
    bool object(std::size_t number, const Command& command, const store::User* second);

    [[nodiscard]] ledger::Id second_id() const {
        return approver_ == nullptr ? kSomebody : approver_->actor;
    }

    Session& session_;
    const store::User* approver_;
};

bool Poster::object(std::size_t number, const Command& command, const store::User* second) {
    for (Objection& objection : objections(session_, command, second)) {
        postings.problems.push_back({number,
                                     std::move(objection.field),
                                     std::move(objection.code),
                                     std::move(objection.message),
                                     std::move(objection.reason)});
    }
    return !postings.problems.empty();
}

bool Poster::post(std::size_t number, Command command) {
    store::LedgerBooks& ledger = session_.books->ledger();
    const ledger::Seen* const before = ledger.book().seen(command.id);
    bool second = before == nullptr && takes_second_person(session_, command);
    if (before != nullptr) {
        command.approver = ledger.entry(before->sequence).command.approver;
    } else if (second) {
        command.approver = second_id();
    }
    object(number, command, second ? approver_ : nullptr);
    auto posted = ledger.post_within(std::span(&command, 1), session_.access.now_ms);
    if (!posted && posted.error().error.code == "approver_missing") {
        second = true;
        command.approver = second_id();
        if (approver_ != nullptr && postings.problems.empty()) {
            object(number, command, approver_);
        }
        posted = ledger.post_within(std::span(&command, 1), session_.access.now_ms);
    }
    if (!posted) {
        const ledger::Refused& error = posted.error().error;
        postings.problems.push_back(
            {number, error.where, error.code, error.message, reason_of(error)});
    }
    if (!postings.problems.empty()) {
        // What later commands build on is not there: judging them would mislead.
        postings.answers.clear();
        postings.second_person.clear();
        return false;
    }
    if (second) {
        postings.second_person.push_back(number);
    }
    postings.answers.push_back(std::move(posted->answers.front()));
    return true;
}

/// Each command in the ledger's canonical bytes, with their count before: `LENGTH:BYTES`.
std::string payload_of(std::span<const Command> commands, const ledger::Names& names) {
    std::string payload;
    for (const Command& command : commands) {
        std::string bytes;
        ledger::encode({.command = command, .derived = {}}, names, bytes);
        payload += fmt::format("{}:", bytes.size());
        payload += bytes;
    }
    return payload;
}

/// No value if the bytes are not what `payload_of` writes.
std::optional<std::vector<Command>> commands_of(std::string_view payload, ledger::Names& names) {
    std::vector<Command> commands;
    while (!payload.empty()) {
        std::size_t size = 0;
        const auto [end, error] =
            std::from_chars(payload.data(), payload.data() + payload.size(), size);
        const auto head = static_cast<std::size_t>(end - payload.data()) + 1;
        if (error != std::errc() || head > payload.size() || payload[head - 1] != ':' ||
            size > payload.size() - head) {
            return std::nullopt;
        }
        auto entry = ledger::decode(payload.substr(head, size), names);
        if (!entry) {
            return std::nullopt;
        }
        commands.push_back(std::move(entry->command));
        payload.remove_prefix(head + size);
    }
    return commands;
}

Answer<std::vector<SaidLine>> carry_out(Session& session,
                                        const store::Proposal& proposal,
                                        const store::User& approver) {
    const auto commands = commands_of(proposal.payload, session.books->ledger().names());
    if (!commands) {
        return no(say("payload_malformed"));
    }
    const Postings postings = post_commands_within(session, *commands, &approver);
    if (!postings.problems.empty()) {
        Refusal refusal{.code = postings.problems.front().code, .lines = {}};
        for (const CommandProblem& problem : postings.problems) {
            Reason reason = problem.reason;
            reason.row = commands->size() > 1 ? problem.command + 1 : 0;
            refusal.add(fmt::format("command {}{}{}: {}",
                                    problem.command + 1,
                                    problem.field.empty() ? "" : ", ",
                                    problem.field,
                                    problem.message),
                        std::move(reason));
        }
        return tl::unexpected(std::move(refusal));
    }
    std::vector<SaidLine> done;
    done.reserve(postings.answers.size());
    for (const ledger::Answer& answer : postings.answers) {
        const std::string_view kind = ledger::to_text(answer.entry.command.kind);
        done.push_back(
            said_line({answer.replayed ? say("posted_before", kind, answer.entry.sequence)
                                       : say("posted_entry", kind, answer.entry.sequence)}));
    }
    return done;
}

/// The proposal that waits under the id of one of these commands and asks for something else, such
/// as a count that was sent again after the shelf had changed: one of the two could never be
/// posted.
std::optional<ledger::Id> other_with_these_ids(Books& books,
                                               std::span<const Command> commands,
                                               const std::string& payload) {
    std::vector<ledger::Id> ids;
    ids.reserve(commands.size());
    for (const Command& command : commands) {
        ids.push_back(command.id);
    }
    std::ranges::sort(ids);
    for (const store::Proposal& proposal : store::read_proposals(books.connection())) {
        if (proposal.task != kPostTask || proposal.end.outcome != store::Outcome::open ||
            proposal.payload == payload) {
            continue;
        }
        const auto waiting = commands_of(proposal.payload, books.ledger().names());
        for (const Command& command : waiting.value_or(std::vector<Command>{})) {
            if (std::ranges::binary_search(ids, command.id)) {
                return proposal.id;
            }
        }
    }
    return std::nullopt;
}

ProposalTask::CarryOut prepare(const store::Proposal& /*proposal*/) {
    return carry_out;
}

std::vector<SaidLine> describe(Books& books, const store::Proposal& proposal) {
    ledger::Names& names = books.ledger().names();
    const auto commands = commands_of(proposal.payload, names);
    std::vector<SaidLine> lines;
    for (const Command& command : commands.value_or(std::vector<Command>{})) {
        lines.push_back(command_line(command, names, books.ledger().book()));
    }
    return lines;
}

bool is_seen(Books& books, const store::Proposal& proposal, const LedgerSight& sight) {
    const auto commands = commands_of(proposal.payload, books.ledger().names());
    return commands && std::ranges::all_of(
                           *commands, [&](const Command& command) { return sight.sees(command); });
}

bool is_for(Books& books, const store::Proposal& proposal, registry::Roles roles) {
    const auto commands = commands_of(proposal.payload, books.ledger().names());
    return commands && std::ranges::all_of(*commands, [&](const Command& command) {
               const registry::Roles approvers = ledger_rule(command.kind).approvers;
               return approvers == 0 || (approvers & roles) != 0;
           });
}

std::vector<std::string> lacks(Books& books, const store::Proposal& proposal) {
    store::LedgerBooks& ledger = books.ledger();
    const auto commands = commands_of(proposal.payload, ledger.names());
    if (!commands) {
        return {"its payload is not readable"};
    }
    std::vector<std::string> found;
    for (Command command : *commands) {
        const ledger::Seen* const seen = ledger.book().seen(command.id);
        if (seen == nullptr) {
            found.push_back(
                fmt::format("command {} is not in the journal", ledger::to_text(command.id)));
            continue;
        }
        const Command posted = ledger.entry(seen->sequence).command;
        command.approver = posted.approver;
        if (const auto field = ledger::first_difference(command, posted)) {
            found.push_back(fmt::format(
                "command {} was posted with another {}", ledger::to_text(command.id), *field));
        }
    }
    return found;
}

}  // namespace

Postings post_commands_within(Session& session,
                              std::span<const Command> commands,
                              const store::User* approver) {
    Poster poster(session, approver);
    for (std::size_t i = 0; i < commands.size(); ++i) {
        IMDAD_ASSERT(commands[i].approver.empty(), "the second person is not the caller's to say");
        if (!poster.post(i, commands[i])) {
            break;
        }
    }
    return std::move(poster.postings);
}

Answer<PostedOrProposed> post_or_propose(Session& session,
                                         std::span<const Command> commands,
                                         bool dry_run) {
    Books& books = *session.books;
    PostedOrProposed outcome;
    {
        store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
        books.entities().catch_up_within();
        books.ledger().catch_up_within();
        outcome.postings = post_commands_within(session, commands, nullptr);
        if (outcome.postings.problems.empty() && outcome.postings.second_person.empty() &&
            !dry_run) {
            transaction.commit();
            outcome.written = true;
            return outcome;
        }
    }
    if (!outcome.postings.problems.empty() || dry_run) {
        return outcome;
    }
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    std::string payload = payload_of(commands, books.ledger().names());
    if (const auto other = other_with_these_ids(books, commands, payload)) {
        return no(tell("proposal_with_same_id", ledger::to_text(*other)));
    }
    Answer<ProposalLine> proposal =
        propose_within(session, kPostTask, std::move(payload), std::string());
    if (!proposal) {
        return tl::unexpected(std::move(proposal.error()));
    }
    transaction.commit();
    outcome.proposal = std::move(*proposal);
    return outcome;
}

ProposalTask post_task() {
    registry::Roles approvers = 0;
    for (std::size_t i = 0; i < ledger::kKindCount; ++i) {
        approvers = static_cast<registry::Roles>(
            approvers | ledger_rule(static_cast<ledger::Kind>(i)).approvers);
    }
    return {kPostTask, approvers, prepare, describe, lacks, is_seen, is_for};
}

}  // namespace imdad::app

#include "app/keep_books.hpp"

#include "app/approvals.hpp"
#include "app/books.hpp"
#include "app/key_file.hpp"
#include "exchange/file_bytes.hpp"
#include "store/copy_books.hpp"
#include "store/facts.hpp"
#include "store/ledger_audit.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace imdad::app {

namespace {

constexpr const char* kLedger = "ledger";
constexpr const char* kRegister = "register";
constexpr const char* kProposals = "proposals";

/// Checkpoints that were verified, by log.
struct Kept {
    std::vector<ledger::Checkpoint> of_ledger;
    std::vector<store::RegisterBooks::Kept> of_register;

    [[nodiscard]] std::size_t size() const { return of_ledger.size() + of_register.size(); }
};

/// Names of the logs, as their notes carry them.
struct LogNames {
    std::string ledger;
    std::string entities;
};

LogNames log_names(store::Connection& connection) {
    store::Transaction transaction(connection, store::Transaction::Kind::read);
    LogNames names{store::fact(connection, kLedgerLog).value_or(""),
                   store::fact(connection, kRegisterLog).value_or("")};
    transaction.commit();
    return names;
}

bool keep(Kept& kept, const LogNames& names, const ledger::Checkpoint& checkpoint) {
    if (checkpoint.origin == names.ledger) {
        kept.of_ledger.push_back(checkpoint);
        return true;
    }
    if (checkpoint.origin == names.entities) {
        kept.of_register.push_back({checkpoint.size, checkpoint.root});
        return true;
    }
    return false;
}

/// Notes that the caller brings: each must be good. Notes of the books: those of known keys.
Answer<Kept> read_notes(const AuditRequest& request, store::Connection& connection) {
    std::vector<ledger::PublicKey> keys;
    for (const std::string& text : request.keys) {
        const Answer<ledger::PublicKey> key = parse_key(text);
        if (!key) {
            return tl::unexpected(key.error());
        }
        keys.push_back(*key);
    }
    if (keys.empty() && !request.notes.empty()) {
        return no("key_missing",
                  "a checkpoint proves nothing without the key of who signed it: give --key "
                  "NAME:HEX.");
    }
    const LogNames names = log_names(connection);
    Kept kept;
    for (const std::string& file : request.notes) {
        const auto opened = ledger::open_note(exchange::read_bytes(file), keys);
        if (!opened) {
            return no(opened.error().code, file + ": " + opened.error().message);
        }
        if (!keep(kept, names, opened->checkpoint)) {
            return no("note_of_other_books",
                      fmt::format("{} is a checkpoint of {}; the logs here are {} and {}.",
                                  file,
                                  opened->checkpoint.origin,
                                  names.ledger,
                                  names.entities));
        }
    }
    if (!keys.empty()) {
        store::Transaction transaction(connection, store::Transaction::Kind::read);
        for (const char* const log : {kLedger, kRegister}) {
            for (const std::string& note : store::kept_checkpoints(connection, log)) {
                if (const auto opened = ledger::open_note(note, keys)) {
                    keep(kept, names, opened->checkpoint);
                }
            }
        }
        transaction.commit();
    }
    return kept;
}

/// What was proposed must be as it was proposed, and what two people agreed to must be in the
/// books.
void audit_proposals(Books& books, AuditOutcome& outcome) {
    const bool readable = std::ranges::none_of(
        outcome.findings, [](const AuditLine& line) { return line.log == kLedger; });
    store::Transaction transaction(books.connection(), store::Transaction::Kind::read);
    if (readable) {
        books.ledger().catch_up_within();
    }
    std::uint64_t number = 0;
    for (const store::Proposal& proposal : store::read_proposals(books.connection())) {
        const std::string id = ledger::to_text(proposal.id);
        const auto find = [&](const char* code, std::string message) {
            outcome.findings.push_back({kProposals, number, id, code, std::move(message)});
        };
        const ProposalTask* const task = find_proposal_task(proposal.task);
        if (store::proposal_id(proposal) != proposal.id) {
            find("proposal_changed", "it is not what was proposed: its id is of something else");
        } else if (task == nullptr) {
            find("unknown_task", "this Imdad knows no task " + proposal.task);
        } else if (proposal.end.outcome == store::Outcome::approved && readable) {
            if (proposal.end.actor == proposal.actor) {
                find("same_person", "who proposed it approved it");
            }
            for (std::string& lack : task->lacks(books, proposal)) {
                find("proposal_not_carried_out", std::move(lack));
            }
        }
        ++number;
    }
    transaction.commit();
}

AuditOutcome audit(Books& books, const Kept& kept) {
    AuditOutcome outcome{.checkpoints = kept.size(), .findings = {}};
    const ledger::AuditReport report = store::audit_journal(books.connection(), kept.of_ledger);
    outcome.entries = report.entry_count;
    outcome.ledger_root = hex_text(report.root);
    for (const ledger::Finding& finding : report.findings) {
        outcome.findings.push_back({kLedger,
                                    finding.sequence,
                                    finding.id.empty() ? "" : ledger::to_text(finding.id),
                                    finding.code,
                                    finding.message});
    }
    for (const store::RegisterFinding& finding : books.entities().audit(kept.of_register)) {
        outcome.findings.push_back(
            {kRegister, finding.sequence, "", finding.code, finding.message});
    }
    const bool playable = std::ranges::none_of(
        outcome.findings, [](const AuditLine& line) { return line.log == kRegister; });
    if (playable) {
        books.entities().catch_up();
        outcome.steps = books.entities().size();
    }
    outcome.register_root = hex_text(books.entities().root());
    audit_proposals(books, outcome);
    return outcome;
}

/// What is said of books that others rely on is read from the disk, not from what was kept of it.
Access opened_anew(Access access) {
    access.pool = nullptr;
    return access;
}

ledger::Hash hash_of_hex(const std::string& hex) {
    return parse_key("root:" + hex).value().key;
}

}  // namespace

Answer<AuditOutcome> audit_books(const AuditRequest& request) {
    const Answer<Session> session = open_session(opened_anew(request.access), Task::audit);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const Answer<Kept> kept = read_notes(request, session->books->connection());
    if (!kept) {
        return tl::unexpected(kept.error());
    }
    return audit(*session->books, *kept);
}

Answer<CheckpointOutcome> give_checkpoint(const Access& access,
                                          const std::string& log,
                                          const std::string& file,
                                          const std::string& key_name) {
    const Answer<Session> session = open_session(opened_anew(access), Task::give_checkpoint);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const Answer<KeyFile> key = key_file(file, key_name);
    if (!key) {
        return tl::unexpected(key.error());
    }
    Books& books = *session->books;
    const LogNames names = log_names(books.connection());
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    ledger::Checkpoint checkpoint;
    if (log == kLedger) {
        books.ledger().catch_up_within();
        checkpoint = {names.ledger, books.ledger().book().size(), books.ledger().root()};
    } else {
        books.entities().catch_up_within();
        checkpoint = {names.entities, books.entities().size(), books.entities().root()};
    }
    const std::string note = ledger::sign(checkpoint, key->key);
    store::keep_checkpoint(books.connection(), log, checkpoint.size, note, access.now_ms);
    transaction.commit();
    return CheckpointOutcome{
        .note = note, .public_key = text_of_key(key->key.public_key), .key_made = key->made};
}

Answer<CopyOutcome> copy_books(const Access& access, const std::string& target) {
    const Answer<Session> session = open_session(opened_anew(access), Task::copy_books);
    if (!session) {
        return tl::unexpected(session.error());
    }
    Answer<std::unique_ptr<Books>> copy = Books::create(target);
    if (!copy) {
        return tl::unexpected(std::move(copy.error()));
    }
    const base::Result<store::Copied> copied =
        store::copy_books(session->books->connection(), (*copy)->connection());
    if (!copied) {
        return no(copied.error());
    }
    const AuditOutcome of_copy = audit(**copy, {});
    // The books may have grown meanwhile: they must begin with what was copied.
    const Kept roots{{{log_names(session->books->connection()).ledger,
                       of_copy.entries,
                       hash_of_hex(of_copy.ledger_root)}},
                     {{of_copy.steps, hash_of_hex(of_copy.register_root)}}};
    const AuditOutcome of_books = audit(*session->books, roots);
    Refusal differs{.code = "copy_differs", .lines = {}};
    for (const AuditOutcome* one : {&of_copy, &of_books}) {
        for (const AuditLine& line : one->findings) {
            differs.lines.push_back(fmt::format("{}, {} {}: {}",
                                                one == &of_copy ? "the copy" : "the books",
                                                line.log == kLedger     ? "entry"
                                                : line.log == kRegister ? "step"
                                                                        : "proposal",
                                                line.sequence,
                                                line.message));
        }
    }
    if (!differs.lines.empty()) {
        return tl::unexpected(std::move(differs));
    }
    CopyOutcome outcome{.entries = of_copy.entries,
                        .steps = of_copy.steps,
                        .ledger_root = of_copy.ledger_root,
                        .register_root = of_copy.register_root};
    for (const auto& [table, rows] : copied->rows) {
        outcome.rows += rows;
    }
    return outcome;
}

}  // namespace imdad::app

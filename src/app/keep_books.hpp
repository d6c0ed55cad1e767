#pragma once

#include "app/access.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Keeping the books honest and safe: audit, checkpoints that others keep, copies.

namespace imdad::app {

/// Something that does not agree.
struct AuditLine {
    std::string log;             ///< `ledger`, `register` or `proposals`
    std::uint64_t sequence = 0;  ///< first entry, step or proposal concerned, from 0
    std::string id;              ///< of that entry, if known
    std::string code;
    std::string message;
};

struct AuditOutcome {
    std::uint64_t entries = 0;  ///< of the ledger
    std::uint64_t steps = 0;    ///< of the register; 0 if they cannot be played
    std::string ledger_root;    ///< hexadecimal
    std::string register_root;
    std::size_t checkpoints = 0;      ///< compared with
    std::vector<AuditLine> findings;  ///< the first bad one of each log first
};

struct AuditRequest {
    Access access;
    std::vector<std::string> notes;  ///< files, each with one signed note of either log
    std::vector<std::string> keys;   ///< `NAME:HEX`, public keys of those who signed
};

/// Folds both logs again under the rules and compares with the stored hashes, the balances and
/// values of today, the notes given, what two people agreed to, and those kept in the books if a
/// key of theirs is given. Errors: those of `open_session`; `bad_key`, `key_missing`,
/// `note_malformed`, `signature_wrong`, `nobody_known_signed`, `note_of_other_books`.
[[nodiscard]] Answer<AuditOutcome> audit_books(const AuditRequest& request);

struct CheckpointOutcome {
    std::string note;        ///< to be given to somebody else
    std::string public_key;  ///< `NAME:HEX`, by which others verify it
    bool key_made = false;
};

/// Signs size and root of a log, and keeps the note in the books.
/// `key_file`: made if it is not there, for the eyes of its owner only (mode 0600).
/// `log`: `ledger` or `register`. Errors: those of `open_session`; `bad_key_file`,
/// `bad_key_name`, `key_file_open` if others may read it.
[[nodiscard]] Answer<CheckpointOutcome> give_checkpoint(const Access& access,
                                                        const std::string& log,
                                                        const std::string& key_file,
                                                        const std::string& key_name);

struct CopyOutcome {
    std::int64_t rows = 0;
    std::uint64_t entries = 0;
    std::uint64_t steps = 0;
    std::string ledger_root;
    std::string register_root;
};

/// Copies all books to `target`, which must not be there or be empty, while others go on writing;
/// then audits the copy, and the books against the roots of the copy. A backup and a restore are
/// both this. Errors: those of `open_session` and `Books::create`; `not_empty`; `copy_differs` with
/// what was found.
[[nodiscard]] Answer<CopyOutcome> copy_books(const Access& access, const std::string& target);

}  // namespace imdad::app

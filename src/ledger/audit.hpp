#pragma once

#include "ledger/checkpoint.hpp"
#include "ledger/decide.hpp"
#include "ledger/merkle_log.hpp"
#include "ledger/refusal.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The audit: folds a journal again under the rules, entry by entry as a store streams them, and
/// compares what it finds with what was stored and with checkpoints that others kept.

namespace imdad::ledger {

struct Finding {
    std::string code;  ///< of refusal.hpp: the rule that the entry breaks, or what does not agree
    std::uint64_t sequence = 0;  ///< the first entry concerned
    Id id;                       ///< of that entry; empty if it is not there or not known
    std::string where;           ///< field, account or checkpoint
    std::string message;
};

struct AuditReport {
    std::uint64_t entry_count = 0;
    Hash root{};  ///< of what the journal holds now
    /// By sequence. At most one of each kind about entries (rules, stored hash, checkpoint), the
    /// first; one per account whose stored balance is another.
    std::vector<Finding> findings;

    [[nodiscard]] bool clean() const { return findings.empty(); }
};

using StoredBalance = std::pair<AccountKey, std::int64_t>;

class Auditor {
 public:
    /// `journal` answers for reversals. `checkpoints`: verified by the caller (`open_note`), in any
    /// order. Both tables must outlive the auditor.
    Auditor(const Names& names, const Journal& journal, std::vector<Checkpoint> checkpoints = {});

    /// The next entry, and the leaf hash that was stored with it if the store keeps one.
    /// Once an entry breaks a rule, those after it are hashed but no longer judged: what they
    /// build on is gone.
    void add(const Entry& entry, const std::optional<Hash>& stored_leaf = std::nullopt);

    /// The same of an entry that `decode` gave for `body`: its one form need not be made again.
    void add_decoded(const Entry& entry, std::string_view body, const Hash& stored_leaf);

    /// `balances`: as stored; an account that is absent is taken as zero.
    /// Balances are compared only if every entry kept the rules.
    [[nodiscard]] AuditReport finish(std::span<const StoredBalance> balances);

    /// What the entries so far fold into.
    [[nodiscard]] const Book& book() const { return book_; }

 private:
    void judge(const Entry& entry);
    void hash(std::string_view body, const std::optional<Hash>& stored_leaf, Id id);
    void compare_checkpoints(std::uint64_t size);
    void compare_balances(std::span<const StoredBalance> balances);
    void found(const base::Error& error, std::uint64_t sequence, Id id);

    const Names& names_;
    const Journal& journal_;
    std::vector<Checkpoint> checkpoints_;  ///< by size
    std::size_t next_checkpoint_ = 0;
    std::uint64_t agreed_size_ = 0;  ///< of the last checkpoint that agrees
    Book book_;
    MerkleFrontier log_;
    Derived scratch_;
    std::string bytes_;
    bool rule_broken_ = false;
    bool leaf_differs_ = false;
    bool root_differs_ = false;
    std::vector<Finding> findings_;
};

}  // namespace imdad::ledger

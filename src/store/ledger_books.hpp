#pragma once

#include "ledger/book.hpp"
#include "ledger/decide.hpp"
#include "ledger/flat_map.hpp"
#include "ledger/merkle_log.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// The ledger's journal in a database, and the book that it folds into. Whoever writes takes the
/// one place of a writer, folds what others have added meanwhile, decides, appends, and only then
/// gives the place up: every answer is one of a single order of all commands.

namespace imdad::store {

struct Posted {
    std::vector<ledger::Answer> answers;  ///< one for each command, in their order
};

/// `command` was refused, and with it all that were to be posted together.
struct NotPosted {
    std::size_t command = 0;  ///< its place in what was posted
    ledger::Refused error;
};

/// A command and the time at which it came in, UTC.
struct TimedCommand {
    ledger::Command command;
    std::int64_t now_ms = 0;
};

class LedgerBooks final : private ledger::Journal {
 public:
    /// `connection`: migrated; must outlive the object.
    explicit LedgerBooks(Connection& connection);

    /// Names of places, parties, units and so on, for commands that are to be posted.
    [[nodiscard]] ledger::Names& names() { return names_; }

    /// How many of them did not come with an entry that was read.
    [[nodiscard]] std::size_t names_besides() const {
        return names_besides_ + names_.size() - names_folded_;
    }

    /// What is booked as of the last `catch_up`, `post` or `within`.
    [[nodiscard]] const ledger::Book& book() const { return book_; }

    /// Root of the log of these entries.
    [[nodiscard]] ledger::Hash root() const { return log_.root(); }

    /// Folds what others have added.
    void catch_up();

    /// The same inside a transaction that the caller began.
    void catch_up_within() { fold_new(); }

    /// Posts all or none, on the disk when it returns. `now_ms`: UTC.
    [[nodiscard]] tl::expected<Posted, NotPosted> post(std::span<const ledger::Command> commands,
                                                       std::int64_t now_ms);

    /// Posts each command by itself, in their order, with one commit for all: an answer for each,
    /// and a refused one leaves the others alone. Everything is on the disk when it returns;
    /// nothing is posted if it throws.
    [[nodiscard]] std::vector<ledger::Ruled<ledger::Answer>> post_each(
        std::span<const TimedCommand> commands);

    /// `post` inside a write transaction that the caller began. Ends that transaction without a
    /// commit, the next use takes back what was folded in it.
    [[nodiscard]] tl::expected<Posted, NotPosted> post_within(
        std::span<const ledger::Command> commands, std::int64_t now_ms);

    /// What was folded is not what is stored: read everything anew at the next use.
    void forget();

    /// The entry, with the names numbered as in `names`.
    [[nodiscard]] ledger::Entry entry(std::uint64_t sequence) { return at(sequence); }

 private:
    [[nodiscard]] ledger::Entry at(std::uint64_t sequence) const override;
    void fold_new();
    void settle();
    [[nodiscard]] bool is_of_this_journal();
    void begin_adding();
    void take_back();
    [[nodiscard]] ledger::Ruled<ledger::Answer> post_one(const ledger::Command& command,
                                                         std::int64_t now_ms);
    void append(const ledger::Entry& entry);
    void append_postings(std::int64_t sequence, std::span<const ledger::Posting> postings);
    void write_balances();
    [[nodiscard]] std::int64_t account_of(const ledger::AccountKey& key);
    void read_accounts();

    Connection& connection_;
    mutable ledger::Names names_;
    ledger::Book book_;
    ledger::MerkleFrontier log_;
    ledger::FlatMap<ledger::AccountKey, std::int64_t> accounts_;  ///< numbers in the database
    std::string body_;                                            ///< scratch
    // Of the transaction that is open: its entries, for reversals, and the accounts they moved.
    std::vector<ledger::Entry> unwritten_;
    std::vector<ledger::AccountKey> touched_;
    ledger::Hash last_leaf_{};           ///< of the last entry that is folded
    std::size_t names_folded_ = 0;       ///< names there were when entries had been read
    std::size_t names_besides_ = 0;      ///< that had come from elsewhere by then
    std::uint64_t folded_in_ = 0;        ///< transaction in which entries of our own were; 0: none
    ledger::MerkleFrontier log_before_;  ///< before them
    ledger::Hash last_leaf_before_{};
};

}  // namespace imdad::store

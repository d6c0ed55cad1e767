#include "store/ledger_audit.hpp"

#include "ledger/decoding.hpp"
#include "store/row_values.hpp"
#include "store/statements.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace imdad::store {

namespace {

using ledger::AccountKey;
using ledger::Entry;
using ledger::Hash;

constexpr std::int64_t kPage = 10'000;  ///< entries read at once

/// Answers for entries of the past by the names of the audit.
class StoredJournal final : public ledger::Journal {
 public:
    StoredJournal(Connection& connection, ledger::Names& names)
        : connection_(connection), names_(names) {}

    [[nodiscard]] Entry at(std::uint64_t sequence) const override {
        Statement& row = connection_.prepare(sql::kReadEntry.sql);
        row.with(static_cast<std::int64_t>(sequence));
        Entry entry;
        if (row.step()) {
            entry = ledger::decode(text_of(row.bytes(0)), names_).value_or(Entry{});
            row.reset();
        }
        return entry;
    }

 private:
    Connection& connection_;
    ledger::Names& names_;
};

/// By number.
std::unordered_map<std::int64_t, AccountKey> read_account_table(Connection& connection,
                                                                ledger::Names& names) {
    std::unordered_map<std::int64_t, AccountKey> accounts;
    Statement& rows = connection.prepare(sql::kReadAccounts.sql);
    rows.with(std::numeric_limits<std::int64_t>::min());
    while (rows.step()) {
        accounts.emplace(rows.integer(0), key_from(rows, 1, names));
    }
    return accounts;
}

class JournalAudit {
 public:
    JournalAudit(Connection& connection, std::vector<ledger::Checkpoint> checkpoints)
        : connection_(connection),
          stored_(connection, names_),
          auditor_(names_, stored_, std::move(checkpoints)),
          accounts_(read_account_table(connection, names_)) {}

    ledger::AuditReport run() {
        while (read_page()) {
            if (copies_.empty()) {
                compare_postings();
            }
            read_so_far_ += page_.size();
            if (copies_.empty() && next_ != static_cast<std::int64_t>(read_so_far_)) {
                // Numbers in the rows that are not those of the entries: nobody would find them.
                copy_differs(read_so_far_,
                             page_.back().id,
                             "rows of the journal are missing or have another number");
            }
        }
        ledger::AuditReport report = auditor_.finish(stored_balances());
        std::ranges::move(copies_, std::back_inserter(report.findings));
        std::ranges::stable_sort(report.findings, {}, &ledger::Finding::sequence);
        return report;
    }

 private:
    /// What is kept of an entry until its postings are compared.
    struct CheckedEntry {
        ledger::Id id;
        std::vector<ledger::Posting> postings;
        bool differs = false;  ///< the columns of its row do not say what its body says
    };

    /// Whether the columns beside the body say what it says; of a row of kReadWholeEntries.
    bool repeats(const Statement& row, const Entry& entry) {
        const ledger::Command& command = entry.command;
        if (command.actor != actor_) {  // most entries are of the same few people
            actor_ = command.actor;
            actor_text_ = ledger::to_text(actor_);
        }
        return std::ranges::equal(row.bytes(3), bytes_of(command.id)) &&
               row.text(4) == ledger::to_text(command.kind) &&
               row.integer(5) == days_of(command.business_date) &&
               row.integer(6) == entry.recorded_at_ms && row.text(7) == actor_text_;
    }

    /// Hands the next entries to the auditor. False after the last one.
    bool read_page() {
        page_.clear();
        Statement& rows = connection_.prepare(sql::kReadWholeEntries.sql);
        rows.with(next_, kPage);
        while (rows.step()) {
            next_ = rows.integer(0) + 1;
            const std::string_view body = text_of(rows.bytes(1));
            base::Result<Entry> entry = ledger::decode(body, names_);
            if (entry) {
                auditor_.add_decoded(*entry, body, hash_in(rows.bytes(2)));
            } else {
                // What cannot be read is an entry without a command: it breaks the rules.
                entry = Entry{.sequence = static_cast<std::uint64_t>(next_ - 1)};
                auditor_.add(*entry, hash_in(rows.bytes(2)));
            }
            // By its place, which is what its number must be; the auditor looks at that number.
            const auto place = static_cast<std::int64_t>(read_so_far_ + page_.size());
            const bool same = rows.integer(0) == place && repeats(rows, *entry);
            page_.push_back({entry->command.id, std::move(entry->derived.postings), !same});
        }
        return !page_.empty();
    }

    /// What is no hash at all gives one that differs from any.
    static Hash hash_in(Bytes stored) {
        Hash hash{};
        if (stored.size() == hash.size()) {
            std::ranges::copy(stored, hash.begin());
        }
        return hash;
    }

    /// Looks for the first entry of the page of which a row beside it says something else.
    void compare_postings() {
        const auto first = static_cast<std::int64_t>(read_so_far_);
        std::vector<std::size_t> seen(page_.size(), 0);  // postings that were compared
        Statement& rows = connection_.prepare(sql::kReadPostings.sql);
        rows.with(first, first + static_cast<std::int64_t>(page_.size()));
        while (rows.step()) {
            const auto i = static_cast<std::size_t>(rows.integer(0) - first);
            const std::vector<ledger::Posting>& postings = page_.at(i).postings;
            const auto account = accounts_.find(rows.integer(1));
            const std::size_t number = seen[i]++;
            page_[i].differs = page_[i].differs || number >= postings.size() ||
                               account == accounts_.end() ||
                               postings[number].account != account->second ||
                               postings[number].amount != rows.integer(2);
        }
        for (std::size_t i = 0; i < page_.size(); ++i) {
            if (page_[i].differs || seen[i] != page_[i].postings.size()) {
                const std::uint64_t sequence = read_so_far_ + i;
                copy_differs(sequence,
                             page_[i].id,
                             fmt::format("the rows that repeat entry {} for queries do not say "
                                         "what the entry says",
                                         sequence));
                return;
            }
        }
    }

    void copy_differs(std::uint64_t sequence, ledger::Id id, std::string message) {
        copies_.push_back({"copy_differs", sequence, id, "journal", std::move(message)});
    }

    [[nodiscard]] std::vector<ledger::StoredBalance> stored_balances() {
        std::vector<ledger::StoredBalance> balances;
        Statement& rows = connection_.prepare(sql::kReadBalances.sql);
        while (rows.step()) {
            balances.emplace_back(key_from(rows, 1, names_), rows.integer(9));
        }
        return balances;
    }

    Connection& connection_;
    ledger::Names names_;
    StoredJournal stored_;
    ledger::Auditor auditor_;
    std::unordered_map<std::int64_t, AccountKey> accounts_;  ///< by number
    ledger::Id actor_;                                       ///< of `actor_text_`
    std::string actor_text_ = ledger::to_text(ledger::Id{});
    std::int64_t next_ = 0;          ///< number of the row to be read next
    std::uint64_t read_so_far_ = 0;  ///< entries before the page
    std::vector<CheckedEntry> page_;
    std::vector<ledger::Finding> copies_;
};

}  // namespace

ledger::AuditReport audit_journal(Connection& connection,
                                  std::vector<ledger::Checkpoint> checkpoints) {
    Transaction transaction(connection, Transaction::Kind::read);
    ledger::AuditReport report = JournalAudit(connection, std::move(checkpoints)).run();
    transaction.commit();
    return report;
}

}  // namespace imdad::store

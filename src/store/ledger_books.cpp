#include "store/ledger_books.hpp"

#include "base/assert.hpp"
#include "ledger/decoding.hpp"
#include "ledger/encoding.hpp"
#include "store/row_values.hpp"
#include "store/statements.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

#include <fmt/format.h>

namespace imdad::store {

namespace {

using ledger::AccountKey;
using ledger::Entry;
using ledger::Hash;

constexpr std::int64_t kPage = 10'000;  ///< entries read at once

/// A journal that cannot be read is an environment that failed: nothing may be written on top.
[[noreturn]] void unreadable(std::uint64_t sequence, const base::Error& error) {
    throw base::Failure(base::Failure::Kind::io,
                        fmt::format("entry {} of the journal cannot be read: {}. `imdad audit` "
                                    "tells more; a backup has it as it was",
                                    sequence,
                                    error.message));
}

}  // namespace

LedgerBooks::LedgerBooks(Connection& connection)
    : connection_(connection), book_(names_), names_folded_(names_.size()) {}

void LedgerBooks::forget() {
    book_ = ledger::Book(names_);
    log_ = {};
    accounts_ = {};
    unwritten_.clear();
    touched_.clear();
    folded_in_ = 0;
}

/// Of the transaction in which entries of our own were folded: if it is over, they stay or go as
/// it ended.
void LedgerBooks::settle() {
    if (folded_in_ == 0 || folded_in_ == connection_.transaction()) {
        return;
    }
    if (connection_.last_rolled_back() >= folded_in_) {
        // Or a later one was: then they are read again, and nothing is lost by it.
        take_back();
    } else {
        book_.keep();
        accounts_.keep();
    }
    folded_in_ = 0;
}

void LedgerBooks::begin_adding() {
    if (folded_in_ == connection_.transaction()) {
        return;
    }
    book_.mark();
    accounts_.mark();
    log_before_ = log_;
    last_leaf_before_ = last_leaf_;
    folded_in_ = connection_.transaction();
}

void LedgerBooks::take_back() {
    book_.take_back();
    accounts_.take_back();
    log_ = log_before_;
    last_leaf_ = last_leaf_before_;
}

/// Whether the last entry that is folded is still the one of its number: another journal may be
/// where this one was, such as an older copy of it.
bool LedgerBooks::is_of_this_journal() {
    if (book_.size() == 0) {
        return true;
    }
    Statement& row = connection_.prepare(sql::kReadLeaf.sql);
    row.with(static_cast<std::int64_t>(book_.size() - 1));
    const bool same = row.step() && hash_from(row.bytes(0)) == last_leaf_;
    row.reset();
    return same;
}

void LedgerBooks::catch_up() {
    Transaction transaction(connection_, Transaction::Kind::read);
    try {
        fold_new();
        transaction.commit();
    } catch (...) {
        forget();  // an entry may be folded by half
        throw;
    }
}

void LedgerBooks::fold_new() {
    // Of a transaction that is over, or that has written them where they can be read.
    unwritten_.clear();
    touched_.clear();
    settle();
    names_besides_ = names_besides();
    names_folded_ = names_.size();
    if (!is_of_this_journal()) {
        forget();
    }
    Statement& rows = connection_.prepare(sql::kReadEntries.sql);
    for (bool more = true; more;) {
        const std::uint64_t first = book_.size();
        rows.with(static_cast<std::int64_t>(first), kPage);
        while (rows.step()) {
            const auto sequence = static_cast<std::uint64_t>(rows.integer(0));
            base::Result<Entry> entry = ledger::decode(text_of(rows.bytes(1)), names_);
            if (!entry) {
                unreadable(sequence, entry.error());
            }
            if (entry->sequence != book_.size() || sequence != book_.size()) {
                unreadable(sequence, {"", "it is not the next one", ""});
            }
            book_.fold(*entry, *this);
            log_.append(ledger::leaf_hash(text_of(rows.bytes(1))));
            last_leaf_ = hash_from(rows.bytes(2));
        }
        more = book_.size() == first + kPage;
    }
    read_accounts();
    names_folded_ = names_.size();
}

void LedgerBooks::read_accounts() {
    Statement& rows = connection_.prepare(sql::kReadAccounts.sql);
    rows.with(static_cast<std::int64_t>(accounts_.items().size()));
    while (rows.step()) {
        accounts_[key_from(rows, 1, names_)] = rows.integer(0);
    }
}

Entry LedgerBooks::at(std::uint64_t sequence) const {
    // What is about to be written in this transaction can be asked for already.
    if (!unwritten_.empty() && sequence >= unwritten_.front().sequence) {
        return unwritten_.at(sequence - unwritten_.front().sequence);
    }
    // A statement of its own: the one that pages through the journal may be in use.
    Statement& row = connection_.prepare(sql::kReadEntry.sql);
    row.with(static_cast<std::int64_t>(sequence));
    IMDAD_ASSERT(row.step(),
                 "an entry is asked for that the book has folded and the journal lacks");
    base::Result<Entry> entry = ledger::decode(text_of(row.bytes(0)), names_);
    row.reset();
    if (!entry) {
        unreadable(sequence, entry.error());
    }
    return std::move(*entry);
}

tl::expected<Posted, NotPosted> LedgerBooks::post(std::span<const ledger::Command> commands,
                                                  std::int64_t now_ms) {
    Transaction transaction(connection_, Transaction::Kind::write);
    try {
        auto posted = post_within(commands, now_ms);
        if (posted) {
            transaction.commit();
        }
        return posted;
    } catch (...) {
        forget();
        throw;
    }
}

std::vector<ledger::Ruled<ledger::Answer>> LedgerBooks::post_each(
    std::span<const TimedCommand> commands) {
    Transaction transaction(connection_, Transaction::Kind::write);
    try {
        fold_new();
        std::vector<ledger::Ruled<ledger::Answer>> answers;
        answers.reserve(commands.size());
        for (const TimedCommand& timed : commands) {
            // A refusal has folded and written nothing, so there is nothing to undo.
            answers.push_back(post_one(timed.command, timed.now_ms));
        }
        if (!unwritten_.empty()) {
            write_balances();
            transaction.commit();
        }
        return answers;
    } catch (...) {
        forget();
        throw;
    }
}

tl::expected<Posted, NotPosted> LedgerBooks::post_within(std::span<const ledger::Command> commands,
                                                         std::int64_t now_ms) {
    fold_new();
    Posted posted;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        ledger::Ruled<ledger::Answer> answer = post_one(commands[i], now_ms);
        if (!answer) {
            return tl::unexpected(NotPosted{i, std::move(answer.error())});
        }
        posted.answers.push_back(std::move(*answer));
    }
    write_balances();
    return posted;
}

ledger::Ruled<ledger::Answer> LedgerBooks::post_one(const ledger::Command& command,
                                                    std::int64_t now_ms) {
    // Clocks of several machines differ a little; the order of the journal is what counts.
    const std::int64_t recorded = std::max(now_ms, book_.last_recorded_ms());
    ledger::Ruled<ledger::Answer> answer = ledger::decide(book_, *this, command, recorded);
    if (answer && !answer->replayed) {
        const Entry& entry = answer->entry;
        begin_adding();
        append(entry);
        unwritten_.push_back(entry);
        book_.fold(entry, *this);
        for (const ledger::Posting& posting : entry.derived.postings) {
            touched_.push_back(posting.account);
        }
    }
    return answer;
}

void LedgerBooks::write_balances() {
    std::ranges::sort(touched_);
    const auto repeated = std::ranges::unique(touched_);
    touched_.erase(repeated.begin(), repeated.end());
    Statement& balance = connection_.prepare(sql::kSetBalance.sql);
    for (const AccountKey& key : touched_) {
        balance.with(account_of(key), book_.balance(key)).run();
    }
    touched_.clear();
}

void LedgerBooks::append(const Entry& entry) {
    body_.clear();
    ledger::encode(entry, names_, body_);
    const Hash leaf = ledger::leaf_hash(body_);
    const auto sequence = static_cast<std::int64_t>(entry.sequence);
    const auto id = bytes_of(entry.command.id);
    connection_.prepare(sql::kAppendEntry.sql)
        .with(sequence,
              Bytes(id),
              ledger::to_text(entry.command.kind),
              days_of(entry.command.business_date),
              entry.recorded_at_ms,
              std::string_view(ledger::to_text(entry.command.actor)),
              bytes_of(body_),
              Bytes(leaf))
        .run();
    append_postings(sequence, entry.derived.postings);
    log_.append(leaf);
    last_leaf_ = leaf;
}

/// Two at once where there are two, which is nearly always: a statement is a round trip to a
/// server.
void LedgerBooks::append_postings(std::int64_t sequence,
                                  std::span<const ledger::Posting> postings) {
    std::int64_t number = 0;
    for (; postings.size() >= 2; postings = postings.subspan(2), number += 2) {
        const std::int64_t first = account_of(postings[0].account);
        const std::int64_t second = account_of(postings[1].account);
        connection_.prepare(sql::kAppendTwoPostings.sql)
            .with(
                sequence, number, first, postings[0].amount, number + 1, second, postings[1].amount)
            .run();
    }
    if (!postings.empty()) {
        connection_.prepare(sql::kAppendPosting.sql)
            .with(sequence, number, account_of(postings[0].account), postings[0].amount)
            .run();
    }
}

std::int64_t LedgerBooks::account_of(const AccountKey& key) {
    if (const std::int64_t* number = accounts_.find(key)) {
        return *number;
    }
    const auto number = static_cast<std::int64_t>(accounts_.items().size());
    connection_.prepare(sql::kAppendAccount.sql)
        .with(number,
              std::string_view(names_.text(key.holder)),
              ledger::to_text(key.stage),
              std::string_view(names_.text(key.unit)),
              std::string_view(names_.text(key.lot)),
              days_of(key.expiry),
              std::string_view(names_.text(key.earmark)),
              std::string_view(names_.text(key.pledge)),
              std::string_view(names_.text(key.activity)))
        .run();
    accounts_[key] = number;
    return number;
}

}  // namespace imdad::store

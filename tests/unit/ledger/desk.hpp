#pragma once

#include "ledger/audit.hpp"
#include "ledger/balances.hpp"
#include "ledger/decide.hpp"
#include "ledger/encoding.hpp"

#include <string>
#include <string_view>
#include <vector>

/// A ledger in memory for tests: journal, book and the hashes that a store would keep.

namespace imdad::ledger::test {

class VectorJournal : public Journal {
 public:
    [[nodiscard]] Entry at(std::uint64_t sequence) const override { return entries.at(sequence); }

    std::vector<Entry> entries;
};

inline base::Day day(std::string_view text) {
    return base::parse_day(text).value();
}

/// 2023-06-01, noon.
inline constexpr std::int64_t kNoon = 1'685'620'800'000;

struct Desk {
    Names names;
    VectorJournal journal;
    Book book{names};
    std::vector<Hash> leaves;
    std::int64_t now = kNoon;
    std::uint64_t next_id = 0;

    Name n(std::string_view text) { return names.intern(text); }

    /// A command with a fresh id, by actor 1 on the day of `now`.
    Command command(Kind kind) {
        Command c;
        c.id = {7, ++next_id};
        c.kind = kind;
        c.business_date = std::chrono::floor<std::chrono::days>(
            std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(now)));
        c.device_time_ms = now - 1000;
        c.actor = {1, 1};
        return c;
    }

    base::Result<Answer> send(const Command& c) {
        auto answer = decide(book, journal, c, now);
        if (answer && !answer->replayed) {
            book.fold(answer->entry, journal);
            journal.entries.push_back(answer->entry);
            std::string bytes;
            encode(answer->entry, names, bytes);
            leaves.push_back(leaf_hash(bytes));
        }
        return answer;
    }

    /// "" if it was accepted, else the code of the refusal.
    std::string code(const Command& c) {
        const auto answer = send(c);
        return answer ? "" : answer.error().code;
    }

    [[nodiscard]] std::vector<StoredBalance> stored() const {
        std::vector<StoredBalance> rows;
        for (const auto& [key, state] : book.accounts()) {
            rows.emplace_back(key, state.balance);
        }
        return rows;
    }

    void define(std::string_view unit, UnitKind kind, std::uint8_t decimals = 0) {
        Command c = command(Kind::define_unit);
        c.unit = n(unit);
        c.unit_kind = kind;
        c.decimals = decimals;
        send(c).value();
    }
};

}  // namespace imdad::ledger::test

#include "ledger/audit.hpp"

#include <functional>

#include "random_commands.hpp"
#include "support/scale.hpp"
#include <gtest/gtest.h>

namespace imdad::ledger::test {
namespace {

using test_support::scaled;

/// What a store holds, and what a partner kept.
struct Stored {
    std::vector<Entry> entries;
    std::vector<Hash> leaves;
    std::vector<StoredBalance> balances;
    std::vector<Checkpoint> checkpoints;
};

/// A journal of about `commands` entries with a checkpoint every 16.
Stored some_journal(Desk& desk, std::uint64_t seed, int commands) {
    RandomCommands random(desk, seed);
    for (int i = 0; i < commands; ++i) {
        static_cast<void>(desk.send(random.next()));
    }
    Stored stored{desk.journal.entries, desk.leaves, desk.stored(), {}};
    MerkleFrontier log;
    for (const Hash& leaf : stored.leaves) {
        log.append(leaf);
        if (log.size() % 16 == 0 || log.size() == stored.leaves.size()) {
            stored.checkpoints.push_back({"log", log.size(), log.root()});
        }
    }
    return stored;
}

AuditReport audit(const Desk& desk, const Stored& stored) {
    VectorJournal journal;
    journal.entries = stored.entries;
    Auditor auditor(desk.names, journal, stored.checkpoints);
    for (std::size_t i = 0; i < stored.entries.size(); ++i) {
        auditor.add(stored.entries[i], stored.leaves[i]);
    }
    return auditor.finish(stored.balances);
}

/// Who can write the store hashes again what was changed.
void rehash(const Desk& desk, Stored& stored) {
    stored.leaves.clear();
    for (const Entry& entry : stored.entries) {
        std::string bytes;
        encode(entry, desk.names, bytes);
        stored.leaves.push_back(leaf_hash(bytes));
    }
}

/// Numbers the entries again and folds balances that fit: the most careful forger.
void renumber(Stored& stored) {
    for (std::size_t i = 0; i < stored.entries.size(); ++i) {
        stored.entries[i].sequence = i;
    }
}

TEST(Audit, OneHundredCleanJournalsGiveNoFinding) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        Desk desk;
        const Stored stored = some_journal(desk, seed, 400);
        const AuditReport report = audit(desk, stored);
        ASSERT_TRUE(report.clean()) << report.findings[0].message;
        ASSERT_EQ(report.entry_count, stored.entries.size());
        ASSERT_EQ(report.root, stored.checkpoints.back().root);
    }
}

/// Changes one thing about the entry; false if there is nothing of the kind to change.
bool flip(Entry& entry, Desk& desk, std::int64_t which) {
    Command& c = entry.command;
    std::vector<Posting>& postings = entry.derived.postings;
    switch (which) {
        case 0:
            ++c.amount;
            return true;
        case 1:
            c.reason += "!";
            return true;
        case 2:
            ++c.device_time_ms;
            return true;
        case 3:
            c.actor.low ^= 4U;
            return true;
        case 4:
            c.document[3] ^= 8U;
            return true;
        case 5:
            c.business_date -= std::chrono::days(1);
            return true;
        case 6:
            c.id.low ^= std::uint64_t{1} << 40U;
            return true;
        case 7:
            c.holder = desk.n("elsewhere");
            return true;
        case 8:
            entry.recorded_at_ms += 1;
            return true;
        case 9:
            entry.derived.discrepancy.beyond_tolerance ^= true;
            return true;
        case 10:
            entry.derived.discrepancy.missing += 1;
            return true;
        case 11:
            c.approver = Id{3, 3};
            return true;
        case 12:
            c.kind = static_cast<Kind>(static_cast<int>(c.kind) == 26 ? 200 : 26);
            return true;
        case 13:
            entry.sequence += 1;
            return true;
        default:
            if (postings.empty()) {
                return false;
            }
            switch (which) {
                case 14:
                    ++postings[0].amount;
                    break;
                case 15:
                    postings.pop_back();
                    break;
                case 16:
                    postings[0].account.earmark = desk.n("mine");
                    break;
                case 17:
                    postings[0].account.stage = Stage::used;
                    break;
                default:
                    postings[0].account.expiry += std::chrono::days(30);
                    break;
            }
            return true;
    }
}

constexpr std::int64_t kFlips = 19;

bool names_entry(const AuditReport& report, std::uint64_t sequence) {
    return !report.clean() && report.findings.front().sequence == sequence;
}

TEST(Audit, AThousandFlippedFieldsAreFoundAndTheirEntryNamed) {
    Desk desk;
    const Stored clean = some_journal(desk, 4, 1200);
    base::RandomStream random(1, 0);
    Stored stored = clean;
    stored.checkpoints.clear();  // without any help from outside
    for (int i = 0; i < scaled(1000);) {
        const auto at = static_cast<std::size_t>(random.below(std::ssize(clean.entries)));
        const std::int64_t which = i % kFlips;
        stored.entries[at] = clean.entries[at];
        if (flip(stored.entries[at], desk, which)) {
            const AuditReport report = audit(desk, stored);
            ASSERT_TRUE(names_entry(report, at)) << "flip " << which << " of entry " << at;
            ++i;
        }
        stored.entries[at] = clean.entries[at];
    }
}

TEST(Audit, FourHundredFieldsFlippedWithAllHashedAgainAreFoundAgainstKeptCheckpoints) {
    Desk desk;
    const Stored clean = some_journal(desk, 5, 900);
    base::RandomStream random(2, 0);
    for (int i = 0; i < scaled(400);) {
        Stored stored = clean;
        const auto at = static_cast<std::size_t>(random.below(std::ssize(clean.entries)));
        if (!flip(stored.entries[at], desk, i % kFlips)) {
            continue;
        }
        rehash(desk, stored);
        const AuditReport report = audit(desk, stored);
        ASSERT_FALSE(report.clean());
        // By a rule the entry itself, else the last checkpoint before it: never past it.
        const std::uint64_t named = report.findings.front().sequence;
        ASSERT_LE(named, at) << "flip " << i % kFlips;
        ASSERT_GE(named, at / 16 * 16);
        ++i;
    }
}

TEST(Audit, DeletedSwappedAndInsertedEntriesAreNamed) {
    Desk desk;
    const Stored clean = some_journal(desk, 6, 900);
    base::RandomStream random(3, 0);
    for (int i = 0; i < scaled(300); ++i) {
        Stored stored = clean;
        const auto at = static_cast<std::size_t>(random.below(std::ssize(clean.entries) - 1));
        const auto where = static_cast<std::ptrdiff_t>(at);
        if (i % 3 == 0) {
            stored.entries.erase(stored.entries.begin() + where);
            stored.leaves.erase(stored.leaves.begin() + where);
        } else if (i % 3 == 1) {
            std::swap(stored.entries[at], stored.entries[at + 1]);
            std::swap(stored.leaves[at], stored.leaves[at + 1]);
        } else {
            Entry backdated = stored.entries[at];
            backdated.command.id.low ^= std::uint64_t{1} << 50U;
            backdated.command.business_date -= std::chrono::days(20);
            stored.entries.insert(stored.entries.begin() + where, backdated);
            stored.leaves.insert(stored.leaves.begin() + where, stored.leaves[at]);
        }
        const Stored as_it_was = stored;
        stored.checkpoints.clear();
        ASSERT_TRUE(names_entry(audit(desk, stored), at)) << i;
        // Numbered and hashed again, the kept checkpoints still tell.
        stored = as_it_was;
        renumber(stored);
        rehash(desk, stored);
        const AuditReport report = audit(desk, stored);
        ASSERT_FALSE(report.clean());
        ASSERT_LE(report.findings.front().sequence, at + 1) << i;
        ASSERT_GE(report.findings.front().sequence, at / 16 * 16) << i;
    }
}

TEST(Audit, ACutTailIsFoundAgainstACheckpointAndSaysHowMuchIsLeft) {
    Desk desk;
    const Stored clean = some_journal(desk, 7, 1200);
    for (std::size_t cut = 1; cut <= 100; ++cut) {
        Stored stored = clean;
        const std::size_t left = clean.entries.size() - cut;
        stored.entries.resize(left);
        stored.leaves.resize(left);
        // Balances that fit the shorter journal, as a whole file put back from a backup has.
        VectorJournal journal;
        journal.entries = stored.entries;
        Auditor fold(desk.names, journal);
        for (const Entry& entry : stored.entries) {
            fold.add(entry);
        }
        stored.balances.clear();
        for (const auto& [key, state] : fold.book().accounts()) {
            stored.balances.emplace_back(key, state.balance);
        }
        const AuditReport report = audit(desk, stored);
        ASSERT_EQ(report.findings.size(), 1U);
        ASSERT_EQ(report.findings[0].code, "tail_cut");
        ASSERT_EQ(report.findings[0].sequence, left / 16 * 16);
        ASSERT_NE(report.findings[0].message.find(std::to_string(left)), std::string::npos);
        stored.checkpoints.clear();
        ASSERT_TRUE(audit(desk, stored).clean()) << "nobody can see a rollback from inside";
    }
}

TEST(Audit, TwoHundredChangedBalancesAreNamedWithTheirDifference) {
    Desk desk;
    const Stored clean = some_journal(desk, 8, 600);
    base::RandomStream random(4, 0);
    for (int i = 0; i < scaled(200);) {
        Stored stored = clean;
        const auto at = static_cast<std::size_t>(random.below(std::ssize(clean.balances)));
        const std::string name = describe(stored.balances[at].first, desk.names);
        if (i % 2 == 0) {
            stored.balances[at].second += 3;
        } else if (stored.balances[at].second != 0) {
            stored.balances.erase(stored.balances.begin() + static_cast<std::ptrdiff_t>(at));
        } else {
            continue;
        }
        const AuditReport report = audit(desk, stored);
        ASSERT_EQ(report.findings.size(), 1U);
        ASSERT_EQ(report.findings[0].code, i % 2 == 0 ? "balance_differs" : "balance_missing");
        ASSERT_EQ(report.findings[0].where, name);
        if (i % 2 == 0) {
            ASSERT_NE(report.findings[0].message.find("a difference of 3"), std::string::npos);
        }
        ++i;
    }
}

TEST(Audit, AReversalByOneWhereTwoWereNeededIsFoundEvenIfHashedAndSigned) {
    Desk desk;
    Stored stored = some_journal(desk, 9, 3000);
    for (std::size_t i = 0; i < stored.entries.size(); ++i) {
        if (stored.entries[i].command.kind == Kind::write_off) {
            stored.entries[i].command.approver = stored.entries[i].command.actor;
            rehash(desk, stored);
            stored.checkpoints.clear();
            const AuditReport report = audit(desk, stored);
            ASSERT_TRUE(names_entry(report, i));
            ASSERT_EQ(report.findings[0].code, "same_person");
            ASSERT_EQ(report.findings[0].id, stored.entries[i].command.id);
            return;
        }
    }
    FAIL() << "no write-off in the journal";
}

}  // namespace
}  // namespace imdad::ledger::test

#include "ledger/decoding.hpp"

#include "base/random.hpp"

#include <string>

#include "desk.hpp"
#include <gtest/gtest.h>

/// What was encoded is read back as it was, and nothing else is read at all.

namespace imdad::ledger::test {
namespace {

Entry sample(Desk& desk) {
    Command c = desk.command(Kind::write_off);
    c.approver = {9, 9};
    c.holder = desk.n("kabul");
    c.unit = desk.n("penta");
    c.lot = desk.n("A1");
    c.expiry = day("2024-01-31");
    c.stage = Stage::on_hand;
    c.to_stage = Stage::damaged;
    c.amount = 40;
    c.reason = "سقف المخزن leaked";
    c.document.fill(0xab);
    c.rate = base::Fixed9::from_nano(-5);
    Entry entry{.sequence = 300, .recorded_at_ms = desk.now, .command = c, .derived = {}};
    const AccountKey key{.holder = c.holder,
                         .stage = Stage::on_hand,
                         .unit = c.unit,
                         .lot = c.lot,
                         .expiry = c.expiry,
                         .earmark = desk.n("x"),
                         .pledge = desk.n("p")};
    entry.derived.postings = {{key, -40}, {at(key, Stage::damaged), 40}};
    entry.derived.discrepancy = {.missing = 3, .surplus = 0, .beyond_tolerance = true};
    return entry;
}

TEST(Decoding, GivesBackWhatWasEncoded) {
    Desk desk;
    const Entry entry = sample(desk);
    std::string bytes;
    encode(entry, desk.names, bytes);
    Names others;
    others.intern("a name that shifts all numbers");
    const base::Result<Entry> read = decode(bytes, others);
    ASSERT_TRUE(read.has_value()) << read.error().message;
    EXPECT_EQ(read->sequence, 300U);
    EXPECT_EQ(read->command.reason, entry.command.reason);
    EXPECT_EQ(others.text(read->command.holder), "kabul");
    EXPECT_EQ(read->derived.discrepancy, entry.derived.discrepancy);
    std::string again;
    encode(*read, others, again);
    EXPECT_EQ(again, bytes);
}

TEST(Decoding, CutOrLengthenedBytesAreNone) {
    Desk desk;
    std::string bytes;
    encode(sample(desk), desk.names, bytes);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        Names names;
        EXPECT_FALSE(decode(bytes.substr(0, length), names).has_value()) << length;
    }
    Names names;
    EXPECT_FALSE(decode(bytes + '\0', names).has_value());
    EXPECT_EQ(decode("", names).error().code, "body_malformed");
}

/// A changed byte is read as another entry or as none, never as the same; and nothing breaks.
TEST(Decoding, ChangedBytesAreNeverTheSameEntry) {
    Desk desk;
    std::string bytes;
    encode(sample(desk), desk.names, bytes);
    base::RandomStream random(5, 1);
    int read = 0;
    for (int n = 0; n < 20'000; ++n) {
        std::string changed = bytes;
        const auto at =
            static_cast<std::size_t>(random.below(static_cast<std::int64_t>(bytes.size())));
        changed[at] = static_cast<char>(changed[at] ^ static_cast<char>(1U << random.below(8)));
        Names names;
        const base::Result<Entry> other = decode(changed, names);
        if (other) {
            ++read;
            std::string again;
            encode(*other, names, again);
            ASSERT_EQ(again, changed);
        }
    }
    EXPECT_GT(read, 1000);
}

}  // namespace
}  // namespace imdad::ledger::test

#include "ledger/encoding.hpp"

#include <set>

#include "random_commands.hpp"
#include <gtest/gtest.h>

namespace imdad::ledger::test {
namespace {

std::string bytes_of(const Entry& entry, const Names& names) {
    std::string bytes;
    encode(entry, names, bytes);
    return bytes;
}

template <typename Value>
void change(Value& value, Desk& desk) {
    if constexpr (std::is_same_v<Value, Name>) {
        value = desk.n("changed");
    } else if constexpr (std::is_same_v<Value, Id>) {
        value.low += 1;
    } else if constexpr (std::is_same_v<Value, Hash>) {
        value[31] ^= 1U;
    } else if constexpr (std::is_same_v<Value, base::Day>) {
        value += std::chrono::days(1);
    } else if constexpr (std::is_same_v<Value, base::Fixed9>) {
        value = base::Fixed9::from_nano(value.nano() + 1);
    } else if constexpr (std::is_same_v<Value, std::string>) {
        value += "x";
    } else if constexpr (std::is_same_v<Value, bool>) {
        value = !value;
    } else {
        value = static_cast<Value>(static_cast<int>(value) + 1);
    }
}

Entry some_entry(Desk& desk) {
    Entry entry;
    entry.sequence = 300;
    entry.recorded_at_ms = kNoon;
    entry.command = desk.command(Kind::deliver);
    const AccountKey key{.holder = desk.n("kabul"),
                         .stage = Stage::on_hand,
                         .unit = desk.n("penta"),
                         .lot = desk.n("A1"),
                         .expiry = day("2025-01-31"),
                         .earmark = desk.n("flood"),
                         .pledge = desk.n("p1")};
    entry.derived.postings = {{key, -5}, {at(key, Stage::delivered, desk.n("herat")), 5}};
    return entry;
}

TEST(Encoding, EveryFieldOfAnEntryChangesItsBytes) {
    Desk desk;
    const Entry entry = some_entry(desk);
    std::set<std::string> seen = {bytes_of(entry, desk.names)};
    const auto expect_new = [&](const Entry& changed, std::string_view what) {
        EXPECT_TRUE(seen.insert(bytes_of(changed, desk.names)).second) << what;
    };
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        Entry changed = entry;
        for_each_field(changed.command, [&](Field field, auto& value) {
            if (static_cast<std::size_t>(field) == i) {
                change(value, desk);
            }
        });
        expect_new(changed, to_text(static_cast<Field>(i)));
    }
    const auto with = [&](std::string_view what, auto edit) {
        Entry changed = entry;
        edit(changed);
        expect_new(changed, what);
    };
    with("sequence", [](Entry& e) { ++e.sequence; });
    with("recorded", [](Entry& e) { ++e.recorded_at_ms; });
    with("id", [](Entry& e) { ++e.command.id.high; });
    with("kind", [](Entry& e) { e.command.kind = Kind::use; });
    with("date", [](Entry& e) { e.command.business_date += std::chrono::days(1); });
    with("device", [](Entry& e) { ++e.command.device_time_ms; });
    with("actor", [](Entry& e) { ++e.command.actor.low; });
    with("no posting", [](Entry& e) { e.derived.postings.pop_back(); });
    with("swapped", [](Entry& e) { std::swap(e.derived.postings[0], e.derived.postings[1]); });
    with("amount", [](Entry& e) { ++e.derived.postings[1].amount; });
    with("stage", [](Entry& e) { e.derived.postings[1].account.stage = Stage::used; });
    with("holder", [&](Entry& e) { e.derived.postings[1].account.holder = desk.n("x"); });
    with("unit", [&](Entry& e) { e.derived.postings[1].account.unit = desk.n("x"); });
    with("lot", [&](Entry& e) { e.derived.postings[1].account.lot = desk.n("x"); });
    with("earmark", [&](Entry& e) { e.derived.postings[1].account.earmark = desk.n("x"); });
    with("pledge", [&](Entry& e) { e.derived.postings[1].account.pledge = desk.n("x"); });
    with("activity", [&](Entry& e) { e.derived.postings[1].account.activity = desk.n("x"); });
    with("other activity", [&](Entry& e) { e.derived.postings[0].account.activity = desk.n("x"); });
    with("expiry", [](Entry& e) { e.derived.postings[1].account.expiry = kNoDay; });
    with("missing", [](Entry& e) { ++e.derived.discrepancy.missing; });
    with("surplus", [](Entry& e) { ++e.derived.discrepancy.surplus; });
    with("beyond", [](Entry& e) { e.derived.discrepancy.beyond_tolerance = true; });
}

TEST(Encoding, TheNumbersOfNamesDoNotMatter) {
    Desk one;
    Desk other;
    for (const char* text : {"zz", "p1", "herat", "A1", "yy", "kabul"}) {
        other.n(text);
    }
    EXPECT_EQ(bytes_of(some_entry(one), one.names), bytes_of(some_entry(other), other.names));
}

TEST(Encoding, TheBytesOfVersionOneStayWhatTheyAre) {
    Desk desk;
    Entry entry;
    entry.sequence = 300;
    entry.recorded_at_ms = -2;
    entry.command.id = {1, 0x0203};
    entry.command.kind = Kind::recall;
    entry.command.business_date = kNoDay + std::chrono::days(1);
    entry.command.unit = desk.n("u");
    entry.command.lot = desk.n("u");
    const std::string expected(
        "\x01\xac\x02\x03"
        "\0\0\0\0\0\0\0\1\0\0\0\0\0\0\2\3"
        "\x10\x02\0"
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
        "\x02\x03\0\1u\x04\x01"
        "\0\0\0\0",
        4 + 16 + 3 + 16 + 7 + 4);
    EXPECT_EQ(bytes_of(entry, desk.names), expected);
}

/// What was written before accounts had activities must keep its bytes, or the hashes of old logs
/// would not fit any more.
TEST(Encoding, OnlyEntriesWithAnActivityHaveTheSecondForm) {
    Desk desk;
    Entry entry = some_entry(desk);
    EXPECT_EQ(bytes_of(entry, desk.names).front(), '\x01');
    entry.derived.postings[1].account.activity = desk.n("campaign");
    EXPECT_EQ(bytes_of(entry, desk.names).front(), '\x02');
}

TEST(Encoding, ManyNamesAreToldApart) {
    Desk desk;
    Entry entry;
    for (int i = 0; i < 40; ++i) {
        entry.derived.postings.push_back({{.holder = desk.n("place " + std::to_string(i))}, i});
    }
    const std::string before = bytes_of(entry, desk.names);
    std::set<std::string> seen = {before};
    for (std::size_t i = 0; i < 39; ++i) {
        Entry changed = entry;
        changed.derived.postings[39].account.holder = entry.derived.postings[i].account.holder;
        EXPECT_TRUE(seen.insert(bytes_of(changed, desk.names)).second) << i;
    }
}

}  // namespace
}  // namespace imdad::ledger::test

#include "app/snapshot.hpp"

#include "app/shipments.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "fresh_books.hpp"

/// What the books hold on a day, as a scenario: nothing is lost on the way, and nothing is in it
/// that the books did not hold on that day.

namespace imdad::app {
namespace {

using testing::code_of;

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

class Snapshot : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        std::filesystem::copy("examples/tutorial", folder / "base");
        add_user_or_fail("sami", {"logistics"});
        post_or_fail(
            "kind,id,business_date,unit,unit_kind,decimals,holder,lot,expiry,pledge,earmark,amount,"
            "to,expected,reason\n" +
            row(1, "define_unit", "mcv,medicine,,,,,,,,,,") +
            row(2, "define_unit", "EUR,currency,2,,,,,,,,,") +
            row(3, "define_unit", "tent,goods,,,,,,,,,,") +
            row(4, "opening_balance", "mcv,,,nat,M1,2023-06-30,,,1504,,,count") +
            row(5, "opening_balance", "mcv,,,nat,OLD,2022-07-01,,,20,,,count") +
            row(6, "opening_balance", "mcv,,,elsewhere,M1,2023-06-30,,,70,,,count") +
            row(7, "opening_balance", "mcv,,,nat,M1,2023-06-30,,secret,30,,,count") +
            row(8, "opening_balance", "tent,,,nat,,,,,5,,,count") +
            row(9, "opening_balance", "EUR,,,nat,,,,,250,,,bank") +
            row(10, "pledge", "mcv,,,Donor,,,gift,,600,nat,2022-08-08,letter") +
            row(11, "pledge", "mcv,,,Donor,,,vague,,40,,,letter"));
    }

    static std::string row(int number, const std::string& kind, const std::string& rest) {
        return kind + ',' + id(number) + ",2022-07-24," + rest + '\n';
    }

    void post_or_fail(const std::string& csv) {
        const auto outcome = post("amina", csv);
        ASSERT_TRUE(outcome.has_value());
        for (const RowProblem& problem : outcome->problems) {
            FAIL() << problem.line << ' ' << problem.column << ": " << problem.message;
        }
    }

    SnapshotOutcome take(const std::string& day) {
        auto outcome = take_snapshot({.access = as("amina"),
                                      .scenario_folder = folder / "base",
                                      .to = folder / "snap",
                                      .as_of = base::parse_day(day).value()});
        EXPECT_TRUE(outcome.has_value()) << outcome.error().lines.front();
        return std::move(*outcome);
    }

    static SnapshotTotal total(const SnapshotOutcome& outcome, const std::string& unit) {
        const auto found = std::ranges::find(outcome.totals, unit, &SnapshotTotal::unit);
        return found == outcome.totals.end() ? SnapshotTotal{} : *found;
    }

    static std::string reason(const SnapshotOutcome& outcome, const std::string& amount) {
        const auto found = std::ranges::find(outcome.left_out, amount, &LeftOutLine::amount);
        return found == outcome.left_out.end() ? "" : found->reason;
    }
};

TEST_F(Snapshot, GivesWhatCanBePlannedAndTellsTheRest) {
    const SnapshotOutcome outcome = take("2022-07-24");
    EXPECT_EQ(total(outcome, "mcv").booked, "2264");
    EXPECT_EQ(total(outcome, "mcv").stock, "1500");
    EXPECT_EQ(total(outcome, "mcv").supplies, "600");
    EXPECT_EQ(total(outcome, "mcv").left_out, "164");
    EXPECT_EQ(total(outcome, "EUR").funds, "2.50");
    EXPECT_EQ(total(outcome, "tent").left_out, "5");
    EXPECT_NE(reason(outcome, "4").find("opened pack"), std::string::npos);
    EXPECT_NE(reason(outcome, "20").find("expired"), std::string::npos);
    EXPECT_NE(reason(outcome, "70").find("elsewhere is no place"), std::string::npos);
    EXPECT_NE(reason(outcome, "30").find("secret is not described"), std::string::npos);
    EXPECT_NE(reason(outcome, "5").find("no product"), std::string::npos);
    EXPECT_NE(reason(outcome, "40").find("at which place"), std::string::npos);
    EXPECT_EQ(outcome.left_out.size(), 6U);
    const LoadedScenario loaded = load(folder / "snap");
    ASSERT_TRUE(loaded.usable());
    ASSERT_EQ(loaded.scenario->data().supplies.size(), 2U);
    EXPECT_EQ(loaded.scenario->data().supplies[0].packs.value(), 150);
    EXPECT_EQ(loaded.scenario->data().supplies[1].packs.value(), 60);
    EXPECT_EQ(loaded.scenario->data().supplies[1].status, model::SupplyStatus::pledged);
    const auto books = read_books_of_snapshot(folder / "snap");
    ASSERT_TRUE(books.has_value());
    EXPECT_EQ(books->rows.size(), 3U);
    EXPECT_EQ(books->entries, 11U);
}

TEST_F(Snapshot, IsOfTheDayItIsAskedFor) {
    EXPECT_TRUE(take("2022-07-23").totals.empty());
    Access later = as("sami");
    const auto sent = ship({.options = {.access = later, .id = {}},
                            .from = "nat",
                            .to = "north",
                            .goods = {.unit = "mcv", .lot = "M1"},
                            .amount = 500,
                            .expected = base::parse_day("2022-08-01")});
    ASSERT_TRUE(sent.has_value()) << sent.error().lines.front();
    // Sent on 25 July: on the day before, all of it lay in the store.
    EXPECT_EQ(total(take("2022-07-24"), "mcv").stock, "1500");
    const SnapshotOutcome on_the_way = take("2022-07-25");
    EXPECT_EQ(total(on_the_way, "mcv").stock, "1000");
    EXPECT_EQ(total(on_the_way, "mcv").supplies, "1100");
    EXPECT_NE(text_of(folder / "snap" / "supplies.csv").find(",north,2022-08-01,0,,,in_transit,"),
              std::string::npos);
    later.today += std::chrono::days(1);
    later.now_ms += 86'400'000;
    const auto received = receive({.options = {.access = later, .id = {}},
                                   .dispatch = sent->sent.front().dispatch,
                                   .amount = 200});
    ASSERT_TRUE(received.has_value()) << received.error().lines.front();
    EXPECT_EQ(total(take("2022-07-25"), "mcv").supplies, "1100");
    const SnapshotOutcome in_part = take("2022-07-26");
    EXPECT_EQ(total(in_part, "mcv").stock, "1200");
    EXPECT_EQ(total(in_part, "mcv").supplies, "900");
    EXPECT_EQ(total(in_part, "mcv").booked, "2264");
}

TEST_F(Snapshot, OfALaterDayHasTheWeeksAndNeedsThatAreLeft) {
    const LoadedScenario base = load(folder / "base");
    const SnapshotOutcome outcome = take("2022-08-03");
    EXPECT_EQ(base::to_text(outcome.start), "2022-08-08");
    EXPECT_EQ(outcome.weeks, 6);
    const LoadedScenario left = load(folder / "snap");
    ASSERT_TRUE(left.usable());
    std::int64_t before = 0;
    std::int64_t after = 0;
    for (const model::Need& need : base.scenario->data().needs) {
        before += need.persons.value();
    }
    for (const model::Need& need : left.scenario->data().needs) {
        EXPECT_GE(need.from, outcome.start);
        EXPECT_FALSE(need.derived);
        after += need.persons.value();
    }
    EXPECT_LT(after, before);
    EXPECT_GT(after, 0);
}

TEST_F(Snapshot, IsNotReadFromAnotherFolder) {
    EXPECT_EQ(code_of(read_books_of_snapshot(folder / "base")), "no_snapshot");
    (void)take("2022-07-24");
    testing::write_text(folder / "snap" / "books.csv", "table,row\nstock.csv,stock:2\n");
    EXPECT_EQ(code_of(read_books_of_snapshot(folder / "snap")), "snapshot_malformed");
    testing::write_text(folder / "snap" / "books.json", "{}");
    EXPECT_EQ(code_of(read_books_of_snapshot(folder / "snap")), "snapshot_malformed");
}

}  // namespace
}  // namespace imdad::app

#include "app/needs_left.hpp"

#include "app/books.hpp"
#include "app/loaded.hpp"
#include "app/snapshot.hpp"

#include <algorithm>
#include <fstream>
#include <random>

#include "fresh_books.hpp"

/// What is still needed after some weeks: nobody who waits is forgotten, nobody who was served is
/// planned for again.

namespace imdad::app {
namespace {

base::Day day(const char* text) {
    return base::parse_day(text).value();
}

class NeedsLeft : public ::testing::Test {
 protected:
    void SetUp() override {
        base_ = load("examples/tutorial");
        ASSERT_TRUE(base_.usable());
        data = base_.scenario->data();
    }

    std::vector<ServedLine> leave(const std::vector<HandedOver>& handed, const char* as_of) {
        auto lines = leave_needs(data, *base_.scenario, handed, day(as_of));
        EXPECT_TRUE(lines.has_value());
        return lines ? *lines : std::vector<ServedLine>{};
    }

    [[nodiscard]] std::int64_t persons(const std::string& programme,
                                       const std::string& at = "") const {
        std::int64_t sum = 0;
        for (const model::Need& need : data.needs) {
            const std::string where =
                need.area.exists() ? data.areas[need.area.value()].pcode : "a place";
            if (data.programmes[need.programme.value()].programme_id == programme &&
                (at.empty() || at == where)) {
                sum += need.persons.value();
            }
        }
        return sum;
    }

    model::Programme& programme(const std::string& id) {
        return *std::ranges::find(data.programmes, id, &model::Programme::programme_id);
    }

    LoadedScenario base_;
    model::ScenarioData data;
};

TEST_F(NeedsLeft, NothingChangesBeforeAnythingHappens) {
    EXPECT_TRUE(leave({}, "2022-07-25").empty());
    EXPECT_EQ(data.header.start, base_.scenario->data().header.start);
    EXPECT_EQ(data.quantifications.size(), base_.scenario->data().quantifications.size());
    EXPECT_EQ(persons("cholera"), 1'000);
}

TEST_F(NeedsLeft, WhoWaitsWaitsOnAndWhatIsLostIsOver) {
    const std::int64_t infants = persons("measles");
    const int weeks = data.header.weeks;
    EXPECT_TRUE(leave({}, "2022-08-03").empty());
    // The camps were to be served in the first week; nobody was.
    EXPECT_EQ(persons("cholera", "XT0101"), 600);
    EXPECT_EQ(persons("cholera", "XT0201"), 400);
    EXPECT_EQ(persons("care"), 20'000);
    const std::int64_t left = infants * (weeks - 2) / weeks;
    EXPECT_LE(persons("measles"), left);
    EXPECT_GE(persons("measles"), left - 10);  // a person of each need lost in rounding, at most
    for (const model::Need& need : data.needs) {
        EXPECT_GE(need.from, day("2022-08-08"));
        EXPECT_FALSE(need.derived);
        if (data.programmes[need.programme.value()].programme_id == "cholera") {
            EXPECT_EQ(need.from, day("2022-08-08"));
            EXPECT_EQ(need.to, day("2022-08-14"));
        }
    }
    EXPECT_TRUE(data.quantifications.empty());
    EXPECT_TRUE(model::Scenario::build(data).has_value());
}

TEST_F(NeedsLeft, NobodyWaitsLongerThanTheProgrammeLets) {
    data.programmes = base_.scenario->data().programmes;
    programme("cholera").max_wait_weeks = 1;
    const auto changed = model::Scenario::build(data);
    ASSERT_TRUE(changed.has_value());
    ASSERT_TRUE(leave_needs(data, *changed, {}, day("2022-08-01")).has_value());
    EXPECT_EQ(persons("cholera"), 1'000);
    data = changed->data();
    ASSERT_TRUE(leave_needs(data, *changed, {}, day("2022-08-08")).has_value());
    EXPECT_EQ(persons("cholera"), 0);
}

TEST_F(NeedsLeft, WhoWasServedIsOffTheNeedWithAllDosesOfTheSeries) {
    const auto lines = leave({{"amber", "amber", "ocv", 301}}, "2022-08-01");
    EXPECT_EQ(persons("cholera", "XT0101"), 450);
    EXPECT_EQ(persons("cholera", "XT0201"), 400);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].programme, "cholera");
    EXPECT_EQ(lines[0].at, "XT0101");
    EXPECT_EQ(lines[0].persons, 150);
    EXPECT_EQ(lines[0].units, 300);
    EXPECT_EQ(lines[1].programme, "");
    EXPECT_EQ(lines[1].units, 1);
}

TEST_F(NeedsLeft, WastageServesNobody) {
    // 1 dose a person, 20 % of what is opened is wasted: 100 doses are 80 infants.
    const auto lines = leave({{"amber", "amber", "mcv", 100}}, "2022-07-25");
    ASSERT_FALSE(lines.empty());
    EXPECT_EQ(lines[0].programme, "measles");
    EXPECT_EQ(lines[0].persons, 80);
}

TEST_F(NeedsLeft, MoreThanWasNeededIsToldAndNoNeedGoesBelowNobody) {
    const auto lines = leave({{"amber", "amber", "ocv", 5'000}}, "2022-08-01");
    EXPECT_EQ(persons("cholera", "XT0101"), 0);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].persons, 600);
    EXPECT_EQ(lines[1].units, 3'800);
}

TEST_F(NeedsLeft, GoodsOfAnotherNetworkServeNobodyHere) {
    EXPECT_TRUE(
        leave({{"elsewhere", "nobody", "ocv", 50}, {"amber", "amber", "tent", 5}}, "2022-07-25")
            .empty());
    EXPECT_EQ(persons("cholera"), 1'000);
}

TEST_F(NeedsLeft, OfAWaitingProgrammeWhoWasServedAndWhoIsLeftAreAll) {
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        data = base_.scenario->data();
        const std::int64_t before = persons("cholera") + persons("care");
        std::vector<HandedOver> handed;
        for (const char* place : {"amber", "birk", "cedar", "dara"}) {
            handed.push_back({place, "post", "ocv", static_cast<std::int64_t>(random() % 1'500)});
            handed.push_back({"north", place, "kit", static_cast<std::int64_t>(random() % 12)});
        }
        std::erase_if(handed, [](const HandedOver& one) { return one.amount == 0; });
        const base::Day as_of =
            day("2022-07-25") + std::chrono::days(static_cast<int>(random() % 50));
        const auto lines = leave_needs(data, *base_.scenario, handed, as_of);
        ASSERT_TRUE(lines.has_value());
        std::int64_t served = 0;
        std::int64_t told = 0;
        for (const ServedLine& line : *lines) {
            served += line.programme == "measles" ? 0 : line.persons;
            told += line.units;
        }
        std::int64_t sent = 0;
        for (const HandedOver& one : handed) {
            sent += one.amount;
        }
        EXPECT_EQ(served + persons("cholera") + persons("care"), before) << round;
        EXPECT_EQ(told, sent) << round;
        EXPECT_TRUE(model::Scenario::build(data).has_value());
    }
}

TEST_F(NeedsLeft, AHorizonThatIsOverHasNoNeeds) {
    const auto lines = leave_needs(data, *base_.scenario, {}, day("2023-01-01"));
    ASSERT_FALSE(lines.has_value());
    EXPECT_EQ(lines.error().code, "horizon_over");
}

class HandedOverInBooks : public testing::FreshBooks {};

TEST_F(HandedOverInBooks, CountsOnceWhatWasDeliveredOrUsedAndNotWhatWasTakenBack) {
    const std::string head =
        "kind,id,business_date,unit,unit_kind,lot,expiry,holder,to,amount,stage,reason,document\n";
    const auto row = [](int number, const char* kind, const char* date, const std::string& rest) {
        return fmt::format("{},{},{},{}\n", kind, id(number), date, rest);
    };
    const std::string goods = "ocv,,L1,2023-06-30,";
    const std::string to_post = "amber,post,{},,," + std::string(64, 'a');
    const auto delivered = [&](int amount) {
        return goods + fmt::format(fmt::runtime(to_post), amount);
    };
    const auto posted =
        codes("amina",
              head + row(1, "define_unit", "2022-07-20", "ocv,medicine,,,,,,,,") +
                  row(2, "opening_balance", "2022-07-20", goods + "amber,,500,,count,") +
                  row(3, "deliver", "2022-07-20", delivered(7)) +
                  row(4, "deliver", "2022-07-25", delivered(100)) +
                  row(5, "use", "2022-07-25", goods + "post,,60,,,") +
                  row(6, "use", "2022-07-25", goods + "amber,,20,on_hand,,"));
    ASSERT_EQ(posted, std::vector<std::string>{});
    const auto books = Books::open(as("amina").books);
    ASSERT_TRUE(books.has_value());
    (*books)->ledger().catch_up();
    const auto of = [&](const char* from, const char* to) {
        std::int64_t sum = 0;
        for (const HandedOver& one : handed_over((*books)->ledger(), day(from), day(to))) {
            EXPECT_EQ(one.from, "amber");
            EXPECT_EQ(one.unit, "ocv");
            sum += one.amount;
        }
        return sum;
    };
    EXPECT_EQ(of("2022-07-25", "2022-07-31"), 120);
    EXPECT_EQ(of("2022-07-01", "2022-07-31"), 127);
    EXPECT_EQ(of("2022-07-26", "2022-07-31"), 0);
}

}  // namespace
}  // namespace imdad::app

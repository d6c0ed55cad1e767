#include <algorithm>
#include <limits>
#include <random>
#include <set>

#include "expect_verdict.hpp"

/// The verdict as a whole: order, limits, and what does not matter.

namespace imdad::verify {
namespace {

TEST(Check, AcceptsRowsInAnyOrder) {
    const Chain chain = make_chain();
    const model::Scenario scenario = chain.builder.build();
    model::Plan plan = chain.plan.build();
    const Verdict expected = check(scenario, plan);
    std::mt19937 random(7);
    for (int i = 0; i < 20; ++i) {
        std::ranges::shuffle(plan.shipments, random);
        std::ranges::shuffle(plan.services, random);
        std::ranges::shuffle(plan.starts, random);
        const Verdict verdict = check(scenario, plan);
        EXPECT_TRUE(verdict.accepted) << all_messages(verdict);
        EXPECT_EQ(verdict.constraints_checked, expected.constraints_checked);
        EXPECT_EQ(verdict.served.value(), 80);
    }
}

TEST(Check, AcceptsAnEmptyPlanAndServesNobody) {
    const Chain chain = make_chain();
    const Verdict verdict = check(chain.builder.build(), PlanBuilder().build());
    EXPECT_TRUE(verdict.accepted);
    EXPECT_EQ(verdict.served.value(), 0);
}

TEST(Check, ReportsEveryFaultInOrderOfWeek) {
    Chain chain = make_chain();
    chain.builder.close(chain.port_to_store, 1, 1);
    chain.builder[chain.pool_to_port].room.cm3[1] = 7999;
    chain.builder.absorption(chain.posts[0], 9);
    const Verdict verdict = check(chain.builder.build(), chain.plan.build());
    ASSERT_EQ(verdict.violations.size(), 6U) << all_messages(verdict);
    EXPECT_EQ(verdict.violations[0].code, "lane_capacity_exceeded");
    EXPECT_EQ(verdict.violations[1].code, "lane_closed");
    for (std::size_t i = 2; i < 6; ++i) {
        EXPECT_EQ(verdict.violations[i].code, "absorption_exceeded");
        EXPECT_EQ(verdict.violations[i].week, static_cast<int>(i) + 2);
    }
}

TEST(Check, KeepsTheFirstThousandViolationsAndCountsAll) {
    ScenarioBuilder builder(8);
    const AreaIndex country = builder.area("AA");
    const PlaceIndex from = builder.place("from", 3, country);
    const LaneIndex lane = builder.lane("lane", from, builder.place("to", 5, country));
    const ProductIndex product = builder.product("p");
    PlanBuilder plan;
    std::vector<BatchIndex> batches;
    for (int i = 0; i < 1500; ++i) {
        batches.push_back(builder.batch(product, "L" + std::to_string(i)));
    }
    // Later weeks first: the kept ones must still be those of the first week.
    for (int week = 7; week >= 0; --week) {
        for (const BatchIndex batch : batches) {
            plan.ship(lane, batch, week, 1);
        }
    }
    const Verdict verdict = check(builder.build(), plan.build());
    EXPECT_FALSE(verdict.accepted);
    EXPECT_EQ(verdict.counts.at("book_below_zero"), 12'000U);
    ASSERT_EQ(verdict.violations.size(), 1000U);
    std::set<std::string> lots;
    for (const Violation& violation : verdict.violations) {
        EXPECT_EQ(violation.week, 0);
        lots.insert(violation.lot);
    }
    EXPECT_EQ(lots.size(), 1000U);
    EXPECT_TRUE(lots.contains("L0"));
    EXPECT_TRUE(lots.contains("L999"));
}

TEST(Check, SaysInOneSentenceWhatIsWrong) {
    Chain chain = make_chain();
    chain.builder[chain.store].room.cm3[1] = 7500;
    const Verdict verdict = check(chain.builder.build(), chain.plan.build());
    ASSERT_EQ(verdict.violations.size(), 1U);
    EXPECT_EQ(verdict.violations.front().message,
              "store holds 8000 cm3 of cold goods at the start of week 2 (2024-01-15), mostly "
              "vaccine, but has room for "
              "7500.");
    EXPECT_EQ(verdict.violations.front().unit, "cm3");
}

TEST(Check, GivesTheSameVerdictForAPlanByHandAndForItsCompletion) {
    Chain chain = make_chain();
    chain.builder[chain.store].room.cm3[1] = 7500;
    const model::Scenario scenario = chain.builder.build();
    const Verdict by_hand = check(scenario, chain.plan.by_hand());
    const Verdict completed = check(scenario, complete_by_hand(scenario, chain.plan.by_hand()));
    EXPECT_EQ(all_messages(by_hand), all_messages(completed));
    EXPECT_EQ(by_hand.served, completed.served);
    EXPECT_EQ(by_hand.constraints_checked, completed.constraints_checked);
}

TEST(Check, SurvivesScenariosWithTheLargestFigures) {
    Chain chain = make_chain();
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    chain.builder[chain.vaccine].pack_cm3 = model::VolumeCm3(kMost);
    chain.builder[chain.vaccine].companion_ambient_cm3 = model::VolumeCm3(kMost);
    chain.builder[chain.store].room.cm3 = {kMost, kMost, kMost, kMost};
    chain.builder[chain.needs[0]].persons = model::Persons(kMost);
    chain.builder[chain.supply].packs = model::Packs(kMost);
    chain.builder.data().serves.front().units_per_person = model::Fixed9::from_nano(kMost);
    chain.builder.data().serves.front().wastage_rate = model::Fixed9::from_nano(999'999'999);
    chain.builder.maximum_stock(3, "9000000000");
    const Verdict verdict = check(chain.builder.build(), chain.plan.build());
    EXPECT_EQ(verdict.counts.at("store_capacity_exceeded"), 1U);
    EXPECT_EQ(verdict.violations.front().found, kMost);
    EXPECT_EQ(verdict.counts.at("units_not_by_rule"), 8U);
}

}  // namespace
}  // namespace imdad::verify

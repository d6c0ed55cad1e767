#include "plan/explain.hpp"
#include "plan/explain_phrases.hpp"
#include "plan/lock_checks.hpp"
#include "plan/lock_notes.hpp"
#include "plan/planner.hpp"
#include "verify/checker.hpp"

#include <algorithm>
#include <string>

#include "support/scenario_builder.hpp"
#include <gtest/gtest.h>

/// What locks do to a plan and to its reasons, in a world small enough to know by hand.

namespace imdad::plan {
namespace {

using model::CauseKind;
using model::Help;
using model::Persons;
using test_support::monday;
using test_support::ScenarioBuilder;
using test_support::sunday;

/// Store -> one post in each of two districts; 20 persons a week in the first, 10 in the second,
/// who do not wait and are worth 4 each; a pack serves one.
struct Small {
    ScenarioBuilder builder{8};
    model::AreaIndex country = builder.area("AA");
    model::AreaIndex first = builder.area("AA01", country);
    model::AreaIndex second = builder.area("AA02", country);
    model::PlaceIndex store = builder.place("store", 3, country);
    model::PlaceIndex post = builder.place("post", 5, first);
    model::PlaceIndex other = builder.place("other", 5, second);
    model::ProductIndex vaccine = builder.product("vaccine", 1, 1000);
    model::ProgrammeIndex infants = builder.programme("infants");
    model::BatchIndex lot = builder.batch(vaccine, "L1");
    model::SupplyIndex stock = builder.stock(store, lot, 1000);

    Small() {
        builder.lane("store-post", store, post);
        builder.lane("store-other", store, other);
        builder.serves(infants, vaccine);
        builder.need(infants, first, 160, 0, 7);
        builder.need(infants, second, 80, 0, 7);
        builder.data().header.policy = model::Policy::most_served;
    }

    model::Lock& lock(model::AreaIndex area) {
        auto& locks = builder.data().locks;
        return locks.emplace_back(model::Lock{.lock_id = "L" + std::to_string(locks.size() + 1),
                                              .area = area,
                                              .programme = infants,
                                              .reason = "agreed",
                                              .row = locks.size() + 2});
    }

    [[nodiscard]] model::PlanResult plan() const {
        const model::Scenario scenario = builder.build();
        model::PlanResult result = make_plan(scenario, {.policy = model::Policy::most_served});
        EXPECT_TRUE(verify::check(scenario, result.chosen.plan).accepted);
        return result;
    }

    [[nodiscard]] model::Explanation explain() const {
        const model::Scenario scenario = builder.build();
        return plan::explain(scenario, plan().chosen.plan, nullptr, {});
    }

    [[nodiscard]] std::vector<std::string> faults() const {
        std::vector<std::string> codes;
        for (const base::Fault& fault : lock_faults(builder.build())) {
            codes.push_back(fault.code + " " + fault.where);
        }
        return codes;
    }
};

std::int64_t served(const model::PlanResult& result, model::AreaIndex area) {
    for (const model::GroupMeasure& group : result.chosen.measures.groups) {
        if (group.area == area) {
            return group.served.value();
        }
    }
    return -1;
}

const Help* help_with(const model::Explanation& explanation, const std::string& what) {
    const auto found = std::ranges::find_if(explanation.helps, [&](const Help& help) {
        return help.what.find(what) != std::string::npos;
    });
    return found == explanation.helps.end() ? nullptr : &*found;
}

TEST(Locks, TheRestIsPlannedRoundThem) {
    Small small;
    small.builder[small.stock].packs = model::Packs(100);
    EXPECT_EQ(served(small.plan(), small.first) + served(small.plan(), small.second), 100);
    small.lock(small.second).at_least = Persons(70);
    small.lock(small.first).at_most = Persons(25);
    const model::PlanResult result = small.plan();
    EXPECT_LE(served(result, small.first), 25);
    EXPECT_GE(served(result, small.second), 70);
    EXPECT_EQ(served(result, small.first) + served(result, small.second), 100);
    for (const model::NamedPlan& baseline : result.baselines) {
        EXPECT_EQ(baseline.measures.locks[0].missing, Persons(0)) << baseline.name;
        EXPECT_LE(baseline.measures.locks[1].served, Persons(25)) << baseline.name;
    }
}

TEST(Locks, HoldACellWeekByWeek) {
    Small small;
    for (int week = 0; week < 8; ++week) {
        model::Lock& lock = small.lock(small.first);
        lock.from = monday(week);
        lock.to = sunday(week);
        lock.at_least = lock.at_most = Persons(week);
    }
    const model::PlanResult result = small.plan();
    for (const model::WeekMeasure& row : result.chosen.measures.weeks) {
        if (row.area == small.first) {
            EXPECT_EQ(row.served.value(), row.week);
        }
    }
    EXPECT_EQ(served(result, small.second), 80);
    EXPECT_TRUE(result.chosen.plan.shortfalls.empty());
}

TEST(Locks, WhatCannotBeHadIsSaidWithTheReason) {
    Small small;
    small.builder[small.stock].packs = model::Packs(50);
    small.lock(small.first).at_least = Persons(60);
    const model::PlanResult result = small.plan();
    ASSERT_EQ(result.chosen.plan.shortfalls.size(), 1U);
    EXPECT_EQ(result.chosen.plan.shortfalls[0].persons, Persons(10));
    EXPECT_EQ(result.bounds.back().certificate.aim, model::Certificate::Aim::locks);
    const auto says = [](const std::string& note) {
        return note.find(
                   "Not all that the locks ask for can be had, because of: vaccine is used "
                   "up") != std::string::npos;
    };
    EXPECT_TRUE(std::ranges::any_of(result.notes, says));
    const model::Phrase note = lock_note(small.builder.build(), result.bounds);
    EXPECT_EQ(english(note), result.notes.back());
    EXPECT_EQ(note.code, "locks_short");
    EXPECT_EQ(note.arguments.at(0).code, "scarce_supply");
    EXPECT_EQ(note.arguments.at(0).arguments.at(0).value, "vaccine");
    EXPECT_TRUE(lock_note(small.builder.build(), {}).empty());
}

TEST(Locks, AnAreaThatIsShutByOneIsOutOfReachForThatReason) {
    Small small;
    small.lock(small.first).at_most = Persons(0);
    const model::PlanResult result = small.plan();
    EXPECT_EQ(result.chosen.measures.areas[0].reason, "a lock lets nobody be served here");
    ASSERT_TRUE(result.chosen.measures.worst_area);
    EXPECT_EQ(result.chosen.measures.areas[*result.chosen.measures.worst_area].area, small.second);
}

TEST(Locks, AreACauseWithAPrice) {
    Small small;
    small.lock(small.first).at_most = Persons(100);
    const model::Explanation explanation = small.explain();
    ASSERT_EQ(explanation.groups.size(), 1U);
    const model::Cause& cause = explanation.groups[0].causes.at(0);
    EXPECT_EQ(cause.kind, CauseKind::lock);
    EXPECT_EQ(cause.persons, 60);
    EXPECT_NE(cause.text.find("lock L1, at most 100"), std::string::npos) << cause.text;
    EXPECT_NE(cause.text.find("\"agreed\""), std::string::npos) << cause.text;
    const Help* const help = help_with(explanation, "one more person let in by lock L1");
    ASSERT_NE(help, nullptr);
    EXPECT_NEAR(help->price.value_or(0), 4, 1e-6);
    EXPECT_NEAR(help->found.value_or(0), 4, 1e-6);
}

TEST(Locks, ThatShutAreACauseWithoutAWay) {
    Small small;
    model::Lock& lock = small.lock(small.first);
    lock.at_most = Persons(0);
    lock.from = monday(2);
    lock.to = sunday(3);
    const model::Explanation explanation = small.explain();
    ASSERT_EQ(explanation.groups.size(), 1U);
    const model::Cause& cause = explanation.groups[0].causes.at(0);
    EXPECT_EQ(cause.kind, CauseKind::lock);
    EXPECT_EQ(cause.persons, 40);
    EXPECT_EQ(cause.things.at(0).second, "L1");
    EXPECT_NE(cause.text.find("No way: lock L1, nobody"), std::string::npos) << cause.text;
}

TEST(Locks, WhatTheyTakeFromOthersHasAPrice) {
    Small small;
    small.builder[small.stock].packs = model::Packs(100);
    small.builder[small.first].weight = *model::Fixed9::parse("3");
    small.lock(small.second).at_least = Persons(50);  // worth 4 a person there, 12 in the first
    const model::Explanation explanation = small.explain();
    const Help* const help = help_with(explanation, "one person fewer asked for by lock L1");
    ASSERT_NE(help, nullptr);
    EXPECT_NEAR(help->price.value_or(0), 8, 1e-6);
    EXPECT_NEAR(help->found.value_or(0), 8, 1e-6);
}

TEST(LockFaults, MoreThanNeedItThereAndThen) {
    Small small;
    model::Lock& lock = small.lock(small.first);
    lock.from = monday(1);
    lock.to = sunday(2);
    lock.at_least = Persons(40);
    EXPECT_TRUE(small.faults().empty());
    small.builder.data().locks[0].at_least = Persons(41);
    EXPECT_EQ(small.faults(),
              std::vector<std::string>{"lock_above_need locks.csv:2, column at_least"});
    // Need that waits may still be met later.
    small.builder.data().programmes[0].waits = true;
    EXPECT_TRUE(small.faults().empty());
    small.builder.data().locks[0].area = small.country;
    small.builder.data().locks[0].at_least = Persons(90);
    EXPECT_TRUE(small.faults().empty()) << "the country holds both";
    small.builder.data().locks[0].at_least = Persons(91);
    EXPECT_EQ(small.faults().size(), 1U);
}

TEST(LockFaults, TwoThatContradictEachOther) {
    Small small;
    small.lock(small.first).at_least = Persons(30);
    model::Lock& outer = small.lock(small.country);
    outer.at_most = Persons(29);
    EXPECT_EQ(small.faults(),
              std::vector<std::string>{"locks_contradict locks.csv:2, column at_least"});
    small.builder.data().locks[1].from = monday(1);
    EXPECT_TRUE(small.faults().empty()) << "in the first week there is room for them";
    small.builder.data().locks[1].from.reset();
    small.builder.data().locks[1].product = small.vaccine;
    EXPECT_TRUE(small.faults().empty()) << "other products might serve them";
}

TEST(LockFaults, TheSameCellTwice) {
    Small small;
    small.lock(small.first).at_least = Persons(30);
    model::Lock& same = small.lock(small.first);
    same.at_most = Persons(40);
    same.from = monday(0);
    EXPECT_EQ(small.faults(), std::vector<std::string>{"locked_twice locks.csv:3, column lock_id"});
}

}  // namespace
}  // namespace imdad::plan

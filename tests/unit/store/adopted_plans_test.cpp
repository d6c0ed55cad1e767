#include "store/adopted_plans.hpp"

#include "database.hpp"
#include <gtest/gtest.h>

namespace imdad::store {
namespace {

base::Day day_from(int days) {
    return base::Day(std::chrono::days(days));
}

using AdoptedPlans = OnBothDatabases;
IMDAD_ON_BOTH_DATABASES(AdoptedPlans);

TEST_P(AdoptedPlans, AreReadAsTheyWereWritten) {
    const auto connection = database.open_migrated();
    AdoptedPlan plan{.id = {~0ULL, 7},
                     .name = "second half of 2022",
                     .shipments = {},
                     .actor = {1, 2},
                     .approver = {3, 4},
                     .on = day_from(19'200),
                     .recorded_at_ms = 1'658'700'000'000};
    plan.shipments.fill(0xab);
    std::vector<PlannedShipment> shipments;
    for (const std::int64_t number : {2, 1}) {
        shipments.push_back({.id = {9, static_cast<std::uint64_t>(number)},
                             .number = number,
                             .lane = "kabul-herat",
                             .from = "kabul",
                             .to = "herat",
                             .unit = "penta",
                             .lot = "A1",
                             .expiry = day_from(20'000),
                             .earmark = "flood",
                             .activity = "campaign",
                             .amount = 1'000 * number,
                             .departure = day_from(19'210),
                             .arrival = day_from(19'217)});
    }
    {
        Transaction transaction(*connection, Transaction::Kind::write);
        append_plan(*connection, plan, shipments);
        append_plan(*connection, {.id = {5, 5}, .name = "another"}, {});
        transaction.commit();
    }
    const std::vector<AdoptedPlan> plans = read_plans(*connection);
    ASSERT_EQ(plans.size(), 2U);
    EXPECT_EQ(plans[0].id, plan.id);
    EXPECT_EQ(plans[0].name, plan.name);
    EXPECT_EQ(plans[0].shipments, plan.shipments);
    EXPECT_EQ(plans[0].actor, plan.actor);
    EXPECT_EQ(plans[0].approver, plan.approver);
    EXPECT_EQ(plans[0].on, plan.on);
    EXPECT_EQ(plans[0].recorded_at_ms, plan.recorded_at_ms);
    EXPECT_EQ(plans[1].name, "another");
    const std::vector<PlannedShipment> read = read_planned_shipments(*connection, plan.id);
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[0], shipments[1]);
    EXPECT_EQ(read[1], shipments[0]);
    EXPECT_TRUE(read_planned_shipments(*connection, {5, 5}).empty());
    EXPECT_THROW(append_plan(*connection, plan, {}), Refused);
}

}  // namespace
}  // namespace imdad::store

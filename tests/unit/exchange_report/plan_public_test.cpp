#include "exchange/plan_public.hpp"

#include "../report/small_plan.hpp"
#include <gtest/gtest.h>

namespace imdad::exchange {
namespace {

using report::testing::small_plan;

class PublicViewTest : public ::testing::Test {
 protected:
    const report::testing::SmallPlan plan = small_plan();
    const PublicView view{plan.scenario, model::Audience::public_};
};

TEST_F(PublicViewTest, HoldsBackNamesAndCodesOfPlacesLanesAndLots) {
    for (const char* text : {"PL-CENTRAL",
                             "see (Quiet Valley clinic).",
                             "near “Omega central store”",
                             "Omega central store’s roof",
                             "over LN-2",
                             "lot LOT-77Q, half used",
                             "at PL-OPEN"}) {
        EXPECT_FALSE(view.may_show(text)) << text;
        EXPECT_EQ(view.shown(text), kHeldBack);
    }
}

TEST_F(PublicViewTest, HoldsBackDatesOtherThanTheEndsOfTheHorizon) {
    EXPECT_FALSE(view.may_show("leaves on 2022-08-01"));
    EXPECT_TRUE(view.may_show("from 2022-07-25 to 2022-08-21"));
    EXPECT_TRUE(view.may_show("code 12022-08-01"));
}

TEST_F(PublicViewTest, ShowsAreasPublicPlacesAndEverythingElse) {
    for (const char* text : {"North East is cut off",
                             "AA11",
                             "Open House helps",
                             "LN-22",
                             "PL-CENTRALS",
                             "12 weeks",
                             "",
                             "LOT"}) {
        EXPECT_TRUE(view.may_show(text)) << text;
    }
}

TEST_F(PublicViewTest, TakesABareNumberForNoSecret) {
    auto data = report::testing::small_scenario();
    data.batches[0].lot = "12";
    const auto scenario = model::Scenario::build(std::move(data));
    EXPECT_TRUE(PublicView(*scenario, model::Audience::public_).may_show("for 12 weeks"));
}

TEST_F(PublicViewTest, ShowsAllToARestrictedAudience) {
    const PublicView restricted(plan.scenario, model::Audience::restricted);
    EXPECT_TRUE(restricted.may_show("Quiet Valley clinic on 2022-08-01"));
    EXPECT_EQ(restricted.shown_point(20.654321, 10.123456).lon, 20.654321);
}

TEST_F(PublicViewTest, RoundsPointsForThePublic) {
    const GeoPoint point = view.shown_point(20.654321, -10.16);
    EXPECT_DOUBLE_EQ(point.lon, 20.7);
    EXPECT_DOUBLE_EQ(point.lat, -10.2);
}

}  // namespace
}  // namespace imdad::exchange

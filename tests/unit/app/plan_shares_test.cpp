#include "app/plan_shares.hpp"

#include "support/scenario_builder.hpp"
#include <gtest/gtest.h>

/// Goods of one pool for two countries, and what of them each country gets.

namespace imdad::app {
namespace {

using test_support::PlanBuilder;
using test_support::ScenarioBuilder;

class Shares : public testing::Test {
 protected:
    Shares() : builder(6) {
        north = builder.area("NN");
        south = builder.area("SS");
        pool = builder.place("pool", 0);
        store_north = builder.place("store-n", 2, north);
        store_south = builder.place("store-s", 2, south);
        post_north = builder.place("post-n", 5, north);
        to_north = builder.lane("pool-n", pool, store_north);
        to_south = builder.lane("pool-s", pool, store_south);
        on_north = builder.lane("n-post", store_north, post_north);
        kit = builder.product("kit", 10);
        care = builder.programme("care");
        builder.serves(care, kit);
        need = builder.need(care, post_north, 100, 0, 5);
        batch = builder.batch(kit, "A");
        of_pool = builder.stock(pool, batch, 50);
        of_store = builder.stock(store_north, batch, 4);
    }

    ScenarioBuilder builder;
    model::AreaIndex north, south;
    model::PlaceIndex pool, store_north, store_south, post_north;
    model::LaneIndex to_north, to_south, on_north;
    model::ProductIndex kit;
    model::ProgrammeIndex care;
    model::NeedIndex need;
    model::BatchIndex batch;
    model::SupplyIndex of_pool, of_store;
};

TEST_F(Shares, EachCountryGetsWhatIsSentToIt) {
    const model::Scenario scenario = builder.build();
    PlanBuilder plan;
    plan.start(of_pool, 40).start(of_store, 4);
    plan.ship(to_north, batch, 0, 12).ship(to_south, batch, 0, 20).ship(on_north, batch, 1, 9);
    plan.serve(need, post_north, batch, 2, 85, 85);
    const model::Plan made = plan.build();
    const PlanShares shares(scenario, made);
    EXPECT_EQ(shares.countries_beyond(store_north, batch), (std::set{north}));
    EXPECT_EQ(shares.countries_beyond(store_south, batch), (std::set{south}));
    EXPECT_EQ(shares.countries_beyond(pool, batch), (std::set{north, south}));
    std::map<std::pair<model::SupplyIndex, model::AreaIndex>, std::int64_t> packs;
    for (const SupplyShare& share : shares.shares()) {
        packs[{share.supply, share.country}] += share.packs.value();
    }
    // Eight packs of the pool stay there, and belong to nobody yet.
    EXPECT_EQ((packs[{of_pool, north}]), 12);
    EXPECT_EQ((packs[{of_pool, south}]), 20);
    EXPECT_EQ((packs[{of_store, north}]), 4);
    EXPECT_EQ(packs.size(), 3U);
}

TEST_F(Shares, WhatIsUsedWhereItLiesIsForThatCountry) {
    const auto own = builder.stock(post_north, batch, 3);
    const model::Scenario scenario = builder.build();
    PlanBuilder plan;
    plan.start(own, 3).serve(need, post_north, batch, 0, 21, 21);
    const model::Plan made = plan.build();
    const std::vector<SupplyShare> shares = PlanShares(scenario, made).shares();
    ASSERT_EQ(shares.size(), 1U);
    EXPECT_EQ(shares.front().country, north);
    EXPECT_EQ(shares.front().packs.value(), 3);
}

}  // namespace
}  // namespace imdad::app

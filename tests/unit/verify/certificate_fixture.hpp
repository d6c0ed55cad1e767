#pragma once

#include "verify/certificate.hpp"
#include "verify/maximum_stock.hpp"

#include <vector>

#include "support/scenario_builder.hpp"
#include <gtest/gtest.h>

/// A country AA with districts AA01 and AA02, a pool, a post in each district, one product (1 unit
/// a pack, 2 cm3, ambient) that serves one vital programme with one unit. Under `most_served` each
/// person is worth 4, so that bounds can be worked out by hand.

namespace imdad::verify {

using base::Int128;
using model::Certificate;
using model::RowPrice;
using Row = RowPrice::Row;

inline RowPrice price(Row row, std::size_t first, std::size_t second, int week, std::int64_t at) {
    return {row, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second), week, at};
}

class CertificateTest : public ::testing::Test {
 protected:
    explicit CertificateTest(int weeks = 4) : builder(weeks) {
        country = builder.area("AA");
        district = builder.area("AA01", country);
        other_district = builder.area("AA02", country);
        pool = builder.place("pool", 0);
        post = builder.place("post", 5, district);
        other_post = builder.place("other", 5, other_district);
        goods = builder.product("goods", 1, 2);
        programme = builder.programme("programme");
        builder.serves(programme, goods);
        lot = builder.batch(goods, "L1");
        options.policy = model::Policy::most_served;
    }

    /// The bound on the value, in 1e-9; -1 after a failure.
    Int128 nano(std::vector<RowPrice> prices, int scale_bits = 0) {
        const model::Scenario scenario = builder.build();
        const auto result = bound_of(
            scenario, options, {.scale_bits = scale_bits, .prices = std::move(prices)}, {});
        EXPECT_TRUE(result.has_value()) << result.error().message;
        return result.value_or(-1);
    }

    double bound(std::vector<RowPrice> prices = {}, int scale_bits = 0) {
        return static_cast<double>(nano(std::move(prices), scale_bits)) / 1e9;
    }

    std::string refusal(Certificate certificate, std::vector<AreaIndex> out_of_reach = {}) {
        const model::Scenario scenario = builder.build();
        const auto result = bound_of(scenario, options, certificate, out_of_reach);
        return result ? "" : result.error().code + ": " + result.error().message;
    }

    /// Lane from the pool to the post, and packs at the pool.
    LaneIndex supply_by_lane(std::int64_t packs, int lead_days = 0) {
        builder.stock(pool, lot, packs);
        return builder.lane("lane", pool, post, lead_days);
    }

    test_support::ScenarioBuilder builder;
    model::PlanOptions options;
    AreaIndex country;
    AreaIndex district;
    AreaIndex other_district;
    PlaceIndex pool;
    PlaceIndex post;
    PlaceIndex other_post;
    ProductIndex goods;
    ProgrammeIndex programme;
    BatchIndex lot;
};

}  // namespace imdad::verify

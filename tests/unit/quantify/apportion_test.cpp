#include "quantify/apportion.hpp"

#include <limits>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace imdad::quantify {
namespace {

using Shares = std::vector<std::int64_t>;

Shares share_out(std::int64_t total, const Shares& weights) {
    const auto shares = apportion(total, weights);
    EXPECT_TRUE(shares.has_value());
    return shares.value_or(Shares{});
}

TEST(Apportion, GivesTheTextbookSharesOfStockFiftyAgainstTenTwentyFifty) {
    EXPECT_EQ(share_out(50, {10, 20, 50}), (Shares{6, 13, 31}));
}

TEST(Apportion, GivesTiesToTheLowerIndex) {
    EXPECT_EQ(share_out(1, {1, 1, 1}), (Shares{1, 0, 0}));
    EXPECT_EQ(share_out(5, {1, 1, 1}), (Shares{2, 2, 1}));
    EXPECT_EQ(share_out(3, {0, 2, 2}), (Shares{0, 2, 1}));
}

TEST(Apportion, IsExactWhenTheWeightsDivide) {
    EXPECT_EQ(share_out(100, {1, 4, 5}), (Shares{10, 40, 50}));
    EXPECT_EQ(share_out(0, {3, 4}), (Shares{0, 0}));
    EXPECT_EQ(share_out(0, {}), Shares{});
}

TEST(Apportion, RefusesToShareBetweenNobody) {
    EXPECT_EQ(apportion(1, Shares{0, 0}).error().code, "weights_all_zero");
    EXPECT_EQ(apportion(1, Shares{}).error().code, "weights_all_zero");
}

TEST(Apportion, DoesNotOverflowAtTheLargestNumbers) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(share_out(most, {most, most}), (Shares{most / 2 + 1, most / 2}));
}

TEST(Apportion, SharesSumToTotalAndStayWithinOneOfTheirProportion) {
    std::mt19937_64 random(20220725);
    for (int round = 0; round < 500; ++round) {
        const auto total = static_cast<std::int64_t>(random() % 1'000'000);
        Shares weights(1 + random() % 40);
        for (auto& weight : weights) {
            weight = static_cast<std::int64_t>(random() % 1000);
        }
        weights[0] += 1;
        const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
        const Shares shares = share_out(total, weights);
        EXPECT_EQ(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}), total);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            EXPECT_GE(shares[i], total * weights[i] / sum);
            EXPECT_LE(shares[i], total * weights[i] / sum + 1);
        }
    }
}

}  // namespace
}  // namespace imdad::quantify

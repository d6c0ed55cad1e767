#include "engine/saddle.hpp"

#include "base/random.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace imdad::engine {
namespace {

constexpr float kFree = std::numeric_limits<float>::infinity();

/// max x + 2 y, x + y <= 4, y <= 3, x, y >= 0: 7 at (1, 3), both rows worth 1.
SparseLp corner() {
    return {.objective = {1, 2},
            .upper = {kFree, kFree},
            .column_size = {1, 1},
            .right = {-4, -3},
            .row_price = {1, 1},
            .begins = {0, 1, 3},
            .rows = {0, 0, 1},
            .values = {-1, -1, -1}};
}

TEST(Saddle, FindsTheCornerAndThePricesOfItsRows) {
    const SparseLp lp = corner();
    Saddle saddle(lp);
    saddle.iterate(400, 1, {});
    EXPECT_NEAR(static_cast<double>(saddle.x()[0]), 1, 1e-3);
    EXPECT_NEAR(static_cast<double>(saddle.x()[1]), 3, 1e-3);
    EXPECT_NEAR(static_cast<double>(saddle.y()[0]), 1, 1e-3);
    EXPECT_NEAR(static_cast<double>(saddle.y()[1]), 1, 1e-3);
    EXPECT_EQ(saddle.iterations(), 400);
}

TEST(Saddle, KeepsColumnsUnderTheirUpperBounds) {
    SparseLp lp = corner();
    lp.upper = {0.5F, 2};
    Saddle saddle(lp);
    saddle.iterate(400, 1, {});
    EXPECT_NEAR(static_cast<double>(saddle.x()[0]), 0.5, 1e-3);
    EXPECT_NEAR(static_cast<double>(saddle.x()[1]), 2, 1e-3);
    EXPECT_NEAR(static_cast<double>(saddle.y()[0]), 0, 1e-3);
}

TEST(Saddle, GoesOnFromWhereAnotherRunEnded) {
    const SparseLp lp = corner();
    Saddle first(lp);
    first.iterate(400, 1, {});
    SparseLp more = lp;
    more.right = {-5, -3};
    Saddle next(more);
    ASSERT_TRUE(next.start_from(first.point()));
    EXPECT_EQ(next.x()[1], first.x()[1]);
    next.iterate(400, 1, {});
    EXPECT_NEAR(static_cast<double>(next.x()[0]), 2, 1e-3);
    EXPECT_NEAR(static_cast<double>(next.x()[1]), 3, 1e-3);
}

TEST(Saddle, DoesNotStartFromAPointOfAnotherSize) {
    const SparseLp lp = corner();
    Saddle saddle(lp);
    EXPECT_FALSE(saddle.start_from({.x = {1}, .y = {1, 1}}));
    EXPECT_EQ(saddle.x()[0], 0);
}

TEST(Saddle, StopsWhenAsked) {
    const SparseLp lp = corner();
    Saddle saddle(lp);
    saddle.iterate(400, 1, [] { return true; });
    EXPECT_LE(saddle.iterations(), 8);
}

/// A few hundred columns over a hundred rows, all feasible at 0.
SparseLp random_lp() {
    base::RandomStream random(7, 1);
    SparseLp lp;
    lp.right.assign(100, 0);
    lp.row_price.assign(100, 1);
    for (float& right : lp.right) {
        right = -static_cast<float>(random.between(1, 50));
    }
    for (int j = 0; j < 400; ++j) {
        lp.objective.push_back(static_cast<float>(random.between(1, 9)));
        lp.upper.push_back(static_cast<float>(random.between(1, 20)));
        lp.column_size.push_back(1);
        lp.begins.push_back(lp.rows.size());
        for (int i = 0; i < 3; ++i) {
            lp.rows.push_back(static_cast<std::uint32_t>(33 * i + random.below(33)));
            lp.values.push_back(-static_cast<float>(random.between(1, 5)));
        }
    }
    lp.begins.push_back(lp.rows.size());
    return lp;
}

TEST(Saddle, GivesTheSameBytesAtAnyNumberOfThreads) {
    const SparseLp lp = random_lp();
    Saddle one(lp);
    one.iterate(200, 1, {});
    for (const int threads : {2, 3, 7}) {
        Saddle many(lp);
        // The number may change on the way.
        many.iterate(104, threads, {});
        many.iterate(96, 1, {});
        EXPECT_TRUE(std::equal(one.x().begin(), one.x().end(), many.x().begin())) << threads;
        EXPECT_TRUE(std::equal(one.y().begin(), one.y().end(), many.y().begin())) << threads;
    }
}

}  // namespace
}  // namespace imdad::engine

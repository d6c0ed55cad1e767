#include "engine/saddle.hpp"

#include "base/random.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

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
    EXPECT_TRUE(std::equal(next.x().begin(), next.x().end(), first.x().begin()));
    EXPECT_TRUE(std::equal(next.y().begin(), next.y().end(), first.y().begin()));
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

/// The method as its sources write it, on whole vectors: step, reflect, and lean on the first point
/// as much as on all later ones together.
std::pair<std::vector<double>, std::vector<double>> by_the_book(const SparseLp& lp, int steps) {
    const std::size_t columns = lp.columns();
    const std::size_t rows = lp.right.size();
    std::vector<double> tau(columns, 0);
    std::vector<double> sigma(rows, 0);
    const auto each = [&](const auto& visit) {
        for (std::size_t j = 0; j < columns; ++j) {
            for (std::size_t e = lp.begins[j]; e < lp.begins[j + 1]; ++e) {
                visit(j, lp.rows[e], static_cast<double>(lp.values[e]));
            }
        }
    };
    each([&](std::size_t j, std::size_t i, double value) {
        tau[j] += std::abs(value) * static_cast<double>(lp.row_price[i]);
        sigma[i] += std::abs(value) * static_cast<double>(lp.column_size[j]);
    });
    std::vector<double> x(columns, 0);
    std::vector<double> y(rows, 0);
    std::vector<double> x_next = x;
    std::vector<double> y_next = y;
    for (int k = 0; k < steps; ++k) {
        std::vector<double> up(lp.objective.begin(), lp.objective.end());
        each([&](std::size_t j, std::size_t i, double value) { up[j] += value * y[i]; });
        std::vector<double> over(rows);
        std::vector<double> reflected(columns);
        for (std::size_t j = 0; j < columns; ++j) {
            const double step = static_cast<double>(lp.column_size[j]) / tau[j];
            x_next[j] = std::clamp(x[j] + step * up[j], 0.0, static_cast<double>(lp.upper[j]));
            reflected[j] = 2 * x_next[j] - x[j];
        }
        for (std::size_t i = 0; i < rows; ++i) {
            over[i] = -static_cast<double>(lp.right[i]);
        }
        each([&](std::size_t j, std::size_t i, double value) { over[i] += value * reflected[j]; });
        const double weight = (k + 1.0) / (k + 2.0);
        for (std::size_t i = 0; i < rows; ++i) {
            const double step = sigma[i] > 0 ? static_cast<double>(lp.row_price[i]) / sigma[i] : 0;
            y_next[i] = std::max(0.0, y[i] - step * over[i]);
            y[i] = weight * (2 * y_next[i] - y[i]);
        }
        for (std::size_t j = 0; j < columns; ++j) {
            x[j] = weight * reflected[j];
        }
    }
    return {x_next, y_next};
}

TEST(Saddle, StepsAsTheSourcesSay) {
    const SparseLp lp = random_lp();
    for (const int steps : {1, 2, 3, 7}) {
        SCOPED_TRACE(steps);
        Saddle saddle(lp);
        saddle.iterate(steps, 1, {});
        const auto [x, y] = by_the_book(lp, steps);
        for (std::size_t j = 0; j < x.size(); ++j) {
            ASSERT_NEAR(static_cast<double>(saddle.x()[j]), x[j], 1e-4 * (1 + x[j])) << j;
        }
        for (std::size_t i = 0; i < y.size(); ++i) {
            ASSERT_NEAR(static_cast<double>(saddle.y()[i]), y[i], 1e-4 * (1 + y[i])) << i;
        }
    }
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

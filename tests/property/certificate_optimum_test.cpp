#include "lp/relaxation.hpp"
#include "lp/solve.hpp"
#include "plan/policy.hpp"
#include "plan/problem_builder.hpp"
#include "verify/certificate.hpp"

#include <algorithm>
#include <cmath>

#include "random_scenario.hpp"
#include "support/optimum.hpp"
#include <gtest/gtest.h>

/// At the prices that the solver of the linear programme finds, the bound of the checker is the
/// optimum of the programme: neither forgets a rule that the other knows. They share no code.

namespace imdad::testing {
namespace {

using engine::Id;
using model::Certificate;
using model::RowPrice;

constexpr int kScaleBits = 40;
constexpr std::uint64_t kSeeds = 40;

/// Prices of an optimal solution, and shares where areas have rows.
class PricesOfSolution {
 public:
    PricesOfSolution(const plan::BuiltProblem& built,
                     const lp::Relaxation& relaxation,
                     const lp::Solution& solution)
        : built_(built), relaxation_(relaxation), solution_(solution) {
        std::size_t i = 0;
        relaxation.each_row([&](const lp::Row& row, double) { add(row, solution.duals[i++]); });
        i = 0;
        relaxation.each_column([&](const lp::Column& column) {
            const double price = solution_.reduced_costs[i++];
            if (column.kind == lp::Column::Kind::start) {
                add_start(column, price);
            }
        });
        certificate.aim = relaxation.aim().kind == lp::Aim::Kind::value
                              ? Certificate::Aim::value
                              : Certificate::Aim::worst_off;
        std::ranges::sort(certificate.prices);
        std::ranges::sort(certificate.shares);
    }

    Certificate certificate{.scale_bits = kScaleBits};

 private:
    static std::int64_t scaled(double price) {
        return std::llround(std::ldexp(std::max(0.0, price), kScaleBits));
    }

    void add(const lp::Row& row, double dual) {
        constexpr double kCm3PerLitre = 1000;
        switch (row.kind) {
            case lp::Row::Kind::lane:
                add_price(
                    RowPrice::Row::lane, row.first, row.second, row.week, dual / kCm3PerLitre);
                break;
            case lp::Row::Kind::store:
                add_price(
                    RowPrice::Row::store, row.first, row.second, row.week, dual / kCm3PerLitre);
                break;
            case lp::Row::Kind::maximum:
                add_price(RowPrice::Row::maximum, row.first, row.second, row.week, dual);
                break;
            case lp::Row::Kind::absorb:
                add_price(RowPrice::Row::absorption, row.first, 0, row.week, dual);
                break;
            case lp::Row::Kind::area:
                if (scaled(dual) > 0) {
                    certificate.shares.push_back({model::AreaIndex(row.first), scaled(dual)});
                }
                break;
            default:
                break;
        }
    }

    void add_price(RowPrice::Row row, Id first, Id second, int week, double price) {
        if (scaled(price) > 0) {
            certificate.prices.push_back({row, first, second, week, scaled(price)});
        }
    }

    /// The price of a start is that of all supplies that make it up.
    void add_start(const lp::Column& column, double price) {
        const lp::Commodity& commodity = relaxation_.commodities()[column.second];
        for (std::size_t s = 0; s < built_.problem.supplies.size(); ++s) {
            const engine::Supply& supply = built_.problem.supplies[s];
            if (supply.node == column.first && supply.week == column.week &&
                std::ranges::find(commodity.lots, supply.lot) != commodity.lots.end()) {
                add_price(RowPrice::Row::supply,
                          static_cast<Id>(built_.supply_of[s].value()),
                          0,
                          0,
                          price);
            }
        }
    }

    const plan::BuiltProblem& built_;
    const lp::Relaxation& relaxation_;
    const lp::Solution& solution_;
};

class BoundAtTheOptimum : public ::testing::TestWithParam<Family> {};

TEST_P(BoundAtTheOptimum, OfTheValueIsTheOptimum) {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const auto scenario = model::Scenario::build(random_scenario(GetParam(), seed));
        ASSERT_TRUE(scenario.has_value());
        const model::PlanOptions options{.policy = static_cast<model::Policy>(seed % 3)};
        const plan::BuiltProblem built = plan::build_problem(*scenario, options);
        const lp::Relaxation relaxation(built.problem, lp::value_aim(plan::slopes(options.policy)));
        const lp::Solution solution = lp::solve(relaxation);
        ASSERT_EQ(solution.status, lp::Solution::Status::optimal);
        const PricesOfSolution prices(built, relaxation, solution);
        const auto bound = verify::bound_of(*scenario, options, prices.certificate, {});
        ASSERT_TRUE(bound.has_value()) << seed << ": " << bound.error().message;
        const auto found = static_cast<double>(*bound) / 1e9;
        EXPECT_NEAR(found, solution.objective, 1e-6 * (1 + solution.objective)) << "seed " << seed;
    }
}

TEST_P(BoundAtTheOptimum, OfTheWorstOffAreaIsTheOptimum) {
    std::size_t compared = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const auto scenario = model::Scenario::build(random_scenario(GetParam(), seed));
        ASSERT_TRUE(scenario.has_value());
        const model::PlanOptions options;
        const plan::BuiltProblem built = plan::build_problem(*scenario, options);
        const auto outside = test_support::areas_out_of_reach(*scenario, built);
        const lp::Relaxation relaxation(built.problem,
                                        lp::worst_off_aim(*scenario, built.problem, outside));
        const lp::Solution solution = lp::solve(relaxation);
        ASSERT_EQ(solution.status, lp::Solution::Status::optimal);
        const PricesOfSolution prices(built, relaxation, solution);
        if (prices.certificate.shares.empty()) {
            continue;
        }
        ++compared;
        const auto bound = verify::bound_of(*scenario, options, prices.certificate, {});
        ASSERT_TRUE(bound.has_value()) << seed << ": " << bound.error().message;
        const auto found = static_cast<double>(*bound) / 1e9;
        EXPECT_NEAR(found, std::min(1.0, solution.objective), 1e-6) << "seed " << seed;
    }
    EXPECT_GT(compared, kSeeds / 4);
}

INSTANTIATE_TEST_SUITE_P(Families,
                         BoundAtTheOptimum,
                         ::testing::ValuesIn(families()),
                         [](const auto& family) { return name_of(family.param); });

}  // namespace
}  // namespace imdad::testing

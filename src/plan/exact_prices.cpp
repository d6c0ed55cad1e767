#include "plan/exact_prices.hpp"

#include <algorithm>

namespace imdad::plan {

namespace {

constexpr double kCm3PerLitre = 1000;

/// Duals below this are the solver's rounding.
constexpr double kNothing = 1e-12;

double at_least_zero(double price) {
    return price > kNothing ? price : 0;
}

void read_rows(const lp::Relaxation& relaxation,
               const lp::Solution& solution,
               const engine::Problem& problem,
               const CountedAreas& counted,
               ExactPrices& result) {
    const auto weeks = static_cast<std::size_t>(problem.weeks);
    std::size_t at = 0;
    relaxation.each_row([&](const lp::Row& row, double /*right*/) {
        const double dual = solution.duals[at++] / relaxation.scale();
        const double price = at_least_zero(dual);
        const auto week = static_cast<std::size_t>(std::max(0, row.week));
        switch (row.kind) {
            case lp::Row::Kind::lane:
                result.prices.lane[(row.first * engine::kClasses + row.second) * weeks + week] =
                    price / kCm3PerLitre;
                break;
            case lp::Row::Kind::store:
                result.prices.store[(row.first * engine::kClasses + row.second) * weeks + week] =
                    price / kCm3PerLitre;
                break;
            case lp::Row::Kind::maximum: {
                const engine::Id limit = problem.max_row[problem.pair(row.first, row.second)];
                result.prices.maximum[limit * weeks + week] = price;
                break;
            }
            case lp::Row::Kind::absorb:
                result.prices.absorption[row.first * weeks + week] = price;
                break;
            case lp::Row::Kind::area: {
                const auto area = std::ranges::find(counted.areas, model::AreaIndex(row.first));
                if (area != counted.areas.end()) {
                    result.area_weights[static_cast<std::size_t>(area - counted.areas.begin())] =
                        price;
                }
                break;
            }
            case lp::Row::Kind::lock_most:
                result.prices.lock_most[row.first] = price;
                break;
            case lp::Row::Kind::lock_least:
                // What the objective loses per person asked for.
                result.prices.lock_least[row.first] = at_least_zero(-dual);
                break;
            default:
                break;
        }
    });
}

/// A supply is worth what one more pack of its start would bring.
void read_starts(const lp::Relaxation& relaxation,
                 const lp::Solution& solution,
                 const engine::Problem& problem,
                 ExactPrices& result) {
    std::vector<engine::Id> commodity_of(problem.lots.size(), engine::kNone);
    for (engine::Id k = 0; k < relaxation.commodities().size(); ++k) {
        for (const engine::Id lot : relaxation.commodities()[k].lots) {
            commodity_of[lot] = k;
        }
    }
    std::size_t at = 0;
    relaxation.each_column([&](const lp::Column& column) {
        const double price = at_least_zero(solution.reduced_costs[at++] / relaxation.scale());
        if (column.kind != lp::Column::Kind::start || price <= 0) {
            return;
        }
        for (engine::Id s = 0; s < problem.supplies.size(); ++s) {
            const engine::Supply& supply = problem.supplies[s];
            if (supply.node == column.first && commodity_of[supply.lot] == column.second &&
                supply.week == column.week) {
                result.prices.supply[s] = price;
            }
        }
    });
}

}  // namespace

std::optional<ExactPrices> exact_prices(const engine::Problem& problem,
                                        lp::Aim aim,
                                        const CountedAreas& counted,
                                        double seconds_max) {
    const bool of_areas = aim.kind == lp::Aim::Kind::worst_off;
    const lp::Relaxation relaxation(problem, std::move(aim));
    if (relaxation.size().columns > kExactColumns) {
        return std::nullopt;
    }
    const lp::Solution solution = lp::solve(relaxation, {.seconds_max = seconds_max});
    if (solution.status != lp::Solution::Status::optimal) {
        return std::nullopt;
    }
    ExactPrices result{.prices = engine::Prices(problem)};
    if (of_areas) {
        result.area_weights.assign(counted.areas.size(), 0);
    }
    read_rows(relaxation, solution, problem, counted, result);
    read_starts(relaxation, solution, problem, result);
    return result;
}

}  // namespace imdad::plan

#include "engine/relaxed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace imdad::engine {

namespace {

/// Bounds are looked at every so many iterations.
constexpr int kLookEvery = 50;

/// Problems with at most so many rows of flow are solved as they are.
constexpr std::size_t kSmall = 40'000;

/// The bound has come to rest when it moved by less than this, relative, in so many looks.
constexpr double kRest = 1e-6;
constexpr int kRestLooks = 24;

/// And the point itself hardly moves any more, relative to its first step.
constexpr double kStill = 1e-4;

/// The optimum is known when bound and objective have been this near, relative, in so many looks.
constexpr double kMet = 1e-4;
constexpr int kMetLooks = 3;

/// Entries from which on a second thread pays.
constexpr std::size_t kWorthThreads = 300'000;

double objective_of(const SparseLp& lp, std::span<const float> x) {
    double sum = 0;
    for (std::size_t j = 0; j < lp.columns(); ++j) {
        sum += static_cast<double>(lp.objective[j]) * static_cast<double>(x[j]);
    }
    return sum;
}

}  // namespace

Relaxation::Relaxation(const Problem& problem)
    : problem_(problem), net_(build_commodity_net(problem)) {
    if (net_.rows > kSmall) {
        coarse_ = coarsen(problem);
        if (coarse_->problem.units.size() < problem.units.size() / 2) {
            coarse_net_ = build_commodity_net(coarse_->problem);
        } else {
            coarse_.reset();
        }
    }
}

/// A group that counts for the value and for an area is worth the sum on every segment.
Worth weighed(const Problem& problem, const Goal& goal, const std::vector<double>& area_weights) {
    Worth worth = goal.worth;
    worth.extra.assign(problem.groups.size(), 0);
    if (worth.scale.empty()) {
        worth.scale.assign(problem.groups.size(), 0);
        worth.slopes = {1};
    }
    if (goal.aim != nullptr && goal.worst_off_worth > 0) {
        const double sum = std::accumulate(area_weights.begin(), area_weights.end(), 0.0);
        for (std::size_t d = 0; d < area_weights.size() && sum > 0; ++d) {
            for (const AreaShareOfGroup& part : goal.aim->areas[d]) {
                worth.extra[part.group] = goal.worst_off_worth * area_weights[d] / sum *
                                          part.weight /
                                          static_cast<double>(problem.groups[part.group].target);
            }
        }
    }
    return worth;
}

Relaxed Relaxation::solve(const Goal& goal, const Effort& effort) const {
    const bool is_coarse = coarse_net_.has_value();
    const Problem& small = is_coarse ? coarse_->problem : problem_;
    const CommodityNet& small_net = is_coarse ? *coarse_net_ : net_;
    const WorstOffAim none;
    const FlowModel model = goal.keeping ? FlowModel::of_locks(small, small_net)
                                         : FlowModel(small,
                                                     small_net,
                                                     goal.worth,
                                                     goal.marginal,
                                                     goal.aim != nullptr ? *goal.aim : none,
                                                     goal.worst_off_worth);
    Saddle saddle(model.lp());
    const bool started = effort.start != nullptr && saddle.start_from(*effort.start);
    const int most = started ? effort.iterations_from_start : effort.iterations;
    // Threads that wait for each other after every step do not pay on a small programme.
    const bool alone = model.lp().rows.size() < kWorthThreads;
    Relaxed result;
    result.bound = std::numeric_limits<double>::infinity();
    const auto look = [&] {
        Prices prices = model.prices_from(saddle.y());
        if (is_coarse) {
            prices = prices_of_whole(problem_, *coarse_, prices);
        }
        std::vector<double> weights;
        if (goal.worst_off_worth > 0) {
            weights = model.area_weights_from(saddle.y());
            if (std::ranges::none_of(weights, [](double weight) { return weight > 0; })) {
                weights.assign(weights.size(), 1);  // the first looks may know no area yet
            }
            const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
            // The worths add up to the goal's; the prices belong to the weights as they are.
            for (double& weight : weights) {
                weight *= goal.worst_off_worth / sum;
            }
            if (goal.worth.scale.empty()) {
                scale(prices, goal.worst_off_worth / sum);
            }
        }
        PriceBound found = bound_from(problem_,
                                      net_,
                                      prices,
                                      weighed(problem_, goal, weights),
                                      effort.threads(),
                                      goal.keeping);
        if (found.bound < result.bound) {
            result.bound = found.bound;
            result.prices = std::move(prices);
            result.area_weights = std::move(weights);
            result.pi = std::move(found.pi);
            result.best = std::move(found.best);
        }
    };
    std::vector<double> history;
    int met = 0;
    while (saddle.iterations() < most) {
        saddle.iterate(std::min(kLookEvery, most - saddle.iterations()),
                       alone ? 1 : effort.threads(),
                       effort.stop);
        look();
        if (effort.progress) {
            effort.progress(saddle.iterations(), result.bound);
        }
        history.push_back(result.bound);
        result.optimum = objective_of(model.lp(), saddle.x());
        met = std::abs(result.bound - result.optimum) < kMet * std::abs(result.bound) ? met + 1 : 0;
        const auto looks = history.size();
        const bool rests =
            looks > kRestLooks && saddle.movement() < kStill &&
            history[looks - 1 - kRestLooks] - result.bound < kRest * std::abs(result.bound);
        const bool near = result.bound - effort.reached <= effort.gap * std::abs(result.bound);
        if ((effort.stop && effort.stop()) || rests || near || met >= kMetLooks) {
            break;
        }
    }
    result.iterations = saddle.iterations();
    result.point = saddle.point();
    result.flows = model.flows_from(saddle.x());
    if (is_coarse) {
        result.flows = flows_of_whole(problem_, net_, *coarse_, small_net, result.flows);
    }
    return result;
}

PriceBound Relaxation::at_no_price(const Worth& worth, int threads) const {
    return bound_from(problem_, net_, Prices(problem_), worth, threads);
}

}  // namespace imdad::engine

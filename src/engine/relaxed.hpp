#pragma once

#include "engine/coarse.hpp"

#include <functional>
#include <optional>
#include <vector>

/// Solves the relaxation as well as asked: prices with the bound that follows from them, and flows
/// that whole packs can follow.

namespace imdad::engine {

/// What is sought: the value, the coverage of the worst-off area, or both weighed together.
struct Goal {
    Worth worth;                   ///< no groups: the value plays no part
    std::vector<double> marginal;  ///< by group: what the next person is about worth
    const WorstOffAim* aim = nullptr;
    double worst_off_worth = 0;  ///< of a coverage of 1
    bool keeping = false;        ///< only the persons whom the locks ask for at least
};

struct Effort {
    int iterations = 400;
    /// How many threads it may use just now; changes the speed only.
    std::function<int()> threads = [] { return 1; };
    /// Ends when the bound is no more than this far, relative, above `reached`.
    double gap = 0;
    double reached = 0;
    /// Where a run for a problem alike ended. If that has as many rows and columns, it is started
    /// from and `iterations_from_start` are done instead of `iterations`.
    const SaddlePoint* start = nullptr;
    int iterations_from_start = 0;
    std::function<bool()> stop;                      ///< may be empty; true ends at once
    std::function<void(int, double)> progress = {};  ///< iterations done, best bound
};

struct Relaxed {
    Prices prices;
    std::vector<double> area_weights;  ///< by area of the aim; empty without one
    double bound = 0;                  ///< that follows from both
    std::vector<double> pi;            ///< of a pack, by row of the net
    std::vector<double> best;          ///< persons by group at these prices
    Flows flows;
    double optimum = 0;  ///< objective of the last point; near the optimum, proves nothing
    int iterations = 0;
    SaddlePoint point;  ///< where the run ended, to start another one from
};

/// The problem with what every solve of it shares. Large problems are solved by a coarse one.
class Relaxation {
 public:
    explicit Relaxation(const Problem& problem);

    [[nodiscard]] const Problem& problem() const { return problem_; }

    [[nodiscard]] const CommodityNet& net() const { return net_; }

    [[nodiscard]] Relaxed solve(const Goal& goal, const Effort& effort) const;

    /// Bound and prices of packs with all prices of scarce things 0.
    [[nodiscard]] PriceBound at_no_price(const Worth& worth, int threads) const;

 private:
    const Problem& problem_;
    CommodityNet net_;
    std::optional<CoarseProblem> coarse_;
    std::optional<CommodityNet> coarse_net_;
};

/// The worth whose best total is an upper bound on the goal, given the weights of the areas.
[[nodiscard]] Worth weighed(const Problem& problem,
                            const Goal& goal,
                            const std::vector<double>& area_weights);

}  // namespace imdad::engine

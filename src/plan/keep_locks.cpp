#include "plan/keep_locks.hpp"

#include "engine/relaxed.hpp"
#include "plan/certify.hpp"
#include "plan/exact_prices.hpp"

#include <array>
#include <utility>

namespace imdad::plan {

namespace {

using By = engine::LockOrder::By;

constexpr std::array kOrders = {By::file, By::scarcity, By::turns};

/// How near below a whole pack a flow counts as one, in turn.
constexpr std::array kRoundings = {0.02, 0.5, 0.25};

/// Iterations of the first-order method for the persons who can be served; and the size, in rows of
/// flow, up to which the solver's prices are asked for: it is quick there and its proof is sharp.
constexpr int kIterations = 4'000;
constexpr std::size_t kExactRows = 6'000;
constexpr double kExactSeconds = 20;

class Keeper {
 public:
    Keeper(BuiltProblem& built, const Request& request)
        : built_(built),
          problem_(built.problem),
          request_(request),
          asked_(engine::asked_persons(built.problem)) {}

    KeptLocks run() {
        if (asked_ == 0) {
            return {};
        }
        for (const By by : kOrders) {
            attempt({.by = by});
        }
        if (best_ < asked_ && request_.engine != Engine::greedy) {
            follow_flows();
        }
        if (best_ < asked_) {
            for (std::size_t l = 0; l < counted_.size(); ++l) {
                auto& least = problem_.locks[l].at_least;
                least = std::min(least, counted_[l]);
            }
        }
        return std::move(result_);
    }

 private:
    void attempt(engine::LockOrder order) {
        if (best_ == asked_) {
            return;
        }
        engine::Filling filling(problem_);
        engine::fill_locks(filling, order);
        const std::int64_t kept = engine::kept_persons(filling);
        if (kept <= best_) {
            return;
        }
        best_ = kept;
        counted_.clear();
        for (engine::Id l = 0; l < problem_.locks.size(); ++l) {
            counted_.push_back(filling.counted(l));
        }
        result_.order = std::move(order);
    }

    /// Where the simple orders leave something out: along the flows that serve most of those whom
    /// the locks ask for, and the proof of how many they can be at most.
    void follow_flows() {
        const engine::Relaxation relaxation(problem_);
        engine::Effort effort{.iterations = kIterations};
        effort.threads = [this] { return request_.threads; };
        effort.reached = static_cast<double>(best_);
        effort.stop = [this] { return request_.stop && request_.stop(); };
        engine::Relaxed found = relaxation.solve({.keeping = true}, effort);
        sharpen(relaxation, found);
        result_.certificate = lock_certificate(built_, found.prices);
        result_.net = std::make_shared<const engine::CommodityNet>(relaxation.net());
        const auto flows = std::make_shared<const engine::Flows>(std::move(found.flows));
        for (const double nearly : kRoundings) {
            for (const By by : kOrders) {
                attempt({.by = by, .net = result_.net.get(), .flows = flows, .nearly = nearly});
            }
        }
        if (best_ == asked_) {
            result_.certificate.reset();
        }
    }

    void sharpen(const engine::Relaxation& relaxation, engine::Relaxed& found) const {
        if (relaxation.net().rows > kExactRows) {
            return;
        }
        auto exact = exact_prices(problem_, lp::lock_aim(), {}, kExactSeconds);
        if (!exact) {
            return;
        }
        const engine::PriceBound bound = engine::bound_from(problem_,
                                                            relaxation.net(),
                                                            exact->prices,
                                                            engine::weighed(problem_, {}, {}),
                                                            request_.threads,
                                                            true);
        if (bound.bound < found.bound) {
            found.prices = std::move(exact->prices);
        }
    }

    BuiltProblem& built_;
    engine::Problem& problem_;
    const Request& request_;
    std::int64_t asked_;
    std::int64_t best_ = -1;
    std::vector<std::int64_t> counted_;  ///< by lock, of the best
    KeptLocks result_;
};

}  // namespace

KeptLocks keep_locks(BuiltProblem& built, const Request& request) {
    return Keeper(built, request).run();
}

}  // namespace imdad::plan

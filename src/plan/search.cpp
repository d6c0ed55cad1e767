#include "plan/search.hpp"

#include "base/parallel.hpp"
#include "engine/guided_filling.hpp"
#include "engine/lock_filling.hpp"
#include "engine/water_filling.hpp"
#include "plan/exact_prices.hpp"
#include "plan/extract.hpp"
#include "plan/measures.hpp"
#include "plan/policy.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>

#include <fmt/format.h>

namespace imdad::plan {

namespace {

/// In the search for plans under `worst_first`: what a coverage of 1 of the worst-off area is worth
/// against the value of all need met. Large enough that the worst-off area comes first, small
/// enough that the rest is not forgotten.
constexpr double kWorstOffWorth = 4;

/// Iterations of the first-order method: small problems may take many, large ones a few hundred.
/// `kWork` is rows of flow times iterations.
constexpr int kIterationsOfSmall = 10'000;
constexpr int kIterations = 400;
constexpr std::size_t kWork = 10'000'000;

/// Plans that weigh the worst-off area and the value together are looked for up to this size: their
/// filling goes area by area, and in larger problems most places need less than a pack a week,
/// where flows say little.
constexpr std::size_t kWeighedUnits = 20'000;

/// A worst-off area this near to its bound is good enough.
constexpr double kNearWorst = 0.01;

/// Where it is this far from its bound, plans are looked for that see the worst-off area only.
constexpr double kFarWorst = 0.02;

/// The worst-off area is given so many-th of the need of one of its groups at a time.
constexpr std::int64_t kSteps = 256;

/// Up to this size other steps and other roundings are tried too.
constexpr std::size_t kTriedUnits = 2000;

/// How near below a whole pack a flow counts as one.
constexpr double kRoundDown = 0.02;
constexpr double kRoundNearest = 0.5;

/// Products below this share of what all packs are worth are left to the greedy filling.
constexpr double kScarceShare = 0.001;

class Searcher {
 public:
    Searcher(const SearchInput& input, const model::NamedPlan& known)
        : input_(input),
          problem_(input.built.problem),
          counted_(counted_areas(input.scenario, problem_, input.reasons)),
          relaxation_(problem_) {
        for (const std::int64_t slope : slopes(input.options.policy)) {
            slopes_.push_back(static_cast<double>(slope));
        }
        worth_ = engine::worth_of_value(problem_, slopes_);
        best_ = known.measures;
        marginal_ = marginal_of(known.plan);
    }

    SearchResult run() {
        tell(0);
        value_bound_ = relaxation_.at_no_price(worth_, input_.request.threads).bound;
        engine::Relaxed value = solve_value();
        if (input_.request.engine == Engine::exact) {
            take_exact(value, lp::value_aim(slopes(input_.options.policy)), worth_);
        }
        result_.certificates.push_back(value_certificate(input_.built, value.prices));
        if (counted_.areas.empty()) {
            improve_value(value);
            return std::move(result_);
        }
        // Plans are filled on one thread; the others see to the worst-off area meanwhile.
        engine::Relaxed worst;
        const double reached = best_worst();
        filling_ = 1;
        base::run_tasks(2, input_.request.threads, [&](std::size_t task) {
            if (task == 0) {
                improve_value(value);
                filling_ = 0;
            } else {
                worst = solve_worst_off(reached);
            }
        });
        if (input_.request.engine == Engine::exact) {
            take_exact(worst,
                       lp::worst_off_aim(input_.scenario, problem_, out_of_reach()),
                       engine::Worth{});
        }
        result_.certificates.push_back(
            worst_off_certificate(input_.built, worst.prices, counted_, worst.area_weights));
        if (input_.options.policy == model::Policy::worst_first && !stopped() &&
            worst_bound_ - best_worst() > kNearWorst && problem_.units.size() <= kWeighedUnits) {
            const engine::Relaxed both = solve_both();
            try_to_keep(both, worst_bound_, kRoundDown);
            try_to_keep(both, worst_bound_, std::nullopt);
            if (worst_bound_ - best_worst() > kFarWorst) {
                try_to_keep(worst, worst_bound_, kRoundDown);
            }
            try_other_steps(both);
        }
        return std::move(result_);
    }

 private:
    /// Asked by several threads; the caller's function is called from one at a time.
    [[nodiscard]] bool stopped() const {
        const std::scoped_lock lock(telling_);
        return input_.request.stop && input_.request.stop();
    }

    /// Whole packs along the flows that the value is reached with, as long as that leaves a gap.
    void improve_value(const engine::Relaxed& value) {
        if (!near_value() && !stopped()) {
            try_to_keep(value, 0, kRoundDown);
        }
        if (!near_value() && !stopped()) {
            try_to_keep(value, 0, kRoundNearest);
        }
        for (const double nearly : {0.25, 0.75, 0.1}) {
            if (problem_.units.size() <= kTriedUnits && !near_value() && !stopped()) {
                try_to_keep(value, 0, nearly);
            }
        }
        if (!near_value() && !stopped()) {
            split_packs(value);
        }
    }

    [[nodiscard]] bool near_value() const {
        return value_bound_ - best_.value <= input_.request.gap * value_bound_;
    }

    [[nodiscard]] double best_worst() const {
        return best_.worst_area ? best_.areas[*best_.worst_area].coverage.to_double() : 0;
    }

    /// What the next person of each group is worth under a plan.
    [[nodiscard]] std::vector<double> marginal_of(const model::Plan& plan) const {
        std::vector<double> served(problem_.groups.size(), 0);
        for (const model::Service& row : plan.services) {
            const std::size_t group = input_.built.group_of_need[row.need.value()];
            if (group < served.size()) {
                served[group] += static_cast<double>(row.persons.value());
            }
        }
        std::vector<double> result;
        for (engine::Id g = 0; g < served.size(); ++g) {
            const auto target = static_cast<double>(problem_.groups[g].target);
            result.push_back(
                engine::next_worth(problem_, worth_, g, std::min(served[g], target * (1 - 1e-9))));
        }
        return result;
    }

    [[nodiscard]] engine::Effort effort(double reached, double gap) {
        engine::Effort effort;
        effort.iterations =
            std::clamp(static_cast<int>(kWork / std::max<std::size_t>(1, relaxation_.net().rows)),
                       kIterations,
                       kIterationsOfSmall);
        effort.threads = [this] { return std::max(1, input_.request.threads - filling_); };
        effort.reached = reached;
        effort.gap = gap;
        effort.stop = [this] { return stopped(); };
        return effort;
    }

    void tell(int iterations) const {
        const std::scoped_lock lock(telling_);
        if (input_.request.progress) {
            input_.request.progress({.iterations = iterations,
                                     .value = best_.value,
                                     .bound = value_bound_,
                                     .worst_area = best_worst(),
                                     .worst_area_bound = worst_bound_});
        }
    }

    engine::Relaxed solve_value() {
        engine::Effort wanted = effort(best_.value, input_.request.gap / 4);
        wanted.progress = [this](int iterations, double bound) {
            lower(value_bound_, bound);
            tell(iterations);
        };
        return relaxation_.solve({.worth = worth_, .marginal = marginal_}, wanted);
    }

    void lower(double& bound, double found) {
        const std::scoped_lock lock(telling_);
        bound = std::min(bound, found);
    }

    engine::Relaxed solve_worst_off(double reached) {
        engine::Effort wanted = effort(reached, input_.request.gap / 4);
        wanted.progress = [this](int iterations, double bound) {
            lower(worst_bound_, bound);
            tell(iterations);
        };
        return relaxation_.solve({.aim = &counted_.aim, .worst_off_worth = 1}, wanted);
    }

    engine::Relaxed solve_both() {
        double all = 0;
        for (engine::Id g = 0; g < problem_.groups.size(); ++g) {
            all += engine::worth_at(
                problem_, worth_, g, static_cast<double>(problem_.groups[g].target));
        }
        engine::Effort wanted = effort(0, 0);
        wanted.progress = [this](int iterations, double) { tell(iterations); };
        return relaxation_.solve({.worth = worth_,
                                  .marginal = marginal_,
                                  .aim = &counted_.aim,
                                  .worst_off_worth = kWorstOffWorth * all},
                                 wanted);
    }

    /// Areas that count for nothing because no plan can serve anybody there.
    [[nodiscard]] std::vector<engine::Id> out_of_reach() const {
        std::vector<engine::Id> result;
        for (std::size_t a = 0; a < input_.scenario->areas.size(); ++a) {
            if (std::ranges::find(counted_.areas, model::AreaIndex(a)) == counted_.areas.end()) {
                result.push_back(static_cast<engine::Id>(a));
            }
        }
        return result;
    }

    /// The solver's prices instead of our own, where it reaches the optimum.
    void take_exact(engine::Relaxed& relaxed, lp::Aim aim, const engine::Worth& worth) {
        const bool of_areas = aim.kind == lp::Aim::Kind::worst_off;
        auto exact = exact_prices(problem_, std::move(aim), counted_, 0);
        if (!exact) {
            result_.notes.emplace_back(
                "The exact engine takes scenarios of some hundred places; this one is too large "
                "for "
                "it, so the bounds are those of the first-order engine.");
            return;
        }
        const engine::Goal goal{.worth = worth,
                                .aim = of_areas ? &counted_.aim : nullptr,
                                .worst_off_worth = of_areas ? 1.0 : 0.0};
        const engine::PriceBound found =
            engine::bound_from(problem_,
                               relaxation_.net(),
                               exact->prices,
                               engine::weighed(problem_, goal, exact->area_weights),
                               input_.request.threads);
        if (found.bound < relaxed.bound) {
            relaxed.bound = found.bound;
            relaxed.prices = std::move(exact->prices);
            relaxed.area_weights = std::move(exact->area_weights);
            relaxed.pi = found.pi;
            (of_areas ? worst_bound_ : value_bound_) = found.bound;
        }
    }

    /// Where whole packs leave a gap: what a plan could be worth if a thousandth of a pack could
    /// travel by itself, and in which programmes the difference lies.
    void split_packs(const engine::Relaxed& value) {
        const engine::Problem fine = engine::in_thousandths(problem_);
        engine::Filling filling(fine);
        filling.stop_when([this] { return stopped(); });
        engine::fill_locks(filling, {});
        engine::Flows flows = value.flows;
        for (auto* row : {&flows.begin, &flows.stock, &flows.ship, &flows.serve}) {
            for (float& flow : *row) {
                flow *= static_cast<float>(engine::kThousand);
            }
        }
        try {
            const auto scarce = engine::scarce_products(
                problem_, relaxation_.net(), value.flows, value.pi, kScarceShare);
            engine::fill_along(filling, relaxation_.net(), std::move(flows), scarce, kRoundDown);
            engine::fill_by_worth(filling, engine::Slopes{slopes_});
        } catch (const engine::Stopped&) {
            return;
        }
        double split = 0;
        std::vector<double> by_programme(problem_.programmes.size(), 0);
        const std::vector<double> whole = served_by(best_);
        for (engine::Id g = 0; g < problem_.groups.size(); ++g) {
            double persons = 0;
            for (const engine::Id unit : problem_.groups[g].units) {
                persons += static_cast<double>(filling.served(unit)) / engine::kThousand;
            }
            const double worth = engine::worth_at(problem_, worth_, g, persons);
            split += worth;
            by_programme[problem_.groups[g].programme] +=
                worth - engine::worth_at(problem_, worth_, g, whole[g]);
        }
        // What fits in thousandths need not fit as one pack, which the bound asks for.
        if (split <= best_.value || split > value_bound_) {
            return;
        }
        result_.split_value = split;
        const auto most =
            static_cast<std::size_t>(std::ranges::max_element(by_programme) - by_programme.begin());
        result_.notes.push_back(fmt::format(
            "Whole packs: if packs could be split, a plan worth {:.2f} % more than this one is "
            "known. Most of the difference, {:.0f} %, lies in {}.",
            100 * (split / best_.value - 1),
            100 * std::min(1.0, by_programme[most] / (split - best_.value)),
            input_.scenario->programmes[most].name));
    }

    /// Persons served of each engine group under measured figures.
    [[nodiscard]] std::vector<double> served_by(const model::Measures& measures) const {
        std::map<std::pair<std::size_t, std::size_t>, double> figures;
        for (const model::GroupMeasure& group : measures.groups) {
            figures[{group.area.value(), group.programme.value()}] =
                static_cast<double>(group.served.value());
        }
        std::vector<double> served;
        served.reserve(problem_.groups.size());
        for (const engine::Group& group : problem_.groups) {
            served.push_back(figures[{group.area, group.programme}]);
        }
        return served;
    }

    /// A plan of whole packs along the flows, or where packs are few without them; then up to
    /// `worst` for the worst-off areas, then by worth.
    model::Plan follow(const engine::Relaxed& relaxed,
                       double worst,
                       std::optional<double> nearly,
                       std::int64_t steps) {
        engine::Filling filling(problem_);
        filling.stop_when([this] { return stopped(); });
        const auto scarce = engine::scarce_products(
            problem_, relaxation_.net(), relaxed.flows, relaxed.pi, kScarceShare);
        keep_locks_first(filling, relaxed, nearly);
        if (nearly) {
            engine::fill_along(filling, relaxation_.net(), relaxed.flows, scarce, *nearly);
        }
        if (worst > 0) {
            engine::fill_worst_areas(filling, counted_.aim, wanted_of(relaxed.flows), worst, steps);
        }
        engine::fill_by_worth(filling, engine::Slopes{slopes_});
        filling.fill_closing_stock();
        return extract_plan(input_.scenario, input_.built, filling, input_.options);
    }

    /// What the locks ask for at least, along these flows where they are followed at all; what they
    /// miss is made up for. A plan that keeps less than the others is dropped by `is_better`.
    void keep_locks_first(engine::Filling& filling,
                          const engine::Relaxed& relaxed,
                          std::optional<double> nearly) const {
        if (engine::asked_persons(problem_) == 0) {
            return;
        }
        engine::LockOrder order = input_.locks;
        if (nearly) {
            order.net = &relaxation_.net();
            order.flows = std::make_shared<const engine::Flows>(relaxed.flows);
            order.nearly = *nearly;
        }
        engine::fill_locks(filling, order);
    }

    /// Persons whom the flows serve, by group.
    [[nodiscard]] std::vector<double> wanted_of(const engine::Flows& flows) const {
        std::vector<double> wanted(problem_.groups.size(), 0);
        const engine::CommodityNet& net = relaxation_.net();
        for (std::size_t i = 0; i < net.uses.size(); ++i) {
            for (std::size_t t = 0; t < flows.weeks && net.uses[i].dose == 0; ++t) {
                wanted[problem_.units[net.uses[i].unit].group] +=
                    static_cast<double>(flows.serve[i * flows.weeks + t]);
            }
        }
        return wanted;
    }

    /// A plan that is not finished when time is over is dropped: the ones before it are whole.
    void try_to_keep(const engine::Relaxed& relaxed,
                     double worst,
                     std::optional<double> nearly,
                     std::int64_t steps = kSteps) {
        try {
            keep(follow(relaxed, worst, nearly, steps));
        } catch (const engine::Stopped&) {
            tell(0);
        }
    }

    /// Whole packs come out otherwise when areas take turns more or less often. Where a plan is a
    /// matter of milliseconds, several are looked at.
    void try_other_steps(const engine::Relaxed& both) {
        for (const std::int64_t steps : {16, 64, 1024}) {
            if (problem_.units.size() <= kTriedUnits && !stopped() &&
                worst_bound_ - best_worst() > kNearWorst) {
                try_to_keep(both, worst_bound_, std::nullopt, steps);
            }
        }
    }

    void keep(model::Plan plan) {
        model::Measures measures =
            measure_against(input_.scenario, plan, input_.built, input_.reasons);
        if (is_better(measures, best_, input_.options.policy)) {
            const std::scoped_lock lock(telling_);
            best_ = measures;
        }
        result_.plans.push_back(
            {.name = "plan", .plan = std::move(plan), .measures = std::move(measures)});
    }

    const SearchInput& input_;
    const engine::Problem& problem_;
    CountedAreas counted_;
    engine::Relaxation relaxation_;
    std::vector<double> slopes_;
    engine::Worth worth_;
    std::vector<double> marginal_;
    model::Measures best_;
    double value_bound_ = 0;
    double worst_bound_ = 1;
    std::atomic<int> filling_ = 0;  ///< threads that fill plans while a relaxation is solved
    mutable std::mutex telling_;    ///< what is told, and who is asked whether to stop
    SearchResult result_;
};

}  // namespace

SearchResult search(const SearchInput& input, const model::NamedPlan& known) {
    return Searcher(input, known).run();
}

bool is_better(const model::Measures& a, const model::Measures& b, model::Policy policy) {
    const auto missing = [](const model::Measures& measures) {
        std::int64_t sum = 0;
        for (const model::LockMeasure& lock : measures.locks) {
            sum += lock.missing.value();
        }
        return sum;
    };
    if (missing(a) != missing(b)) {
        return missing(a) < missing(b);
    }
    if (policy == model::Policy::worst_first && a.worst_area && b.worst_area) {
        constexpr std::int64_t kPoint = 10'000'000;  // of coverages in 1e-9
        const std::int64_t better =
            a.areas[*a.worst_area].coverage.nano() - b.areas[*b.worst_area].coverage.nano();
        if (std::abs(better) > kPoint) {
            return better > 0;
        }
    }
    // The last segments of coverage are worth next to nothing under `worst_first`.
    constexpr double kSameValue = 5e-4;
    if (std::abs(a.value - b.value) < kSameValue * std::max(a.value, b.value)) {
        const auto served = [](const model::Measures& measures) {
            std::int64_t sum = 0;
            for (const model::ProgrammeMeasure& programme : measures.programmes) {
                sum += programme.served.value();
            }
            return sum;
        };
        if (served(a) != served(b)) {
            return served(a) > served(b);
        }
    }
    return a.value > b.value;
}

}  // namespace imdad::plan

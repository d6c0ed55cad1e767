#include "base/random.hpp"
#include "engine/relaxed.hpp"
#include "lp/solve.hpp"
#include "plan/certify.hpp"
#include "plan/exact_prices.hpp"
#include "plan/measures.hpp"
#include "plan/planner.hpp"
#include "plan/policy.hpp"
#include "plan/problem_builder.hpp"
#include "verify/certificate.hpp"
#include "verify/checker.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "random_scenario.hpp"
#include <gtest/gtest.h>

/// Locks in force, drawn at random, some of them more than can be kept: the plan obeys them, it
/// serves first what they ask for, and every bound holds among plans that keep as much.

namespace imdad::testing {
namespace {

using base::Int128;
using base::RandomStream;
using model::Certificate;

constexpr double kSlack = 1e-6;
constexpr double kNear = 0.01;
constexpr std::uint64_t kSeeds = 25;

double to_double(Int128 nano) {
    return static_cast<double>(nano) / 1e9;
}

/// Up to four locks round needs that there are.
model::ScenarioData with_locks(model::ScenarioData data, std::uint64_t seed) {
    RandomStream random(seed, 77);
    const auto days = std::int64_t{7} * data.header.weeks;
    const auto count = random.between(1, 4);
    for (std::int64_t i = 0; i < count; ++i) {
        const model::Need& need = data.needs[static_cast<std::size_t>(
            random.below(static_cast<std::int64_t>(data.needs.size())))];
        model::Lock lock{
            .lock_id = "lock-" + std::to_string(i), .programme = need.programme, .reason = "drawn"};
        lock.place = need.place;
        lock.area = need.area;
        if (need.place.exists() && random.chance(0.4)) {
            lock.area = data.places[need.place.value()].area;
            lock.place = {};
            if (random.chance(0.3) && data.areas[lock.area.value()].parent.exists()) {
                lock.area = data.areas[lock.area.value()].parent;
            }
        }
        if (random.chance(0.3)) {
            lock.product = model::ProductIndex(static_cast<std::size_t>(
                random.below(static_cast<std::int64_t>(data.products.size()))));
        }
        if (random.chance(0.7)) {
            const auto from = random.between(0, days - 7);
            lock.from = data.header.start + std::chrono::days(from);
            lock.to = *lock.from + std::chrono::days(random.between(6, days));
        }
        const auto persons = random.between(0, std::max<std::int64_t>(1, need.persons.value() / 2));
        switch (random.below(4)) {
            case 0:
                lock.at_most = model::Persons(random.chance(0.3) ? 0 : persons);
                break;
            case 1:
                lock.at_least = lock.at_most = model::Persons(persons);
                break;
            default:
                lock.at_least = model::Persons(persons);
        }
        data.locks.push_back(std::move(lock));
    }
    return data;
}

model::Scenario scenario_of(Family family, std::uint64_t seed) {
    model::ScenarioData data = random_scenario(family, seed);
    data.header.policy = static_cast<model::Policy>(seed % 3);
    return model::Scenario::build(with_locks(std::move(data), seed)).value();
}

std::int64_t missing_of(const model::Measures& measures) {
    std::int64_t sum = 0;
    for (const model::LockMeasure& lock : measures.locks) {
        sum += lock.missing.value();
    }
    return sum;
}

const Certificate* certificate_of(const model::PlanResult& result, Certificate::Aim aim) {
    for (const model::CertifiedBound& bound : result.bounds) {
        if (bound.certificate.aim == aim) {
            return &bound.certificate;
        }
    }
    return nullptr;
}

std::vector<model::AreaIndex> out_of_reach(const model::Measures& measures) {
    std::vector<model::AreaIndex> areas;
    for (const model::AreaMeasure& area : measures.areas) {
        if (!area.reachable) {
            areas.push_back(area.area);
        }
    }
    return areas;
}

std::vector<engine::Id> ids_of(const std::vector<model::AreaIndex>& areas) {
    std::vector<engine::Id> ids;
    ids.reserve(areas.size());
    for (const model::AreaIndex area : areas) {
        ids.push_back(static_cast<engine::Id>(area.value()));
    }
    return ids;
}

class Locks : public ::testing::TestWithParam<Family> {};

TEST_P(Locks, PlanAndBaselinesObeyThemAndSayWhatIsMissing) {
    std::size_t missing = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        SCOPED_TRACE(name_of(GetParam()) + " " + std::to_string(seed));
        const model::Scenario scenario = scenario_of(GetParam(), seed);
        const model::PlanResult result =
            plan::make_plan(scenario, {.policy = scenario->header.policy});
        std::vector<const model::NamedPlan*> plans = {&result.chosen};
        for (const model::NamedPlan& baseline : result.baselines) {
            plans.push_back(&baseline);
        }
        for (const model::NamedPlan* plan : plans) {
            const verify::Verdict verdict = verify::check(scenario, plan->plan);
            EXPECT_TRUE(verdict.accepted)
                << plan->name << ": "
                << (verdict.violations.empty() ? "" : verdict.violations.front().message);
            EXPECT_GE(missing_of(plan->measures), missing_of(result.chosen.measures)) << plan->name;
            // A plan that hides what is missing is refused.
            model::Plan silent = plan->plan;
            if (!silent.shortfalls.empty()) {
                ++missing;
                silent.shortfalls.clear();
                EXPECT_TRUE(verify::check(scenario, silent).counts.contains("lock_not_kept"));
            }
        }
    }
    EXPECT_GT(missing, 0U) << "some locks ask for too much";
}

TEST_P(Locks, ValueOfThePlanOptimumAndBoundStandInThisOrderAndTheBoundIsNear) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        SCOPED_TRACE(name_of(GetParam()) + " " + std::to_string(seed));
        const model::Scenario scenario = scenario_of(GetParam(), seed);
        const plan::Request request{
            .policy = scenario->header.policy, .baselines = false, .gap = 0};
        const model::PlanResult result = plan::make_plan(scenario, request);
        const model::Plan& plan = result.chosen.plan;
        const plan::BuiltProblem kept =
            plan::as_kept(scenario, plan, plan::build_problem(scenario, plan.options));
        const lp::Solution optimum =
            lp::optimum_of_value(kept.problem, plan::slopes(request.policy));
        ASSERT_EQ(optimum.status, lp::Solution::Status::optimal);
        const auto bound =
            verify::certify(scenario, plan, *certificate_of(result, Certificate::Aim::value), {});
        ASSERT_TRUE(bound) << bound.error().message;
        EXPECT_LE(result.chosen.measures.value, optimum.objective * (1 + kSlack) + kSlack);
        EXPECT_LE(optimum.objective, to_double(bound->bound_nano) * (1 + kSlack) + kSlack);
        EXPECT_LE(to_double(bound->bound_nano), optimum.objective * (1 + kNear) + kSlack);

        const auto areas = out_of_reach(result.chosen.measures);
        const Certificate* worst = certificate_of(result, Certificate::Aim::worst_off);
        if (!result.chosen.measures.worst_area || worst == nullptr) {
            continue;
        }
        const lp::Solution best = lp::optimum_of_worst_off(scenario, kept.problem, ids_of(areas));
        ASSERT_EQ(best.status, lp::Solution::Status::optimal);
        const auto worst_bound = verify::certify(scenario, plan, *worst, areas);
        ASSERT_TRUE(worst_bound) << worst_bound.error().message;
        EXPECT_LE(to_double(worst_bound->plan_nano), best.objective + kSlack);
        EXPECT_LE(best.objective, to_double(worst_bound->bound_nano) + kSlack);
        EXPECT_LE(to_double(worst_bound->bound_nano), best.objective * (1 + kNear) + 1e-4);
    }
}

TEST_P(Locks, WhatTheyAskForIsServedOptimumAndBoundStandInThisOrder) {
    std::size_t proved = 0;
    std::size_t short_of = 0;
    for (std::uint64_t seed = 1; seed <= 2 * kSeeds; ++seed) {
        SCOPED_TRACE(name_of(GetParam()) + " " + std::to_string(seed));
        const model::Scenario scenario = scenario_of(GetParam(), seed);
        const model::PlanResult result =
            plan::make_plan(scenario, {.policy = scenario->header.policy, .baselines = false});
        const plan::BuiltProblem built = plan::build_problem(scenario, result.chosen.plan.options);
        const lp::Solution optimum = lp::optimum_of_locks(built.problem);
        ASSERT_EQ(optimum.status, lp::Solution::Status::optimal);
        const double kept = to_double(verify::kept_of(scenario, result.chosen.plan));
        EXPECT_LE(kept, optimum.objective + kSlack);
        const Certificate* certificate = certificate_of(result, Certificate::Aim::locks);
        EXPECT_EQ(certificate != nullptr, missing_of(result.chosen.measures) > 0);
        if (certificate == nullptr) {
            continue;
        }
        ++short_of;
        const auto bound = verify::certify(scenario, result.chosen.plan, *certificate, {});
        ASSERT_TRUE(bound) << bound.error().message;
        EXPECT_LE(optimum.objective, to_double(bound->bound_nano) + kSlack);
        EXPECT_LE(to_double(bound->bound_nano), optimum.objective * (1 + kNear) + 1e-4);
        proved += bound->bound_nano - bound->plan_nano < base::Fixed9::kScale ? 1U : 0U;
    }
    RecordProperty("short", static_cast<int>(short_of));
    RecordProperty("proved", static_cast<int>(proved));
    // Whole packs and persons cost some of the others.
    EXPECT_GE(3 * proved, short_of);
}

TEST_P(Locks, AtPricesOfTheSolverTheBoundOfTheCheckerIsTheOptimum) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        SCOPED_TRACE(name_of(GetParam()) + " " + std::to_string(seed));
        const model::Scenario scenario = scenario_of(GetParam(), seed);
        const model::PlanResult result = plan::make_plan(scenario,
                                                         {.policy = scenario->header.policy,
                                                          .baselines = false,
                                                          .engine = plan::Engine::greedy});
        const model::Plan& plan = result.chosen.plan;
        const plan::BuiltProblem built =
            plan::as_kept(scenario, plan, plan::build_problem(scenario, plan.options));
        const lp::Solution optimum =
            lp::optimum_of_value(built.problem, plan::slopes(plan.options.policy));
        ASSERT_EQ(optimum.status, lp::Solution::Status::optimal);
        const auto prices = plan::exact_prices(
            built.problem, lp::value_aim(plan::slopes(plan.options.policy)), {}, 0);
        ASSERT_TRUE(prices);
        const auto bound = verify::bound_of(scenario,
                                            plan.options,
                                            plan::value_certificate(built, prices->prices),
                                            {},
                                            1,
                                            verify::counted_by_locks(scenario, plan));
        ASSERT_TRUE(bound) << bound.error().message;
        EXPECT_NEAR(to_double(*bound), optimum.objective, 1e-6 * (1 + optimum.objective));
    }
}

TEST_P(Locks, WhateverThePricesNoPlanIsAboveTheBound) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        SCOPED_TRACE(name_of(GetParam()) + " " + std::to_string(seed));
        const model::Scenario scenario = scenario_of(GetParam(), seed);
        const model::PlanResult result =
            plan::make_plan(scenario, {.policy = scenario->header.policy, .baselines = false});
        RandomStream random(seed, 99);
        for (const model::CertifiedBound& stated : result.bounds) {
            Certificate certificate = stated.certificate;
            std::erase_if(certificate.prices, [](const model::RowPrice& price) {
                return price.row >= model::RowPrice::Row::lock_most;
            });
            for (std::uint32_t l = 0; l < scenario->locks.size(); ++l) {
                for (const auto row :
                     {model::RowPrice::Row::lock_most, model::RowPrice::Row::lock_least}) {
                    const bool stated_figure = row == model::RowPrice::Row::lock_most
                                                   ? scenario->locks[l].at_most.has_value()
                                                   : scenario->locks[l].at_least.has_value();
                    const auto price = random.between(0, std::int64_t{1} << random.between(1, 48));
                    if (stated_figure && price > 0) {
                        certificate.prices.push_back({row, l, 0, 0, price});
                    }
                }
            }
            std::ranges::sort(certificate.prices);
            const auto bound = verify::certify(
                scenario, result.chosen.plan, certificate, out_of_reach(result.chosen.measures));
            // `above_bound` would say that a plan is above what is called a bound.
            EXPECT_TRUE(bound || bound.error().code == "too_large") << bound.error().message;
        }
    }
}

TEST_P(Locks, ThreadsChangeNothing) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        const model::Scenario scenario = scenario_of(GetParam(), seed);
        const auto make = [&](int threads) {
            return plan::make_plan(scenario,
                                   {.policy = scenario->header.policy, .threads = threads});
        };
        const model::PlanResult one = make(1);
        const model::PlanResult three = make(3);
        EXPECT_EQ(one.chosen.plan.services, three.chosen.plan.services);
        EXPECT_EQ(one.chosen.plan.shipments, three.chosen.plan.shipments);
        EXPECT_EQ(one.chosen.plan.shortfalls, three.chosen.plan.shortfalls);
        ASSERT_EQ(one.bounds.size(), three.bounds.size());
        for (std::size_t i = 0; i < one.bounds.size(); ++i) {
            EXPECT_EQ(one.bounds[i].certificate, three.bounds[i].certificate);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(AllFamilies,
                         Locks,
                         ::testing::ValuesIn(families()),
                         [](const auto& family) { return name_of(family.param); });

/// One place with some packs, two programmes that share them, three weeks; everything that a plan
/// can be is tried.
class TinyWorld {
 public:
    explicit TinyWorld(std::uint64_t seed) : random_(seed, 5) {
        data_.header = {.name = "tiny",
                        .title = "tiny",
                        .start = *base::parse_day("2022-07-25"),
                        .weeks = static_cast<int>(kWeeks)};
        data_.areas = {{.pcode = "A", .level = 0, .name = "A"},
                       {.pcode = "A1", .level = 1, .name = "A1", .parent = model::AreaIndex(0)}};
        data_.places = {{.place_id = "post",
                         .name = "post",
                         .kind = model::PlaceKind::facility,
                         .level = 5,
                         .area = model::AreaIndex(1)}};
        data_.products = {{.product_id = "kit", .name = "kit", .unit = "kit", .pack_units = 1}};
        for (std::size_t g = 0; g < kProgrammes; ++g) {
            data_.programmes.push_back({.programme_id = "g" + std::to_string(g),
                                        .name = "g",
                                        .cell = "all/" + std::to_string(g)});
            data_.serves.push_back({.programme = model::ProgrammeIndex(g),
                                    .product = model::ProductIndex(0),
                                    .units_per_person = model::Fixed9::from_integer(1)});
            for (std::size_t t = 0; t < kWeeks; ++t) {
                need_[g][t] = random_.between(0, 3);
                data_.needs.push_back({.programme = model::ProgrammeIndex(g),
                                       .place = model::PlaceIndex(0),
                                       .from = monday(t),
                                       .to = monday(t) + std::chrono::days(6),
                                       .persons = model::Persons(need_[g][t])});
            }
        }
        packs_ = random_.between(2, 7);
        data_.batches = {{.product = model::ProductIndex(0), .lot = "L"}};
        data_.supplies = {{.supply_id = "S",
                           .batch = model::BatchIndex(0),
                           .packs = model::Packs(packs_),
                           .place = model::PlaceIndex(0),
                           .available_on = data_.header.start}};
        const auto locks = random_.between(1, 4);
        for (std::int64_t i = 0; i < locks; ++i) {
            add_lock(i);
        }
    }

    [[nodiscard]] model::Scenario scenario() const { return model::Scenario::build(data_).value(); }

    /// Most persons of those asked for that any plan serves.
    [[nodiscard]] std::int64_t most_kept() const {
        std::array<std::int64_t, kProgrammes * kWeeks> served = {};
        std::int64_t best = -1;
        std::size_t at = 0;
        for (;;) {
            best = std::max(best, kept(served));
            for (at = 0; at < served.size(); ++at) {
                if (++served[at] <= need_[at / kWeeks][at % kWeeks]) {
                    break;
                }
                served[at] = 0;
            }
            if (at == served.size()) {
                return best;
            }
        }
    }

 private:
    static constexpr std::size_t kWeeks = 3;
    static constexpr std::size_t kProgrammes = 2;

    [[nodiscard]] model::Day monday(std::size_t week) const {
        return data_.header.start + std::chrono::days(7 * week);
    }

    void add_lock(std::int64_t i) {
        const auto first = random_.below(kWeeks);
        const auto last = random_.between(first, kWeeks - 1);
        model::Lock lock{
            .lock_id = "L" + std::to_string(i),
            .programme = model::ProgrammeIndex(static_cast<std::size_t>(random_.below(2))),
            .from = monday(static_cast<std::size_t>(first)),
            .to = monday(static_cast<std::size_t>(last)) + std::chrono::days(6),
            .reason = "drawn"};
        if (random_.chance(0.5)) {
            lock.area = model::AreaIndex(1);
        } else {
            lock.place = model::PlaceIndex(0);
        }
        const model::Persons persons(random_.between(0, 5));
        if (random_.chance(0.7)) {
            lock.at_least = persons;
        } else {
            lock.at_most = persons;
        }
        data_.locks.push_back(std::move(lock));
    }

    /// -1: no plan.
    [[nodiscard]] std::int64_t kept(
        const std::array<std::int64_t, kProgrammes * kWeeks>& served) const {
        if (std::accumulate(served.begin(), served.end(), std::int64_t{0}) > packs_) {
            return -1;
        }
        std::int64_t sum = 0;
        for (const model::Lock& lock : data_.locks) {
            std::int64_t persons = 0;
            for (std::size_t t = 0; t < kWeeks; ++t) {
                if (monday(t) >= *lock.from && monday(t) <= *lock.to) {
                    persons += served[lock.programme.value() * kWeeks + t];
                }
            }
            if (lock.at_most && persons > lock.at_most->value()) {
                return -1;
            }
            sum += lock.at_least ? std::min(persons, lock.at_least->value()) : 0;
        }
        return sum;
    }

    RandomStream random_;
    model::ScenarioData data_;
    std::array<std::array<std::int64_t, kWeeks>, kProgrammes> need_ = {};
    std::int64_t packs_ = 0;
};

TEST(LocksByBruteForce, PlanKeepsNoMoreThanCanBeKeptAndMostlyAllOfIt) {
    constexpr std::uint64_t kWorlds = 300;
    std::size_t best = 0;
    std::size_t proved = 0;
    for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
        SCOPED_TRACE(seed);
        const TinyWorld world(seed);
        const model::Scenario scenario = world.scenario();
        const model::PlanResult result = plan::make_plan(scenario, {.baselines = false});
        ASSERT_TRUE(verify::check(scenario, result.chosen.plan).accepted);
        const auto kept = static_cast<std::int64_t>(verify::kept_of(scenario, result.chosen.plan) /
                                                    base::Fixed9::kScale);
        const std::int64_t most = world.most_kept();
        EXPECT_LE(kept, most);
        best += kept == most ? 1U : 0U;
        if (const Certificate* certificate = certificate_of(result, Certificate::Aim::locks)) {
            const auto bound = verify::certify(scenario, result.chosen.plan, *certificate, {});
            ASSERT_TRUE(bound) << bound.error().message;
            EXPECT_GE(bound->bound_nano / base::Fixed9::kScale, most);
            proved += bound->bound_nano / base::Fixed9::kScale == most ? 1U : 0U;
        } else {
            ++proved;
        }
    }
    RecordProperty("best", static_cast<int>(best));
    RecordProperty("proved", static_cast<int>(proved));
    EXPECT_GE(best, kWorlds * 95 / 100);
    EXPECT_GE(proved, kWorlds * 95 / 100);
}

}  // namespace
}  // namespace imdad::testing

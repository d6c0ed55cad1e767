#include "base/random.hpp"
#include "plan/measures.hpp"
#include "plan/reachability.hpp"
#include "verify/checker.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include "support/optimum.hpp"
#include "support/scenario_builder.hpp"
#include <gtest/gtest.h>

/// Every plan there is of tiny scenarios, enumerated without any planner and judged by the checker:
/// none is above the optimum of the relaxation, and where whole packs cost nothing the best one
/// reaches it.

namespace imdad::testing {
namespace {

using test_support::ScenarioBuilder;

constexpr int kWeeks = 2;

/// One store with one lot, and two posts in districts of their own. Numbers stay so small that all
/// plans can be tried.
struct Tiny {
    ScenarioBuilder builder{kWeeks};
    test_support::AreaIndex country = builder.area("AA");
    test_support::PlaceIndex store = builder.place("store", 4, country);
    test_support::ProductIndex product = builder.product("product", 1, 1000);
    test_support::ProgrammeIndex programme = builder.programme("programme");
    std::vector<test_support::PlaceIndex> posts;
    std::vector<test_support::LaneIndex> lanes;
    std::vector<test_support::NeedIndex> needs;
    test_support::SupplyIndex supply;
    test_support::BatchIndex batch;
    std::int64_t packs = 0;
    std::vector<std::int64_t> persons;

    Tiny(std::int64_t pack_count, std::vector<std::int64_t> need)
        : packs(pack_count), persons(std::move(need)) {
        builder[programme].ven = model::Ven::non_essential;
        for (std::size_t i = 0; i < persons.size(); ++i) {
            const std::string number = std::to_string(i + 1);
            const auto district = builder.area("AA0" + number, country);
            posts.push_back(builder.place("post-" + number, 5, district));
            lanes.push_back(builder.lane("lane-" + number, store, posts.back()));
            needs.push_back(builder.need(programme, posts.back(), persons[i], 0, kWeeks - 1));
        }
        batch = builder.batch(product, "a");
        supply = builder.stock(store, batch, packs);
    }
};

struct Best {
    double value = 0;
    double worst = 0;
    int accepted = 0;
};

/// Calls `visit` with every vector of counts 0..most[i].
void each_count(const std::vector<std::int64_t>& most,
                const std::function<void(const std::vector<std::int64_t>&)>& visit) {
    std::vector<std::int64_t> counts(most.size(), 0);
    while (true) {
        visit(counts);
        std::size_t i = 0;
        while (i < counts.size() && counts[i] == most[i]) {
            counts[i++] = 0;
        }
        if (i == counts.size()) {
            return;
        }
        ++counts[i];
    }
}

model::Plan plan_of(const Tiny& tiny,
                    const model::Scenario& scenario,
                    const std::vector<std::int64_t>& shipped,
                    const std::vector<std::int64_t>& served) {
    const std::int64_t sent = std::accumulate(shipped.begin(), shipped.end(), std::int64_t{0});
    const model::Day use_by = scenario[tiny.batch].expiry;
    test_support::PlanBuilder plan;
    if (sent > 0) {
        plan.start(tiny.supply, sent);
    }
    const model::Serves& serves = scenario->serves.front();
    const std::int64_t nano = serves.units_per_person.nano();
    const std::int64_t kept = 1'000'000'000 - serves.wastage_rate.nano();
    for (std::size_t p = 0; p < tiny.posts.size(); ++p) {
        std::int64_t persons = 0;
        std::int64_t units = 0;
        for (int t = 0; t < kWeeks; ++t) {
            const std::size_t i = p * kWeeks + static_cast<std::size_t>(t);
            if (shipped[i] > 0) {
                plan.ship(tiny.lanes[p], tiny.batch, t, shipped[i], use_by);
            }
            if (served[i] > 0) {
                persons += served[i];
                const std::int64_t so_far = (persons * nano + kept - 1) / kept;
                plan.serve(tiny.needs[p],
                           tiny.posts[p],
                           tiny.batch,
                           t,
                           served[i],
                           so_far - units,
                           1,
                           use_by);
                units = so_far;
            }
        }
    }
    return plan.build();
}

/// The best of all plans of whole packs and whole persons that the checker accepts.
Best best_of_all(const Tiny& tiny, const model::Scenario& scenario, model::Policy policy) {
    const plan::BuiltProblem built = plan::build_problem(scenario, {.policy = policy});
    const auto reasons = plan::unreachable_reasons(scenario, built);
    const std::size_t ways = tiny.posts.size() * kWeeks;
    std::vector<std::int64_t> most_served;
    for (const std::int64_t need : tiny.persons) {
        most_served.insert(most_served.end(), kWeeks, need);
    }
    Best best;
    each_count(std::vector<std::int64_t>(ways, tiny.packs), [&](const auto& shipped) {
        if (std::accumulate(shipped.begin(), shipped.end(), std::int64_t{0}) > tiny.packs) {
            return;  // more than there is
        }
        each_count(most_served, [&](const auto& served) {
            for (std::size_t p = 0; p < tiny.posts.size(); ++p) {
                if (served[kWeeks * p] + served[kWeeks * p + 1] > tiny.persons[p]) {
                    return;  // more than need
                }
            }
            model::Plan plan = plan_of(tiny, scenario, shipped, served);
            plan.options.policy = policy;
            if (!verify::check(scenario, plan).accepted) {
                return;
            }
            ++best.accepted;
            const auto measures = plan::measure_against(scenario, plan, built, reasons);
            best.value = std::max(best.value, measures.value);
            if (measures.worst_area) {
                best.worst =
                    std::max(best.worst, measures.areas[*measures.worst_area].coverage.to_double());
            }
        });
    });
    return best;
}

std::int64_t pick(base::RandomStream& random, std::int64_t first, std::int64_t last) {
    return random.between(first, last);
}

/// Rooms in whole litres, so whole packs of a litre lose nothing.
Tiny whole_litres(std::uint64_t seed) {
    base::RandomStream random(seed, 1);
    Tiny tiny(pick(random, 1, 4), {pick(random, 1, 4), pick(random, 1, 4)});
    tiny.builder.serves(tiny.programme, tiny.product);
    tiny.builder[tiny.programme].waits = random.chance(0.5);
    for (std::size_t p = 0; p < 2; ++p) {
        if (random.chance(0.6)) {
            tiny.builder[tiny.lanes[p]].room.cm3[0] = 1000 * pick(random, 0, 2);
        }
        if (random.chance(0.6)) {
            tiny.builder[tiny.posts[p]].room.cm3[0] = 1000 * pick(random, 0, 3);
        }
        tiny.builder[tiny.lanes[p]].lead_days = random.chance(0.3) ? 7 : 0;
    }
    if (random.chance(0.3)) {
        tiny.builder.close(tiny.lanes[0], 0, 0);
    }
    return tiny;
}

/// Whatever keeps packs and persons from being split.
Tiny awkward(std::uint64_t seed) {
    base::RandomStream random(seed, 2);
    Tiny tiny(pick(random, 1, 3), {pick(random, 1, 4), pick(random, 1, 3)});
    static const std::array<const char*, 4> kUnits = {"1", "0.5", "1.5", "0.7"};
    tiny.builder.serves(tiny.programme,
                        tiny.product,
                        kUnits[static_cast<std::size_t>(random.below(4))],
                        random.chance(0.5) ? "0.3" : "0");
    tiny.builder[tiny.product].pack_units = pick(random, 1, 4);
    tiny.builder[tiny.programme].waits = random.chance(0.5);
    for (std::size_t p = 0; p < 2; ++p) {
        if (random.chance(0.5)) {
            tiny.builder[tiny.lanes[p]].room.cm3[0] = pick(random, 500, 3000);
        }
        if (random.chance(0.7)) {
            tiny.builder[tiny.posts[p]].room.cm3[0] = pick(random, 500, 3000);
        }
    }
    if (random.chance(0.3)) {
        tiny.builder.maximum_stock(5, "1");
    }
    if (random.chance(0.3)) {
        tiny.builder.absorption(tiny.country, pick(random, 0, 3));
    }
    if (random.chance(0.3)) {
        tiny.builder.data().batches.front().expiry =
            test_support::sunday(static_cast<int>(random.below(2)));
    }
    return tiny;
}

TEST(WholePacks, NoPlanAtAllIsAboveTheOptimum) {
    double best_sum = 0;
    double optimum_sum = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        const Tiny tiny = awkward(seed);
        const model::Scenario scenario = tiny.builder.build();
        const auto policy = static_cast<model::Policy>(seed % 3);
        const Best best = best_of_all(tiny, scenario, policy);
        const auto value = test_support::optimum_of_value(scenario, {.policy = policy});
        const auto worst = test_support::optimum_of_worst_off(scenario, {.policy = policy});
        EXPECT_LE(best.value, value.objective + 1e-6);
        EXPECT_LE(best.worst, worst.objective + 1e-6);
        EXPECT_GT(best.accepted, 0);
        best_sum += best.value;
        optimum_sum += value.objective;
    }
    EXPECT_GT(best_sum, 0.5 * optimum_sum);
}

TEST(WholePacks, TheBestPlanReachesTheOptimumWhereNothingNeedsSplitting) {
    double sum = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        const Tiny tiny = whole_litres(seed);
        const model::Scenario scenario = tiny.builder.build();
        constexpr auto kPolicy = model::Policy::most_served;
        const Best best = best_of_all(tiny, scenario, kPolicy);
        EXPECT_NEAR(test_support::optimum_of_value(scenario, {.policy = kPolicy}).objective,
                    best.value,
                    1e-6);
        sum += best.value;
    }
    EXPECT_GT(sum, 60);
}

/// Two areas with the same need share what comes in halves, so nothing is gained by splitting.
TEST(WholePacks, TheBestWorstOffAreaReachesTheOptimumWhereSharesComeOutWhole) {
    double sum = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        base::RandomStream random(seed, 3);
        const std::int64_t need = pick(random, 1, 4);
        Tiny tiny(2 * pick(random, 1, 2), {need, need});
        tiny.builder.serves(tiny.programme, tiny.product);
        tiny.builder[tiny.programme].waits = random.chance(0.5);
        const auto limited = static_cast<std::size_t>(random.below(2));
        if (random.chance(0.5)) {
            tiny.builder[tiny.lanes[limited]].room.cm3[0] = 1000 * pick(random, 0, 2);
        }
        if (random.chance(0.3)) {
            tiny.builder[tiny.lanes[limited]].lead_days = 7;
        }
        const model::Scenario scenario = tiny.builder.build();
        const Best best = best_of_all(tiny, scenario, model::Policy::worst_first);
        EXPECT_NEAR(test_support::optimum_of_worst_off(scenario, {}).objective, best.worst, 1e-9);
        sum += best.worst;
    }
    EXPECT_GT(sum, 10);
}

}  // namespace
}  // namespace imdad::testing

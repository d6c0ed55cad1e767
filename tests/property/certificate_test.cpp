#include "verify/certificate.hpp"

#include "base/random.hpp"
#include "plan/planner.hpp"
#include "verify/certificate_relaxation.hpp"
#include "verify/checker.hpp"

#include <string>

#include "random_scenario.hpp"
#include <gtest/gtest.h>

/// Whatever the prices, no plan is above the bound that follows from them: prices drawn at random
/// in all magnitudes, and prices sought to push the bound down as far as it goes.

namespace imdad::testing {
namespace {

using base::Int128;
using base::RandomStream;
using model::Certificate;
using model::RowPrice;

std::string text(Int128 nano) {
    return std::to_string(static_cast<double>(nano) / 1e9);
}

/// Rows of the relaxation that may have a price, price 0.
std::vector<RowPrice> rows_of(const model::Scenario& scenario, const model::PlanOptions& options) {
    verify::Relaxation relaxation(scenario, options);
    std::vector<RowPrice> rows;
    const auto weekly = [&](RowPrice row, const auto& exists) {
        for (int t = 0; t < scenario->header.weeks; ++t) {
            row.week = t;
            if (exists(t)) {
                rows.push_back(row);
            }
        }
    };
    for (std::uint32_t s = 0; s < scenario->supplies.size(); ++s) {
        if (relaxation.has_part(model::SupplyIndex(s))) {
            rows.push_back({RowPrice::Row::supply, s, 0, 0, 0});
        }
    }
    for (std::uint32_t i = 0; i < scenario->lanes.size(); ++i) {
        for (std::uint32_t c = 0; c < model::kStorageClassCount; ++c) {
            weekly({RowPrice::Row::lane, i, c, 0, 0}, [&](int t) {
                return scenario->lanes[i].room.stated(c) &&
                       relaxation.departures(model::LaneIndex(i)).test(static_cast<std::size_t>(t));
            });
        }
    }
    for (std::uint32_t p = 0; p < scenario->places.size(); ++p) {
        for (std::uint32_t c = 0; c < model::kStorageClassCount; ++c) {
            weekly({RowPrice::Row::store, p, c, 0, 0},
                   [&](int) { return scenario->places[p].room.stated(c); });
        }
    }
    for (std::uint32_t p = 0; p < scenario->places.size(); ++p) {
        for (std::uint32_t q = 0; q < scenario->products.size(); ++q) {
            const bool set =
                relaxation.maximum(model::PlaceIndex(p), model::ProductIndex(q)).has_value();
            weekly({RowPrice::Row::maximum, p, q, 0, 0}, [&](int) { return set; });
        }
    }
    for (std::uint32_t r = 0; r < scenario->absorptions.size(); ++r) {
        weekly({RowPrice::Row::absorption, r, 0, 0, 0},
               [&](int t) { return relaxation.rules().absorption.holds(r, t); });
    }
    return rows;
}

/// Log-uniform, 0 now and then.
std::int64_t any_price(RandomStream& random, int bits_most) {
    const auto bits = random.between(-4, bits_most);
    return bits < 0 ? 0 : random.between(0, std::int64_t{1} << bits);
}

/// One scenario with a plan for it, and everything that certificates need.
struct Case {
    model::Scenario scenario;
    model::PlanOptions options;
    model::Plan plan;
    std::vector<model::AreaIndex> out_of_reach;
    std::vector<model::AreaIndex> areas;  ///< that count for the worst-off one
    std::vector<RowPrice> rows;

    [[nodiscard]] Int128 bound(const Certificate& certificate) const {
        const auto result = verify::bound_of(scenario, options, certificate, out_of_reach);
        EXPECT_TRUE(result.has_value() || result.error().code == "too_large")
            << result.error().message;
        return result.value_or(-1);
    }

    [[nodiscard]] Int128 reached(Certificate::Aim aim) const {
        if (aim == Certificate::Aim::value) {
            return verify::value_of(scenario, plan).value();
        }
        return verify::worst_off_of(scenario, plan, out_of_reach)->coverage_nano;
    }
};

Case make_case(Family family, std::uint64_t seed) {
    auto scenario = model::Scenario::build(random_scenario(family, seed));
    EXPECT_TRUE(scenario.has_value());
    const bool include = seed % 2 == 1;
    const auto policy = static_cast<model::Policy>(seed % 3);
    auto result = plan::make_plan(*scenario,
                                  {.policy = policy,
                                   .include_announced = include,
                                   .include_pledged = include,
                                   .baselines = false});
    Case made{std::move(*scenario), result.chosen.plan.options, result.chosen.plan, {}, {}, {}};
    made.rows = rows_of(made.scenario, made.options);
    for (const model::AreaMeasure& area : result.chosen.measures.areas) {
        (area.reachable ? made.areas : made.out_of_reach).push_back(area.area);
    }
    return made;
}

Certificate start_of(const Case& one, Certificate::Aim aim, RandomStream& random) {
    Certificate certificate{.aim = aim};
    for (const model::AreaIndex area : one.areas) {
        if (aim == Certificate::Aim::worst_off) {
            const std::int64_t share =
                random.chance(0.5) ? 1 : std::max<std::int64_t>(1, any_price(random, 40));
            certificate.shares.push_back({area, share});
        }
    }
    return certificate;
}

/// Aims for which the case has anything to say.
std::vector<Certificate::Aim> aims_of(const Case& one) {
    std::vector<Certificate::Aim> aims = {Certificate::Aim::value};
    if (!one.areas.empty()) {
        aims.push_back(Certificate::Aim::worst_off);
    }
    return aims;
}

class EveryFamilyOfCertificates : public ::testing::TestWithParam<Family> {};

TEST_P(EveryFamilyOfCertificates, NoPlanIsAboveABoundFromAnyPrices) {
    std::size_t bounds = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const Case one = make_case(GetParam(), seed);
        RandomStream random(seed, 77);
        for (const Certificate::Aim aim : aims_of(one)) {
            const Int128 reached = one.reached(aim);
            for (int draw = 0; draw < 30; ++draw) {
                Certificate certificate = start_of(one, aim, random);
                certificate.scale_bits = static_cast<int>(random.between(0, 80));
                const double part = random.chance(0.3) ? 1.0 : random.chance(0.5) ? 0.3 : 0.05;
                const auto bits = static_cast<int>(random.between(0, 62));
                for (RowPrice row : one.rows) {
                    row.price = any_price(random, bits);
                    if (random.chance(part)) {
                        certificate.prices.push_back(row);
                    }
                }
                const Int128 bound = one.bound(certificate);
                if (bound >= 0) {
                    ++bounds;
                    EXPECT_GE(bound, reached) << "seed " << seed << ", draw " << draw << ": "
                                              << text(bound) << " < " << text(reached);
                }
            }
        }
    }
    EXPECT_GT(bounds, 1000U);
}

/// Prices of one row after the other, each kept if it lowers the bound.
TEST_P(EveryFamilyOfCertificates, NoPlanIsAboveTheLowestBoundThatASearchFinds) {
    std::size_t tight = 0;
    for (std::uint64_t seed = 100; seed < 124; ++seed) {
        const Case one = make_case(GetParam(), seed);
        RandomStream random(seed, 78);
        for (const Certificate::Aim aim : aims_of(one)) {
            const Int128 reached = one.reached(aim);
            std::vector<RowPrice> prices = one.rows;
            Certificate certificate = start_of(one, aim, random);
            certificate.scale_bits = 20;
            Int128 lowest = one.bound(certificate);
            for (int step = 0; step < 250 && !prices.empty() && lowest > 0; ++step) {
                auto& row = prices[static_cast<std::size_t>(
                    random.below(static_cast<std::int64_t>(prices.size())))];
                const std::int64_t before = row.price;
                row.price = random.chance(0.3)
                                ? before / 2
                                : any_price(random, aim == Certificate::Aim::value ? 30 : 20);
                certificate.prices = prices;
                const Int128 bound = one.bound(certificate);
                if (bound >= 0 && bound <= lowest) {
                    lowest = bound;
                } else {
                    row.price = before;
                }
            }
            EXPECT_GE(lowest, reached)
                << "seed " << seed << ": " << text(lowest) << " < " << text(reached);
            tight += reached > 0 && lowest < 2 * reached ? 1 : 0;
        }
    }
    EXPECT_GT(tight, 0U) << "bounds that are never near a plan show little";
}

/// What the checker works out of a plan is what the planner says of it.
TEST_P(EveryFamilyOfCertificates, ThePlansFiguresAreThoseOfItsMeasures) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const Case one = make_case(GetParam(), seed);
        const model::Measures measures = plan::measure(one.scenario, one.plan);
        const auto value = static_cast<double>(one.reached(Certificate::Aim::value)) / 1e9;
        EXPECT_NEAR(value, measures.value, 1e-6 + 1e-9 * measures.value) << "seed " << seed;
        const auto worst = verify::worst_off_of(one.scenario, one.plan, one.out_of_reach);
        ASSERT_EQ(worst.has_value(), measures.worst_area.has_value());
        if (worst) {
            const auto stated = measures.areas[*measures.worst_area].coverage.nano();
            EXPECT_LE(stated, worst->coverage_nano);
            EXPECT_LE(worst->coverage_nano, stated + 2);
        }
    }
}

/// Whoever is served is not proved to be out of reach, and a proof never fails where there is no
/// supply.
TEST_P(EveryFamilyOfCertificates, NobodyWhoIsServedIsProvedToBeOutOfReach) {
    std::size_t proved = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const Case one = make_case(GetParam(), seed);
        for (const model::Service& service : one.plan.services) {
            const std::vector<model::AreaIndex> area = {
                one.scenario.area_of(one.scenario[service.need])};
            EXPECT_EQ(verify::not_proved_out_of_reach(one.scenario, one.options, area), area);
        }
        const auto open =
            verify::not_proved_out_of_reach(one.scenario, one.options, one.out_of_reach);
        proved += one.out_of_reach.size() - open.size();
    }
    EXPECT_GT(proved, 0U);
}

TEST(CertificateThreads, ChangeNothing) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Case one = make_case(Family::mixed, seed);
        RandomStream random(seed, 79);
        Certificate certificate;
        for (RowPrice row : one.rows) {
            row.price = any_price(random, 40);
            certificate.prices.push_back(row);
        }
        const auto alone = verify::bound_of(one.scenario, one.options, certificate, {}, 1);
        const auto together = verify::bound_of(one.scenario, one.options, certificate, {}, 5);
        ASSERT_TRUE(alone && together);
        EXPECT_TRUE(*alone == *together);
    }
}

INSTANTIATE_TEST_SUITE_P(Families,
                         EveryFamilyOfCertificates,
                         ::testing::ValuesIn(families()),
                         [](const auto& family) { return name_of(family.param); });

}  // namespace
}  // namespace imdad::testing

#include "verify/checker.hpp"

#include "certificate_fixture.hpp"

/// The worst-off area, what a plan reaches, proofs of being out of reach, and refused certificates.

namespace imdad::verify {
namespace {

using Aim = Certificate::Aim;
using test_support::PlanBuilder;

class CertificateAims : public CertificateTest {
 protected:
    /// Ten persons in each district; packs at the pool, lanes of the same week to both posts.
    CertificateAims() {
        needs = {builder.need(programme, post, 10, 0, 0),
                 builder.need(programme, other_post, 10, 0, 0)};
        stock = builder.stock(pool, lot, 10);
        lanes = {builder.lane("to-post", pool, post), builder.lane("to-other", pool, other_post)};
    }

    [[nodiscard]] Certificate worst_off(std::int64_t one,
                                        std::int64_t other,
                                        std::vector<RowPrice> prices = {}) const {
        Certificate certificate{.aim = Aim::worst_off, .scale_bits = 30};
        certificate.prices = std::move(prices);
        certificate.shares = {{district, one}, {other_district, other}};
        return certificate;
    }

    double coverage(const Certificate& certificate, std::vector<AreaIndex> out_of_reach = {}) {
        const model::Scenario scenario = builder.build();
        const auto result = bound_of(scenario, options, certificate, out_of_reach);
        EXPECT_TRUE(result.has_value()) << result.error().message;
        return static_cast<double>(result.value_or(-1)) / 1e9;
    }

    /// Serves so many at the two posts from the pool.
    model::Plan plan_for(std::int64_t one, std::int64_t other) {
        PlanBuilder plan;
        plan.start(stock, one + other);
        const std::int64_t persons[] = {one, other};
        for (std::size_t i = 0; i < 2; ++i) {
            if (persons[i] > 0) {
                plan.ship(lanes[i], lot, 0, persons[i]);
                plan.serve(needs[i], i == 0 ? post : other_post, lot, 0, persons[i], persons[i]);
            }
        }
        model::Plan result = plan.build();
        result.options = options;
        return result;
    }

    std::vector<NeedIndex> needs;
    SupplyIndex stock;
    std::vector<LaneIndex> lanes;
};

TEST_F(CertificateAims, TenPacksForTwentyPersonsLeaveHalf) {
    // A person is worth 1/20 of the mean coverage, so a pack is priced at that.
    const std::int64_t twentieth = (std::int64_t{1} << 30) / 20 + 1;
    const auto certificate = worst_off(1, 1, {price(Row::supply, 0, 0, 0, twentieth)});
    EXPECT_NEAR(coverage(certificate), 0.5, 1e-8);
    EXPECT_GE(coverage(certificate), 0.5);
    EXPECT_EQ(coverage(worst_off(1, 1)), 1);
    EXPECT_EQ(coverage(worst_off(7, 0)), 1);
}

TEST_F(CertificateAims, OnlyTheRatioOfSharesMatters) {
    // Worth of a person: 1/30 and 2/30 at shares of 1 to 2, 1/20 at equal ones; a pack is priced at
    // 1/25.
    const RowPrice pack = price(Row::supply, 0, 0, 0, (std::int64_t{1} << 30) / 25);
    for (const std::int64_t factor : {std::int64_t{3}, std::int64_t{1} << 40}) {
        EXPECT_NEAR(coverage(worst_off(1, 2, {pack})),
                    coverage(worst_off(factor, 2 * factor, {pack})),
                    1e-9);
    }
    EXPECT_NEAR(coverage(worst_off(1, 2, {pack})), 0.4 + 10 * (2.0 / 30 - 0.04), 1e-7);
    EXPECT_NEAR(coverage(worst_off(1, 1, {pack})), 0.4 + 20 * (0.05 - 0.04), 1e-7);
}

TEST_F(CertificateAims, AnAreaThatNothingReachesIsTheWorstOff) {
    builder.close(lanes[1], 0, 3);
    EXPECT_EQ(coverage(worst_off(0, 1)), 0);
    EXPECT_NEAR(coverage(worst_off(1, 1)), 0.5, 1e-8);
}

TEST_F(CertificateAims, ProgrammesOfAnAreaCountByTheirWeight) {
    const ProgrammeIndex minor = builder.programme("minor");
    builder[minor].ven = model::Ven::non_essential;  // weight 1 beside 4
    builder.need(minor, post, 5, 0, 0);              // no product serves it
    EXPECT_NEAR(coverage(worst_off(1, 0)), 0.8, 1e-8);
}

TEST_F(CertificateAims, NeedOfTheCountryIsInNoAreasCoverage) {
    builder.need(programme, country, 100, 0, 0);
    EXPECT_EQ(coverage(worst_off(1, 1)), 1);
    Certificate certificate{.aim = Aim::worst_off, .shares = {{country, 1}}};
    EXPECT_TRUE(refusal(certificate).starts_with("share_without_need"));
}

TEST_F(CertificateAims, APlanIsWorthWhatItsServicesSay) {
    const model::Scenario scenario = builder.build();
    const model::Plan plan = plan_for(6, 3);
    ASSERT_TRUE(check(scenario, plan).accepted);
    EXPECT_TRUE(*value_of(scenario, plan) == Int128{36} * 1'000'000'000);
    const auto worst = worst_off_of(scenario, plan, {});
    ASSERT_TRUE(worst.has_value());
    EXPECT_EQ(worst->area, other_district);
    EXPECT_TRUE(worst->coverage_nano == 300'000'000);
    EXPECT_EQ(worst_off_of(scenario, plan, std::vector{other_district})->area, district);
    EXPECT_FALSE(worst_off_of(scenario, plan, std::vector{district, other_district}).has_value());
}

TEST_F(CertificateAims, CoveragesOfSeveralProgrammesAddUpExactly) {
    const ProgrammeIndex second = builder.programme("second");
    builder.serves(second, goods);
    const NeedIndex three = builder.need(second, post, 3, 0, 0);
    builder.data().needs[0].persons = model::Persons(6);
    PlanBuilder plan;
    plan.start(stock, 5).ship(lanes[0], lot, 0, 5);
    plan.serve(needs[0], post, lot, 0, 4, 4).serve(three, post, lot, 0, 1, 1);
    const model::Scenario scenario = builder.build();
    // 4/6 and 1/3, the mean of which is a half and not one part in 1e9 less.
    const auto worst = worst_off_of(scenario, plan.build(), std::vector{other_district});
    EXPECT_TRUE(worst->coverage_nano == 500'000'000);
}

TEST_F(CertificateAims, OnlyTheLastDoseServes) {
    builder.serves(programme, goods, "1", "0", 2, 1);
    PlanBuilder plan;
    plan.start(stock, 10).ship(lanes[0], lot, 0, 10);
    plan.serve(needs[0], post, lot, 0, 5, 5).serve(needs[0], post, lot, 1, 5, 5, 2);
    model::Plan built = plan.build();
    built.options = options;
    const model::Scenario scenario = builder.build();
    EXPECT_TRUE(*value_of(scenario, built) == Int128{20} * 1'000'000'000);
}

TEST_F(CertificateAims, ACertifiedPlanHasItsGap) {
    const model::Scenario scenario = builder.build();
    const model::Plan plan = plan_for(6, 3);
    Certificate certificate{.scale_bits = 0, .prices = {price(Row::supply, 0, 0, 0, 4)}};
    const auto of_value = certify(scenario, plan, certificate, {});
    ASSERT_TRUE(of_value.has_value());
    EXPECT_TRUE(of_value->bound_nano == Int128{40} * 1'000'000'000);
    EXPECT_TRUE(of_value->plan_nano == Int128{36} * 1'000'000'000);
    EXPECT_EQ(of_value->gap.text(), "0.1");
    certificate.prices[0].price = 3;  // 30 + 20 x 1
    EXPECT_EQ(certify(scenario, plan, certificate, {})->gap.text(), "0.28");
    const auto worst = certify(scenario, plan, worst_off(1, 1), {});
    EXPECT_TRUE(worst->plan_nano == 300'000'000);
    EXPECT_EQ(worst->gap.text(), "0.7");
}

TEST_F(CertificateAims, GapsAreRoundedUpAndOfNothingAreNothing) {
    builder.data().needs[0].persons = model::Persons(3);
    builder.data().needs.pop_back();
    builder[stock].packs = model::Packs(3);
    needs.pop_back();
    const model::Scenario scenario = builder.build();
    EXPECT_EQ(certify(scenario, plan_for(1, 0), {}, {})->gap.text(), "0.666666667");
    EXPECT_EQ(certify(scenario, plan_for(3, 0), {}, {})->gap.text(), "0");
    builder[stock].packs = model::Packs(0);
    EXPECT_EQ(certify(builder.build(), model::Plan{.options = options}, {}, {})->gap.text(), "0");
}

TEST_F(CertificateAims, APlanAboveItsBoundShowsAFault) {
    // More persons than the need: the checker of plans refuses it, and so does this one.
    builder.need(programme, post, 10, 1, 1);
    builder.data().supplies[0].packs = model::Packs(40);
    builder.close(lanes[0], 1, 3);
    model::Plan plan = plan_for(20, 0);
    builder.data().supplies[0].packs = model::Packs(0);
    const auto result = certify(builder.build(), plan, {}, {});
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, "above_bound");
}

TEST_F(CertificateAims, AnAreaIsProvedOutOfReachWhereNoWayLeads) {
    const std::vector<AreaIndex> both = {district, other_district};
    EXPECT_EQ(not_proved_out_of_reach(builder.build(), options, both), both);
    builder.close(lanes[1], 0, 3);
    EXPECT_EQ(not_proved_out_of_reach(builder.build(), options, both), std::vector{district});
    builder[stock].packs = model::Packs(0);
    EXPECT_TRUE(not_proved_out_of_reach(builder.build(), options, both).empty());
}

TEST_F(CertificateAims, RowsThatDoNotExistAreRefusedByName) {
    builder[lanes[0]].room.cm3[0] = 50;
    builder[lanes[0]].every_weeks = 2;
    builder[post].room.cm3[0] = 50;
    builder.absorption(post, 5).from = test_support::monday(1);
    builder.supply(pool, lot, 5, 1, model::SupplyStatus::pledged);
    const auto of = [&](RowPrice row) { return refusal({.prices = {row}}); };
    const std::string none = "";
    EXPECT_EQ(of(price(Row::lane, 0, 0, 2, 1)), none);
    EXPECT_EQ(of(price(Row::lane, 0, 1, 2, 1)),
              "no_such_row: price of lane to-post, class cold, week 2: no room is stated there");
    EXPECT_EQ(of(price(Row::lane, 0, 0, 1, 1)),
              "no_such_row: price of lane to-post, class ambient, week 1: nothing departs in that "
              "week");
    EXPECT_EQ(of(price(Row::lane, 9, 0, 1, 1)),
              "no_such_row: price of lane number 9, class ambient, week 1: the scenario has no "
              "such lane or class");
    EXPECT_EQ(of(price(Row::lane, 0, 0, 4, 1)),
              "no_such_row: price of lane to-post, class ambient, week 4: the week lies outside "
              "the horizon");
    EXPECT_EQ(of(price(Row::store, 1, 0, 3, 1)), none);
    EXPECT_TRUE(of(price(Row::store, 1, 0, -1, 1)).starts_with("no_such_row"));
    EXPECT_TRUE(of(price(Row::store, 2, 0, 3, 1)).starts_with("no_such_row"));
    EXPECT_TRUE(of(price(Row::store, 1, 7, 3, 1)).starts_with("no_such_row"));
    EXPECT_EQ(of(price(Row::maximum, 1, 0, 0, 1)),
              "no_such_row: price of maximum stock of goods at post, week 0: no maximum stock is "
              "set there");
    EXPECT_EQ(of(price(Row::absorption, 0, 0, 1, 1)), none);
    EXPECT_EQ(of(price(Row::absorption, 0, 0, 0, 1)),
              "no_such_row: price of absorption row 1, week 0: the row does not hold in that week");
    EXPECT_TRUE(of(price(Row::absorption, 1, 0, 1, 1)).starts_with("no_such_row"));
    EXPECT_EQ(of(price(Row::supply, 0, 0, 0, 1)), none);
    EXPECT_EQ(of(price(Row::supply, 1, 0, 0, 1)),
              "no_such_row: price of supply supply:2: that supply cannot be used in the horizon");
    EXPECT_TRUE(of(price(Row::supply, 2, 0, 0, 1)).starts_with("no_such_row"));
    EXPECT_TRUE(of(price(Row::supply, 0, 0, 1, 1)).starts_with("no_such_row"));
    builder.close(lanes[0], 2, 2);
    EXPECT_TRUE(of(price(Row::lane, 0, 0, 2, 1)).starts_with("no_such_row"));
}

TEST_F(CertificateAims, SuppliesThatComeTooLateHaveNoRow) {
    builder[goods].min_remaining_days = 10;
    const BatchIndex dated = builder.batch(goods, "dated", test_support::sunday(1));
    builder.supply(pool, dated, 5, 1);
    builder.supply(pool, lot, 5, 4);
    builder.stock(pool, builder.batch(goods, "gone", test_support::monday(0)), 5);
    for (std::size_t supply = 1; supply <= 3; ++supply) {
        EXPECT_TRUE(
            refusal({.prices = {price(Row::supply, supply, 0, 0, 1)}}).starts_with("no_such_row"))
            << supply;
    }
}

TEST_F(CertificateAims, PricesBelowZeroOutOfOrderOrTwiceAreRefused) {
    builder.absorption(post, 5);
    const auto of = [&](std::vector<RowPrice> prices) {
        return refusal({.prices = std::move(prices)});
    };
    const RowPrice first = price(Row::supply, 0, 0, 0, 5);
    const RowPrice later = price(Row::absorption, 0, 0, 1, 5);
    EXPECT_EQ(of({first, later}), "");
    EXPECT_EQ(of({later, first}),
              "rows_not_in_order: price of supply supply:1: it stands after a later row");
    EXPECT_EQ(of({later, price(Row::absorption, 0, 0, 1, 9)}),
              "row_repeated: price of absorption row 1, week 1: it is stated twice");
    EXPECT_EQ(of({price(Row::supply, 0, 0, 0, -1)}),
              "price_negative: price of supply supply:1: a price below 0 proves nothing");
}

TEST_F(CertificateAims, SharesThatProveNothingAreRefused) {
    const auto of = [&](std::vector<model::AreaShare> shares, std::vector<AreaIndex> out = {}) {
        return refusal({.aim = Aim::worst_off, .shares = std::move(shares)}, std::move(out));
    };
    EXPECT_EQ(of({{district, 1}}), "");
    EXPECT_EQ(of({}), "shares_missing: a bound on the worst-off area needs shares");
    EXPECT_TRUE(of({{district, 0}}).starts_with("shares_missing"));
    EXPECT_EQ(of({{district, -1}, {other_district, 2}}),
              "share_negative: share of AA01: a share below 0 proves nothing");
    EXPECT_EQ(of({{district, 1}}, {district}),
              "share_out_of_reach: share of AA01: the area is listed as out of reach and stands "
              "outside the minimum");
    EXPECT_TRUE(of({{district, 1}, {district, 1}}).starts_with("share_repeated"));
    EXPECT_TRUE(of({{other_district, 1}, {district, 1}}).starts_with("shares_not_in_order"));
    EXPECT_TRUE(of({{AreaIndex(99), 1}}).starts_with("no_such_area"));
    EXPECT_TRUE(refusal({.shares = {{district, 1}}}).starts_with("shares_not_asked"));
}

TEST_F(CertificateAims, WhatLeaves128BitsIsRefusedAndNeverWraps) {
    EXPECT_TRUE(refusal({.scale_bits = -1}).starts_with("scale_out_of_range"));
    EXPECT_TRUE(refusal({.scale_bits = 81}).starts_with("scale_out_of_range"));
    EXPECT_EQ(refusal({.scale_bits = 80}), "");
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(refusal({.prices = {price(Row::supply, 0, 0, 0, kMost)}}), "");
    builder[stock].packs = model::Packs(kMost);
    EXPECT_TRUE(refusal({.scale_bits = 0, .prices = {price(Row::supply, 0, 0, 0, kMost)}})
                    .starts_with("too_large"));
    builder[post].room.cm3[0] = kMost;
    builder[goods].pack_cm3 = model::VolumeCm3(kMost);
    const std::string refused = refusal({.prices = {price(Row::store, 1, 0, 0, kMost)}});
    EXPECT_TRUE(refused.starts_with("too_large")) << refused;
}

}  // namespace
}  // namespace imdad::verify

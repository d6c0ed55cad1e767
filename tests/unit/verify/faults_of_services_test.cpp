#include "expect_verdict.hpp"

/// Planted faults of single services: who, where, with which goods, when, with how many units.

namespace imdad::verify {
namespace {

/// The chain's plan with its last service (need 2 at post2 in week 7) changed.
model::Plan with_last_service(const Chain& chain, auto change) {
    model::Plan plan = chain.plan.build();
    change(plan.services.back());
    return plan;
}

TEST(Services, AtAPlaceThatDoesNotServeTheNeedAreFound) {
    Chain chain = make_chain();
    chain.builder[chain.needs[1]].area = chain.region;  // pooled over both posts
    chain.plan.ship(chain.store_to_post[0], chain.lot, 3, 1)
        .ship(chain.port_to_store, chain.lot, 2, 1);
    chain.plan.ship(chain.pool_to_port, chain.lot, 1, 1);
    model::Plan plan =
        with_last_service(chain, [&](model::Service& s) { s.place = chain.posts[0]; });
    plan.starts.front().packs = model::Packs(9);
    expect_accepted(chain.builder.build(), plan);
    chain.builder[chain.needs[1]].area = chain.districts[1];
    const Violation first =
        expect_only(chain.builder.build(), plan, {"not_a_serving_place", "post1", "vaccine", 7});
    EXPECT_EQ(first.programme, "infants");
    EXPECT_EQ(first.found, 10);
}

TEST(Services, OfANeedAtAPlaceHappenThereOnly) {
    Chain chain = make_chain();
    chain.builder[chain.needs[1]].area = AreaIndex();
    chain.builder[chain.needs[1]].place = chain.posts[1];
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.needs[1]].place = chain.posts[0];
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"not_a_serving_place", "post2", "vaccine", 4, 4});
}

TEST(Services, HappenAtTheNearestLevelAboveWhereTheServingLevelIsMissing) {
    Chain chain = make_chain();
    chain.builder.place("district store", 4, chain.districts[0]);  // level 5 is there: not asked
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.infants].serve_level = 6;  // below every post: posts are the nearest above
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder[chain.infants].serve_level =
        4;  // post1's district has a place there, post2's has none at or above
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"not_a_serving_place", "post1", "vaccine", 4, 8});
}

TEST(Services, WithAProductThatDoesNotServeTheProgrammeAreFound) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.posts[1]);
    const model::Plan plan =
        with_last_service(chain, [&](model::Service& s) { s.batch = spare.lot; });
    expect_only(chain.builder.build(), plan, {"product_does_not_serve", "post2", "spare", 7});
    chain.builder.serves(chain.infants, spare.product);
    expect_accepted(chain.builder.build(), plan);
}

TEST(Services, WithADoseThatDoesNotExistAreFound) {
    for (const int dose : {0, 2, -1}) {
        const Chain chain = make_chain();
        const model::Plan plan =
            with_last_service(chain, [&](model::Service& s) { s.dose = dose; });
        const Violation first =
            expect_only(chain.builder.build(), plan, {"unknown_dose", "post2", "vaccine", 7});
        EXPECT_EQ(first.found, dose);
        EXPECT_EQ(first.allowed, 1);
    }
}

TEST(Services, AtAClosedPlaceAreFound) {
    Chain chain = make_chain();
    chain.builder.close(chain.posts[1], 3, 3);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.close(chain.posts[1], 6, 6).from = sunday(6);
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"serves_while_place_closed", "post2", "vaccine", 6});
}

TEST(Services, InAClosedAreaAreFound) {
    Chain chain = make_chain();
    chain.builder.close(chain.region, 5, 5).to = monday(5);
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"serves_while_area_closed", "post1", "vaccine", 5, 2});
}

TEST(Services, WithGoodsPastTheirUseByAreFound) {
    for (const Day expiry : {sunday(7), sunday(7) - std::chrono::days(1)}) {
        Chain chain = make_chain();
        chain.builder[chain.lot].expiry = expiry;
        model::Plan plan = chain.plan.build();
        for (model::Shipment& shipment : plan.shipments) {
            shipment.use_by = expiry;
        }
        for (model::Service& service : plan.services) {
            service.use_by = expiry;
        }
        if (expiry == sunday(7)) {
            expect_accepted(chain.builder.build(), plan);
        } else {
            const Violation first = expect_only(
                chain.builder.build(), plan, {"used_after_use_by", "post1", "vaccine", 7, 2});
            EXPECT_EQ(first.found, 5);
            EXPECT_EQ(first.allowed, 6);
        }
    }
}

TEST(Services, ThatStateOtherUnitsThanTheRuleAreFound) {
    const Chain chain = make_chain();
    const model::Plan fewer =
        with_last_service(chain, [](model::Service& s) { s.units = model::Units(9); });
    const Violation first =
        expect_only(chain.builder.build(), fewer, {"units_not_by_rule", "post2", "vaccine", 7});
    EXPECT_EQ(first.found, 9);
    EXPECT_EQ(first.allowed, 10);
}

TEST(Services, CarryOpenedUnitsOnFromWeekToWeek) {
    Chain chain = make_chain();
    chain.builder.data().serves.clear();
    chain.builder.serves(
        chain.infants, chain.vaccine, "0.3", "0.2");  // 10 persons: 3.75, 7.5, 11.25, 15
    model::Plan plan = chain.plan.build();
    const std::int64_t units[] = {4, 4, 4, 3};
    for (model::Service& service : plan.services) {
        service.units = model::Units(units[service.week - 4]);
    }
    expect_accepted(chain.builder.build(), plan);
    plan.services.back().units = model::Units(4);  // what each week alone would take
    expect_only(chain.builder.build(), plan, {"units_not_by_rule", "post2", "vaccine", 7});
}

TEST(Services, MayUseNoNewUnitWhereAnOpenedOneIsEnough) {
    Chain chain = make_chain();
    chain.builder.data().serves.clear();
    chain.builder.serves(
        chain.infants, chain.vaccine, "0.05");  // 10 persons a week: one unit every second week
    model::Plan plan = chain.plan.build();
    for (model::Service& service : plan.services) {
        service.units = model::Units(service.week % 2 == 0 ? 1 : 0);
    }
    expect_accepted(chain.builder.build(), plan);
}

TEST(Services, RoundUpTheSeatsOfEachWeekByThemselves) {
    ScenarioBuilder builder(4);
    const PlaceIndex school = builder.place("school", 5, builder.area("AA"));
    const ProductIndex seat = builder.product("seat");
    builder[seat].kind = model::ProductKind::seats;
    const ProgrammeIndex staff = builder.programme("staff");
    builder.serves(staff, seat, "0.4");
    const NeedIndex need = builder.need(staff, school, 2, 1, 2);
    const BatchIndex course = builder.batch(seat, "C1");
    PlanBuilder plan;
    for (const int week : {1, 2}) {
        plan.start(builder.supply(school, course, 5, week), 5)
            .serve(need, school, course, week, 1, 1);
    }
    expect_accepted(builder.build(), plan.build());
    expect_accepted(builder.build(), complete_by_hand(builder.build(), PlanBuilder().by_hand()));
    model::Plan carried_on = plan.build();
    carried_on.services.back().units = model::Units(0);  // two persons in one seat, a week apart
    expect_only(builder.build(), carried_on, {"units_not_by_rule", "school", "seat", 2});
}

class Earmarks : public ::testing::Test {
 protected:
    void expect_breach(const std::string& code,
                       std::size_t rows = 8,
                       const std::string& place = "post1",
                       int week = 4) {
        const Violation first = expect_only(
            chain_.builder.build(), chain_.plan.build(), {code, place, "vaccine", week, rows});
        EXPECT_EQ(first.programme, "infants");
        EXPECT_NE(first.message.find("gift"), std::string::npos) << first.message;
    }

    void expect_fits() { expect_accepted(chain_.builder.build(), chain_.plan.build()); }

    model::Earmark& earmark() { return chain_.builder[gift_]; }

    Chain chain_ = make_chain();
    EarmarkIndex gift_ = chain_.builder.earmark("gift");

    void SetUp() override { chain_.builder[chain_.lot].earmark = gift_; }
};

TEST_F(Earmarks, ThatAllowEverythingBreakNothing) {
    expect_fits();
}

TEST_F(Earmarks, ForAnAreaHoldDownToThePlaceOfUse) {
    earmark().areas = {chain_.country};
    earmark().country_count = 1;
    expect_fits();
    earmark().country_count = 0;
    earmark().areas = {chain_.districts[0], chain_.districts[1]};
    expect_fits();
    earmark().areas = {chain_.districts[1]};
    expect_breach("earmark_area", 4);
}

TEST_F(Earmarks, ForACountryAndAnAreaInItHoldForBoth) {
    earmark().areas = {chain_.country, chain_.districts[1]};
    earmark().country_count = 1;
    expect_breach("earmark_area", 4);
}

TEST_F(Earmarks, FollowTheAreaOfTheNeedNotOfThePlace) {
    // The need of the whole region, served inside the district that the gift is for.
    chain_.builder[chain_.needs[1]].area = chain_.region;
    earmark().areas = {chain_.districts[0], chain_.districts[1]};
    expect_breach("earmark_area", 4, "post2");
}

TEST_F(Earmarks, ForAProgrammeAreKept) {
    earmark().programmes = {chain_.infants};
    expect_fits();
    earmark().programmes = {chain_.builder.programme("adults")};
    expect_breach("earmark_programme");
}

TEST_F(Earmarks, ForAProductAreKept) {
    earmark().products = {chain_.vaccine};
    expect_fits();
    earmark().products = {chain_.builder.product("other")};
    expect_breach("earmark_product");
}

TEST_F(Earmarks, ForAnActivityAreKept) {
    earmark().activities = {"mobile teams", "outreach"};
    chain_.builder[chain_.needs[0]].activity = "outreach";
    chain_.builder[chain_.needs[1]].activity = "mobile teams";
    expect_fits();
    chain_.builder[chain_.needs[1]].activity = "fixed posts";
    expect_breach("earmark_activity", 4, "post2");
    chain_.builder[chain_.needs[1]].activity.clear();
    expect_breach("earmark_activity", 4, "post2");
}

TEST_F(Earmarks, ForAPeriodAllowOnlyWeeksThatLieWhollyInIt) {
    earmark().from = monday(4);
    earmark().to = sunday(7);
    expect_fits();
    earmark().from = monday(4) + std::chrono::days(1);
    expect_breach("earmark_period", 2);
    earmark().from = monday(4);
    earmark().to = sunday(7) - std::chrono::days(1);
    expect_breach("earmark_period", 2, "post1", 7);
}

TEST(Refusals, ByTheAreaOfThoseInNeedAreFound) {
    Chain chain = make_chain();
    chain.builder.refuse(chain.districts[1], chain.vaccine).state =
        model::Eligibility::State::accepts;
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.refuse(chain.districts[1], chain.vaccine);
    const Violation first = expect_only(
        chain.builder.build(), chain.plan.build(), {"refused_for_need", "post2", "vaccine", 4, 4});
    EXPECT_EQ(first.found, 10);
}

TEST(Refusals, ByTheAreaOfThePlaceAreFound) {
    Chain chain = make_chain();
    // People of the whole region, served at a post in a district that refuses.
    chain.builder[chain.needs[1]].area = chain.region;
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.refuse(chain.districts[1], chain.vaccine);
    expect_only(
        chain.builder.build(), chain.plan.build(), {"refused_at_place", "post2", "vaccine", 4, 4});
}

TEST(Refusals, HoldForAllThatLiesInside) {
    Chain chain = make_chain();
    chain.builder.refuse(chain.country, chain.vaccine);
    expect_only(
        chain.builder.build(), chain.plan.build(), {"refused_for_need", "post1", "vaccine", 4, 8});
}

TEST(Refusals, ThatAreDeferralsEndAfterTheirLastDay) {
    Chain chain = make_chain();
    model::Eligibility& row = chain.builder.refuse(chain.districts[0], chain.vaccine);
    row.state = model::Eligibility::State::deferred;
    row.until = sunday(3);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().eligibilities.front().until = monday(4);
    expect_only(
        chain.builder.build(), chain.plan.build(), {"refused_for_need", "post1", "vaccine", 4});
}

TEST(Refusals, LetGoodsPassThrough) {
    Chain chain = make_chain();
    const AreaIndex transit = chain.builder.area("AA02", chain.country);
    chain.builder[chain.store].area = transit;
    chain.builder.refuse(transit, chain.vaccine);
    expect_accepted(chain.builder.build(), chain.plan.build());
}

}  // namespace
}  // namespace imdad::verify

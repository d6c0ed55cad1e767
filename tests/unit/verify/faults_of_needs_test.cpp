#include "expect_verdict.hpp"

/// Planted faults of need, waiting, series of doses and absorption.

namespace imdad::verify {
namespace {

/// The chain's plan with `persons` more (or fewer) for the first need in `week`, one unit each.
model::Plan with_more(const Chain& chain, int week, std::int64_t persons) {
    model::Plan plan = chain.plan.build();
    for (model::Service& service : plan.services) {
        if (service.need == chain.needs[0] && service.week == week) {
            service.persons += model::Persons(persons);
            service.units += model::Units(persons);
        }
    }
    return plan;
}

/// One spare pack for post1, so that goods are not what is missing.
void send_one_pack_more(Chain& chain) {
    const SupplyIndex more = chain.builder.stock(chain.posts[0], chain.lot, 1);
    chain.plan.start(more, 1);
}

TEST(Need, OfAWeekThatIsLostCannotBeServedLater) {
    Chain chain = make_chain();
    send_one_pack_more(chain);
    expect_accepted(chain.builder.build(), chain.plan.build());
    model::Plan plan = with_more(chain, 5, -1);
    expect_accepted(chain.builder.build(), plan);
    for (model::Service& service : plan.services) {
        if (service.need == chain.needs[0] && service.week == 6) {
            service.persons += model::Persons(1);
            service.units += model::Units(1);
        }
    }
    const Violation first =
        expect_only(chain.builder.build(), plan, {"need_exceeded", "AA0101", "vaccine", 6});
    EXPECT_EQ(first.found, 11);
    EXPECT_EQ(first.allowed, 10);
    EXPECT_EQ(first.programme, "infants");
}

TEST(Need, IsSharedByAllPlacesAndProducts) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.posts[0]);
    chain.builder.serves(chain.infants, spare.product);
    chain.plan.serve(chain.needs[0], chain.posts[0], spare.lot, 4, 1, 1);
    const Violation first = expect_only(
        chain.builder.build(), chain.plan.build(), {"need_exceeded", "AA0101", "vaccine", 4});
    EXPECT_EQ(first.found, 11);
}

TEST(Need, IsSpreadEvenlyOverItsWholePeriodAndClippedToTheHorizon) {
    Chain chain = make_chain();
    send_one_pack_more(chain);
    // 43 persons in 4 weeks: 10, 11, 11, 11.
    chain.builder[chain.needs[0]].persons = model::Persons(43);
    expect_accepted(chain.builder.build(), with_more(chain, 5, 1));
    expect_only(
        chain.builder.build(), with_more(chain, 4, 1), {"need_exceeded", "AA0101", "vaccine", 4});
    // 8 weeks of 10 persons, half of them after the end: nothing is left over for the weeks inside.
    chain.builder[chain.needs[0]].persons = model::Persons(80);
    chain.builder[chain.needs[0]].to = monday(11);
    expect_accepted(chain.builder.build(), chain.plan.build());
    expect_only(
        chain.builder.build(), with_more(chain, 7, 1), {"need_exceeded", "AA0101", "vaccine", 7});
}

TEST(Need, ThatWaitsIsServedLaterButNotBeforeItArises) {
    Chain chain = make_chain({.waits = true});
    send_one_pack_more(chain);
    model::Plan later = with_more(chain, 4, -10);
    std::erase_if(later.services, [](const model::Service& s) { return s.persons.value() == 0; });
    for (model::Service& service : later.services) {
        if (service.need == chain.needs[0] && service.week == 7) {
            service.persons = model::Persons(20);
            service.units = model::Units(20);
        }
    }
    expect_accepted(chain.builder.build(), later);
    const Violation first = expect_only(chain.builder.build(),
                                        with_more(chain, 4, 1),
                                        {"need_exceeded_so_far", "AA0101", "vaccine", 4, 4});
    EXPECT_EQ(first.found, 11);
    EXPECT_EQ(first.allowed, 10);
}

TEST(Need, ThatWaitedTooLongIsGone) {
    Chain chain = make_chain({.waits = true});
    chain.builder[chain.infants].max_wait_weeks = 2;
    model::Plan plan = chain.plan.build();
    // Need 10 in each of weeks 4..7. Week 4 is served in week 6, the limit; then in week 7.
    std::erase_if(plan.services, [&](const model::Service& s) { return s.need == chain.needs[0]; });
    const auto serve = [&](int week, std::int64_t persons) {
        plan.services.push_back({chain.needs[0],
                                 chain.posts[0],
                                 chain.lot,
                                 model::kNoLimit,
                                 1,
                                 week,
                                 model::Persons(persons),
                                 model::Units(persons)});
    };
    serve(6, 30);
    serve(7, 10);
    expect_accepted(chain.builder.build(), plan);
    plan.services.resize(plan.services.size() - 2);
    // One of week 4 is left over for week 7, when that need is gone.
    serve(6, 9);
    serve(7, 31);
    const Violation first =
        expect_only(chain.builder.build(), plan, {"waited_too_long", "AA0101", "vaccine", 7});
    EXPECT_EQ(first.found, 31);
    EXPECT_EQ(first.allowed, 30);
}

TEST(Need, WindowsOfWaitingAreJudgedTogether) {
    // Weeks 6 and 7 would each be fine alone; together they take more than can still be waiting.
    Chain chain = make_chain({.waits = true});
    chain.builder[chain.infants].max_wait_weeks = 1;
    send_one_pack_more(chain);
    model::Plan plan = chain.plan.build();
    std::erase_if(plan.services,
                  [&](const model::Service& s) { return s.need == chain.needs[0] && s.week == 4; });
    expect_accepted(chain.builder.build(), plan);
    for (model::Service& service : plan.services) {
        if (service.need == chain.needs[0]) {
            const std::int64_t persons = service.week == 5 ? 9 : service.week == 6 ? 11 : 10;
            service.persons = model::Persons(persons);
            service.units = model::Units(persons);
        }
    }
    expect_accepted(chain.builder.build(), plan);
    for (model::Service& service : plan.services) {
        if (service.need == chain.needs[0] && service.week != 5) {
            const std::int64_t persons = service.week == 6 ? 20 : 11;
            service.persons = model::Persons(persons);
            service.units = model::Units(persons);
        }
    }
    // Weeks 6 and 7: 31 starts, need of weeks 5..7 is 30.
    const Violation first =
        expect_only(chain.builder.build(), plan, {"waited_too_long", "AA0101", "vaccine", 7});
    EXPECT_EQ(first.found, 31);
    EXPECT_EQ(first.allowed, 30);
}

/// A series of two doses at post1: 5 persons in week 2 and 5 in week 3, two weeks apart.
class Series : public ::testing::Test {
 protected:
    void SetUp() override {
        post_ = builder_.place("post", 5, builder_.area("AA01", builder_.area("AA")));
        product_ = builder_.product("two-dose", 1, 10);
        programme_ = builder_.programme("adults", true);
        builder_.serves(programme_, product_);
        builder_.serves(programme_, product_, "1", "0", 2, 2);
        need_ = builder_.need(programme_, AreaIndex(1), 20, 0, 3);
        lot_ = builder_.batch(product_, "L1");
        second_lot_ = builder_.batch(product_, "L2");
        supplies_ = {builder_.stock(post_, lot_, 50), builder_.stock(post_, second_lot_, 50)};
    }

    model::Plan plan(const std::vector<std::tuple<int, int, std::int64_t>>& dose_week_persons) {
        PlanBuilder result;
        result.start(supplies_[0], 50).start(supplies_[1], 50);
        for (const auto& [dose, week, persons] : dose_week_persons) {
            result.serve(
                need_, post_, dose == 1 ? lot_ : second_lot_, week, persons, persons, dose);
        }
        return result.build();
    }

    Violation expect_fault(const model::Plan& faulty, const std::string& code, int week) {
        return expect_only(builder_.build(), faulty, {code, "AA01", "two-dose", week});
    }

    ScenarioBuilder builder_{8};
    PlaceIndex post_;
    ProductIndex product_;
    ProgrammeIndex programme_;
    NeedIndex need_;
    BatchIndex lot_;
    BatchIndex second_lot_;
    std::vector<SupplyIndex> supplies_;
};

TEST_F(Series, CompletedInTimeIsAcceptedAndCountsEachPersonOnce) {
    const model::Plan good = plan({{1, 2, 5}, {1, 3, 5}, {2, 4, 5}, {2, 5, 5}});
    expect_accepted(builder_.build(), good);
    EXPECT_EQ(check(builder_.build(), good).served.value(), 10);
}

TEST_F(Series, SecondDoseBeforeTheIntervalIsFound) {
    const Violation first =
        expect_fault(plan({{1, 2, 5}, {1, 3, 5}, {2, 4, 6}, {2, 5, 4}}), "dose_too_early", 4);
    EXPECT_EQ(first.found, 6);
    EXPECT_EQ(first.allowed, 5);
}

TEST_F(Series, SecondDoseBeforeTheFirstIsFound) {
    expect_fault(plan({{2, 1, 5}, {1, 2, 5}}), "dose_too_early", 1);
}

TEST_F(Series, LeftUnfinishedIsFound) {
    const Violation first =
        expect_fault(plan({{1, 2, 5}, {1, 3, 5}, {2, 4, 5}, {2, 5, 4}}), "series_not_completed", 7);
    EXPECT_EQ(first.found, 9);
    EXPECT_EQ(first.allowed, 10);
    expect_fault(plan({{1, 7, 5}}), "series_not_completed", 7);
}

TEST_F(Series, SecondDoseAfterTheLongestIntervalIsFound) {
    const model::Plan late = plan({{1, 2, 5}, {1, 3, 5}, {2, 5, 4}, {2, 6, 6}});
    expect_accepted(builder_.build(), late);
    builder_.data().serves[1].max_interval_weeks = 3;
    const Violation first = expect_fault(late, "dose_too_late", 5);
    EXPECT_EQ(first.found, 4);
    EXPECT_EQ(first.allowed, 5);
}

TEST_F(Series, OfDifferentProductsDoNotCompleteEachOther) {
    const ProductIndex other = builder_.product("other", 1, 10);
    builder_.serves(programme_, other);
    builder_.serves(programme_, other, "1", "0", 2, 2);
    builder_[second_lot_].product = other;
    const Verdict verdict = check(builder_.build(), plan({{1, 2, 5}, {2, 4, 5}}));
    EXPECT_EQ(verdict.counts.at("dose_too_early"), 1U);
    EXPECT_EQ(verdict.counts.at("series_not_completed"), 2U);
}

TEST(AbsorptionRows, OfAPlaceAreFound) {
    Chain chain = make_chain();
    chain.builder.absorption(chain.posts[1], 10);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().absorptions.front().persons_per_week = model::Persons(9);
    const Violation first = expect_only(chain.builder.build(),
                                        chain.plan.build(),
                                        {"absorption_exceeded", "post2", "vaccine", 4, 4});
    EXPECT_EQ(first.found, 10);
    EXPECT_EQ(first.allowed, 9);
}

TEST(AbsorptionRows, OfAnAreaCountAllItsPlaces) {
    Chain chain = make_chain();
    model::Absorption& row = chain.builder.absorption(chain.region, 20);
    row.from = monday(0);
    row.to = monday(5);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().absorptions.front().persons_per_week = model::Persons(19);
    expect_only(chain.builder.build(),
                chain.plan.build(),
                {"absorption_exceeded", "AA01", "vaccine", 4, 2});
}

TEST(AbsorptionRows, OfSeveralProgrammesCountThemTogether) {
    Chain chain = make_chain();
    const ProgrammeIndex adults = chain.builder.programme("adults");
    const ProgrammeIndex others = chain.builder.programme("others");
    chain.builder.serves(adults, chain.vaccine);
    chain.builder.serves(others, chain.vaccine);
    const NeedIndex of_adults = chain.builder.need(adults, chain.districts[0], 3, 6, 6);
    const NeedIndex of_others = chain.builder.need(others, chain.districts[0], 2, 6, 6);
    const SupplyIndex more = chain.builder.stock(chain.posts[0], chain.lot, 1);
    chain.plan.start(more, 1);
    chain.plan.serve(of_adults, chain.posts[0], chain.lot, 6, 3, 3);
    chain.plan.serve(of_others, chain.posts[0], chain.lot, 6, 2, 2);
    chain.builder.absorption(chain.districts[0], 13, {chain.infants, adults});
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().absorptions.front().persons_per_week = model::Persons(12);
    const Violation joint = expect_only(
        chain.builder.build(), chain.plan.build(), {"absorption_exceeded", "AA0101", "vaccine", 6});
    EXPECT_EQ(joint.found, 13);
    chain.builder.data().absorptions.front().programmes.clear();  // all together
    const Violation all = expect_only(
        chain.builder.build(), chain.plan.build(), {"absorption_exceeded", "AA0101", "vaccine", 6});
    EXPECT_EQ(all.found, 15);
}

TEST_F(Series, EveryDoseCountsTowardsAbsorption) {
    builder_.absorption(post_, 7);
    const model::Plan both_in_one_week = plan({{1, 1, 4}, {1, 3, 3}, {2, 3, 4}, {2, 5, 3}});
    expect_accepted(builder_.build(), both_in_one_week);
    builder_.data().absorptions.front().persons_per_week = model::Persons(6);
    expect_only(builder_.build(), both_in_one_week, {"absorption_exceeded", "post", "two-dose", 3});
}

}  // namespace
}  // namespace imdad::verify

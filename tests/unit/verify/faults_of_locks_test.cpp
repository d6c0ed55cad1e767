#include "certificate_fixture.hpp"
#include "expect_verdict.hpp"

/// Locks: planted faults, each caught by name, and bounds that are known by hand.

namespace imdad::verify {
namespace {

/// A lock on the infants of the first district in the weeks `first`..`last`.
model::Lock& lock_district(Chain& chain, int first, int last) {
    auto& locks = chain.builder.data().locks;
    return locks.emplace_back(model::Lock{.lock_id = "L" + std::to_string(locks.size() + 1),
                                          .area = chain.districts[0],
                                          .programme = chain.infants,
                                          .from = monday(first),
                                          .to = sunday(last),
                                          .reason = "teams are away"});
}

TEST(Lock, NothingAboveAtMostIsAccepted) {
    Chain chain = make_chain();  // 10 persons a week and district, weeks 4 to 7
    lock_district(chain, 4, 5).at_most = model::Persons(20);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().locks[0].at_most = model::Persons(19);
    const Violation first =
        expect_only(chain.builder.build(), chain.plan.build(), {"lock_exceeded", "AA0101", "", 7});
    EXPECT_EQ(first.found, 20);
    EXPECT_EQ(first.allowed, 19);
    EXPECT_EQ(first.programme, "infants");
    EXPECT_NE(first.message.find("L1 (\"teams are away\")"), std::string::npos) << first.message;
}

TEST(Lock, OnlyPeopleOfItsPlaceProductProgrammeAndWeeksCount) {
    Chain chain = make_chain();
    const Spare spare = add_spare(chain, chain.posts[0]);
    chain.builder.serves(chain.infants, spare.product);
    model::Lock& lock = lock_district(chain, 5, 6);
    lock.at_most = model::Persons(20);
    lock.place = chain.posts[0];
    lock.area = {};
    lock.product = chain.vaccine;
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().locks[0].at_most = model::Persons(0);
    chain.builder.data().locks[0].product = spare.product;
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().locks[0].product = {};
    chain.builder.data().locks[0].place = chain.store;  // nobody is served there
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().locks[0].place = {};
    chain.builder.data().locks[0].area = chain.country;  // with everything inside it
    const Violation first =
        expect_only(chain.builder.build(), chain.plan.build(), {"lock_exceeded", "AA", "", 7});
    EXPECT_EQ(first.found, 40);
}

TEST(Lock, APlanThatServesFewerThanAskedForMustSayByHowMuch) {
    Chain chain = make_chain();
    lock_district(chain, 4, 5).at_least = model::Persons(20);
    expect_accepted(chain.builder.build(), chain.plan.build());
    chain.builder.data().locks[0].at_least = model::Persons(23);
    const model::Scenario scenario = chain.builder.build();
    model::Plan plan = chain.plan.build();
    const Violation first = expect_only(scenario, plan, {"lock_not_kept", "AA0101", "", 7});
    EXPECT_EQ(first.found, 20);
    EXPECT_EQ(first.allowed, 23);
    plan.shortfalls = {{0, model::Persons(3)}};
    expect_accepted(scenario, plan);
    plan.shortfalls = {{0, model::Persons(2)}};
    expect_only(scenario, plan, {"lock_not_kept", "AA0101", "", 7});
    plan.shortfalls = {{0, model::Persons(4)}};
    const Violation wrong = expect_only(scenario, plan, {"lock_shortfall_wrong", "AA0101", "", 7});
    EXPECT_EQ(wrong.found, 4);
    EXPECT_EQ(wrong.allowed, 3);
}

TEST(Lock, APlanByHandServesNobodyAboveItAndThoseAskedForFirst) {
    Chain chain = make_chain();
    lock_district(chain, 4, 4).at_most = model::Persons(7);
    model::Plan stated = chain.plan.build();
    stated.by_hand = true;
    stated.services.clear();
    stated.starts.clear();
    const model::Scenario scenario = chain.builder.build();
    expect_accepted(scenario, stated);
    std::int64_t persons = 0;
    for (const model::Service& row : complete_by_hand(scenario, stated).services) {
        persons += row.need == chain.needs[0] && row.week == 4 ? row.persons.value() : 0;
    }
    EXPECT_EQ(persons, 7);
}

class LockBound : public CertificateTest {
 protected:
    model::Lock& lock() {
        auto& locks = builder.data().locks;
        return locks.emplace_back(model::Lock{.lock_id = "L" + std::to_string(locks.size()),
                                              .place = post,
                                              .programme = programme,
                                              .reason = "why"});
    }
};

TEST_F(LockBound, AtMostCostsItsPriceForEachPersonItCounts) {
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 10);
    lock().at_most = model::Persons(4);
    EXPECT_EQ(bound(), 40);
    EXPECT_EQ(bound({price(Row::lock_most, 0, 0, 0, 4)}), 4 * 4);
    EXPECT_EQ(bound({price(Row::lock_most, 0, 0, 0, 1)}), 4 + 10 * (4 - 1));
    builder.data().locks[0].product = builder.product("other");  // nobody has it
    EXPECT_EQ(bound({price(Row::lock_most, 0, 0, 0, 1)}), 4 + 40);
}

TEST_F(LockBound, AtLeastPaysEachPersonItCountsAndCostsWhatIsAskedFor) {
    builder.need(programme, post, 10, 0, 0);
    builder.need(programme, other_post, 10, 0, 0);
    builder.stock(pool, lot, 8);
    builder.lane("one", pool, post);
    builder.lane("other", pool, other_post);
    builder.data().areas[other_district.value()].weight = *model::Fixed9::parse("3");
    // Worth 4 and 12 a person: without the lock all 8 packs go to the other post.
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 12)}), 8 * 12);
    lock().at_least = model::Persons(5);
    // 5 persons of 4 and 3 of 12 are left: a pack costs 12, and each of the five is paid 8.
    EXPECT_EQ(bound({price(Row::supply, 0, 0, 0, 12), price(Row::lock_least, 0, 0, 0, 8)}),
              5 * 4 + 3 * 12);
    // Any other price proves less.
    EXPECT_GE(bound({price(Row::supply, 0, 0, 0, 12), price(Row::lock_least, 0, 0, 0, 9)}), 56);
    EXPECT_GE(bound({price(Row::supply, 0, 0, 0, 12), price(Row::lock_least, 0, 0, 0, 7)}), 56);
}

TEST_F(LockBound, WhereLessIsKeptItHoldsForPlansThatKeepAsMuch) {
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 3);
    lock().at_least = model::Persons(5);
    const model::Scenario scenario = builder.build();
    const std::vector<Int128> kept = {3};
    const Certificate certificate{
        .scale_bits = 0,
        .prices = {price(Row::supply, 0, 0, 0, 6), price(Row::lock_least, 0, 0, 0, 2)}};
    EXPECT_EQ(*bound_of(scenario, options, certificate, {}, 1, kept) / 1'000'000'000, 12);
    // Asked for in full there is no plan at all, and the prices say so: the bound falls below what
    // any plan is worth.
    EXPECT_LT(*bound_of(scenario, options, certificate, {}) / 1'000'000'000, 12);
}

TEST_F(LockBound, OfThePersonsAskedForIsWhatTheSupplyServes) {
    builder.need(programme, post, 10, 0, 0);
    builder.stock(post, lot, 3);
    lock().at_least = model::Persons(5);
    const auto persons = [&](std::vector<RowPrice> prices) {
        const model::Scenario scenario = builder.build();
        const auto result =
            bound_of(scenario,
                     options,
                     {.aim = Certificate::Aim::locks, .scale_bits = 0, .prices = std::move(prices)},
                     {});
        EXPECT_TRUE(result.has_value()) << result.error().message;
        return static_cast<double>(result.value_or(-1)) / 1e9;
    };
    EXPECT_EQ(persons({}), 5);
    EXPECT_EQ(persons({price(Row::supply, 0, 0, 0, 1), price(Row::lock_least, 0, 0, 0, 1)}), 3);
    EXPECT_EQ(persons({price(Row::lock_least, 0, 0, 0, 1)}), 10);
}

TEST_F(LockBound, NobodyLetInIsNoWay) {
    builder.need(programme, post, 10, 0, 1);
    builder.stock(post, lot, 10);
    model::Lock& none = lock();
    none.at_most = model::Persons(0);
    none.to = sunday(0);
    EXPECT_EQ(bound(), 5 * 4) << "the second week is open";
    builder.data().locks[0].to.reset();
    EXPECT_EQ(bound(), 0);
    const model::Scenario scenario = builder.build();
    const std::vector<AreaIndex> areas = {district};
    EXPECT_TRUE(not_proved_out_of_reach(scenario, options, areas).empty());
}

TEST_F(LockBound, PricesOfFiguresThatAreNotStatedAreRefused) {
    builder.need(programme, post, 10, 0, 0);
    lock().at_most = model::Persons(4);
    const auto refused = [&](RowPrice row) { return refusal({.scale_bits = 0, .prices = {row}}); };
    EXPECT_EQ(refused(price(Row::lock_least, 0, 0, 0, 1)),
              "no_such_row: price of at_least of lock L0: the lock states no at_least");
    EXPECT_EQ(refused(price(Row::lock_most, 1, 0, 0, 1)),
              "no_such_row: price of at_most of lock number 1: the scenario has no such lock");
    EXPECT_EQ(refused(price(Row::lock_most, 0, 0, 0, 1)), "");
}

}  // namespace
}  // namespace imdad::verify

#include "plan/explain.hpp"

#include "engine/relaxed.hpp"
#include "plan/explain_phrases.hpp"
#include "plan/explain_prices.hpp"
#include "plan/explain_shortfalls.hpp"
#include "plan/explain_ways.hpp"
#include "plan/planner.hpp"

#include <algorithm>
#include <string>

#include "support/scenario_builder.hpp"
#include <gtest/gtest.h>

/// Each cause is planted by itself in a small scenario: it must be named first, with its row and
/// its dates; where it has a price, solving again must bring what the price says.

namespace imdad::plan {
namespace {

using model::CauseKind;
using model::Help;
using test_support::monday;
using test_support::ScenarioBuilder;
using test_support::sunday;

/// Every text is what its parts say in English, and what is put in is a name of the scenario, a
/// number or a date, but no English: names here have no space, but for that of a donor.
void expect_parts(const model::Phrase& phrase) {
    if (phrase.code.empty()) {
        EXPECT_TRUE(phrase.value.find(' ') == std::string::npos ||
                    phrase.value.starts_with("donor of "))
            << phrase.value;
        EXPECT_FALSE(phrase.value.empty());
        return;
    }
    const auto row = std::ranges::find(kPhrases, phrase.code, &base::Sentence::key);
    ASSERT_NE(row, kPhrases.end()) << phrase.code;
    for (const model::Phrase& argument : phrase.arguments) {
        expect_parts(argument);
    }
}

void expect_said(const model::Phrase& phrase, const std::string& text) {
    EXPECT_EQ(english(phrase), text);
    if (!text.empty()) {
        EXPECT_FALSE(phrase.code.empty()) << text;
        expect_parts(phrase);
    }
}

void expect_parts(const model::Explanation& explanation) {
    for (const model::GroupCauses& group : explanation.groups) {
        expect_said(group.way_sentence, group.way);
        for (const model::Cause& cause : group.causes) {
            EXPECT_NE(cause.text, "") << model::to_text(cause.kind);
            expect_said(cause.sentence, cause.text);
        }
    }
    for (const Help& help : explanation.helps) {
        EXPECT_NE(help.what, "");
        expect_said(help.what_sentence, help.what);
        expect_said(help.remark_sentence, help.remark);
    }
}

/// Store -> post in one district with 20 persons a week, who are worth 4 each and do not wait; a
/// pack serves 10 and takes a litre. Nothing is scarce.
struct Small {
    ScenarioBuilder builder{8};
    model::AreaIndex country = builder.area("AA");
    model::AreaIndex district = builder.area("AA01", country);
    model::PlaceIndex store = builder.place("store", 3, country);
    model::PlaceIndex post = builder.place("post", 5, district);
    model::LaneIndex lane = builder.lane("store-post", store, post);
    model::ProductIndex vaccine = builder.product("vaccine", 10, 1000);
    model::ProgrammeIndex infants = builder.programme("infants");
    model::BatchIndex lot = builder.batch(vaccine, "L1");
    model::SupplyIndex stock = builder.stock(store, lot, 100);
    model::NeedIndex need = builder.need(infants, district, 160, 0, 7);

    Small() {
        builder.serves(infants, vaccine);
        builder.data().header.policy = model::Policy::most_served;
    }

    [[nodiscard]] model::Explanation explain(
        model::Policy policy = model::Policy::most_served) const {
        const model::Scenario scenario = builder.build();
        const model::PlanResult result =
            make_plan(scenario, {.policy = policy, .baselines = false});
        model::Explanation explanation = plan::explain(scenario, result.chosen.plan, nullptr, {});
        expect_parts(explanation);
        return explanation;
    }
};

const model::Cause& first(const model::Explanation& explanation) {
    static const model::Cause kNone{};
    EXPECT_EQ(explanation.groups.size(), 1U);
    if (explanation.groups.empty() || explanation.groups[0].causes.empty()) {
        ADD_FAILURE() << "no cause";
        return kNone;
    }
    return explanation.groups[0].causes[0];
}

bool names(const model::Cause& cause, const std::string& table, const std::string& id) {
    return std::ranges::find(cause.things, std::pair(table, id)) != cause.things.end();
}

const Help* help_of(const model::Explanation& explanation, Help::Kind kind) {
    const auto found = std::ranges::find(explanation.helps, kind, &Help::kind);
    return found == explanation.helps.end() ? nullptr : &*found;
}

/// Price, and what solving again finds, are both `effect`, the latter within a fifth.
void expect_effect(const model::Explanation& explanation, Help::Kind kind, double effect) {
    const Help* const help = help_of(explanation, kind);
    ASSERT_NE(help, nullptr);
    ASSERT_TRUE(help->price.has_value());
    EXPECT_NEAR(*help->price, effect, 0.05 * effect);
    ASSERT_TRUE(help->found.has_value()) << help->remark;
    EXPECT_NEAR(*help->found, *help->stated, 0.2 * *help->stated);
    EXPECT_EQ(help->remark, "");
    EXPECT_TRUE(explanation.solved_exactly);
}

TEST(Explain, NobodyIsShortWhereNothingIsScarce) {
    const model::Explanation explanation = Small().explain();
    EXPECT_TRUE(explanation.groups.empty());
    EXPECT_EQ(explanation.groups_served, 1U);
    EXPECT_TRUE(explanation.helps.empty());
    EXPECT_DOUBLE_EQ(explanation.plan_value, 640);
}

TEST(Explain, ASupplyThatIsUsedUp) {
    Small small;
    small.builder[small.stock].packs = model::Packs(8);
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::supply);
    EXPECT_NEAR(first(explanation).persons, 80, 1);
    EXPECT_TRUE(names(first(explanation), "supply", small.builder[small.stock].supply_id));
    expect_effect(explanation, Help::Kind::supply, 40);
}

/// Above the size that the solver takes, the first-order method confirms: all further runs start
/// where its first one ended.
TEST(Explain, LargeScenariosAreConfirmedByTheFirstOrderMethod) {
    Small small;
    small.builder[small.stock].packs = model::Packs(2000);
    for (int i = 0; i < 900; ++i) {
        const std::string number = std::to_string(1000 + i);
        const auto area = small.builder.area("AB" + number, small.country);
        const auto place = small.builder.place("post-" + number, 5, area);
        small.builder.lane("lane-" + number, small.store, place);
        small.builder.need(small.infants, area, 80, 0, 7);
    }
    const auto explanation = small.explain();
    EXPECT_FALSE(explanation.solved_exactly);
    const Help* const help = help_of(explanation, Help::Kind::supply);
    ASSERT_NE(help, nullptr);
    ASSERT_TRUE(help->found.has_value()) << help->remark;
    EXPECT_NEAR(*help->price, 40, 2);
    EXPECT_NEAR(*help->found, *help->stated, 0.2 * *help->stated);
}

TEST(Explain, ALaneThatIsFull) {
    Small small;
    small.builder[small.lane].room.cm3[0] = 1000;
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::lane_full);
    EXPECT_NEAR(first(explanation).persons, 80, 1);
    EXPECT_TRUE(names(first(explanation), "lane", "store-post"));
    EXPECT_FALSE(first(explanation).weeks.empty());
    EXPECT_NE(first(explanation).text.find("2024-01-01"), std::string::npos)
        << first(explanation).text;
    expect_effect(explanation, Help::Kind::lane, 320);
}

TEST(Explain, AStoreThatIsFull) {
    Small small;
    small.builder[small.post].room.cm3[0] = 1000;
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::store_full);
    EXPECT_TRUE(names(first(explanation), "place", "post"));
    expect_effect(explanation, Help::Kind::store, 320);
}

TEST(Explain, MaximumStockThatIsReached) {
    Small small;
    small.builder.maximum_stock(5, "0.5");
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::maximum_stock);
    EXPECT_TRUE(names(first(explanation), "place", "post"));
    expect_effect(explanation, Help::Kind::maximum_stock, 32);
}

TEST(Explain, TeamsAtTheirLimit) {
    Small small;
    small.builder.absorption(small.district, 10);
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::absorption);
    EXPECT_TRUE(names(first(explanation), "absorption", "AA01"));
    expect_effect(explanation, Help::Kind::absorption, 32);
}

TEST(Explain, AClosedLaneWithItsDatesAndWhatLiftingItBrings) {
    Small small;
    small.builder.close(small.lane, 0, 7).reason = "flood";
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::closure);
    EXPECT_EQ(first(explanation).persons, 160);
    EXPECT_NE(first(explanation).text.find("2024-01-01 to 2024-02-25 (flood)"), std::string::npos)
        << first(explanation).text;
    const Help* const help = help_of(explanation, Help::Kind::closure);
    ASSERT_NE(help, nullptr);
    EXPECT_FALSE(help->price.has_value());
    ASSERT_TRUE(help->found.has_value());
    EXPECT_NEAR(*help->found, 640, 1);
}

TEST(Explain, AClosedPlaceAndAClosedArea) {
    Small place;
    place.builder.close(place.post, 0, 7);
    const auto explanation = place.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::closure);
    EXPECT_TRUE(names(first(explanation), "closure", "post from 2024-01-01"));
    Small area;
    area.builder.close(area.district, 0, 7);
    const auto other = area.explain();
    EXPECT_EQ(first(other).kind, CauseKind::closure);
    EXPECT_TRUE(names(first(other), "closure", "AA01 from 2024-01-01"));
}

TEST(Explain, OnlyTheClosureOnTheWayIsNamed) {
    Small small;
    const auto elsewhere = small.builder.place("elsewhere", 5, small.country);
    small.builder.close(elsewhere, 0, 7);
    small.builder.close(small.lane, 0, 7);
    const auto explanation = small.explain();
    EXPECT_TRUE(names(first(explanation), "closure", "store-post from 2024-01-01"));
    EXPECT_FALSE(names(first(explanation), "closure", "elsewhere from 2024-01-01"));
}

TEST(Explain, AnEarmarkThatExcludesAndWhatOnePackWithoutItBrings) {
    Small small;
    const auto other = small.builder.programme("other");
    const auto earmark = small.builder.earmark("E1");
    small.builder.data().earmarks[earmark.value()].programmes = {other};
    small.builder[small.lot].earmark = earmark;
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::earmark);
    EXPECT_TRUE(names(first(explanation), "earmark", "E1"));
    EXPECT_NE(first(explanation).text.find("allows only other"), std::string::npos)
        << first(explanation).text;
    expect_effect(explanation, Help::Kind::earmark, 40);
}

TEST(Explain, AProductThatIsRefused) {
    Small small;
    small.builder.refuse(small.country, small.vaccine);
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::eligibility);
    EXPECT_TRUE(names(first(explanation), "eligibility", "AA vaccine"));
}

TEST(Explain, GoodsThatWouldExpire) {
    Small small;
    small.builder[small.lot].expiry = sunday(2);
    small.builder.data().needs.clear();
    small.builder.need(small.infants, small.district, 100, 3, 7);
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::expiry);
    EXPECT_TRUE(names(first(explanation), "supply", small.builder[small.stock].supply_id));
}

TEST(Explain, ALeadTimeBeyondTheHorizon) {
    Small small;
    small.builder[small.lane].lead_days = 70;
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::lead_time);
    EXPECT_NE(first(explanation).text.find("takes 70 days"), std::string::npos)
        << first(explanation).text;
}

TEST(Explain, NeedThatIsLostBeforeTheFirstGoodsCanArrive) {
    Small small;
    small.builder[small.lane].lead_days = 14;
    const auto explanation = small.explain();
    const model::Cause& cause = first(explanation);
    EXPECT_EQ(cause.kind, CauseKind::lead_time);
    EXPECT_EQ(cause.persons, 40);
    EXPECT_EQ(cause.need_from, 0);
    EXPECT_EQ(cause.need_to, 1);
    EXPECT_NE(cause.text.find("first goods can be used here in the week of 2024-01-15"),
              std::string::npos)
        << cause.text;
}

TEST(Explain, ARoundThatComesTooLate) {
    Small small;
    small.builder[small.lane].first_week = 7;
    small.builder.data().needs.clear();
    small.builder.need(small.infants, small.district, 100, 1, 5);
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::rounds);
    EXPECT_TRUE(names(first(explanation), "lane", "store-post"));
}

TEST(Explain, ASupplyThatComesTooLate) {
    Small small;
    small.builder.data().supplies.clear();
    small.builder.data().needs.clear();
    small.builder.need(small.infants, small.district, 100, 0, 4);
    small.builder.supply(small.store, small.lot, 100, 6);
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::supply_date);
    EXPECT_NE(first(explanation).text.find(base::to_text(monday(6))), std::string::npos)
        << first(explanation).text;
}

TEST(Explain, NoRoomForOnePackOnALaneAndInAStore) {
    Small small;
    small.builder[small.lane].room.cm3[0] = 999;
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::no_room);
    EXPECT_TRUE(names(first(explanation), "lane", "store-post"));
    Small store;
    store.builder[store.post].room.cm3[0] = 999;
    const auto other = store.explain();
    EXPECT_EQ(first(other).kind, CauseKind::no_room);
    EXPECT_TRUE(names(first(other), "place", "post"));
}

TEST(Explain, NoSupplyNoLaneNoPlace) {
    Small supply;
    supply.builder.data().supplies.clear();
    EXPECT_EQ(first(supply.explain()).kind, CauseKind::no_supply);
    Small lane;
    lane.builder.data().lanes.clear();
    EXPECT_EQ(first(lane.explain()).kind, CauseKind::no_lane);
    Small place;
    const auto empty = place.builder.area("AA02", place.country);
    place.builder.data().needs.clear();
    place.builder.data().places[place.store.value()].area = place.district;
    place.builder.need(place.infants, empty, 80, 0, 7);
    EXPECT_EQ(first(place.explain()).kind, CauseKind::no_place);
}

TEST(Explain, SuppliesThatAreOnlyAnnounced) {
    Small small;
    small.builder.data().supplies.clear();
    small.builder.supply(small.store, small.lot, 100, 0, model::SupplyStatus::announced);
    EXPECT_EQ(first(small.explain()).kind, CauseKind::not_counted_on);
}

TEST(Explain, ASeriesThatDoesNotFitBeforeTheEnd) {
    Small small;
    small.builder.serves(small.infants, small.vaccine, "1", "0", 2, 10);
    EXPECT_EQ(first(small.explain()).kind, CauseKind::series);
}

TEST(Explain, TwoLimitsThatMustBeLiftedTogether) {
    Small small;
    small.builder.close(small.lane, 0, 7);
    small.builder.refuse(small.country, small.vaccine);
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::closure);
    EXPECT_EQ(first(explanation).together, std::vector{CauseKind::eligibility});
    EXPECT_NE(first(explanation).text.find("AA refuses vaccine"), std::string::npos);
}

TEST(Explain, LimitsOfWhichEitherWouldDo) {
    // The only lot lies beyond a closed lane; another one is earmarked for somebody else.
    Small small;
    const auto other = small.builder.programme("other");
    const auto earmark = small.builder.earmark("E1");
    small.builder.data().earmarks[earmark.value()].programmes = {other};
    const auto lot = small.builder.batch(small.vaccine, "L2", model::kNoLimit, earmark);
    small.builder.stock(small.post, lot, 100);
    small.builder.close(small.lane, 0, 7);
    const auto explanation = small.explain();
    EXPECT_EQ(first(explanation).kind, CauseKind::closure);
    EXPECT_EQ(first(explanation).or_else, std::vector{CauseKind::earmark});
}

TEST(Explain, WholePacksLeaveOutWhomSplitOnesWouldServe) {
    // One pack of 100 for two posts with 80 persons each.
    Small small;
    small.builder[small.vaccine].pack_units = 100;
    small.builder.data().needs.clear();
    const auto second = small.builder.area("AA02", small.country);
    const auto other_post = small.builder.place("post-2", 5, second);
    small.builder.lane("store-post-2", small.store, other_post);
    small.builder.need(small.infants, small.district, 80, 0, 7);
    small.builder.need(small.infants, second, 80, 0, 7);
    small.builder[small.stock].packs = model::Packs(1);
    const auto explanation = small.explain(model::Policy::worst_first);
    EXPECT_EQ(first(explanation).kind, CauseKind::whole_packs);
    ASSERT_EQ(explanation.groups[0].causes.size(), 2U);
    EXPECT_EQ(explanation.groups[0].causes[1].kind, CauseKind::supply);
}

TEST(Explain, CausesOfAGroupAddUpToThePersonsShortMostFirst) {
    Small small;
    small.builder[small.lane].room.cm3[0] = 1000;
    small.builder[small.lane].lead_days = 7;
    const auto explanation = small.explain();
    ASSERT_EQ(explanation.groups.size(), 1U);
    const auto& group = explanation.groups[0];
    double sum = 0;
    for (const model::Cause& cause : group.causes) {
        sum += cause.persons;
    }
    EXPECT_NEAR(sum, static_cast<double>(group.persons_short()), 1e-6);
    EXPECT_TRUE(std::ranges::is_sorted(group.causes, std::greater<>(), &model::Cause::persons));
    EXPECT_EQ(first(explanation).kind, CauseKind::lane_full);
}

TEST(Explain, OnlyTheAreaAndProgrammeThatAreAskedFor) {
    Small small;
    small.builder[small.stock].packs = model::Packs(2);
    const auto second = small.builder.area("AA02", small.country);
    const auto other_post = small.builder.place("post-2", 5, second);
    small.builder.lane("store-post-2", small.store, other_post);
    small.builder.need(small.infants, second, 80, 0, 7);
    const model::Scenario scenario = small.builder.build();
    const auto result = make_plan(scenario, {.baselines = false});
    const auto all = plan::explain(scenario, result.chosen.plan, nullptr, {.helps = false});
    const auto one =
        plan::explain(scenario, result.chosen.plan, nullptr, {.area = second, .helps = false});
    const auto inside = plan::explain(
        scenario, result.chosen.plan, nullptr, {.area = small.country, .helps = false});
    EXPECT_EQ(all.groups.size(), 2U);
    ASSERT_EQ(one.groups.size(), 1U);
    EXPECT_EQ(one.groups[0].area, second);
    EXPECT_EQ(inside.groups.size(), 2U);
}

TEST(Explain, PricesComeFromTheCertificateOfThePlan) {
    Small small;
    small.builder[small.stock].packs = model::Packs(8);
    const model::Scenario scenario = small.builder.build();
    const auto result =
        make_plan(scenario, {.policy = model::Policy::most_served, .engine = Engine::exact});
    ASSERT_FALSE(result.bounds.empty());
    model::Certificate certificate = result.bounds[0].certificate;
    const auto explanation = plan::explain(scenario, result.chosen.plan, &certificate, {});
    EXPECT_TRUE(explanation.from_certificate);
    EXPECT_EQ(first(explanation).kind, CauseKind::supply);
    // A row that the scenario does not have: the certificate is of another one.
    certificate.prices.push_back({.row = model::RowPrice::Row::absorption, .first = 7, .price = 1});
    EXPECT_FALSE(plan::explain(scenario, result.chosen.plan, &certificate, {}).from_certificate);
}

TEST(Ways, CostWhatTheBoundSaysAndEveryStepIsPaidFor) {
    Small small;
    small.builder[small.lane].room.cm3[0] = 5000;
    small.builder[small.post].room.cm3[0] = 7000;
    small.builder.absorption(small.district, 15);
    small.builder.maximum_stock(5, "3");
    small.builder.serves(small.infants, small.vaccine, "1.5", "0.2", 2, 1);
    const model::Scenario scenario = small.builder.build();
    const BuiltProblem built = build_problem(scenario, {});
    const engine::CommodityNet net = engine::build_commodity_net(built.problem);
    engine::Prices prices(built.problem);
    int n = 0;
    for (auto* rows :
         {&prices.supply, &prices.lane, &prices.store, &prices.maximum, &prices.absorption}) {
        for (double& price : *rows) {
            price = 0.001 * (1 + (n++ * 37) % 11);
        }
    }
    engine::Worth worth{.scale = {4}, .slopes = {1}, .extra = {}};
    const auto bound = engine::bound_from(built.problem, net, prices, worth, 1);
    const PricedSteps steps(built, net, prices);
    const WayCosts costs = steps.costs();
    const Ways ways(built.problem, net, costs);
    const auto cost = ways.costs_of(0);
    for (std::size_t t = 0; t < cost.size(); ++t) {
        if (cost[t] == Ways::kNoWay) {
            EXPECT_EQ(bound.cost[t], Ways::kNoWay);
            continue;
        }
        EXPECT_NEAR(cost[t], bound.cost[t], 1e-9);
        double paid = 0;
        for (const WayStep& step : ways.way(0, static_cast<int>(t))) {
            for (const Payment& payment : steps.payments(step)) {
                paid += payment.amount;
            }
        }
        EXPECT_NEAR(paid, cost[t], 1e-9);
    }
}

TEST(Shortfalls, NeedThatWaitsIsMetOldestFirst) {
    Small small;
    small.builder[small.infants].waits = true;
    const model::Scenario scenario = small.builder.build();
    const BuiltProblem built = build_problem(scenario, {});
    test_support::PlanBuilder plan;
    plan.serve(small.need, small.post, small.lot, 3, 50, 50);
    const Shortfalls found = shortfalls_of(scenario, built, plan.build());
    EXPECT_EQ(found.persons, (std::vector<std::int64_t>{0, 0, 10, 20, 20, 20, 20, 20}));
    EXPECT_EQ(found.served, std::vector<std::int64_t>{50});
}

}  // namespace
}  // namespace imdad::plan

#include "lp/relaxation.hpp"

#include "line.hpp"
#include "support/plan_point.hpp"
#include <gtest/gtest.h>

/// Optima known by hand, one row or condition of docs/method/certificates.md after the other. Plans
/// that lie outside the relaxation are looked for in tests/property; here a row that is missing or
/// too wide is seen.

namespace imdad::test_support {
namespace {

constexpr double kNear = 1e-6;
constexpr std::size_t kAmbient = 0;

TEST(Relaxation, ServesAllWhereNothingIsShort) {
    EXPECT_NEAR(Line().simple().served(), 40, kNear);
}

TEST(Relaxation, NoMorePacksThanThereAre) {
    EXPECT_NEAR(Line().simple(25).served(), 25, kNear);
}

TEST(Relaxation, UnitsPerPersonAndWastageTakePacks) {
    EXPECT_NEAR(Line().simple(25, "0.2").served(), 20, kNear);
}

TEST(Relaxation, ALaneTakesItsLitresOfADeparture) {
    Line line;
    line.simple().builder[line.road].room.cm3[kAmbient] = 3000;
    EXPECT_NEAR(line.served(), 12, kNear);
}

TEST(Relaxation, CompanionsTakeAmbientRoom) {
    Line line;
    line.builder[line.vaccine].storage_class = model::StorageClass::cold;
    line.builder[line.vaccine].companion_ambient_cm3 = model::VolumeCm3(500);
    line.simple().builder[line.road].room.cm3[kAmbient] = 2000;
    EXPECT_NEAR(line.served(), 16, kNear);
}

TEST(Relaxation, AStoreIsFullAtItsPeak) {
    Line line;
    line.simple().builder[line.post].room.cm3[kAmbient] = 7000;
    EXPECT_NEAR(line.served(), 28, kNear);
}

TEST(Relaxation, OpenedRestsGetRoomOfLessThanOneUnit) {
    Line line;
    line.simple(100, "0.3").builder[line.post].room.cm3[kAmbient] = 7000;
    // 10/7 units each; 6/7 of a litre for the rest of the one lot.
    EXPECT_NEAR(line.served(), 4 * (7 + 6.0 / 7) / (10.0 / 7), kNear);
}

TEST(Relaxation, EveryUseByDateCanLeaveARest) {
    Line line;
    line.builder.packaging(line.vaccine, 5).max_days = 30;
    line.simple(100, "0.3").builder[line.post].room.cm3[kAmbient] = 7000;
    EXPECT_NEAR(line.served(), 4 * (7 + 5 * 6.0 / 7) / (10.0 / 7), kNear);
}

TEST(Relaxation, RestsAreLeftOfLotsThatComeHereAndMayServeHere) {
    Line line;
    const auto elsewhere = line.builder.place("elsewhere", 4, line.district);
    line.simple(100, "0.3").builder[line.post].room.cm3[kAmbient] = 7000;
    line.builder.stock(elsewhere, line.builder.batch(line.vaccine, "far"), 10);
    const auto earmark = line.builder.earmark("not-here");
    line.builder[earmark].areas.push_back(line.builder.area("AA02", line.country));
    line.builder.stock(
        line.hub, line.builder.batch(line.vaccine, "b", model::kNoLimit, earmark), 10);
    EXPECT_NEAR(line.served(), 4 * (7 + 6.0 / 7) / (10.0 / 7), kNear);
}

TEST(Relaxation, MaximumStockHoldsAtThePeak) {
    Line line;
    line.simple().builder.maximum_stock(5, "0.5");  // of 10 a week: 5 units
    EXPECT_NEAR(line.served(), 20, kNear);
}

TEST(Relaxation, OpenedUnitsStandBesideTheMaximum) {
    Line line;
    line.simple(100, "0.3").builder.maximum_stock(5, "0.5");  // of 14.3 a week: 8 units
    EXPECT_NEAR(line.served(), 4 * (8 + 6.0 / 7) / (10.0 / 7), kNear);
}

TEST(Relaxation, AbsorptionCountsPersonsOfAWeek) {
    Line line;
    line.simple().builder.absorption(line.post, 6);
    EXPECT_NEAR(line.served(), 24, kNear);
}

TEST(Relaxation, AbsorptionOfAnotherProgrammeHoldsNobodyBack) {
    Line line;
    const auto other = line.builder.programme("other");
    line.simple().builder.absorption(line.post, 6, {other});
    EXPECT_NEAR(line.served(), 40, kNear);
}

/// A line whose goods come in `week` only.
Line late_line(int week, bool waits, std::optional<int> max_wait) {
    Line line;
    line.builder[line.infants].waits = waits;
    line.builder[line.infants].max_wait_weeks = max_wait;
    line.builder.serves(line.infants, line.vaccine);
    line.builder.supply(line.post, line.builder.batch(line.vaccine, "a"), 100, week);
    line.need();
    return line;
}

TEST(Relaxation, LostNeedIsGoneWhenGoodsComeLate) {
    EXPECT_NEAR(late_line(2, false, {}).served(), 20, kNear);
}

TEST(Relaxation, NeedThatWaitsIsServedLater) {
    EXPECT_NEAR(late_line(3, true, {}).served(), 40, kNear);
}

TEST(Relaxation, NobodyIsServedBeforeTheirNeed) {
    Line line;
    line.builder[line.infants].waits = true;
    line.simple().builder.close(line.post, 2, 3);
    EXPECT_NEAR(line.served(), 20, kNear);
}

TEST(Relaxation, NeedWaitsForSoManyWeeksOnly) {
    EXPECT_NEAR(late_line(2, true, 1).served(), 30, kNear);
    EXPECT_NEAR(late_line(3, true, 1).served(), 20, kNear);
    EXPECT_NEAR(late_line(3, true, 0).served(), 10, kNear);
}

TEST(Relaxation, NeedThatWaitedTooLongInTheMiddleIsGone) {
    Line line;
    line.builder[line.infants].waits = true;
    line.builder[line.infants].max_wait_weeks = 1;
    line.simple().builder.close(line.post, 1, 2);
    // Week 0 serves its own ten; week 3 those of weeks 2 and 3.
    EXPECT_NEAR(line.served(), 30, kNear);
}

Line series(int min_interval, std::optional<int> max_interval, std::int64_t packs = 100) {
    Line line;
    line.simple(packs);
    model::Serves& second =
        line.builder.serves(line.infants, line.vaccine, "1", "0", 2, min_interval);
    second.max_interval_weeks = max_interval;
    return line;
}

TEST(Relaxation, ASeriesEndsInTheHorizon) {
    EXPECT_NEAR(series(2, {}).served(), 20, kNear);
    EXPECT_NEAR(series(4, {}).served(), 0, kNear);
}

TEST(Relaxation, ALaterDoseIsNotEarly) {
    Line line = series(2, {});
    line.builder.close(line.post, 3, 3);
    EXPECT_NEAR(line.served(), 10, kNear);
}

TEST(Relaxation, ALaterDoseIsNotLate) {
    Line line = series(1, 1);
    line.builder.close(line.post, 1, 1);
    EXPECT_NEAR(line.served(), 10, kNear);
}

TEST(Relaxation, EveryDoseTakesItsUnits) {
    EXPECT_NEAR(series(1, {}, 30).served(), 15, kNear);
}

/// No optimum gains by it, so no optimum shows it.
TEST(Relaxation, WhoeverIsStartedIsCompleted) {
    const Line line = series(1, {});
    const auto built = plan::build_problem(line.builder.build(), {});
    const std::vector<std::int64_t> slopes = {1};
    const lp::Relaxation relaxation(built.problem, lp::value_aim(slopes));
    std::map<std::string, double> values = {
        {"start_n0_k0_t0", 1}, {"ship_a0_k0_t0", 1}, {"serve_u0_n1_k0_t0_j0", 1}};
    for (int t = 0; t < 4; ++t) {
        values[name_of(lp::Column{.kind = lp::Column::Kind::given, .week = t})] = 1;
    }
    EXPECT_EQ(judged(relaxation, values).broken, std::vector<std::string>({"complete_u0_p0_j1"}));
}

TEST(Relaxation, AbsorptionCountsEveryDose) {
    Line line = series(1, {});
    line.builder.absorption(line.post, 6);
    EXPECT_NEAR(line.served(), 12, kNear);
}

TEST(Relaxation, GoodsAreUsedUntilTheirLastWeek) {
    Line line;
    line.builder.serves(line.infants, line.vaccine);
    line.builder.stock(line.hub, line.builder.batch(line.vaccine, "a", sunday(1)), 100);
    line.need();
    EXPECT_NEAR(line.served(), 20, kNear);
    line.builder.data().batches.back().expiry = sunday(1) - std::chrono::days(1);
    EXPECT_NEAR(line.served(), 10, kNear);
    line.builder.data().batches.back().expiry = sunday(0) - std::chrono::days(1);
    EXPECT_NEAR(line.served(), 0, kNear);
}

TEST(Relaxation, GoodsArriveWithShelfLifeLeft) {
    Line line;
    line.builder[line.vaccine].min_remaining_days = 14;
    line.builder[line.road].every_weeks = 2;
    line.builder.serves(line.infants, line.vaccine);
    line.builder.stock(
        line.hub, line.builder.batch(line.vaccine, "a", monday(2) + std::chrono::days(14)), 100);
    line.need();
    line.builder[line.post].room.cm3[kAmbient] = 10'000;
    EXPECT_NEAR(line.served(), 20, kNear);  // rounds of weeks 0 and 2, each filling the post once
    line.builder.data().batches.back().expiry -= std::chrono::days(1);
    EXPECT_NEAR(line.served(), 10, kNear);  // the round of week 2 comes too late
}

TEST(Relaxation, LeadTimeDelaysAndRoundsAreKept) {
    Line line;
    line.simple().builder[line.road].lead_days = 11;  // two weeks
    EXPECT_NEAR(line.served(), 20, kNear);
    line.builder[line.road].first_week = 1;
    EXPECT_NEAR(line.served(), 10, kNear);
}

TEST(Relaxation, SeatsAreNotKeptForLater) {
    Line line;
    line.builder[line.vaccine].kind = model::ProductKind::seats;
    line.builder[line.vaccine].pack_cm3 = model::VolumeCm3(0);
    line.builder.serves(line.infants, line.vaccine);
    line.lot = line.builder.batch(line.vaccine, "a");
    line.builder.stock(line.post, line.lot, 100);
    line.builder.supply(line.post, line.lot, 4, 1);
    line.need();
    EXPECT_NEAR(line.served(), 14, kNear);
}

TEST(Relaxation, EarmarksAndEligibilityExclude) {
    Line line;
    const auto earmark = line.builder.earmark("elsewhere");
    line.builder[earmark].areas.push_back(line.builder.area("AA02", line.country));
    line.simple().builder.data().batches.back().earmark = earmark;
    EXPECT_NEAR(line.served(), 0, kNear);

    Line refused;
    refused.simple().builder.refuse(refused.district, refused.vaccine).until = monday(1);
    EXPECT_NEAR(refused.served(), 20, kNear);
}

TEST(Relaxation, WhatDoesNotFitAsOneHasNoColumn) {
    Line carton;
    carton.builder.packaging(carton.vaccine, 4).ship_multiple = 3;
    carton.simple().builder[carton.road].room.cm3[kAmbient] = 2999;
    EXPECT_NEAR(carton.served(), 0, kNear);
    carton.builder[carton.road].room.cm3[kAmbient] = 3000;
    EXPECT_NEAR(carton.served(), 12, kNear);

    Line small;
    small.simple().builder[small.post].room.cm3[kAmbient] = 999;
    EXPECT_NEAR(small.served(), 0, kNear);

    Line start;
    start.simple().builder[start.hub].room.cm3[kAmbient] = 999;
    EXPECT_NEAR(start.served(), 0, kNear);

    Line maximum;
    maximum.builder[maximum.vaccine].pack_units = 6;
    maximum.simple().builder.maximum_stock(5, "0.5");
    EXPECT_NEAR(maximum.served(), 0, kNear);
}

TEST(Relaxation, ProductsServeBesideEachOther) {
    Line line;
    const auto other = line.builder.product("other", 1, 1000);
    line.simple(15).builder.serves(line.infants, other, "2");
    line.builder.stock(line.hub, line.builder.batch(other, "b"), 20);
    EXPECT_NEAR(line.served(), 25, kNear);
}

TEST(Relaxation, EarlySegmentsOfCoverageAreWorthMore) {
    Line line;
    const model::Scenario scenario = line.simple(20).builder.build();
    // Half of the segments: 2^16 - 2^8 of 2^16 - 1.
    const auto most = optimum_of_value(scenario, {.policy = model::Policy::worst_first});
    EXPECT_NEAR(most.objective, 40.0 * (65536 - 256) / 65535, kNear);
}

TEST(Relaxation, TheWorstOffAreaSharesWithTheOthers) {
    Line line;
    line.simple(30);
    const auto other = line.builder.area("AA02", line.country);
    const auto post = line.builder.place("post-2", 5, other);
    line.builder.lane("road-2", line.hub, post);
    line.builder.need(line.infants, post, 40, 0, 3);
    line.builder[line.district].weight = model::Fixed9::from_integer(3);  // of no account here
    EXPECT_NEAR(line.worst(), 30.0 / 80, 1e-9);
}

TEST(Relaxation, CoverageOfAnAreaIsWeightedByItsProgrammes) {
    Line line;
    const auto vital = line.builder.programme("vital");
    line.builder[vital].ven = model::Ven::vital;
    line.simple();
    line.builder.need(vital, line.post, 40, 0, 3);  // that no product serves
    EXPECT_NEAR(line.worst(), 1.0 / 5, 1e-9);
}

TEST(Relaxation, AreasWithoutAWayAndCountriesStandOutsideTheWorst) {
    Line line;
    line.simple(20);
    const auto cut_off = line.builder.area("AA02", line.country);
    const auto post = line.builder.place("post-2", 5, cut_off);
    line.builder.need(line.infants, post, 40, 0, 3);
    line.builder.need(line.infants, line.country, 1000, 0, 3);
    EXPECT_NEAR(line.worst(), 0.5, 1e-9);
}

TEST(Relaxation, WithoutAnAreaNothingLimitsTheWorst) {
    EXPECT_NEAR(Line().simple(0).worst(), 1, 1e-9);
}

TEST(Relaxation, CountsItsRowsColumnsAndNonzeros) {
    const Line line = Line().simple();
    const auto built = plan::build_problem(line.builder.build(), {});
    const std::vector<std::int64_t> slopes = {1};
    const lp::Relaxation relaxation(built.problem, lp::value_aim(slopes));
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t nonzeros = 0;
    relaxation.each_row([&](const lp::Row&, double) { ++rows; });
    relaxation.each_column([&](const lp::Column& column) {
        ++columns;
        nonzeros += column.entries.size();
    });
    EXPECT_EQ(relaxation.size().rows, rows);
    EXPECT_EQ(relaxation.size().columns, columns);
    EXPECT_EQ(relaxation.size().nonzeros, nonzeros);
    // 2 places x 4 weeks of flow, 4 of need, 1 group; 1 start, 2 x 3 stock, 4 ship, 4 serve, 1
    // segment.
    EXPECT_EQ(rows, 13U);
    EXPECT_EQ(columns, 16U);
}

}  // namespace
}  // namespace imdad::test_support

#include "quantify/needs.hpp"

#include <random>

#include "needs_fixture.hpp"
#include <gtest/gtest.h>

namespace imdad::quantify {
namespace {

using namespace testing;
using model::QuantificationMethod;

DerivedNeeds derive(const model::Quantification& row, int weeks = 12) {
    auto data = country();
    data.header.weeks = weeks;
    data.quantifications = {row};
    DerivedNeeds derived = derive_needs(data);
    for (const auto& faults : {derived.errors, derived.warnings}) {
        for (const base::Fault& fault : faults) {
            EXPECT_FALSE(fault.message.key.empty()) << fault.message.text;
        }
    }
    return derived;
}

std::int64_t persons(const model::Quantification& row, int weeks = 12) {
    const auto derived = derive(row, weeks);
    EXPECT_TRUE(derived.errors.empty()) << derived.errors.front().message.text;
    EXPECT_EQ(derived.needs.size(), 1U);
    return derived.needs.empty() ? -1 : derived.needs.front().persons.value();
}

/// Code and place of the first error, e.g. "missing_input quantification.csv:2, column share".
std::string first_error(const model::Quantification& row) {
    const auto derived = derive(row);
    EXPECT_TRUE(derived.needs.empty());
    return derived.errors.empty()
               ? ""
               : derived.errors.front().code + " " + derived.errors.front().where;
}

TEST(Demographic, MultipliesPopulationShareAndTargetAndTakesTheServedAway) {
    auto row = demographic_row();
    EXPECT_EQ(persons(row), 9'000);
    row.already_served = 1'200;
    EXPECT_EQ(persons(row), 7'800);
    row.population = 33;  // 33 x 0.1 x 0.9 = 2.97
    row.already_served = 0;
    EXPECT_EQ(persons(row), 3);
}

TEST(Demographic, BringsThePopulationBackByCompoundGrowthExactly) {
    // 44,515,794 / 1.025^3 = 41,337,340.085...; x 0.043 x 0.7 - 1,200 = 1,243,053.9...
    auto row = demographic_row(0);
    row.growth_rate = decimal("0.025");
    row.share = decimal("0.043");
    row.coverage_target = decimal("0.7");
    row.already_served = 1'200;
    EXPECT_EQ(persons(row), 1'243'054);
}

TEST(Demographic, LetsAnOlderPopulationGrow) {
    auto data = country();
    data.areas[1].population = 1'000;
    data.areas[1].population_year = 2020;
    auto row = demographic_row();
    row.growth_rate = decimal("0.025");
    row.share = row.coverage_target = decimal("1");
    data.quantifications = {row};  // 1,000 x 1.025^2 = 1,050.625
    EXPECT_EQ(derive_needs(data).needs.at(0).persons.value(), 1'051);
}

TEST(Demographic, NeedsNobodyWhenMoreAreServedThanTheTargetAsksAndSaysSo) {
    auto row = demographic_row();
    row.already_served = 9'001;
    const auto derived = derive(row);
    EXPECT_EQ(derived.needs.at(0).persons.value(), 0);
    EXPECT_EQ(derived.warnings.at(0).code, "nothing_left");
}

TEST(Morbidity, MultipliesPopulationByCasesPerThousand) {
    auto row = testing::row(QuantificationMethod::morbidity);
    row.population = 123'456;
    row.cases_per_1000 = decimal("2.5");  // 308.64
    EXPECT_EQ(persons(row), 309);
}

TEST(Consumption, CorrectsForMissingReportsAndDaysWithoutStock) {
    // The textbook month: 1,000 / 0.98 / (26/31) = 1,216.64. Twelve weeks are 84/31 of it.
    EXPECT_EQ(persons(consumption_row()), 3'297);
    auto row = consumption_row();
    row.period_days = 84;
    row.stockout_days = 0;
    row.reporting_rate = decimal("1");
    EXPECT_EQ(persons(row), 1'000);
}

TEST(Consumption, GivesTheTextbookFigureOfTheMonthWhenTheHorizonIsAsLong) {
    // 31 weeks against a period of 217 days with 35 of them out of stock: the same 5 of 31.
    auto row = consumption_row();
    row.stockout_days = 35;
    row.period_days = 217;
    EXPECT_EQ(persons(row, 31), 1'217);
}

TEST(Consumption, TakesAMonthOfThirtyDaysWhereNoPeriodIsStated) {
    auto row = consumption_row();
    row.period_days.reset();
    row.stockout_days = 15;
    row.reporting_rate = decimal("0.5");
    // 1,000 / 0.5 / 0.5 x 84 / 30
    EXPECT_EQ(persons(row), 11'200);
}

TEST(Kit, TakesPeopleInNeedAsStatedOrAsAShareOfTheArea) {
    auto row = testing::row(QuantificationMethod::kit);
    row.population = 4'321;
    EXPECT_EQ(persons(row), 4'321);
    row.population.reset();
    row.share = decimal("0.25");
    EXPECT_EQ(persons(row), 25'000);
    row.share.reset();
    EXPECT_EQ(first_error(row), "missing_input quantification.csv:2, column share");
}

TEST(Buffer, AddsThatManyWeeksOfTheAverageNeed) {
    auto row = demographic_row();
    row.already_served = 3'000;
    row.buffer_weeks = decimal("2.5");  // 6,000 x 14.5 / 12
    EXPECT_EQ(persons(row), 7'250);
    row.buffer_weeks = decimal("0");
    EXPECT_EQ(persons(row), 6'000);
}

TEST(DerivedNeed, CoversTheHorizonAndNamesItsRow) {
    auto row = demographic_row();
    row.row = 17;
    const auto need = derive(row).needs.at(0);
    EXPECT_EQ(base::to_text(need.from), "2022-07-25");
    EXPECT_EQ(base::to_text(need.to), "2022-10-16");
    EXPECT_TRUE(need.derived);
    EXPECT_EQ(need.row, 17U);
    EXPECT_EQ(need.source, "census");
    EXPECT_EQ(need.origin.kind, model::Origin::Kind::derived);
    EXPECT_EQ(need.area, model::AreaIndex(1));
}

TEST(QuantifyMissingInput, IsNamedWithLineAndColumn) {
    auto row = demographic_row();
    row.share.reset();
    row.row = 41;
    EXPECT_EQ(first_error(row), "missing_input quantification.csv:41, column share");
    row = demographic_row();
    row.coverage_target.reset();
    EXPECT_EQ(first_error(row), "missing_input quantification.csv:2, column coverage_target");
    row = testing::row(QuantificationMethod::morbidity);
    EXPECT_EQ(first_error(row), "missing_input quantification.csv:2, column cases_per_1000");
    for (const char* column : {"consumption", "reporting_rate", "stockout_days"}) {
        row = consumption_row();
        if (std::string(column) == "consumption") {
            row.consumption.reset();
        } else if (std::string(column) == "reporting_rate") {
            row.reporting_rate.reset();
        } else {
            row.stockout_days.reset();
        }
        EXPECT_EQ(first_error(row),
                  std::string("missing_input quantification.csv:2, column ") + column);
    }
}

TEST(QuantifyMissingInput, AllOfARowAreReportedNotOnlyTheFirst) {
    const auto derived = derive(testing::row(QuantificationMethod::consumption));
    EXPECT_EQ(derived.errors.size(), 3U);
}

TEST(QuantifyMissingInput, APlaceDoesNotBorrowThePopulationOfItsArea) {
    auto row = demographic_row();
    row.area = {};
    row.place = model::PlaceIndex(0);
    EXPECT_EQ(first_error(row), "missing_input quantification.csv:2, column population");
    row.population = 500;
    EXPECT_EQ(persons(row), 45);
}

TEST(QuantifyMissingInput, AnAreaWithoutPopulationIsNotTakenAsEmpty) {
    auto data = country();
    data.areas[1].population.reset();
    data.quantifications = {demographic_row()};
    EXPECT_EQ(derive_needs(data).errors.at(0).where, "quantification.csv:2, column population");
}

TEST(QuantifyMissingInput, GrowthNeedsAYearToStartFrom) {
    auto row = demographic_row();
    row.growth_rate = decimal("0.02");
    EXPECT_EQ(first_error(row), "missing_input quantification.csv:2, column growth_rate");
}

TEST(QuantifyBadValue, PercentagesAboveOneAreRefused) {
    auto row = demographic_row();
    row.share = decimal("10");
    EXPECT_EQ(first_error(row), "bad_value quantification.csv:2, column share");
    row = demographic_row();
    row.coverage_target = decimal("1.000000001");
    EXPECT_EQ(first_error(row), "bad_value quantification.csv:2, column coverage_target");
    row = consumption_row();
    row.reporting_rate = decimal("98");
    EXPECT_EQ(first_error(row), "bad_value quantification.csv:2, column reporting_rate");
    row = demographic_row(0);
    row.growth_rate = decimal("2.5");
    EXPECT_EQ(first_error(row), "bad_value quantification.csv:2, column growth_rate");
}

TEST(QuantifyBadValue, NothingIsDividedByZero) {
    auto row = consumption_row();
    row.stockout_days = 31;
    EXPECT_EQ(first_error(row), "bad_value quantification.csv:2, column stockout_days");
    row = consumption_row();
    row.reporting_rate = decimal("0");
    EXPECT_EQ(first_error(row), "bad_value quantification.csv:2, column reporting_rate");
    row = consumption_row();
    row.period_days = 0;
    EXPECT_EQ(first_error(row), "bad_value quantification.csv:2, column stockout_days");
}

TEST(QuantifyBadValue, APopulationOfAnotherCenturyIsRefused) {
    auto data = country();
    data.areas[0].population_year = 1900;
    auto row = demographic_row(0);
    row.growth_rate = decimal("0.02");
    data.quantifications = {row};
    EXPECT_EQ(derive_needs(data).errors.at(0).code, "bad_value");
}

TEST(QuantifyTooLarge, IsRefusedInsteadOfWrappedAround) {
    auto row = demographic_row();
    row.population = std::int64_t{9'000'000'000'000'000'000};
    EXPECT_EQ(first_error(row), "too_large quantification.csv:2, column method");
}

TEST(QuantifyUnused, ColumnsOfOtherMethodsAreReportedAndTheNeedIsKept) {
    auto row = consumption_row();
    row.share = decimal("0.5");
    row.cases_per_1000 = decimal("3");
    const auto derived = derive(row);
    EXPECT_EQ(derived.needs.size(), 1U);
    ASSERT_EQ(derived.warnings.size(), 2U);
    EXPECT_EQ(derived.warnings[0].where, "quantification.csv:2, column share");
    EXPECT_EQ(derived.warnings[1].code, "unused_input");
}

TEST(QuantifyUnused, AGrowthRateBesideTheRowsOwnPopulationIsReported) {
    auto row = demographic_row();
    row.population = 1'000;
    row.growth_rate = decimal("0.03");
    EXPECT_EQ(derive(row).warnings.at(0).code, "no_growth");
    EXPECT_EQ(persons(row), 90);
}

TEST(WithDerivedNeeds, PutsThemBehindTheStatedOnesAndKeepsGoodRowsBesideBadOnes) {
    auto data = country();
    model::Need stated;
    stated.programme = model::ProgrammeIndex(1);
    stated.area = model::AreaIndex(1);
    stated.persons = model::Persons(5);
    data.needs = {stated};
    auto bad = demographic_row();
    bad.share.reset();
    bad.row = 3;
    auto good = demographic_row();
    good.row = 4;
    data.quantifications = {bad, good};
    const auto [with, derived] = with_derived_needs(data);
    ASSERT_EQ(with.needs.size(), 2U);
    EXPECT_FALSE(with.needs[0].derived);
    EXPECT_EQ(with.needs[1].row, 4U);
    EXPECT_EQ(derived.errors.size(), 1U);
    ASSERT_EQ(derived.explanations.size(), 1U);
    EXPECT_EQ(derived.explanations[0].row, 4U);
}

TEST(QuantifyProperty, MoreCoverageNeverMeansLessNeedAndRoundingAddsLessThanOne) {
    std::mt19937_64 random(7);
    for (int round = 0; round < 300; ++round) {
        auto row = demographic_row();
        row.population = static_cast<std::int64_t>(random() % 50'000'000);
        row.share = model::Fixed9::from_nano(static_cast<std::int64_t>(random() % 1'000'000'001));
        row.coverage_target =
            model::Fixed9::from_nano(static_cast<std::int64_t>(random() % 1'000'000'001));
        const std::int64_t need = persons(row);
        // need - 1 < population x share x target <= need, checked without dividing.
        const base::Int128 nano2 = base::Int128{1'000'000'000} * 1'000'000'000;
        const base::Int128 exact = static_cast<base::Int128>(*row.population) * row.share->nano() *
                                   row.coverage_target->nano();
        EXPECT_TRUE(exact <= need * nano2 && (need == 0 || exact > (need - 1) * nano2));
        row.coverage_target = decimal("1");
        EXPECT_GE(persons(row), need);
    }
}

}  // namespace
}  // namespace imdad::quantify

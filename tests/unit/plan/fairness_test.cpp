#include "plan/fairness.hpp"

#include "plan/people.hpp"
#include "plan/policy.hpp"

#include <gtest/gtest.h>

namespace imdad::plan {
namespace {

constexpr std::int64_t kOne = model::Fixed9::kScale;

TEST(Fairness, EqualCoverageHasNoInequality) {
    const auto result = fairness_of({{kOne / 2, 100}, {kOne / 2, 900}});
    EXPECT_EQ(result.gini.nano(), 0);
    EXPECT_EQ(result.theil.nano(), 0);
    EXPECT_EQ(result.mean.text(), "0.5");
}

TEST(Fairness, HalfWithEverythingHasGiniOneHalf) {
    // Two equal areas, coverage 0 and 1: Gini 1/2, Theil ln 2.
    const auto result = fairness_of({{0, 100}, {kOne, 100}});
    EXPECT_EQ(result.gini.text(), "0.5");
    EXPECT_EQ(result.theil.text(), "0.693147181");
    EXPECT_EQ(result.under[0].text(), "0.5");
    EXPECT_EQ(result.minimum.nano(), 0);
}

TEST(Fairness, AreasWeighByTheirPeople) {
    const auto result = fairness_of({{kOne / 10, 900}, {kOne, 100}});
    EXPECT_EQ(result.mean.text(), "0.19");
    EXPECT_EQ(result.under[0].text(), "0.9");
}

TEST(Fairness, TenthPercentileIsTheNearestRank) {
    std::vector<std::int64_t> coverages;
    for (int i = 20; i > 0; --i) {
        coverages.push_back(i);
    }
    EXPECT_EQ(minimum_and_p10(coverages), std::pair(std::int64_t{1}, std::int64_t{2}));
    EXPECT_EQ(minimum_and_p10({7}), std::pair(std::int64_t{7}, std::int64_t{7}));
    EXPECT_EQ(minimum_and_p10({}), std::pair(std::int64_t{0}, std::int64_t{0}));
}

TEST(Policies, SlopesNeverRise) {
    for (const auto policy :
         {model::Policy::worst_first, model::Policy::balanced, model::Policy::most_served}) {
        const auto& slope = slopes(policy);
        for (std::size_t j = 1; j < kSegments; ++j) {
            EXPECT_LE(slope[j], slope[j - 1]);
            EXPECT_GT(slope[j], 0);
        }
    }
}

TEST(Policies, WorstFirstPutsASegmentAboveAllLaterOnesTogether) {
    const auto& slope = slopes(model::Policy::worst_first);
    std::int64_t later = 0;
    for (std::size_t j = kSegments; j-- > 0;) {
        EXPECT_GT(slope[j], later);
        later += slope[j];
    }
}

/// country > two districts; cells as given; served persons per (district, programme).
model::PeopleBounds bounds(const std::vector<std::string>& cells,
                           const std::vector<std::vector<std::int64_t>>& served,
                           std::optional<std::int64_t> population = {}) {
    model::ScenarioData data;
    data.header = {.name = "x", .start = *base::parse_day("2022-07-25"), .weeks = 1};
    data.areas.push_back({.pcode = "X", .level = 0, .name = "X"});
    for (const std::string& cell : cells) {
        data.programmes.push_back({.programme_id = cell, .cell = cell});
    }
    std::vector<model::GroupMeasure> groups;
    for (std::size_t d = 0; d < served.size(); ++d) {
        data.areas.push_back({.pcode = "X" + std::to_string(d),
                              .level = 1,
                              .parent = model::AreaIndex(0),
                              .population = population});
        for (std::size_t g = 0; g < cells.size(); ++g) {
            groups.push_back({.area = model::AreaIndex(d + 1),
                              .programme = model::ProgrammeIndex(g),
                              .served = model::Persons(served[d][g])});
        }
    }
    return people_served(*model::Scenario::build(std::move(data)), groups);
}

TEST(People, OneCellCountsItsLargestProgrammeAtLeastAndTheSumAtMost) {
    const auto result = bounds({"infants", "infants"}, {{70, 50}});
    EXPECT_EQ(result.at_least.value(), 70);
    EXPECT_EQ(result.at_most.value(), 120);
}

TEST(People, DisjointCellsAddAndNestedOnesTakeTheMaximum) {
    EXPECT_EQ(bounds({"all/infants", "all/adults"}, {{70, 50}}).at_least.value(), 120);
    EXPECT_EQ(bounds({"all", "all/adults"}, {{70, 50}}).at_least.value(), 70);
    EXPECT_EQ(bounds({"all", "all/adults", "all/infants"}, {{70, 50, 40}}).at_least.value(), 90);
}

TEST(People, AreasAddAndNobodyIsCountedAboveThePopulation) {
    const auto result = bounds({"a", "a"}, {{70, 50}, {10, 90}}, 100);
    EXPECT_EQ(result.at_least.value(), 160);
    EXPECT_EQ(result.at_most.value(), 200);
}

}  // namespace
}  // namespace imdad::plan

#include "quantify/needs_text.hpp"

#include "needs_fixture.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::quantify {
namespace {

using namespace testing;

DerivedNeeds three_rows() {
    auto data = country();
    auto first = demographic_row(0);
    first.growth_rate = decimal("0.025");
    first.already_served = 1'200;
    auto second = consumption_row();
    second.row = 3;
    auto third = demographic_row();
    third.share.reset();
    third.row = 4;
    data.quantifications = {first, second, third};
    return derive_needs(data);
}

TEST(NeedsTable, ShowsFormulaNumbersInputsUnitsAndSourceOfEveryNeed) {
    const std::string table = needs_table(three_rows());
    for (const char* part : {
             "over60 at XA: ",
             "= population x (1 + growth_rate)^years x share x coverage_target - already_served\n",
             "= 44515794 x (1 + 0.025)^-3 x 0.1 x 0.9 - 1200, rounded up\n",
             "persons (areas.csv, XA, 2025)",
             "over60 at XA01: 3,297 persons over the horizon\n",
             "= 1000 / 0.98 / (1 - 5 / 31) x 84 / 31, rounded up\n",
             "source: census; origin: real\n",
             "Rows that give no need: 1\n  quantification.csv:4, column share: ",
         }) {
        EXPECT_NE(table.find(part), std::string::npos) << part << "\n" << table;
    }
}

TEST(NeedsTable, CountsRowsPerProgramme) {
    const std::string table = needs_table(three_rows());
    EXPECT_NE(table.find("over60            2         3,722,458\n"), std::string::npos) << table;
}

TEST(NeedsJson, HoldsTheSameAsNumbersAndText) {
    const auto json = nlohmann::json::parse(needs_json(three_rows()));
    ASSERT_EQ(json["needs"].size(), 2U);
    EXPECT_EQ(json["needs"][1]["persons"], 3297);
    EXPECT_EQ(json["needs"][1]["line"], 3);
    EXPECT_EQ(json["needs"][0]["inputs"][0]["value"], "44515794");
    EXPECT_EQ(json["needs"][0]["inputs"][0]["unit"], "persons");
    EXPECT_EQ(json["errors"][0]["code"], "missing_input");
    EXPECT_EQ(json["programmes"][0]["rows"], 2);
}

TEST(NeedsJson, SurvivesNamesThatAreNotText) {
    auto derived = three_rows();
    derived.explanations[0].source = "\xff\xfe";
    EXPECT_TRUE(nlohmann::json::accept(needs_json(derived)));
}

TEST(NeedsText, IsWholeWhenThereIsNothingToShow) {
    EXPECT_NE(needs_table({}).find("programme"), std::string::npos);
    EXPECT_TRUE(nlohmann::json::parse(needs_json({}))["needs"].empty());
}

}  // namespace
}  // namespace imdad::quantify

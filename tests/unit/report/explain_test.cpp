#include "report/explain_json.hpp"
#include "report/explain_section.hpp"
#include "report/explain_table.hpp"
#include "report/explain_view.hpp"
#include "report/plan_page.hpp"

#include "small_plan.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::report {
namespace {

using model::Audience;
using model::CauseKind;
using testing::small_plan;

constexpr const char* kSecret = "lane secret-lane is full from 2022-08-01 for Donor X";

/// One group short for two causes, and one thing that would help.
model::Explanation sample(const model::Scenario& scenario) {
    model::Explanation explanation;
    const model::Need& need = scenario->needs[0];
    explanation.groups.push_back({.area = scenario.area_of(need),
                                  .programme = need.programme,
                                  .target = model::Persons(1000),
                                  .served = model::Persons(400)});
    explanation.groups[0].causes = {
        {.kind = CauseKind::lane_full,
         .persons = 500,
         .unit_price = 0.25,
         .things = {{"lane", "secret-lane"}},
         .text = kSecret,
         .sentence = {.code = "takes_days",
                      .arguments = {{.code = "day", .arguments = {{.value = kSecret}}},
                                    {.value = "70"}}}},
        {.kind = CauseKind::earmark,
         .or_else = {CauseKind::closure},
         .persons = 100,
         .text = kSecret}};
    explanation.helps = {{.kind = model::Help::Kind::lane,
                          .what = kSecret,
                          .unit = "litre",
                          .price = 0.25,
                          .stated = 0.25,
                          .found = 0.24},
                         {.kind = model::Help::Kind::closure, .what = kSecret, .unit = "closure"}};
    return explanation;
}

std::string page_for(Audience audience) {
    const auto plan = small_plan();
    const auto explanation = sample(plan.scenario);
    return plan_page(plan.scenario, plan.result, plan.shapes, audience, &explanation);
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST(ExplainSection, ThePublicPageShowsKindsAndAreasOnly) {
    const std::string page = page_for(Audience::public_);
    EXPECT_TRUE(holds(page, "Why short, and what would help"));
    EXPECT_TRUE(holds(page, "Lane full; Earmarks exclude these people"));
    EXPECT_TRUE(holds(page, "500"));
    EXPECT_FALSE(holds(page, "secret-lane"));
    EXPECT_FALSE(holds(page, "Donor X"));
    EXPECT_FALSE(holds(page, "What one more unit"));
}

TEST(ExplainSection, TheRestrictedPageShowsAll) {
    const std::string page = page_for(Audience::restricted);
    EXPECT_TRUE(holds(page, "secret-lane"));
    EXPECT_TRUE(holds(page, "What one more unit of each scarce thing would bring"));
    EXPECT_TRUE(holds(page, ">0.250<"));
}

TEST(ExplainSection, StandsOnlyWhereThereIsAnExplanation) {
    const auto plan = small_plan();
    EXPECT_FALSE(
        holds(plan_page(plan.scenario, plan.result, plan.shapes, Audience::public_), "Why short"));
}

TEST(ExplainTable, SaysForWhomItIsAndKeepsToItsWidth) {
    const auto plan = small_plan();
    const std::string text =
        explain_table(plan.scenario, sample(plan.scenario), {.columns = 80}, true);
    EXPECT_TRUE(holds(text, "For planners"));
    EXPECT_TRUE(holds(text, "600 of 1,000 are not served"));
    EXPECT_TRUE(holds(text, "0.240, where the price says 0.250"));
    EXPECT_TRUE(holds(text, "Each of these alone, lifted"));
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        EXPECT_LE(end - at, 84U) << text.substr(at, end - at);
        at = end + 1;
    }
}

TEST(ExplainJson, IsOneDocumentWithEveryField) {
    const auto plan = small_plan();
    const auto document = nlohmann::json::parse(explain_json(plan.scenario, sample(plan.scenario)));
    EXPECT_EQ(document["groups"][0]["short"], 600);
    EXPECT_EQ(document["groups"][0]["causes"][0]["kind"], "lane_full");
    EXPECT_EQ(document["groups"][0]["causes"][1]["or_else"][0], "closure");
    EXPECT_TRUE(document["helps"][1]["price"].is_null());
    EXPECT_EQ(document["helps"][0]["found"], 0.24);
    const auto parts = document["groups"][0]["causes"][0]["sentence"];
    EXPECT_EQ(parts["code"], "takes_days");
    EXPECT_EQ(parts["arguments"][0]["code"], "day");
    EXPECT_EQ(parts["arguments"][0]["arguments"], nlohmann::json::array({kSecret}));
    EXPECT_EQ(parts["arguments"][1], "70");
    EXPECT_TRUE(document["groups"][0]["way_sentence"].is_null());
    EXPECT_TRUE(document["helps"][0]["what_sentence"].is_null());
    EXPECT_TRUE(document["helps"][0]["remark_sentence"].is_null());
}

TEST(ExplainView, EveryCauseHasAName) {
    for (std::size_t i = 0; i < model::kCauseKinds; ++i) {
        const auto kind = static_cast<CauseKind>(i);
        EXPECT_NE(cause_name(kind), model::to_text(kind));
    }
}

TEST(ExplainView, FiguresKeepThreeThatMatter) {
    EXPECT_EQ(figure(0), "0");
    EXPECT_EQ(figure(0.012345), "0.0123");
    EXPECT_EQ(figure(12.345), "12.3");
    EXPECT_EQ(figure(1234.5), "1,235");
}

}  // namespace
}  // namespace imdad::report

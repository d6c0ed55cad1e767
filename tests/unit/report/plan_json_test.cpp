#include "report/plan_json.hpp"

#include "small_plan.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::report {
namespace {

using testing::small_plan;

std::vector<std::string> keys_of(const nlohmann::ordered_json& object) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.push_back(key);
    }
    return keys;
}

const RunFigures kRun{
    .seconds = 1.25, .peak_mb = 93, .files = {"out/plan.html", "out/\"odd\".csv"}};

TEST(PlanJson, HasTheDocumentedKeysInTheirOrder) {
    const auto plan = small_plan();
    const auto json = nlohmann::ordered_json::parse(plan_json(plan.scenario, plan.result, kRun));
    EXPECT_EQ(keys_of(json),
              (std::vector<std::string>{"scenario",
                                        "label",
                                        "policy",
                                        "weeks",
                                        "areas",
                                        "places",
                                        "products",
                                        "programmes",
                                        "people_served_planned",
                                        "worst_area",
                                        "unreachable_areas",
                                        "value",
                                        "seconds",
                                        "peak_mb",
                                        "bounds",
                                        "baselines",
                                        "files"}));
    EXPECT_EQ(keys_of(json["programmes"][0]),
              (std::vector<std::string>{"id", "target", "served", "coverage"}));
    EXPECT_EQ(keys_of(json["programmes"][0]["coverage"]),
              (std::vector<std::string>{"minimum", "p10", "mean"}));
    EXPECT_EQ(keys_of(json["people_served_planned"]),
              (std::vector<std::string>{"at_least", "at_most"}));
    EXPECT_EQ(keys_of(json["worst_area"]), (std::vector<std::string>{"pcode", "name", "coverage"}));
    EXPECT_EQ(
        keys_of(json["baselines"][0]),
        (std::vector<std::string>{"name", "people_served_planned", "worst_area", "programmes"}));
}

TEST(PlanJson, HoldsTheFiguresOfThePlanAndOfTheRun) {
    const auto plan = small_plan();
    const auto json = nlohmann::json::parse(plan_json(plan.scenario, plan.result, kRun));
    EXPECT_EQ(json["scenario"], "small");
    EXPECT_EQ(json["policy"], "worst_first");
    EXPECT_EQ(json["areas"], 9);
    EXPECT_EQ(json["places"], 4);
    EXPECT_EQ(json["unreachable_areas"], 1);
    EXPECT_EQ(json["people_served_planned"]["at_least"], 104);
    EXPECT_EQ(json["worst_area"]["pcode"], "AA11");
    EXPECT_EQ(json["value"], 1234.5);
    EXPECT_EQ(json["seconds"], 1.25);
    EXPECT_EQ(json["peak_mb"], 93);
    EXPECT_EQ(json["baselines"].size(), 3U);
    EXPECT_EQ(json["files"][1], "out/\"odd\".csv");
}

TEST(PlanJson, WritesCoveragesWithTheirExactDigits) {
    auto plan = small_plan();
    plan.result.chosen.measures.programmes[0].coverage = {model::Fixed9::from_nano(1),
                                                          model::Fixed9::from_nano(333'333'333),
                                                          model::Fixed9::from_nano(1'000'000'000)};
    const std::string text = plan_json(plan.scenario, plan.result, kRun);
    EXPECT_NE(text.find(R"("coverage":{"minimum":0.000000001,"p10":0.333333333,"mean":1})"),
              std::string::npos);
}

TEST(PlanJson, HasNoWorstAreaAndNoLabelWhereThereIsNone) {
    auto data = testing::small_scenario();
    data.header.label.clear();
    const auto scenario = model::Scenario::build(std::move(data));
    auto result = testing::small_result();
    result.chosen.measures.worst_area.reset();
    const auto json = nlohmann::json::parse(plan_json(*scenario, result, {}));
    EXPECT_TRUE(json["worst_area"].is_null());
    EXPECT_FALSE(json.contains("label"));
}

TEST(PlanJson, SaysWhyLocksAreNotKeptInPartsToo) {
    const auto plan = small_plan();
    RunFigures run = kRun;
    EXPECT_EQ(plan_json(plan.scenario, plan.result, run).find("lock_note"), std::string::npos);
    run.lock_note = "vaccine is used up (S1)";
    run.lock_phrase = {.code = "scarce_supply",
                       .arguments = {{.code = {}, .arguments = {}, .value = "vaccine"},
                                     {.code = {}, .arguments = {}, .value = "S1"}},
                       .value = {}};
    const auto json = nlohmann::json::parse(plan_json(plan.scenario, plan.result, run));
    EXPECT_EQ(json["lock_note"], "vaccine is used up (S1)");
    EXPECT_EQ(json["lock_note_sentence"],
              nlohmann::json::parse(R"({"code":"scarce_supply","arguments":["vaccine","S1"]})"));
}

}  // namespace
}  // namespace imdad::report

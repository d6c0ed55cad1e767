#include "exchange/problem_text.hpp"

#include "exchange/problem_codes.hpp"
#include "exchange/sentences.hpp"

#include <algorithm>

#include "folder_fixture.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using namespace imdad::exchange;
using namespace imdad::exchange_test;

TEST(ProblemsTable, NamesPlaceValueAndWhatWouldBeRight) {
    Files files = small_scenario();
    replace(files, "needs.csv", ",120,", ",many,");
    const std::string text = problems_table(load(files));
    EXPECT_NE(text.find("critical  needs.csv:2  persons  \"many\"  [not_a_number]"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("Right: a whole number from 0"), std::string::npos);
    EXPECT_NE(text.find("1 critical problem, 0 errors, 0 warnings"), std::string::npos);
    EXPECT_NE(text.find("needs.csv                     4          3   persons: 153 read, 153 kept"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("funds.csv: 1 row; money is not used"), std::string::npos);
}

TEST(ProblemsTable, PutsTheWorstFirstAndCountsWhatItLeavesOut) {
    ProblemList problems;
    problems.add({Severity::warning,
                  "mild",
                  "a.csv",
                  1,
                  "",
                  "",
                  imdad::base::only_english("m"),
                  imdad::base::only_english("r")});
    for (std::size_t i = 0; i < 2000; ++i) {
        problems.add({Severity::critical,
                      "bad",
                      "a.csv",
                      i,
                      "",
                      "",
                      imdad::base::only_english("m"),
                      imdad::base::only_english("r")});
    }
    const std::string text = problems_table(problems, 3);
    EXPECT_LT(text.find("[bad]"), text.find("[mild]"));
    EXPECT_NE(text.find("... and 1997 more [bad] in a.csv"), std::string::npos) << text;
    EXPECT_NE(text.find("2000 critical problems, 0 errors, 1 warning"), std::string::npos);
    EXPECT_EQ(problems.kept().size(), 1001U);
}

TEST(ProblemsTable, TerminalCodesInAValueAreShownNotRun) {
    Files files = small_scenario();
    replace(files, "needs.csv", ",120,", ",\x1B[2J,");
    const std::string text = problems_table(load(files));
    EXPECT_EQ(text.find('\x1B'), std::string::npos);
    EXPECT_NE(text.find("\\x1B[2J"), std::string::npos);
}

TEST(ProblemsJson, IsOneObjectWithEverything) {
    Files files = small_scenario();
    replace(files, "needs.csv", ",120,", ",m\xE9ny,");
    const LoadOutcome outcome = load(files);
    const auto json = nlohmann::json::parse(problems_json(outcome));
    EXPECT_EQ(json["usable"], false);
    EXPECT_EQ(json["counts"]["critical"], 1);
    ASSERT_EQ(json["problems"].size(), 1U);
    EXPECT_EQ(json["problems"][0]["severity"], "critical");
    EXPECT_EQ(json["problems"][0]["code"], "broken_encoding");
    EXPECT_EQ(json["problems"][0]["file"], "needs.csv");
    EXPECT_EQ(json["problems"][0]["line"], 2);
    EXPECT_EQ(json["problems"][0]["column"], "persons");
    EXPECT_EQ(json["problems"][0]["value"], "m\\xE9ny");
    EXPECT_EQ(json["kinds"][0]["count"], 1);
    EXPECT_EQ(json["inputs_sha256"], outcome.inputs_sha256);
    EXPECT_EQ(json["totals"].size(), outcome.totals.size());
    const auto good = nlohmann::json::parse(problems_json(load(small_scenario())));
    EXPECT_EQ(good["usable"], true);
}

TEST(ProblemCodes, AreInOrderAndEachOnce) {
    const auto codes = problem_codes();
    EXPECT_TRUE(std::ranges::is_sorted(codes, {}, &ProblemCode::code));
    EXPECT_EQ(std::ranges::adjacent_find(codes, {}, &ProblemCode::code), codes.end());
}

TEST(Shown, CutsLongValuesBetweenCharacters) {
    EXPECT_EQ(shown("short"), "short");
    const std::string cut = shown(std::string(79, 'x') + "\xC3\xA9\xC3\xA9");
    EXPECT_EQ(cut, std::string(79, 'x') + "\xC3\xA9...");
    EXPECT_EQ(shown("\t"), "\\x09");
}

TEST(ProblemsJson, CarriesThePartsOfEachSentence) {
    Files files = small_scenario();
    replace(files, "needs.csv", ",120,", ",many,");
    const auto document = nlohmann::json::parse(problems_json(load(files)));
    const auto& problem = document["problems"][0];
    EXPECT_EQ(problem["message"], "this is not a whole number");
    EXPECT_EQ(problem["message_parts"]["code"], "not_whole");
    EXPECT_EQ(problem["message_parts"]["arguments"], nlohmann::json::array());
    EXPECT_EQ(problem["right_parts"]["code"], "right.from_to");
    EXPECT_EQ(problem["right_parts"]["arguments"],
              nlohmann::json::parse(R"(["a whole number", "0", "1000000000000"])"));
    ASSERT_EQ(document["not_used"].size(), document["not_used_parts"].size());
    EXPECT_EQ(document["not_used_parts"][0]["code"], "not_used.row");
}

}  // namespace

#include "http/problem.hpp"

#include "base/result.hpp"

#include <fstream>
#include <new>
#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::http {

namespace {

template <typename Thrown>
Problem thrown(const Thrown& what, std::string& told) {
    try {
        throw what;
    } catch (...) {
        return problem_of_current_exception(told);
    }
}

TEST(ProblemOfRefusal, WhatTheRulesOfTheBooksSayIs422AndKeepsEveryLine) {
    const Problem problem =
        problem_of(app::Refusal{.code = "outcome_missing", .lines = {"one", "two"}});
    EXPECT_EQ(problem.status, 422);
    EXPECT_EQ(problem.code, "outcome_missing");
    EXPECT_EQ(problem.lines.size(), 2U);
}

TEST(ProblemOfRefusal, CodesHaveTheirStatus) {
    const std::vector<std::pair<const char*, int>> expected{{"no_user", 401},
                                                            {"role_missing", 403},
                                                            {"no_such_entity", 404},
                                                            {"bad_step_id", 400},
                                                            {"id_with_other_body", 422},
                                                            {"overloaded", 503}};
    for (const auto& [code, status] : expected) {
        EXPECT_EQ(problem_of(app::Refusal{.code = code, .lines = {"x"}}).status, status) << code;
    }
}

TEST(ProblemOfRefusal, WhatItIsAboutIsKept) {
    const Problem problem =
        problem_of(app::Refusal{.code = "bad_value", .lines = {"x"}, .field = "amount"});
    EXPECT_EQ(problem.field, "amount");
    const auto document = nlohmann::json::parse(response_of(problem, "/").body);
    EXPECT_EQ(document["field"], "amount");
    EXPECT_EQ(
        problem_of(app::Refusal{.code = "role_missing", .lines = {"x"}, .field = "kind"}).field,
        "");
}

TEST(ProblemOfRefusal, EveryLineHasAReasonBesideIt) {
    app::Refusal refusal = app::refusal_of(app::tell("no_such_token", "t1"), "label");
    refusal.lines.emplace_back("a line without parts");
    const auto document = nlohmann::json::parse(response_of(problem_of(refusal), "/").body);
    EXPECT_EQ(document["lines"],
              nlohmann::json::array({"you have no token 't1'", "a line without parts"}));
    EXPECT_EQ(document["reasons"], nlohmann::json::parse(R"([
                  {"code": "no_such_token", "arguments": ["t1"], "row": 0, "about": ""},
                  {"code": "", "arguments": [], "row": 0, "about": ""}])"));
}

TEST(ProblemOfRefusal, WhereTheBooksAreIsNotToldInPartsEither) {
    app::Refusal refusal{.code = "no_books", .lines = {"there are no books at hidden.db"}};
    refusal.reasons.push_back({.code = "secret", .arguments = {"hidden.db"}});
    EXPECT_EQ(response_of(problem_of(refusal), "/").body.find("hidden"), std::string::npos);
}

TEST(Refusals, AreWhatTranslatorsStartFrom) {
    std::ifstream file("web/src/refusals/en.json", std::ios::binary);
    ASSERT_TRUE(file) << "ctest runs the tests in the root of the repository";
    std::ostringstream kept;
    kept << file.rdbuf();
    EXPECT_EQ(refusals_document(), kept.str())
        << "a sentence has changed: write web/src/refusals/en.json again with tools/refusals, and "
           "the same in fr.json and ar.json";
}

TEST(ProblemOfRefusal, OverloadSaysWhenToComeAgain) {
    const Problem problem = problem_of(app::Refusal{.code = "overloaded", .lines = {"x"}});
    ASSERT_EQ(problem.headers.size(), 1U);
    EXPECT_EQ(problem.headers.front().name, "Retry-After");
}

TEST(ProblemOfRefusal, WhereTheBooksAreIsNotTold) {
    const Problem problem =
        problem_of(app::Refusal{.code = "no_books", .lines = {"there are no books at secret.db"}});
    EXPECT_EQ(problem.status, 503);
    EXPECT_EQ(problem.lines, std::vector<std::string>{"the books cannot be opened"});
}

TEST(ProblemOfException, FailuresHaveTheirStatusAndTellNothingOfTheMachine) {
    using Kind = base::Failure::Kind;
    const std::vector<std::pair<Kind, int>> expected{{Kind::io, 503},
                                                     {Kind::storage_full, 507},
                                                     {Kind::not_found, 500},
                                                     {Kind::interrupted, 503}};
    for (const auto& [kind, status] : expected) {
        std::string told;
        const Problem problem = thrown(base::Failure(kind, "secret.db: broken"), told);
        EXPECT_EQ(problem.status, status);
        EXPECT_EQ(told, "secret.db: broken");
        EXPECT_EQ(response_of(problem, "/").body.find("secret"), std::string::npos);
    }
}

TEST(ProblemOfException, WhatNobodyForesawIs500WithoutItsText) {
    std::string told;
    EXPECT_EQ(thrown(std::runtime_error("secret"), told).status, 500);
    EXPECT_EQ(told, "secret");
    EXPECT_EQ(thrown(7, told).status, 500);
    EXPECT_EQ(thrown(std::bad_alloc(), told).status, 503);
}

TEST(ResponseOfProblem, IsTheObjectOfRfc9457) {
    const Response response = response_of({.status = 404,
                                           .code = "no_such_entity",
                                           .lines = {"There is no party X."},
                                           .next = "Look."},
                                          "/api/v1/parties/X");
    EXPECT_EQ(response.type, "application/problem+json");
    const auto document = nlohmann::json::parse(response.body);
    EXPECT_EQ(document["type"], "urn:imdad:problem:no_such_entity");
    EXPECT_EQ(document["status"], 404);
    EXPECT_EQ(document["title"], title_of(404));
    EXPECT_EQ(document["detail"], "There is no party X.");
    EXPECT_EQ(document["instance"], "/api/v1/parties/X");
    EXPECT_EQ(document["next"], "Look.");
}

TEST(ResponseOfProblem, StaysJsonWhateverBytesWereAskedFor) {
    const Response response =
        response_of({.status = 400, .code = "x", .lines = {"\xff\xfe"}}, "/\xff\"\n");
    EXPECT_TRUE(nlohmann::json::accept(response.body));
}

}  // namespace

}  // namespace imdad::http

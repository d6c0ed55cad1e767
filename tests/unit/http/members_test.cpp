#include "http/members.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::http {

namespace {

Body body_of(const std::string& json) {
    const Request request{.method = "POST",
                          .target = "/",
                          .headers = {{"content-type", "application/json"}},
                          .body = json};
    return Body::read(request, {"name", "amount", "last", "on", "rows", "list"}).value();
}

TEST(Members, ReadsWhatIsThere) {
    const Body body = body_of(
        R"({"name": "a", "amount": 7, "last": true, "on": "2022-07-24", "list": ["x", "y"]})");
    Members members(body);
    EXPECT_EQ(members.needed("name"), "a");
    EXPECT_EQ(members.whole("amount", 0), 7);
    EXPECT_TRUE(members.yes("last"));
    EXPECT_EQ(members.day("on"), base::parse_day("2022-07-24"));
    EXPECT_EQ(members.texts("list"), (std::vector<std::string>{"x", "y"}));
    EXPECT_FALSE(members.problem().has_value());
}

TEST(Members, WhatIsNotGivenIsEmptyAndNoProblem) {
    const Body body = body_of("{}");
    Members members(body);
    EXPECT_EQ(members.text("name"), "");
    EXPECT_FALSE(members.whole("amount", 0).has_value());
    EXPECT_FALSE(members.yes("last"));
    EXPECT_FALSE(members.day("on").has_value());
    EXPECT_TRUE(members.rows("rows", {"name"}).empty());
    EXPECT_FALSE(members.problem().has_value());
    EXPECT_EQ(members.needed("name"), "");
    EXPECT_EQ(members.problem()->field, "name");
}

TEST(Members, TellsEverythingThatIsWrongAndWhereItBegan) {
    const Body body = body_of(
        R"({"name": 1, "amount": 2.5, "last": "yes", "on": "24 July", "list": [1], "rows": {}})");
    Members members(body);
    (void)members.text("name");
    (void)members.whole("amount", 0);
    (void)members.yes("last");
    (void)members.day("on");
    (void)members.texts("list");
    (void)members.rows("rows", {});
    ASSERT_TRUE(members.problem().has_value());
    EXPECT_EQ(members.problem()->status, 400);
    EXPECT_EQ(members.problem()->lines.size(), 6U);
    EXPECT_EQ(members.problem()->field, "name");
}

TEST(Members, WholeNumbersKeepTheirBounds) {
    for (const char* const number : {"-1", "11", "18446744073709551615", "1e3", "null"}) {
        const Body body = body_of(std::string(R"({"amount": )") + number + "}");
        Members members(body);
        EXPECT_FALSE(members.whole("amount", 0, 10).has_value()) << number;
        EXPECT_TRUE(members.problem().has_value()) << number;
    }
    const Body body = body_of(R"({"amount": null})");
    EXPECT_TRUE(Members(body).is_null("amount"));
}

TEST(Members, RowsAreNamedByTheirPlaceAndTakeNoOtherMembers) {
    const Body body = body_of(R"({"rows": [{"name": "a"}, {"name": 7, "colour": "red"}]})");
    Members members(body);
    std::vector<Members> rows = members.rows("rows", {"name"});
    ASSERT_EQ(rows.size(), 2U);
    for (Members& row : rows) {
        (void)row.text("name");
        members.add(row);
    }
    ASSERT_TRUE(members.problem().has_value());
    EXPECT_EQ(members.problem()->field, "rows[1].colour");
    ASSERT_EQ(members.problem()->lines.size(), 2U);
    EXPECT_EQ(members.problem()->lines[1], "rows[1].name has to be a text");
}

}  // namespace

}  // namespace imdad::http

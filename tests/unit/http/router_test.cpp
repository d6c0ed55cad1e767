#include "http/router.hpp"

#include "http/service.hpp"

#include <set>

#include <gtest/gtest.h>

namespace imdad::http {

namespace {

const std::vector<Route> kRoutes{
    {.method = "GET", .pattern = "/a", .operation = "list", .parameters = {"limit"}},
    {.method = "POST", .pattern = "/a", .operation = "add"},
    {.method = "GET", .pattern = "/a/{id}", .operation = "one"},
    {.method = "GET", .pattern = "/a/{id}/b/{other}", .operation = "part"},
};

Target at(const char* text) {
    return parse_target(text).value();
}

TEST(FindRoute, TellsMethodsApartAndTakesWhatStandsInTheBraces) {
    EXPECT_EQ(find_route(kRoutes, "GET", at("/a"))->route->operation, "list");
    EXPECT_EQ(find_route(kRoutes, "POST", at("/a"))->route->operation, "add");
    EXPECT_EQ(find_route(kRoutes, "HEAD", at("/a"))->route->operation, "list");
    const auto found = find_route(kRoutes, "GET", at("/a/x%2Fy/b/z"));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->route->operation, "part");
    EXPECT_EQ(found->arguments, (std::vector<std::string>{"x/y", "z"}));
}

TEST(FindRoute, AnotherPathIs404) {
    for (const char* const path : {"/", "/b", "/a/", "/a/x/", "/a/x/b", "/a/x/c/y", "/a/x/b/y/z"}) {
        const auto found = find_route(kRoutes, "GET", at(path));
        ASSERT_FALSE(found) << path;
        EXPECT_EQ(found.error().status, 404) << path;
    }
}

TEST(FindRoute, AnotherMethodIs405WithThoseThatThereAre) {
    const auto found = find_route(kRoutes, "DELETE", at("/a"));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().status, 405);
    ASSERT_EQ(found.error().headers.size(), 1U);
    EXPECT_EQ(found.error().headers.front().value, "GET, HEAD, POST, OPTIONS");
}

TEST(RefusedParameters, NamesTheOneThatNobodyKnowsAndThoseThatThereAre) {
    EXPECT_FALSE(refused_parameters(kRoutes.front(), at("/a?limit=1")));
    const auto refused = refused_parameters(kRoutes.front(), at("/a?limt=1"));
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->lines.front(), "'limt' is no parameter of this path: it takes limit");
}

TEST(AllRoutes, EachOperationStandsOnceAndEachRouteIsFoundByItsOwnPath) {
    std::set<std::string_view> operations;
    for (const Route& route : all_routes()) {
        EXPECT_TRUE(operations.insert(route.operation).second) << route.operation;
        const Target target = parse_target(route.pattern).value();
        const auto found = find_route(all_routes(), route.method, target);
        ASSERT_TRUE(found) << route.pattern;
        EXPECT_EQ(found->route->operation, route.operation);
    }
}

TEST(AllRoutes, OnlyHealthAndTheDoorAreForAnybody) {
    const std::set<std::string_view> open{"healthz", "readyz", "log_in", "use_set_up_link"};
    for (const Route& route : all_routes()) {
        EXPECT_EQ(route.entrance == Entrance::anybody, open.contains(route.operation))
            << route.operation;
        EXPECT_EQ(route.entrance == Entrance::this_host, route.operation == "metrics");
    }
}

/// What writes in the books has a key, so that it is never done twice; what does not, is about who
/// asks.
TEST(AllRoutes, WhatAsksForATaskIsUnderAKeyIfItWrites) {
    for (const Route& route : all_routes()) {
        // A link that is made anew, and a token that is erased once more, do no harm twice.
        const bool writes = route.method != "GET" && route.pattern != "/api/v1/users/{name}/link" &&
                            route.operation != "erase_token_of_user";
        EXPECT_EQ(writes && route.task.has_value(), writes && route.keyed) << route.operation;
    }
}

}  // namespace

}  // namespace imdad::http

#include "http/route_rows.hpp"

/// Scenarios and plans of the workspace.

namespace imdad::http {

void add_plan_routes(std::vector<Route>& routes) {
    const Names none;
    const auto get = [&](std::string_view pattern,
                         std::string_view operation,
                         Handler handler,
                         const Names& parameters) {
        routes.push_back(reading(pattern, operation, handler, Task::read_plans, parameters));
        routes.back().of_workspace = true;
        return &routes.back();
    };
    const auto put = [&](std::string_view method,
                         std::string_view pattern,
                         std::string_view operation,
                         Handler handler) {
        Route route = own(method, pattern, operation, handler);
        route.task = Task::make_plans;
        route.keyed = true;
        route.of_workspace = true;
        routes.push_back(std::move(route));
    };
    get("/api/v1/scenarios", "list_scenarios", list_scenarios, kPage);
    put("POST", "/api/v1/scenarios", "add_scenario", add_scenario);
    get("/api/v1/scenarios/{name}", "check_scenario", check_scenario, none);
    get("/api/v1/scenarios/{name}/tables/{file}", "show_table", show_table, kPage);
    put("PATCH", "/api/v1/scenarios/{name}/tables/{file}", "edit_table", edit_table);
    get("/api/v1/plans", "list_plans", list_plans, kPage);
    put("POST", "/api/v1/plans", "start_plan", start_plan);
    get("/api/v1/plans/{id}", "show_plan", show_plan, none);
    put("POST", "/api/v1/plans/{id}/stop", "stop_plan", stop_plan);
    put("POST", "/api/v1/plans/{id}/adoption", "adopt_plan", adopt_plan);
    routes.back().task = Task::adopt_plan;
    routes.back().parameters = kDryRun;
    get("/api/v1/plans/{id}/events", "plan_events", plan_events, none)->media = {
        "text/event-stream"};
    get("/api/v1/plans/{id}/coverage",
        "plan_coverage",
        plan_coverage,
        {"programme", "limit", "cursor"});
    get("/api/v1/plans/{id}/explanation",
        "plan_explanation",
        plan_explanation,
        {"area", "programme", "limit", "cursor"});
    get("/api/v1/plans/{id}/comparison",
        "compare_plans",
        compare_plans,
        {"with", "programme", "limit", "cursor"});
    get("/api/v1/plans/{id}/map",
        "plan_map",
        plan_map,
        {"programme", "from", "to", "audience", "limit", "cursor"});
    get("/api/v1/plans/{id}/map/places",
        "plan_map_places",
        plan_map_places,
        {"from", "to", "limit", "cursor"});
    get("/api/v1/plans/{id}/map/lanes",
        "plan_map_lanes",
        plan_map_lanes,
        {"from", "to", "limit", "cursor"});
    get("/api/v1/plans/{id}/boundaries", "plan_boundaries", plan_boundaries, none);
    get("/api/v1/plans/{id}/files/{file}", "plan_file", plan_file, none)->media = {
        "application/octet-stream", "text/csv", "application/json"};
}

}  // namespace imdad::http

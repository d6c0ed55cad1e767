#include "base/assert.hpp"
#include "http/paging.hpp"
#include "http/route_rows.hpp"
#include "http/service.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

/// The table of all routes. A new one is a row in `routes_*.cpp`, a handler, and a path in
/// api/openapi.yaml.

namespace imdad::http {

Route reading(std::string_view pattern,
              std::string_view operation,
              Handler handler,
              Task task,
              Names parameters) {
    return {.method = "GET",
            .pattern = pattern,
            .operation = operation,
            .handler = handler,
            .task = task,
            .parameters = std::move(parameters)};
}

Route writing(std::string_view method,
              std::string_view pattern,
              std::string_view operation,
              Handler handler,
              std::string_view kind) {
    return {.method = method,
            .pattern = pattern,
            .operation = operation,
            .handler = handler,
            .task = Task::change_register,
            .subject = kind,
            .parameters = kDryRun};
}

Route posting(std::string_view pattern,
              std::string_view operation,
              Handler handler,
              Task task,
              std::string_view subject) {
    Route route = writing("POST", pattern, operation, handler, subject);
    route.task = task;
    return route;
}

Route own(std::string_view method,
          std::string_view pattern,
          std::string_view operation,
          Handler handler) {
    return {.method = method,
            .pattern = pattern,
            .operation = operation,
            .handler = handler,
            .keyed = false};
}

namespace {

/// Requests that follow the whole journal or take a plan apart: where it is large they take
/// seconds, which others must not wait for.
constexpr auto kLong = std::to_array<std::string_view>({"audit",
                                                        "list_pledges",
                                                        "show_pledge",
                                                        "list_exceptions",
                                                        "months_of_stock",
                                                        "stock_cover",
                                                        "print_pledges",
                                                        "print_pledge",
                                                        "print_donor",
                                                        "print_exceptions",
                                                        "print_trace",
                                                        "print_status",
                                                        "print_brief",
                                                        "print_audit",
                                                        "print_plan",
                                                        "print_why",
                                                        "print_comparison",
                                                        "plan_map",
                                                        "plan_map_places",
                                                        "plan_map_lanes",
                                                        "trace",
                                                        "trace_drawing",
                                                        "agreement_status",
                                                        "party_brief",
                                                        "grn_form",
                                                        "stock_card_form",
                                                        "check_scenario",
                                                        "plan_explanation",
                                                        "compare_plans"});

std::vector<Route> table() {
    std::vector<Route> routes{
        {.method = "GET",
         .pattern = "/healthz",
         .operation = "healthz",
         .entrance = Entrance::anybody},
        {.method = "GET",
         .pattern = "/readyz",
         .operation = "readyz",
         .handler = readyz,
         .entrance = Entrance::anybody},
        {.method = "GET",
         .pattern = "/metrics",
         .operation = "metrics",
         .media = {"text/plain"},
         .entrance = Entrance::this_host},
        {.method = "GET", .pattern = "/api/v1", .operation = "list_routes", .handler = list_routes},
    };
    add_entrance_routes(routes);
    add_register_routes(routes);
    add_ledger_routes(routes);
    add_plan_routes(routes);
    add_setting_routes(routes);
    add_user_routes(routes);
    add_form_routes(routes);
    add_printing_routes(routes);
    add_act_routes(routes);
    add_goods_routes(routes);
    std::size_t long_count = 0;
    for (Route& route : routes) {
        route.is_long = std::ranges::find(kLong, route.operation) != kLong.end();
        long_count += route.is_long ? 1 : 0;
    }
    IMDAD_ASSERT(long_count == kLong.size(), "a name of an operation that there is not");
    return routes;
}

}  // namespace

Outcome list_routes(const Call& /*call*/) {
    nlohmann::ordered_json document;
    document["routes"] = nlohmann::ordered_json::array();
    for (const Route& route : all_routes()) {
        document["routes"].push_back(
            {{"method", route.method},
             {"path", route.pattern},
             {"operation", route.operation},
             {"asks_for", route.task ? app::text_of(*route.task) : std::string_view()},
             {"parameters", route.parameters},
             {"media", route.media}});
    }
    return json_response(document);
}

std::span<const Route> all_routes() {
    static const std::vector<Route> kRoutes = table();
    return kRoutes;
}

}  // namespace imdad::http

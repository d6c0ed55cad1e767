#include "base/assert.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/service.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

/// The table of all routes. A new one is a row here, a handler, and a path in api/openapi.yaml.

namespace imdad::http {

namespace {

using app::Task;
using Names = std::vector<std::string_view>;

const Names kPage{"limit", "cursor"};
const Names kStates{"state", "limit", "cursor"};
const Names kToday{"today"};

const Names kDryRun{"dry_run"};

struct KindRow {
    std::string_view kind;
    std::string_view list_path;
    std::string_view one_path;
    std::string_view state_path;  ///< empty: the kind has no states
    std::string_view list_operation;
    std::string_view one_operation;
    std::string_view add_operation;  ///< empty: it is opened by another act
    std::string_view edit_operation;
    std::string_view state_operation;
};

void add_reading(std::vector<Route>& routes, const KindRow& row) {
    routes.push_back({.method = "GET",
                      .pattern = row.list_path,
                      .operation = row.list_operation,
                      .handler = list_entities,
                      .task = Task::read_register,
                      .subject = row.kind,
                      .parameters = row.kind == "party" ? kPage : kStates});
    routes.push_back({.method = "GET",
                      .pattern = row.one_path,
                      .operation = row.one_operation,
                      .handler = show_entity,
                      .task = Task::read_register,
                      .subject = row.kind});
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

void add_writing(std::vector<Route>& routes, const KindRow& row) {
    if (!row.add_operation.empty()) {
        routes.push_back(writing("POST", row.list_path, row.add_operation, add_entity, row.kind));
    }
    routes.push_back(writing("PATCH", row.one_path, row.edit_operation, edit_entity, row.kind));
    if (!row.state_path.empty()) {
        routes.push_back(writing("POST", row.state_path, row.state_operation, set_state, row.kind));
    }
}

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

Route posting(std::string_view pattern,
              std::string_view operation,
              Handler handler,
              Task task = Task::post,
              std::string_view subject = "") {
    Route route = writing("POST", pattern, operation, handler, subject);
    route.task = task;
    return route;
}

/// What parties and workers do with an entity beyond its fields and states.
void add_acts(std::vector<Route>& routes) {
    const auto act = [&](std::string_view pattern,
                         std::string_view operation,
                         Handler handler,
                         std::string_view kind) {
        routes.push_back(writing("POST", pattern, operation, handler, kind));
        routes.back().sensitive = handler == sign_text;
    };
    const auto attach =
        [&](std::string_view pattern, std::string_view operation, std::string_view kind) {
            act(pattern, operation, attach_document, kind);
            if (kind != "action_point") {
                routes.back().parameters = {"kind", "title", "language", "key", "dry_run"};
            }
        };
    const auto document =
        [&](std::string_view pattern, std::string_view operation, std::string_view kind) {
            routes.push_back(reading(pattern, operation, show_document, Task::read_register, {}));
            routes.back().subject = kind;
            routes.back().media = {"application/octet-stream",
                                   "application/pdf",
                                   "image/png",
                                   "image/jpeg",
                                   "image/tiff",
                                   "application/zip"};
        };
    act("/api/v1/agreements/{id}/acceptances", "accept_agreement", accept_text, "instrument");
    act("/api/v1/agreements/{id}/signatures", "sign_agreement", sign_text, "instrument");
    act("/api/v1/agreements/{id}/amendments", "amend_agreement", open_amendment, "instrument");
    act("/api/v1/agreements/{id}/renewals", "renew_agreement", renew, "instrument");
    act("/api/v1/amendments/{id}/acceptances", "accept_amendment", accept_text, "amendment");
    act("/api/v1/amendments/{id}/signatures", "sign_amendment", sign_text, "amendment");
    act("/api/v1/activities/{id}/acceptances", "accept_activity", accept_text, "activity");
    act("/api/v1/action-points/{id}/due", "move_due", move_due, "action_point");
    attach("/api/v1/consultations/{id}/attachments", "attach_to_consultation", "consultation");
    attach("/api/v1/agreements/{id}/attachments", "attach_to_agreement", "instrument");
    attach("/api/v1/amendments/{id}/attachments", "attach_to_amendment", "amendment");
    attach("/api/v1/activities/{id}/attachments", "attach_to_activity", "activity");
    attach("/api/v1/action-points/{id}/attachments", "attach_to_action_point", "action_point");
    document(
        "/api/v1/consultations/{id}/documents/{document}", "consultation_document", "consultation");
    document("/api/v1/agreements/{id}/documents/{document}", "agreement_document", "instrument");
    document("/api/v1/amendments/{id}/documents/{document}", "amendment_document", "amendment");
    document("/api/v1/activities/{id}/documents/{document}", "activity_document", "activity");
    document(
        "/api/v1/action-points/{id}/documents/{document}", "action_point_document", "action_point");
}

void add_goods(std::vector<Route>& routes) {
    routes.push_back(reading("/api/v1/shipments",
                             "list_shipments",
                             list_shipments,
                             Task::read_ledger,
                             {"from", "to", "unit", "open", "limit", "cursor"}));
    routes.push_back(
        reading("/api/v1/shipments/{id}", "show_shipment", show_shipment, Task::read_ledger, {}));
    routes.push_back(reading("/api/v1/stock",
                             "list_stock",
                             list_stock,
                             Task::read_ledger,
                             {"at", "unit", "stage", "today", "limit", "cursor"}));
    routes.push_back(reading("/api/v1/stock/places",
                             "list_places",
                             list_places,
                             Task::read_whole_ledger,
                             {"find", "today", "limit", "cursor"}));
    routes.push_back(reading("/api/v1/stock/cover",
                             "stock_cover",
                             stock_cover,
                             Task::read_whole_ledger,
                             {"at", "today"}));
    routes.push_back(reading("/api/v1/entries",
                             "list_entries",
                             list_entries,
                             Task::read_ledger,
                             {"kind", "holder", "unit", "pledge", "limit", "cursor"}));
    routes.push_back(
        reading("/api/v1/entries/{id}", "show_entry", show_entry, Task::read_ledger, {}));
    routes.push_back(posting("/api/v1/entries", "post_entry", post_entry));
    const auto step =
        [&](std::string_view pattern, std::string_view operation, std::string_view subject) {
            routes.push_back(posting(pattern, operation, step_of_pledge, Task::post, subject));
        };
    step("/api/v1/pledges", "add_pledge", "add");
    step("/api/v1/pledges/{id}/revise", "revise_pledge", "revise");
    step("/api/v1/pledges/{id}/commit", "commit_pledge", "commit");
    step("/api/v1/pledges/{id}/receive", "receive_pledge", "receive");
    step("/api/v1/pledges/{id}/state", "set_state_of_pledge", "state");
    routes.push_back(posting("/api/v1/shipments", "ship", ship));
    routes.push_back(posting("/api/v1/shipments/{id}/void", "void_shipment", void_dispatch));
    routes.push_back(posting("/api/v1/receipts", "receive", receive));
    const auto move =
        [&](std::string_view pattern, std::string_view operation, std::string_view subject) {
            routes.push_back(posting(pattern, operation, move_stock, Task::post, subject));
        };
    move("/api/v1/stock-moves/use", "use_stock", "use");
    move("/api/v1/stock-moves/deliver", "deliver_stock", "deliver");
    move("/api/v1/stock-moves/count", "count_stock", "count");
    move("/api/v1/stock-moves/write-off", "write_off_stock", "write-off");
    move("/api/v1/stock-moves/quarantine", "quarantine_stock", "quarantine");
    move("/api/v1/stock-moves/release", "release_stock", "release");
    routes.push_back(posting("/api/v1/recalls", "recall_lot", recall_lot));
    routes.push_back(posting("/api/v1/recalls/lift", "lift_recall", lift_recall));
}

void add_settings(std::vector<Route>& routes) {
    Route threshold =
        posting("/api/v1/thresholds", "set_threshold", set_threshold, Task::set_threshold);
    threshold.parameters = {};
    threshold.sensitive = true;
    routes.push_back(std::move(threshold));
    routes.push_back(posting("/api/v1/due/apply", "apply_due", apply_due, Task::change_register));
}

void add_users(std::vector<Route>& routes) {
    routes.push_back(reading("/api/v1/users", "list_users", list_users, Task::manage_users, kPage));
    const auto act = [&](std::string_view method,
                         std::string_view pattern,
                         std::string_view operation,
                         Handler handler) {
        routes.push_back({.method = method,
                          .pattern = pattern,
                          .operation = operation,
                          .handler = handler,
                          .task = Task::manage_users,
                          .sensitive = true});
    };
    act("POST", "/api/v1/users", "add_user", add_user);
    act("DELETE", "/api/v1/users/{name}", "erase_user", erase_user);
    act("POST", "/api/v1/users/{name}/roles", "change_roles", change_roles);
    act("POST", "/api/v1/users/{name}/block", "block_user", block_user);
    act("DELETE",
        "/api/v1/users/{name}/tokens/{label}",
        "erase_token_of_user",
        erase_token_of_user);
    routes.back().keyed = false;
    routes.push_back(reading("/api/v1/users/{name}/tokens",
                             "list_tokens_of_user",
                             list_tokens_of_user,
                             Task::manage_users,
                             kPage));
    routes.push_back(reading("/api/v1/users/{name}/permissions",
                             "user_permissions",
                             user_permissions,
                             Task::manage_users,
                             {}));
    routes.push_back(
        reading("/api/v1/permissions", "list_permissions", permissions, Task::read_register, {}));
}

/// Pages to print.
void add_forms(std::vector<Route>& routes) {
    const auto form = [&](std::string_view pattern,
                          std::string_view operation,
                          Handler handler,
                          Names parameters,
                          Task task = Task::read_ledger) {
        Route route = reading(pattern, operation, handler, task, std::move(parameters));
        route.media = {"text/html"};
        routes.push_back(std::move(route));
    };
    form("/api/v1/forms/waybill/{id}", "waybill_form", waybill, {});
    // It tells what would be taken, so it is for whoever may send it.
    form("/api/v1/forms/planned-waybill/{id}",
         "planned_waybill_form",
         planned_waybill,
         {"plan"},
         Task::post);
    form("/api/v1/forms/grn/{id}", "grn_form", received_note, {});
    form("/api/v1/forms/stock-card/{id}",
         "stock_card_form",
         stock_card,
         {"unit"},
         Task::read_whole_ledger);
    form("/api/v1/forms/count-sheet/{id}",
         "count_sheet_form",
         count_sheet,
         {"unit", "booked"},
         Task::read_whole_ledger);
}

/// Screens on paper: each asks for the task of the screen's own reading.
void add_printing(std::vector<Route>& routes) {
    const auto print = [&](std::string_view pattern,
                           std::string_view operation,
                           Handler handler,
                           Task task,
                           const Names& filters = {},
                           std::string_view subject = "") {
        Names parameters = filters;
        parameters.insert(parameters.end(), {"today", "language", "paper"});
        Route route = reading(pattern, operation, handler, task, std::move(parameters));
        route.media = {"text/html"};
        route.subject = subject;
        routes.push_back(std::move(route));
    };
    const auto record =
        [&](std::string_view pattern, std::string_view operation, std::string_view kind) {
            print(pattern, operation, print_record, Task::read_register, {}, kind);
        };
    print("/api/v1/print/today", "print_today", print_today, Task::read_register);
    print(
        "/api/v1/print/agreements/{id}/status", "print_status", print_status, Task::read_register);
    print("/api/v1/print/parties/{id}/brief", "print_brief", print_brief, Task::read_register);
    record("/api/v1/print/parties/{id}", "print_party", "party");
    record("/api/v1/print/consultations/{id}", "print_consultation", "consultation");
    record("/api/v1/print/agreements/{id}", "print_agreement", "instrument");
    record("/api/v1/print/amendments/{id}", "print_amendment", "amendment");
    record("/api/v1/print/action-plans/{id}", "print_action_plan", "action_plan");
    record("/api/v1/print/activities/{id}", "print_activity", "activity");
    record("/api/v1/print/action-points/{id}", "print_action_point", "action_point");
    print("/api/v1/print/trace/{id}", "print_trace", print_trace, Task::read_register);
    print("/api/v1/print/pledges",
          "print_pledges",
          print_pledges,
          Task::read_ledger,
          {"unit", "donor", "open", "sort"});
    print("/api/v1/print/pledges/{id}", "print_pledge", print_pledge, Task::read_ledger);
    print("/api/v1/print/donor/{id}", "print_donor", print_donor, Task::read_ledger);
    print("/api/v1/print/balances",
          "print_balances",
          print_balances,
          Task::read_ledger,
          {"unit", "stage", "holder"});
    print("/api/v1/print/trial-balance",
          "print_trial_balance",
          print_trial_balance,
          Task::read_whole_ledger);
    print("/api/v1/print/exceptions",
          "print_exceptions",
          print_exceptions,
          Task::read_whole_ledger,
          {"from", "to"});
    print("/api/v1/print/stock",
          "print_stock",
          print_stock,
          Task::read_ledger,
          {"at", "unit", "stage"});
    print("/api/v1/print/audit", "print_audit", print_audit, Task::audit);
    const auto plan = [&](std::string_view pattern,
                          std::string_view operation,
                          Handler handler,
                          const Names& filters) {
        print(pattern, operation, handler, Task::read_plans, filters);
        routes.back().of_workspace = true;
    };
    plan("/api/v1/print/plans/{id}", "print_plan", print_plan, {"programme", "as"});
    plan("/api/v1/print/plans/{id}/why", "print_why", print_why, {"area", "programme"});
    plan("/api/v1/print/plans/{id}/compare",
         "print_comparison",
         print_comparison,
         {"with", "programme"});
}

void add_register(std::vector<Route>& routes) {
    for (const KindRow& row :
         std::vector<KindRow>{{.kind = "party",
                               .list_path = "/api/v1/parties",
                               .one_path = "/api/v1/parties/{id}",
                               .state_path = "",
                               .list_operation = "list_parties",
                               .one_operation = "show_party",
                               .add_operation = "add_party",
                               .edit_operation = "edit_party",
                               .state_operation = "set_state_of_party"},
                              {.kind = "consultation",
                               .list_path = "/api/v1/consultations",
                               .one_path = "/api/v1/consultations/{id}",
                               .state_path = "/api/v1/consultations/{id}/state",
                               .list_operation = "list_consultations",
                               .one_operation = "show_consultation",
                               .add_operation = "add_consultation",
                               .edit_operation = "edit_consultation",
                               .state_operation = "set_state_of_consultation"},
                              {.kind = "instrument",
                               .list_path = "/api/v1/agreements",
                               .one_path = "/api/v1/agreements/{id}",
                               .state_path = "/api/v1/agreements/{id}/state",
                               .list_operation = "list_agreements",
                               .one_operation = "show_agreement",
                               .add_operation = "add_agreement",
                               .edit_operation = "edit_agreement",
                               .state_operation = "set_state_of_agreement"},
                              {.kind = "amendment",
                               .list_path = "/api/v1/amendments",
                               .one_path = "/api/v1/amendments/{id}",
                               .state_path = "/api/v1/amendments/{id}/state",
                               .list_operation = "list_amendments",
                               .one_operation = "show_amendment",
                               .add_operation = "",
                               .edit_operation = "edit_amendment",
                               .state_operation = "set_state_of_amendment"},
                              {.kind = "action_plan",
                               .list_path = "/api/v1/action-plans",
                               .one_path = "/api/v1/action-plans/{id}",
                               .state_path = "/api/v1/action-plans/{id}/state",
                               .list_operation = "list_action_plans",
                               .one_operation = "show_action_plan",
                               .add_operation = "add_action_plan",
                               .edit_operation = "edit_action_plan",
                               .state_operation = "set_state_of_action_plan"},
                              {.kind = "activity",
                               .list_path = "/api/v1/activities",
                               .one_path = "/api/v1/activities/{id}",
                               .state_path = "/api/v1/activities/{id}/state",
                               .list_operation = "list_activities",
                               .one_operation = "show_activity",
                               .add_operation = "add_activity",
                               .edit_operation = "edit_activity",
                               .state_operation = "set_state_of_activity"},
                              {.kind = "action_point",
                               .list_path = "/api/v1/action-points",
                               .one_path = "/api/v1/action-points/{id}",
                               .state_path = "/api/v1/action-points/{id}/state",
                               .list_operation = "list_action_points",
                               .one_operation = "show_action_point",
                               .add_operation = "add_action_point",
                               .edit_operation = "edit_action_point",
                               .state_operation = "set_state_of_action_point"}}) {
        add_reading(routes, row);
        add_writing(routes, row);
    }
}

void add_books(std::vector<Route>& routes) {
    routes.push_back(reading("/api/v1/due", "list_due", list_due, Task::read_register, kToday));
    routes.push_back(
        reading("/api/v1/who-what-where",
                "who_what_where",
                who_what_where,
                Task::read_register,
                {"party", "sector", "country", "state", "agreement", "plan", "limit", "cursor"}));
    routes.push_back(reading("/api/v1/agreements/{id}/status",
                             "agreement_status",
                             agreement_status,
                             Task::read_register,
                             kToday));
    routes.push_back(reading(
        "/api/v1/parties/{id}/brief", "party_brief", party_brief, Task::read_register, kToday));
    routes.push_back(reading("/api/v1/pledges",
                             "list_pledges",
                             list_pledges,
                             Task::read_ledger,
                             {"donor", "unit", "open", "limit", "cursor"}));
    routes.push_back(
        reading("/api/v1/pledges/{id}", "show_pledge", show_pledge, Task::read_ledger, {}));
    routes.push_back(reading("/api/v1/balances",
                             "list_balances",
                             list_balances,
                             Task::read_ledger,
                             {"holder", "unit", "stage", "pledge", "activity", "limit", "cursor"}));
    routes.push_back(reading(
        "/api/v1/trial-balance", "trial_balance", trial_balance, Task::read_whole_ledger, {}));
    routes.push_back(reading("/api/v1/proposals",
                             "list_proposals",
                             list_proposals,
                             Task::read_proposals,
                             {"outcome", "limit", "cursor"}));
    routes.push_back(reading(
        "/api/v1/proposals/{id}", "show_proposal", show_proposal, Task::read_proposals, {}));
    routes.push_back(posting("/api/v1/proposals/{id}/decision",
                             "decide_proposal",
                             decide_proposal,
                             Task::decide_proposal));
    routes.back().sensitive = true;
    routes.push_back(reading(
        "/api/v1/thresholds", "list_thresholds", list_thresholds, Task::read_ledger, kPage));
    routes.push_back(reading("/api/v1/exceptions",
                             "list_exceptions",
                             list_exceptions,
                             Task::read_whole_ledger,
                             {"from", "to", "limit", "cursor"}));
    routes.push_back(reading("/api/v1/months-of-stock",
                             "months_of_stock",
                             months_of_stock,
                             Task::read_whole_ledger,
                             {"today", "months"}));
    routes.push_back(reading("/api/v1/trace/{id}", "trace", trace, Task::read_register, {}));
    Route drawing = reading(
        "/api/v1/trace/{id}/drawing", "trace_drawing", trace_drawing, Task::read_register, {});
    drawing.media = {"image/svg+xml"};
    routes.push_back(std::move(drawing));
    routes.push_back(reading("/api/v1/audit", "audit", audit, Task::audit, {}));
}

/// Of a person or program itself, not of the books.
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

void add_entrance(std::vector<Route>& routes) {
    for (Route open : {own("POST", "/api/v1/session", "log_in", log_in),
                       own("POST", "/api/v1/set-up", "use_set_up_link", use_set_up_link)}) {
        open.entrance = Entrance::anybody;
        routes.push_back(std::move(open));
    }
    routes.push_back(own("GET", "/api/v1/session", "show_session", show_session));
    routes.push_back(own("DELETE", "/api/v1/session", "log_out", log_out));
    routes.push_back(own("POST", "/api/v1/session/step-up", "step_up", step_up));
    routes.push_back(own("POST", "/api/v1/session/password", "change_password", change_password));
    Route tokens = own("GET", "/api/v1/session/tokens", "list_tokens", list_tokens);
    tokens.parameters = kPage;
    routes.push_back(std::move(tokens));
    Route adding = own("POST", "/api/v1/session/tokens", "add_token", add_token);
    adding.sensitive = true;
    routes.push_back(std::move(adding));
    routes.push_back(own("DELETE", "/api/v1/session/tokens/{label}", "erase_token", erase_token));
    Route inviting = own("POST", "/api/v1/users/{name}/link", "invite_user", invite_user);
    inviting.task = Task::manage_users;
    inviting.sensitive = true;
    routes.push_back(std::move(inviting));
}

void add_plans(std::vector<Route>& routes) {
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
    add_entrance(routes);
    add_register(routes);
    add_books(routes);
    add_plans(routes);
    add_settings(routes);
    add_users(routes);
    add_forms(routes);
    add_printing(routes);
    add_acts(routes);
    add_goods(routes);
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

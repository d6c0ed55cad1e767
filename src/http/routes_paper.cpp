#include "http/route_rows.hpp"

/// Pages to print.

namespace imdad::http {

/// Pages to print.
void add_form_routes(std::vector<Route>& routes) {
    const auto form = [&](std::string_view pattern,
                          std::string_view operation,
                          Handler handler,
                          Names parameters,
                          Task task = Task::read_ledger) {
        parameters.insert(parameters.end(), {"language", "checkpoint"});
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
void add_printing_routes(std::vector<Route>& routes) {
    const auto print = [&](std::string_view pattern,
                           std::string_view operation,
                           Handler handler,
                           Task task,
                           const Names& filters = {},
                           std::string_view subject = "") {
        Names parameters = filters;
        parameters.insert(parameters.end(), {"today", "language", "paper", "checkpoint"});
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

}  // namespace imdad::http

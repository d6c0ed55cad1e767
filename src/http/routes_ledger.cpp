#include "http/route_rows.hpp"

/// The ledger: pledges, balances, goods, reports, thresholds.

namespace imdad::http {

void add_ledger_routes(std::vector<Route>& routes) {
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
    Route drawing = reading("/api/v1/trace/{id}/drawing",
                            "trace_drawing",
                            trace_drawing,
                            Task::read_register,
                            {"language"});
    drawing.media = {"image/svg+xml"};
    routes.push_back(std::move(drawing));
    routes.push_back(reading("/api/v1/audit", "audit", audit, Task::audit, {}));
}

void add_setting_routes(std::vector<Route>& routes) {
    Route threshold =
        posting("/api/v1/thresholds", "set_threshold", set_threshold, Task::set_threshold);
    threshold.parameters = {};
    threshold.sensitive = true;
    routes.push_back(std::move(threshold));
    routes.push_back(posting("/api/v1/due/apply", "apply_due", apply_due, Task::change_register));
}

void add_goods_routes(std::vector<Route>& routes) {
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

}  // namespace imdad::http

#include "http/route_rows.hpp"

/// Entities of the register, and what is done with them.

namespace imdad::http {

namespace {

const Names kStates{"state", "limit", "cursor"};
const Names kHanging{"state", "of", "limit", "cursor"};

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
                      .parameters = row.kind == "party"          ? kPage
                                    : row.kind == "consultation" ? kStates
                                                                 : kHanging});
    routes.push_back({.method = "GET",
                      .pattern = row.one_path,
                      .operation = row.one_operation,
                      .handler = show_entity,
                      .task = Task::read_register,
                      .subject = row.kind});
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

}  // namespace

void add_register_routes(std::vector<Route>& routes) {
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

/// What parties and workers do with an entity beyond its fields and states.
void add_act_routes(std::vector<Route>& routes) {
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

}  // namespace imdad::http

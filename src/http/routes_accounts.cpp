#include "http/route_rows.hpp"

/// Who comes in, and who looks after accounts.

namespace imdad::http {

void add_entrance_routes(std::vector<Route>& routes) {
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

void add_user_routes(std::vector<Route>& routes) {
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

}  // namespace imdad::http

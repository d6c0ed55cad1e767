#include "app/users_json.hpp"
#include "http/handlers.hpp"
#include "http/members.hpp"
#include "http/paging.hpp"

#include <nlohmann/json.hpp>

/// Who uses the books, and who may do what. An account is there or not, so the key of a request is
/// not kept: sent again it is refused, and does nothing twice.

namespace imdad::http {

Outcome list_users(const Call& call) {
    const auto users = app::list_users(call.access);
    if (!users) {
        return tl::unexpected(problem_of(users.error()));
    }
    return paged(call, app::users_json(*users), "users");
}

Outcome permissions(const Call& call) {
    const auto rows = app::permissions(call.access);
    if (!rows) {
        return tl::unexpected(problem_of(rows.error()));
    }
    return json_response(app::permissions_json(*rows));
}

Outcome add_user(const Call& call) {
    const auto body = Body::read(call.request, {"name", "roles"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const std::string name = members.needed("name");
    const std::vector<std::string> roles = members.texts("roles");
    if (!members.problem() && roles.empty()) {
        members.refuse("roles", "roles has to have one role at least");
    }
    if (members.problem()) {
        return tl::unexpected(*members.problem());
    }
    const auto user = app::add_user(call.access, name, roles);
    if (!user) {
        return tl::unexpected(problem_of(user.error()));
    }
    return json_response(app::user_json(*user));
}

Outcome erase_user(const Call& call) {
    const auto user = app::erase_user(call.access, call.arguments.front());
    if (!user) {
        Problem problem = problem_of(user.error());
        // Here it is not who asks that is not known.
        const bool other =
            user.error().code == "unknown_user" && call.arguments.front() != call.access.user;
        problem.status = other ? 404 : problem.status;
        problem.next = other ? "" : problem.next;
        return tl::unexpected(std::move(problem));
    }
    return json_response(app::user_json(*user));
}

}  // namespace imdad::http

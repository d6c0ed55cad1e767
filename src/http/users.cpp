#include "app/users_json.hpp"
#include "http/handlers.hpp"
#include "http/members.hpp"
#include "http/paging.hpp"
#include "http/session_handlers.hpp"
#include "http/writing.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// Who uses the books, and who may do what.

namespace imdad::http {

namespace {

std::string key_of(const Call& call) {
    return std::string(call.request.header("idempotency-key"));
}

/// Refused about the account in the path: that nobody has that name is not about who asks.
Problem problem_about(const Call& call, const app::Refusal& refusal) {
    Problem problem = problem_of(refusal);
    if (refusal.code == "unknown_user" && call.arguments.front() != call.access.user) {
        problem.status = 404;
        problem.next = "";
    }
    return problem;
}

Outcome told(const app::Answer<app::UserLine>& user) {
    if (!user) {
        return tl::unexpected(problem_of(user.error()));
    }
    return answered(app::user_json(*user), user->replayed);
}

Outcome about(const Call& call, const app::Answer<app::UserLine>& user) {
    return user ? told(user) : tl::unexpected(problem_about(call, user.error()));
}

}  // namespace

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
        members.refuse("roles", "member_some_texts");
    }
    if (members.problem()) {
        return tl::unexpected(*members.problem());
    }
    return told(app::add_user(call.access, name, roles, key_of(call)));
}

Outcome erase_user(const Call& call) {
    const std::string& name = call.arguments.front();
    return about(call, app::erase_user(call.access, name, key_of(call)));
}

Outcome change_roles(const Call& call) {
    const auto body = Body::read(call.request, {"grant", "withdraw"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const app::RoleChanges changes{.grant = members.texts("grant"),
                                   .withdraw = members.texts("withdraw")};
    if (members.problem()) {
        return tl::unexpected(*members.problem());
    }
    const std::string& name = call.arguments.front();
    return about(call, app::change_roles(call.access, name, changes, key_of(call)));
}

Outcome block_user(const Call& call) {
    const auto body = Body::read(call.request, {"blocked", "reason"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const bool blocked = members.yes("blocked");
    const std::string reason = members.text("reason");
    if (!members.has("blocked")) {
        members.refuse("blocked", "blocked_missing");
    }
    if (members.problem()) {
        return tl::unexpected(*members.problem());
    }
    const std::string& name = call.arguments.front();
    Outcome outcome =
        about(call, app::set_blocked(call.access, name, blocked, reason, key_of(call)));
    if (outcome) {
        if (blocked) {
            call.gate.sessions.end_all_of(name);
        }
        outcome->event = fmt::format("{} {}", blocked ? "blocked" : "let in again", name);
    }
    return outcome;
}

Outcome user_permissions(const Call& call) {
    const auto rights = app::rights_of(call.access, call.arguments.front());
    if (!rights) {
        return tl::unexpected(problem_about(call, rights.error()));
    }
    return json_response(app::rights_json(*rights));
}

Outcome list_tokens_of_user(const Call& call) {
    const auto tokens = app::list_tokens_of(call.access, call.arguments.front());
    if (!tokens) {
        return tl::unexpected(problem_about(call, tokens.error()));
    }
    return paged(call, tokens_json(*tokens), "tokens");
}

Outcome erase_token_of_user(const Call& call) {
    const auto erased =
        app::erase_token_of(call.access, call.arguments.front(), call.arguments.at(1));
    if (!erased) {
        return tl::unexpected(problem_about(call, erased.error()));
    }
    return Response{.status = 204, .event = "erased a token of " + call.arguments.front()};
}

}  // namespace imdad::http

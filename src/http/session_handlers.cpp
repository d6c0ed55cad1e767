#include "http/session_handlers.hpp"

#include "app/credentials.hpp"
#include "http/body.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/sentences.hpp"

#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

/// Coming in and going out: log-in, the password once more, links to choose one, tokens.

namespace imdad::http {

namespace {

using Json = nlohmann::ordered_json;

std::string time_text(std::int64_t ms) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(ms / 1000)));
}

/// Who has come in, as its page is told.
Response told_to(const app::UserLine& account, const SessionView* session) {
    Json document{{"user", account.name}, {"roles", account.roles}};
    if (session != nullptr) {
        document["csrf"] = session->csrf;
        document["expires_at"] = time_text(session->expires_at_ms);
        document["idle_minutes"] = Sessions::kIdleMs / 60'000;
        document["stepped_up_until"] = time_text(session->strong_until_ms);
    }
    return json_response(document);
}

/// A new session of somebody who has just shown the password.
Response come_in(const Call& call, const app::UserLine& account, const std::string& how) {
    const std::string token = call.gate.sessions.begin(account.name, call.access.now_ms);
    const auto session = call.gate.sessions.find(token, call.access.now_ms);
    Response response = told_to(account, session ? &*session : nullptr);
    response.headers.push_back({"Set-Cookie", cookie_of(token)});
    response.event = fmt::format("{}: {}", how, account.name);
    return response;
}

/// Makes `ask` when the password of `user` may be tried, and not too many at once: `ask` takes
/// memory and time on purpose.
template <typename Ask>
tl::expected<app::UserLine, Problem> tried(const Call& call, const std::string& user, Ask ask) {
    const std::int64_t wait = call.gate.limits.attempt(user, call.request.peer, call.access.now_ms);
    if (wait > 0) {
        const std::int64_t seconds = (wait + 999) / 1000;
        Problem problem = problem_of(app::tell("too_many_attempts", seconds));
        problem.headers.push_back({"Retry-After", std::to_string(seconds)});
        return tl::unexpected(std::move(problem));
    }

    struct Place {
        explicit Place(std::atomic<int>& all) : count(all), number(++all) {}

        ~Place() { --count; }

        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

        std::atomic<int>& count;
        int number;
    };

    const Place place(call.gate.hashing);
    if (place.number > kHashingMax) {
        call.gate.limits.succeeded("", call.request.peer);  // nothing was tried
        return tl::unexpected(problem_of(app::tell("too_many_log_ins")));
    }
    const app::Answer<app::UserLine> account = ask();
    if (!account) {
        if (account.error().code != "wrong_password") {
            call.gate.limits.succeeded(user, call.request.peer);
        }
        return tl::unexpected(problem_of(account.error()));
    }
    call.gate.limits.succeeded(user, call.request.peer);
    return *account;
}

tl::unexpected<Problem> of_another_site() {
    return tl::unexpected(problem_of(app::tell("other_site")));
}

tl::unexpected<Problem> for_sessions_only() {
    return tl::unexpected(problem_of(app::tell("session_needed")));
}

}  // namespace

Outcome log_in(const Call& call) {
    if (is_of_another_site(call.request)) {
        return of_another_site();
    }
    const auto body = Body::read(call.request, {"user", "password"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto user = body->text("user", true);
    const auto password = body->text("password", true);
    if (!user || !password) {
        return tl::unexpected(!user ? user.error() : password.error());
    }
    app::Access access = call.access;
    access.user = *user;
    const auto account = tried(call, *user, [&] { return app::log_in(access, *password); });
    if (!account) {
        return tl::unexpected(account.error());
    }
    // A session that the browser had is of somebody else now, or of nobody.
    call.gate.sessions.end(token_of_cookie(call.request.header("cookie")));
    return come_in(call, *account, "logged in");
}

Outcome show_session(const Call& call) {
    const auto account = app::own_account(call.access);
    if (!account) {
        return tl::unexpected(problem_of(account.error()));
    }
    return told_to(*account, call.identity.by_session ? &call.identity.session : nullptr);
}

Outcome log_out(const Call& call) {
    if (!call.identity.by_session) {
        return for_sessions_only();
    }
    call.gate.sessions.end(call.identity.token);
    return Response{
        .status = 204, .headers = {{"Set-Cookie", cookie_taken_away()}}, .event = "logged out"};
}

Outcome step_up(const Call& call) {
    if (!call.identity.by_session) {
        return for_sessions_only();
    }
    const auto body = Body::read(call.request, {"password"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto password = body->text("password", true);
    if (!password) {
        return tl::unexpected(password.error());
    }
    const auto account =
        tried(call, call.access.user, [&] { return app::log_in(call.access, *password); });
    if (!account) {
        return tl::unexpected(account.error());
    }
    call.gate.sessions.end(call.identity.token);
    return come_in(call, *account, "gave the password once more");
}

Outcome change_password(const Call& call) {
    if (!call.identity.by_session) {
        return for_sessions_only();
    }
    const auto body = Body::read(call.request, {"old", "new"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto before = body->text("old", true);
    const auto after = body->text("new", true);
    if (!before || !after) {
        return tl::unexpected(!before ? before.error() : after.error());
    }
    const auto account = tried(
        call, call.access.user, [&] { return app::change_password(call.access, *before, *after); });
    if (!account) {
        return tl::unexpected(account.error());
    }
    call.gate.sessions.end_all_of(call.access.user);
    return come_in(call, *account, "changed the password");
}

Outcome use_set_up_link(const Call& call) {
    if (is_of_another_site(call.request)) {
        return of_another_site();
    }
    const auto body = Body::read(call.request, {"token", "password"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto secret = body->text("token", true);
    const auto password = body->text("password", false);
    if (!secret || !password) {
        return tl::unexpected(!secret ? secret.error() : password.error());
    }
    const auto account = tried(call, "link", [&] {
        return app::use_link(
            call.access.books, *secret, *password, call.access.now_ms, call.access.pool);
    });
    if (!account) {
        return tl::unexpected(account.error());
    }
    if (password->empty()) {
        return told_to(*account, nullptr);
    }
    call.gate.sessions.end_all_of(account->name);
    return come_in(call, *account, "chose a password");
}

Json tokens_json(const std::vector<app::TokenLine>& tokens) {
    Json document;
    document["tokens"] = Json::array();
    for (const app::TokenLine& token : tokens) {
        document["tokens"].push_back({{"label", token.label},
                                      {"scope", app::text_of(token.scope)},
                                      {"made_at", time_text(token.made_at_ms)},
                                      {"expires_at", time_text(token.expires_at_ms)}});
    }
    return document;
}

Outcome list_tokens(const Call& call) {
    const auto tokens = app::list_tokens(call.access);
    if (!tokens) {
        return tl::unexpected(problem_of(tokens.error()));
    }
    return paged(call, tokens_json(*tokens), "tokens");
}

Outcome add_token(const Call& call) {
    if (!call.identity.by_session) {
        return for_sessions_only();
    }
    const auto body = Body::read(call.request, {"label", "scope", "days"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto label = body->text("label", true);
    const auto word = body->text("scope", true);
    const auto days = body->whole("days");
    if (!label || !word || !days) {
        return tl::unexpected(!label ? label.error() : !word ? word.error() : days.error());
    }
    const auto scope = app::parse_scope(*word);
    if (!scope) {
        return tl::unexpected(
            bad_request(say("member_choice", "scope", "read, write, approve"), "scope"));
    }
    const auto made = app::add_token(call.access, *label, *scope, *days);
    if (!made) {
        return tl::unexpected(problem_of(made.error()));
    }
    Response response = json_response(Json{{"label", made->line.label},
                                           {"scope", app::text_of(made->line.scope)},
                                           {"expires_at", time_text(made->line.expires_at_ms)},
                                           {"token", made->secret}});
    response.event = fmt::format("made a token of the scope {}", app::text_of(*scope));
    return response;
}

Outcome erase_token(const Call& call) {
    if (const auto erased = app::erase_token(call.access, call.arguments.front()); !erased) {
        return tl::unexpected(problem_of(erased.error()));
    }
    return Response{.status = 204, .event = "erased a token"};
}

Outcome invite_user(const Call& call) {
    const auto link = app::invite_user(call.access, call.arguments.front());
    if (!link) {
        return tl::unexpected(problem_of(link.error()));
    }
    Response response = json_response(Json{{"user", link->user},
                                           {"page", "/set-up#" + link->secret},
                                           {"expires_at", time_text(link->expires_at_ms)}});
    response.event = "made a set-up link for " + link->user;
    return response;
}

}  // namespace imdad::http

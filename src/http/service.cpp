#include "http/service.hpp"

#include "http/gzip.hpp"
#include "http/paging.hpp"
#include "http/refusal.hpp"
#include "http/sentences.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::http {

namespace {

using Json = nlohmann::ordered_json;

/// One line on the error stream; what came from outside is written so that it stays one line.
void log_line(const Request& request, const std::string& user, const std::string& what) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const Json line{{"at_ms", std::chrono::duration_cast<std::chrono::milliseconds>(now).count()},
                    {"method", request.method},
                    {"target", request.target.substr(0, request.target.find('?'))},
                    {"from", request.peer},
                    {"user", user},
                    {"what", what}};
    fmt::print(stderr, "{}\n", line.dump(-1, ' ', true, Json::error_handler_t::replace));
}

/// Whether `accept` lets one of the media types through; quality values are not weighed, but 0
/// means no.
bool accepts(std::string_view accept, const std::vector<std::string_view>& media) {
    if (accept.empty()) {
        return true;
    }
    while (!accept.empty()) {
        const std::size_t comma = accept.find(',');
        std::string one(accept.substr(0, comma));
        std::erase(one, ' ');
        const std::string range = one.substr(0, one.find(';'));
        const bool refused = one.ends_with(";q=0") || one.ends_with(";q=0.0");
        for (const std::string_view type : media) {
            const bool fits = range == "*/*" || range == type ||
                              range == std::string(type.substr(0, type.find('/'))) + "/*";
            if (fits && !refused) {
                return true;
            }
        }
        accept = comma == std::string_view::npos ? std::string_view() : accept.substr(comma + 1);
    }
    return false;
}

/// What the way in which somebody came in does not let them do, whatever their roles.
std::optional<Problem> refused_to(const Identity& who, const Route& route, std::int64_t now_ms) {
    if (route.entrance != Entrance::user) {
        return std::nullopt;
    }
    const app::Scope needed = route.sensitive         ? app::Scope::approve
                              : route.method != "GET" ? app::Scope::write
                                                      : app::Scope::read;
    if (who.scope < needed) {
        return problem_of(
            app::tell("scope_missing", app::text_of(needed), app::text_of(who.scope)));
    }
    if (route.sensitive && who.by_session && who.session.strong_until_ms < now_ms) {
        return problem_of(app::tell("step_up_needed"));
    }
    return std::nullopt;
}

bool names_tag(std::string_view given, const std::string& tag) {
    return given == "*" || given.find(tag) != std::string_view::npos;
}

/// Does something on the way out, however that is taken.
template <typename Act>
struct Leave {
    explicit Leave(Act the_act) : act(std::move(the_act)) {}

    ~Leave() { act(); }

    Leave(const Leave&) = delete;
    Leave& operator=(const Leave&) = delete;

    Act act;
};

/// Documents that are long enough for it to matter on a slow line. Short ones are left alone, and
/// with them every one that holds a secret: how well such a one compresses could tell of it.
void compress(const Request& request, Response& response) {
    constexpr std::size_t kWorthIt = 1400;
    const bool is_text =
        response.type.starts_with("application/json") || response.type.starts_with("text/") ||
        response.type.starts_with("image/svg") || response.type.starts_with("application/geo+json");
    const bool is_compressed = std::ranges::any_of(
        response.headers, [](const Header& one) { return one.name == "Content-Encoding"; });
    if (!is_text || is_compressed || response.news || response.body.size() < kWorthIt ||
        !takes_gzip(request.header("accept-encoding"))) {
        return;
    }
    response.body = gzip(response.body);
    response.headers.push_back({"Content-Encoding", "gzip"});
}

}  // namespace

tl::expected<Found, Problem> Service::route_of(const Request& request, const Target& target) const {
    auto found = find_route(all_routes(), request.method, target);
    if (!found) {
        return found;
    }
    const Route& route = *found->route;
    if (route.entrance == Entrance::this_host && !request.from_this_host) {
        return tl::unexpected(problem_of(say("other_host")));
    }
    if (route.entrance == Entrance::user) {
        if (auto refused = refused_at_once(request, gate_)) {
            return tl::unexpected(std::move(*refused));
        }
    }
    if (auto refused = refused_parameters(route, target)) {
        return tl::unexpected(std::move(*refused));
    }
    if (!accepts(request.header("accept"), route.media)) {
        return tl::unexpected(problem_of(say("not_acceptable", route.media.front())));
    }
    return found;
}

std::optional<Response> Service::answer_at_once(const Request& request, Work& work) const {
    const auto target = parse_target(request.target);
    if (!target) {
        return refusal_of(problem_of(target.error()), request, files_.are_there());
    }
    if (request.method == "OPTIONS") {
        const std::string allowed = allowed_methods(all_routes(), *target);
        if (!allowed.empty()) {
            return Response{.status = 204, .headers = {{"Allow", allowed}}, .route = "options"};
        }
    }
    const auto found = route_of(request, *target);
    if (!found) {
        if (found.error().status == 404) {
            if (std::optional<Response> file = files_.find(request)) {
                return file;
            }
        }
        if (found.error().status == 401 || found.error().status == 403) {
            log_line(request, "", "refused: " + found.error().code);
        }
        return refusal_of(found.error(), request, files_.are_there());
    }
    work = found->route->method != "GET" ? Work::writing
           : found->route->is_long       ? Work::reading_long
                                         : Work::reading;
    const std::string_view operation = found->route->operation;
    Response response;
    if (operation == "healthz") {
        response = json_response(Json{{"status", "alive"}});
    } else if (operation == "metrics") {
        std::error_code none;
        const auto size = std::filesystem::file_size(books_, none);
        response.type = "text/plain; version=0.0.4; charset=utf-8";
        response.body = metrics_.text(none ? -1 : static_cast<std::int64_t>(size), pool_.counts());
    } else if (operation == "readyz" && stopping_) {
        response = refusal(say("stopping"));
    } else {
        return std::nullopt;
    }
    response.route = operation;
    return response;
}

/// A writing request has a key that its sender made: what is sent again does nothing twice.
Outcome Service::handled(const Call& call) const {
    if (auto refused = refused_to(call.identity, call.route, call.access.now_ms)) {
        return tl::unexpected(std::move(*refused));
    }
    if (call.route.of_workspace && call.plans == nullptr) {
        return tl::unexpected(problem_of(say("no_workspace")));
    }
    if (call.route.method == "GET" || !call.route.keyed) {
        return call.route.handler(call);
    }
    const std::string key(call.request.header("idempotency-key"));
    if (key.empty()) {
        return tl::unexpected(problem_of(app::tell("key_missing")));
    }
    {
        const std::scoped_lock lock(keys_mutex_);
        if (!keys_.insert(key).second) {
            Problem problem = problem_of(app::tell("key_in_flight"));
            problem.headers.push_back({"Retry-After", "1"});
            return tl::unexpected(std::move(problem));
        }
    }
    const Leave leave{[&] {
        const std::scoped_lock lock(keys_mutex_);
        keys_.erase(key);
    }};
    return call.route.handler(call);
}

Response Service::answer(const Request& request) const {
    std::string user;
    std::string operation = "none";
    try {
        const auto target = parse_target(request.target);
        if (!target) {
            return refusal_of(problem_of(target.error()), request, files_.are_there());
        }
        auto found = route_of(request, *target);
        if (!found) {
            return refusal_of(found.error(), request, files_.are_there());
        }
        const Route& route = *found->route;
        operation = route.operation;
        const auto now =
            std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        app::Access access{.books = books_,
                           .user = {},
                           .today = std::chrono::floor<std::chrono::days>(now),
                           .now_ms = now.time_since_epoch().count(),
                           .pool = &pool_};
        static_cast<void>(app::BooksPool::was_lost());  // of an earlier request
        Identity identity;
        if (route.entrance == Entrance::user) {
            auto known = authenticate(request, gate_, access);
            if (!known) {
                log_line(request, "", "refused: " + known.error().code);
                Response response = refusal_of(known.error(), request, files_.are_there());
                response.route = operation;
                return response;
            }
            identity = std::move(*known);
        }
        access.user = user = identity.user;
        const Call call{.request = request,
                        .target = *target,
                        .route = route,
                        .arguments = std::move(found->arguments),
                        .access = access,
                        .identity = identity,
                        .gate = gate_,
                        .plans = plans_};
        Outcome outcome = handled(call);
        if (app::BooksPool::was_lost()) {
            // A commit failed that this answer was made in the knowledge of.
            outcome = tl::unexpected(problem_of(say("commit_lost")));
        }
        Response response = outcome ? std::move(*outcome)
                                    : refusal_of(outcome.error(), request, files_.are_there());
        response.route = operation;
        if (!response.event.empty()) {
            log_line(request, user, response.event);
        }
        const bool denied =
            response.status == 401 || response.status == 403 || response.status == 429;
        const bool concealed = !outcome && outcome.error().concealed;
        if (!outcome && (denied || concealed || response.status >= 500)) {
            log_line(request,
                     user,
                     fmt::format("refused: {}: {}",
                                 concealed ? "not_for_these_eyes" : outcome.error().code,
                                 outcome.error().lines.front()));
        }
        return response;
    } catch (...) {
        std::string told;
        const Problem problem = problem_of_current_exception(told);
        log_line(request, user, "failed: " + told);
        Response response = refusal_of(problem, request, files_.are_there());
        response.route = operation;
        return response;
    }
}

Response Service::refusal(app::Told told) {
    return response_of(problem_of(std::move(told)), "");
}

void Service::finish(const Request& request, Response& response) {
    const bool reading = request.method == "GET" || request.method == "HEAD";
    if (reading && response.status == 200 && !response.news &&
        response.type != "text/plain; version=0.0.4; charset=utf-8") {
        const std::string tag = tag_of_body(response.body);
        response.headers.push_back({"ETag", tag});
        if (names_tag(request.header("if-none-match"), tag)) {
            response.status = 304;
            response.body.clear();
        }
    }
    compress(request, response);
    response.headers.push_back({"Vary", response.vary});
    response.headers.push_back({"Cache-Control", response.caching});
    response.headers.push_back({"Content-Security-Policy", response.policy});
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    response.headers.push_back({"Referrer-Policy", "no-referrer"});
    response.headers.push_back({"X-Frame-Options", "DENY"});
    response.headers.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
    if (request.encrypted) {
        response.headers.push_back(
            {"Strict-Transport-Security", "max-age=31536000; includeSubDomains"});
    }
}

}  // namespace imdad::http

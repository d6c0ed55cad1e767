#include "http/authenticate.hpp"

#include "http/sentences.hpp"

#include <chrono>
#include <optional>

#include <openssl/crypto.h>
#include <openssl/sha.h>

namespace imdad::http {

namespace {

constexpr std::string_view kScheme = "bearer ";

/// RFC 7235: the name of the scheme is written in any case.
bool has_scheme(std::string_view text) {
    if (text.size() <= kScheme.size()) {
        return false;
    }
    for (std::size_t at = 0; at < kScheme.size(); ++at) {
        const char c = text[at];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != kScheme[at]) {
            return false;
        }
    }
    return true;
}

bool is_reading(const Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

bool are_equal(std::string_view one, std::string_view other) {
    return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// What a session must show besides its cookie, which the browser sends along on its own.
std::optional<Problem> forged(const Request& request, const SessionView& session) {
    if (is_reading(request)) {
        return std::nullopt;
    }
    if (is_of_another_site(request)) {
        return problem_of(say("other_site_session"));
    }
    if (!are_equal(request.header("x-csrf-token"), session.csrf)) {
        return problem_of(say("csrf_missing"));
    }
    return std::nullopt;
}

}  // namespace

std::array<unsigned char, 32> sha256(std::string_view text) {
    std::array<unsigned char, 32> hash{};
    // The reinterpretation is what the C interface of the library asks for.
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data());
    return hash;
}

bool is_of_another_site(const Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty()) {
        return site != "same-origin" && site != "none";
    }
    const std::string_view origin = request.header("origin");
    const std::size_t host = origin.find("://");
    return !origin.empty() &&
           (host == std::string_view::npos || origin.substr(host + 3) != request.header("host"));
}

std::optional<Problem> refused_at_once(const Request& request, Gate& gate) {
    if (has_scheme(request.header("authorization"))) {
        return std::nullopt;
    }
    const std::string_view token = token_of_cookie(request.header("cookie"));
    const auto session = gate.sessions.find(token, now_ms());
    if (!session) {
        return problem_of(say("no_session"));
    }
    return forged(request, *session);
}

tl::expected<Identity, Problem> authenticate(const Request& request,
                                             Gate& gate,
                                             const app::Access& access) {
    const std::int64_t now_ms = access.now_ms;
    const std::string_view given = request.header("authorization");
    if (has_scheme(given)) {
        const auto owner =
            app::owner_of_token(access.books, given.substr(kScheme.size()), now_ms, access.pool);
        if (!owner) {
            return tl::unexpected(problem_of(owner.error()));
        }
        if (!*owner) {
            return tl::unexpected(problem_of(say("unknown_token")));
        }
        return Identity{.user = (*owner)->user, .scope = (*owner)->scope};
    }
    const std::string token(token_of_cookie(request.header("cookie")));
    const auto session = gate.sessions.find(token, now_ms);
    if (!session) {
        return tl::unexpected(problem_of(say("no_session")));
    }
    if (auto refused = forged(request, *session)) {
        return tl::unexpected(std::move(*refused));
    }
    return Identity{.user = session->user, .by_session = true, .session = *session, .token = token};
}

}  // namespace imdad::http

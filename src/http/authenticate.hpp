#pragma once

#include "app/credentials.hpp"
#include "http/log_in_limits.hpp"
#include "http/message.hpp"
#include "http/problem.hpp"
#include "http/sessions.hpp"

#include <array>
#include <atomic>
#include <string>
#include <string_view>

/// Who asks. The one place that turns a request into a name: by the cookie of a session or by a
/// token of a program. What else a header says about somebody counts for nothing.

namespace imdad::http {

/// Somebody whom the server knows.
struct Identity {
    std::string user;
    app::Scope scope = app::Scope::approve;  ///< of the token; a session may all that its user may
    bool by_session = false;
    SessionView session;
    std::string token;  ///< of the session
};

/// What the server keeps about those who come in.
struct Gate {
    explicit Gate(std::int64_t strong_ms) : sessions(strong_ms) {}

    Sessions sessions;
    LogInLimits limits;
    std::atomic<int> hashing{0};  ///< passwords that are being compared, each of which takes 64 MiB
};

inline constexpr int kHashingMax = 2;

/// What can be said without the books. Problems: 401 `no_session` (nothing shows who asks, or the
/// session has ended), 403 `other_site` and `csrf_missing` for what a page of somebody else may
/// have sent.
[[nodiscard]] std::optional<Problem> refused_at_once(const Request& request, Gate& gate);

/// `access`: without a user. Problems: those of `refused_at_once`; 401 `unknown_token`; those of
/// books that cannot be opened.
[[nodiscard]] tl::expected<Identity, Problem> authenticate(const Request& request,
                                                           Gate& gate,
                                                           const app::Access& access);

/// Whether a page of another site had the browser send it: what no session protects asks this.
[[nodiscard]] bool is_of_another_site(const Request& request);

/// The SHA-256 of a text.
[[nodiscard]] std::array<unsigned char, 32> sha256(std::string_view text);

}  // namespace imdad::http

#include "http/sessions.hpp"

#include "app/key_file.hpp"
#include "app/random_id.hpp"
#include "http/authenticate.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace imdad::http {

namespace {

constexpr std::string_view kCookie = "__Host-imdad-session";

std::string random_text() {
    std::array<unsigned char, 24> bytes{};
    app::fill_random(bytes);
    return app::hex_text(bytes);
}

}  // namespace

std::string Sessions::begin(const std::string& user, std::int64_t now_ms) {
    std::string token = random_text();
    const std::scoped_lock lock(mutex_);
    make_room(user, now_ms);
    all_[sha256(token)] = {
        .user = user, .csrf = random_text(), .begun_ms = now_ms, .used_ms = now_ms};
    return token;
}

void Sessions::make_room(const std::string& user, std::int64_t now_ms) {
    std::erase_if(all_, [&](const auto& entry) {
        return now_ms - entry.second.used_ms > kIdleMs ||
               now_ms - entry.second.begun_ms > kLongestMs;
    });
    std::size_t own = 0;
    auto oldest = all_.end();
    auto oldest_own = all_.end();
    for (auto at = all_.begin(); at != all_.end(); ++at) {
        const auto older = [&](auto than) {
            return than == all_.end() || at->second.used_ms < than->second.used_ms;
        };
        oldest = older(oldest) ? at : oldest;
        if (at->second.user == user) {
            ++own;
            oldest_own = older(oldest_own) ? at : oldest_own;
        }
    }
    if (own >= kOfOneUserMax) {
        all_.erase(oldest_own);
    } else if (all_.size() >= kMax) {
        all_.erase(oldest);
    }
}

std::optional<SessionView> Sessions::find(std::string_view token, std::int64_t now_ms) {
    if (token.empty()) {
        return std::nullopt;
    }
    const std::scoped_lock lock(mutex_);
    const auto found = all_.find(sha256(token));
    if (found == all_.end()) {
        return std::nullopt;
    }
    One& one = found->second;
    if (now_ms - one.used_ms > kIdleMs || now_ms - one.begun_ms > kLongestMs) {
        all_.erase(found);
        return std::nullopt;
    }
    one.used_ms = std::max(one.used_ms, now_ms);
    return SessionView{.user = one.user,
                       .csrf = one.csrf,
                       .expires_at_ms = std::min(one.used_ms + kIdleMs, one.begun_ms + kLongestMs),
                       .strong_until_ms = one.begun_ms + strong_ms_};
}

void Sessions::end(std::string_view token) {
    const std::scoped_lock lock(mutex_);
    all_.erase(sha256(token));
}

void Sessions::end_all_of(const std::string& user) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(all_, [&](const auto& entry) { return entry.second.user == user; });
}

std::string cookie_of(const std::string& token) {
    return fmt::format("{}={}; Path=/; Secure; HttpOnly; SameSite=Strict", kCookie, token);
}

std::string cookie_taken_away() {
    return fmt::format("{}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict", kCookie);
}

std::string_view token_of_cookie(std::string_view cookies) {
    while (!cookies.empty()) {
        const std::size_t end = std::min(cookies.find(';'), cookies.size());
        std::string_view one = cookies.substr(0, end);
        cookies.remove_prefix(std::min(end + 1, cookies.size()));
        while (one.starts_with(' ')) {
            one.remove_prefix(1);
        }
        if (one.size() > kCookie.size() && one.starts_with(kCookie) && one[kCookie.size()] == '=') {
            return one.substr(kCookie.size() + 1);
        }
    }
    return {};
}

}  // namespace imdad::http

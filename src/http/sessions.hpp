#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

/// Who has logged in, and until when. Kept in memory only and as hashes: a restart asks everybody
/// for the password again, and nothing on the disk lets anybody in. Used by several threads.

namespace imdad::http {

struct SessionView {
    std::string user;
    std::string csrf;                  ///< what a writing request of this session repeats
    std::int64_t expires_at_ms = 0;    ///< if it is not used meanwhile
    std::int64_t strong_until_ms = 0;  ///< the password was given shortly before
};

class Sessions {
 public:
    static constexpr std::int64_t kIdleMs = 1'800'000;
    static constexpr std::int64_t kLongestMs = 43'200'000;
    static constexpr std::size_t kMax = 10'000;
    static constexpr std::size_t kOfOneUserMax = 20;  ///< the one not used for longest ends

    /// `strong_ms`: how long after the password was given sensitive acts need it no second time.
    explicit Sessions(std::int64_t strong_ms) : strong_ms_(strong_ms) {}

    /// Somebody has just given the password. Returns the token, which is told to nobody else.
    [[nodiscard]] std::string begin(const std::string& user, std::int64_t now_ms);

    /// The session of a token, which counts as used now. No value: none, or it has ended.
    [[nodiscard]] std::optional<SessionView> find(std::string_view token, std::int64_t now_ms);

    void end(std::string_view token);

    /// As when the password was changed.
    void end_all_of(const std::string& user);

 private:
    struct One {
        std::string user;
        std::string csrf;
        std::int64_t begun_ms = 0;
        std::int64_t used_ms = 0;
    };

    using Key = std::array<unsigned char, 32>;

    void make_room(const std::string& user, std::int64_t now_ms);

    const std::int64_t strong_ms_;
    std::mutex mutex_;
    std::map<Key, One> all_;
};

/// The cookie of a session, and what takes it away again. `__Host-`: from this host
/// only, over TLS or the own machine only, for no script, and not sent along from other sites.
[[nodiscard]] std::string cookie_of(const std::string& token);
[[nodiscard]] std::string cookie_taken_away();

/// The token in a header `Cookie`; empty: none.
[[nodiscard]] std::string_view token_of_cookie(std::string_view cookies);

}  // namespace imdad::http

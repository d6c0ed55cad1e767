#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

/// How often a password may be tried. After some wrong ones whoever tries again waits, longer each
/// time; so somebody who guesses gets through a few hundred a day, and somebody who mistyped waits
/// a second. Used by several threads.

namespace imdad::http {

class LogInLimits {
 public:
    static constexpr int kFreeOfUser = 5;      ///< wrong ones for one name
    static constexpr int kFreeOfAddress = 30;  ///< wrong ones from one address
    static constexpr std::int64_t kLongestWaitMs = 300'000;
    static constexpr std::int64_t kForgottenAfterMs = 1'800'000;
    static constexpr std::size_t kMax = 20'000;

    /// Counts an attempt before it is made, so that many at once are not more. Returns how long
    /// to wait first; 0: it may be made.
    [[nodiscard]] std::int64_t attempt(const std::string& user,
                                       const std::string& address,
                                       std::int64_t now_ms);

    /// It was the right password: the attempts for this name are forgotten, and one less counts for
    /// the address.
    void succeeded(const std::string& user, const std::string& address);

 private:
    struct Tries {
        int count = 0;
        std::int64_t last_ms = 0;
    };

    [[nodiscard]] static std::int64_t wait_of(const Tries& tries, int free, std::int64_t now_ms);
    void forget(std::int64_t now_ms);

    std::mutex mutex_;
    std::map<std::string, Tries> users_;
    std::map<std::string, Tries> addresses_;
};

}  // namespace imdad::http

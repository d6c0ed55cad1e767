#include "http/log_in_limits.hpp"

#include <algorithm>

namespace imdad::http {

namespace {

constexpr std::int64_t kFirstWaitMs = 1'000;
constexpr int kDoublingsMax = 20;

}  // namespace

std::int64_t LogInLimits::wait_of(const Tries& tries, int free, std::int64_t now_ms) {
    if (tries.count < free) {
        return 0;
    }
    const int doublings = std::min(tries.count - free, kDoublingsMax);
    const std::int64_t pause = std::min(kFirstWaitMs << doublings, kLongestWaitMs);
    return std::max<std::int64_t>(0, tries.last_ms + pause - now_ms);
}

void LogInLimits::forget(std::int64_t now_ms) {
    for (auto* const tries : {&users_, &addresses_}) {
        std::erase_if(*tries, [&](const auto& entry) {
            return now_ms - entry.second.last_ms > kForgottenAfterMs;
        });
        while (tries->size() >= kMax) {
            // Somebody makes names up: the ones tried least are let go first.
            tries->erase(std::ranges::min_element(
                *tries, {}, [](const auto& entry) { return entry.second.count; }));
        }
    }
}

std::int64_t LogInLimits::attempt(const std::string& user,
                                  const std::string& address,
                                  std::int64_t now_ms) {
    const std::scoped_lock lock(mutex_);
    if (users_.size() + 1 >= kMax || addresses_.size() + 1 >= kMax) {
        forget(now_ms);
    }
    Tries& of_user = users_[user];
    Tries& of_address = addresses_[address];
    for (Tries* const tries : {&of_user, &of_address}) {
        if (now_ms - tries->last_ms > kForgottenAfterMs) {
            *tries = {};
        }
    }
    const std::int64_t wait = std::max(wait_of(of_user, kFreeOfUser, now_ms),
                                       wait_of(of_address, kFreeOfAddress, now_ms));
    if (wait == 0) {
        for (Tries* const tries : {&of_user, &of_address}) {
            ++tries->count;
            tries->last_ms = now_ms;
        }
    }
    return wait;
}

void LogInLimits::succeeded(const std::string& user, const std::string& address) {
    const std::scoped_lock lock(mutex_);
    users_.erase(user);
    if (const auto found = addresses_.find(address); found != addresses_.end()) {
        found->second.count = std::max(0, found->second.count - 1);
    }
}

}  // namespace imdad::http

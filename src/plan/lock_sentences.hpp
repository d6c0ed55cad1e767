#pragma once

#include "base/sentences.hpp"

#include <array>
#include <type_traits>

#include <fmt/format.h>

/// Every sentence about a lock that contradicts the need or another lock. Their translations stand
/// in web/src/problems.

namespace imdad::plan {

// clang-format off
inline constexpr auto kLockSentences = std::to_array<base::Sentence>({
    {"locks.twice", "lock {}: lock {} (line {}) is about the same people, product and weeks"},
    {"locks.contradict", "lock {}: it asks for {} at least, and lock {} (line {}) lets in {} at most of people who include them"},
    {"locks.above_need", "lock {}: it asks for {} persons of {} at least, and {} need it there in its weeks"},
    {"right.one_lock", "one lock with both figures"},
    {"right.no_more_than", "no more than {}"},
    {"right.at_most", "at most {}"},
});
// clang-format on

/// `say_of_lock("right.no_more_than", persons)`.
template <typename... Arguments>
[[nodiscard]] base::Said say_of_lock(
    std::type_identity_t<base::SentenceOf<kLockSentences, sizeof...(Arguments)>> sentence,
    const Arguments&... arguments) {
    return base::filled(sentence.row(), {fmt::format("{}", arguments)...});
}

}  // namespace imdad::plan

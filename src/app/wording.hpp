#pragma once

#include "base/date.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small parts of sentences about the books.

namespace imdad::app {

/// A word of the books as people write it: `in force` of `in_force`.
[[nodiscard]] inline std::string in_words(std::string_view word) {
    std::string shown(word);
    std::ranges::replace(shown, '_', ' ');
    return shown;
}

/// The parts that are not empty, with `between` between them.
[[nodiscard]] inline std::string joined(const std::vector<std::string>& parts,
                                        std::string_view between) {
    std::string text;
    for (const std::string& part : parts) {
        if (!part.empty()) {
            text += text.empty() ? "" : std::string(between);
            text += part;
        }
    }
    return text;
}

[[nodiscard]] inline std::string day_text(const std::optional<base::Day>& day) {
    return day ? base::to_text(*day) : "";
}

/// Milliseconds since 1970 as `2022-07-22 09:30:15`, UTC.
[[nodiscard]] std::string utc_text(std::int64_t milliseconds);

}  // namespace imdad::app

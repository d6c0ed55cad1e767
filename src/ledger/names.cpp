#include "ledger/names.hpp"

#include "base/assert.hpp"

#include <fmt/format.h>

namespace imdad::ledger {

Names::Names() {
    intern("");
}

Name Names::intern(std::string_view text) {
    if (const auto found = numbers_.find(text); found != numbers_.end()) {
        return {found->second};
    }
    const auto number = static_cast<std::uint32_t>(texts_.size());
    numbers_.emplace(texts_.emplace_back(text), number);
    return {number};
}

std::optional<Name> Names::find(std::string_view text) const {
    const auto found = numbers_.find(text);
    return found == numbers_.end() ? std::nullopt : std::optional(Name{found->second});
}

const std::string& Names::text(Name name) const {
    IMDAD_ASSERT(name.value < texts_.size(), "a name of another table");
    return texts_[name.value];
}

std::string to_text(Id id) {
    return fmt::format("{:016x}{:016x}", id.high, id.low);
}

std::optional<Id> parse_id(std::string_view text) {
    Id id;
    int digits = 0;
    for (const char c : text) {
        if (c == '-') {
            continue;
        }
        std::uint64_t digit = 0;
        if (c >= '0' && c <= '9') {
            digit = static_cast<std::uint64_t>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = static_cast<std::uint64_t>(c - 'a') + 10;
        } else if (c >= 'A' && c <= 'F') {
            digit = static_cast<std::uint64_t>(c - 'A') + 10;
        } else {
            return std::nullopt;
        }
        if (++digits > 32) {
            return std::nullopt;
        }
        id.high = id.high << 4U | id.low >> 60U;
        id.low = id.low << 4U | digit;
    }
    return digits == 32 ? std::optional(id) : std::nullopt;
}

}  // namespace imdad::ledger

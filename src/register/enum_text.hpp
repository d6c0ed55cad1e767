#pragma once

#include "base/assert.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

/// Enumerations and the words that files and commands spell them with. An enumeration with a table
/// of words is a value like any other to `fields.hpp`: it is stored, compared and read by name, so
/// that adding an enumerator never renumbers what is on disk.

namespace imdad::registry {

/// Specialised beside each enumeration: `kWords`, in the order of the enumerators.
template <typename E>
struct EnumWords;

template <typename E>
concept WordedEnum = requires { EnumWords<E>::kWords; };

template <WordedEnum E>
[[nodiscard]] constexpr std::string_view word_of(E value) {
    const auto index = static_cast<std::size_t>(value);
    IMDAD_ASSERT(index < EnumWords<E>::kWords.size(), "an enumerator has no word");
    return EnumWords<E>::kWords[index];
}

/// No value for a word that is not of `E`.
template <WordedEnum E>
[[nodiscard]] constexpr std::optional<E> parse_word(std::string_view word) {
    const auto found = std::ranges::find(EnumWords<E>::kWords, word);
    if (found == EnumWords<E>::kWords.end()) {
        return std::nullopt;
    }
    return static_cast<E>(found - EnumWords<E>::kWords.begin());
}

}  // namespace imdad::registry

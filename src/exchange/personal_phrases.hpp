#pragma once

#include "exchange/personal_data.hpp"

#include <array>
#include <span>
#include <string_view>

/// The words of headers that announce personal data. Internal to this module.

namespace imdad::exchange {

/// All these words, as folded_words spells them, in one header, whatever else stands there.
struct PersonalPhrase {
    PersonalKind kind;
    std::array<std::string_view, 3> words;
    bool alone = false;  ///< nothing else but fillers and people
};

[[nodiscard]] std::span<const PersonalPhrase> personal_phrases();

}  // namespace imdad::exchange

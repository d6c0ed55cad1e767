#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// One spelling for the words of headers and names. Internal to this module.

namespace imdad::exchange {

enum class Capitals : std::uint8_t { within_words, begin_words };

/// The words of a text in one spelling: lower case, without accents and Arabic vowel signs, the
/// variants of an Arabic letter as one, the article off, all digits as 0 to 9. With
/// `Capitals::begin_words` "BirthDate2" is birth, date, 2. Bytes that are not UTF-8 separate words.
[[nodiscard]] std::vector<std::string> folded_words(std::string_view text,
                                                    Capitals capitals = Capitals::within_words);

}  // namespace imdad::exchange

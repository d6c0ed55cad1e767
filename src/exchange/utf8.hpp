#pragma once

#include <cstddef>
#include <string_view>

/// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.

namespace imdad::exchange {

/// Offset of the first byte at or after `from` that is not part of a valid UTF-8 sequence, or is
/// NUL (which no text file holds); `text.size()` if there is none.
[[nodiscard]] std::size_t first_bad_byte(std::string_view text, std::size_t from = 0);

/// Length of the valid sequence that begins at `at`; 0 if there is none.
[[nodiscard]] std::size_t sequence_length(std::string_view text, std::size_t at);

}  // namespace imdad::exchange

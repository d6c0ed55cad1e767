#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

/// Rows that were pasted twice: where rows add up, they would count twice without a word.

namespace imdad::exchange {

struct RepeatedLine {
    std::size_t line = 0;   ///< 1 = header
    std::size_t first = 0;  ///< the line that it repeats byte for byte
};

/// Every line after the header that repeats an earlier one, ascending. Empty lines, and lines that
/// are a part of a longer row in quotes, are left out.
[[nodiscard]] std::vector<RepeatedLine> repeated_lines(std::string_view csv);

}  // namespace imdad::exchange

#pragma once

#include <span>
#include <string_view>

/// Every code that a problem of an input file can have. Programs and tests go by the codes, so
/// that one is never renamed and never given another meaning.

namespace imdad::exchange {

struct ProblemCode {
    std::string_view code;
    std::string_view meaning;
};

/// In alphabetical order.
[[nodiscard]] std::span<const ProblemCode> problem_codes();

}  // namespace imdad::exchange

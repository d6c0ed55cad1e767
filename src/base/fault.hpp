#pragma once

#include "base/result.hpp"
#include "base/sentences.hpp"

#include <string>

namespace imdad::base {

/// What is wrong with an input, told in sentences that keep their parts: an `Error` for screens
/// that speak other languages too.
struct Fault {
    std::string code;  ///< stable, snake_case, for tests and programs
    Said message;      ///< what is wrong and why it matters
    std::string where;
    Said right;  ///< what would be right; may be empty where the message says it
};

/// A `Result` that goes wrong with a fault.
template <typename T>
using ResultOrFault = tl::expected<T, Fault>;

/// The same in English alone.
[[nodiscard]] Error error_of(Fault fault);

}  // namespace imdad::base

#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include <tl/expected.hpp>

/// The two ways in which an operation can end otherwise than well without being our bug:
/// `Result<T>` for an outcome that the caller decides on, `Failure` for an environment that failed.

namespace imdad::base {

/// What went wrong with the caller's input, in a form that can be shown and tested.
struct Error {
    std::string code;     ///< stable, snake_case, for tests and programs
    std::string message;  ///< plain English: what, why, what would be right
    std::string where;    ///< file:line, column, or the id concerned; may be empty
};

template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(std::string code,
                                                std::string message,
                                                std::string where = {}) {
    return tl::unexpected<Error>(Error{std::move(code), std::move(message), std::move(where)});
}

/// The disk, the memory or another part of the environment failed. Thrown by adapters, caught
/// once at the edge of the program and turned into an exit code there.
class Failure : public std::runtime_error {
 public:
    enum class Kind { io, storage_full, not_found, interrupted };

    Failure(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

    [[nodiscard]] Kind kind() const { return kind_; }

 private:
    Kind kind_;
};

}  // namespace imdad::base

#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>

/// Where the books are kept.

namespace imdad::store {

enum class Backend : std::uint8_t { sqlite, postgresql };

struct Location {
    Backend backend = Backend::sqlite;
    std::string text;  ///< path of the file, or the connection URI

    /// For messages: never shows a password.
    [[nodiscard]] std::string shown() const;
};

/// `postgresql://...` or `postgres://...` is a PostgreSQL database, anything else the path of an
/// SQLite file. Errors: `empty_location`.
[[nodiscard]] base::Result<Location> parse_location(const std::string& text);

}  // namespace imdad::store

#pragma once

#include <cstdint>
#include <string>

/// Books to serve under load: the register as `imdad init` makes it, and so many movements.

namespace imdad::benchmarks {

struct MadeBooks {
    std::string token;          ///< of the user who made them; may write
    std::int64_t entries = 0;   ///< in the journal
    std::int64_t accounts = 0;  ///< that were ever used
    double seconds = 0;
};

/// `location`: an SQLite file or a PostgreSQL database without books. Throws std::runtime_error.
[[nodiscard]] MadeBooks make_books(const std::string& location, std::int64_t movements);

/// Entries in the journal now.
[[nodiscard]] std::int64_t count_entries(const std::string& location);

}  // namespace imdad::benchmarks

#pragma once

#include "base/result.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Copies all books from one database to another, whatever kinds they are: a backup is such a copy
/// in an SQLite file, a restore the way back, a move to a server the same.

namespace imdad::store {

/// Rows copied, by table.
struct Copied {
    std::vector<std::pair<std::string, std::int64_t>> rows;
};

/// Copies what `from` holds at one moment, while others go on writing to it. `to`: migrated and
/// without books; all of it is written, or nothing. Errors: `not_empty` if `to` has books.
[[nodiscard]] base::Result<Copied> copy_books(Connection& from, Connection& to);

/// The statements that copying uses.
[[nodiscard]] std::vector<std::string> copy_statements();

}  // namespace imdad::store

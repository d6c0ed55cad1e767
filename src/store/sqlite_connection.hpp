#pragma once

#include "store/connection.hpp"

#include <string>

struct sqlite3;

/// SQLite: one file in WAL mode; every commit is synced before it is acknowledged.

namespace imdad::store {

[[nodiscard]] std::unique_ptr<Connection> connect_sqlite(const std::string& path,
                                                         bool create,
                                                         Durability durability);

}  // namespace imdad::store

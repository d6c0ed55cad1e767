#pragma once

#include "store/connection.hpp"

#include <string>

struct sqlite3;

/// SQLite: one file in WAL mode; every commit is synced before it is acknowledged.

namespace imdad::store {

struct SqliteOptions {
    bool create = false;
    Durability durability = Durability::full;
    std::string vfs;  ///< name of a registered file system of SQLite; empty: that of the system
};

[[nodiscard]] std::unique_ptr<Connection> connect_sqlite(const std::string& path,
                                                         const SqliteOptions& options);

}  // namespace imdad::store

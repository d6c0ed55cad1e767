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

/// Whether a file begins as SQLite has it. Asked of SQLite on purpose: whoever opens and closes the
/// file otherwise gives up the locks that this process has on it through other connections, and who
/// closes it in another process then takes itself for the last and removes the log in use.
[[nodiscard]] bool is_sqlite_file(const std::string& path);

[[nodiscard]] std::unique_ptr<Connection> connect_sqlite(const std::string& path,
                                                         const SqliteOptions& options);

}  // namespace imdad::store

#pragma once

#include "store/connection.hpp"

#include <string>
#include <vector>

/// The tables, version by version. A migration is one transaction: a kill in its middle leaves the
/// version before.

namespace imdad::store {

struct Migration {
    std::int64_t version = 0;
    std::string name;
    /// Statements for both databases, or for one if they begin with `{sqlite} ` or `{postgresql} `;
    /// `{whole}` stands for the type of 64-bit integers, `{bytes}` for that of bytes, `{strict}`
    /// for what ends a table of SQLite.
    std::vector<std::string> statements;
    /// Tables made here whose rows may not be changed or removed any more.
    std::vector<std::string> history;
    /// Tables of history that SQLite had to make anew, and with them what guards them.
    std::vector<std::string> made_anew_in_sqlite = {};
};

[[nodiscard]] const std::vector<Migration>& migrations();

/// Brings the database to version `upto`, which is the latest but in tests of old books.
/// Errors: `newer_database` if it was made by a later Imdad; nothing is changed then.
[[nodiscard]] base::Result<void> migrate(Connection& connection,
                                         std::int64_t upto = migrations().back().version);

/// Version of the database; 0 if it is empty.
[[nodiscard]] std::int64_t version_of(Connection& connection);

/// Whether it has tables, but none of ours: a database of another program, to be left alone.
[[nodiscard]] bool is_of_another_program(Connection& connection);

}  // namespace imdad::store

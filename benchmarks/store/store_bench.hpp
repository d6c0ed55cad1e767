#pragma once

#include "store/connection.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// What the books take on this disk, in an SQLite file or a database of a PostgreSQL server:
/// durable transfers by many writers, bulk import, each beside plain inserts of the same rows; the
/// audit, balances and lists of large books.

namespace imdad::benchmarks {

/// Where the books of a measurement are made, and removed.
struct StorePlace {
    std::filesystem::path folder;  ///< of SQLite files
    std::string server;            ///< folder of the socket of a PostgreSQL server; empty: SQLite

    [[nodiscard]] store::Backend backend() const {
        return server.empty() ? store::Backend::sqlite : store::Backend::postgresql;
    }
};

/// One measured stage. `count` things (transfers, postings, entries, rows) in `seconds`; in
/// `plain_seconds` the database took the same rows by prepared inserts in as many transactions.
struct StoreFigure {
    std::string stage;
    store::Backend backend = store::Backend::sqlite;
    std::int64_t writers = 1;
    std::int64_t entries = 0;       ///< in the journal when it ended
    std::int64_t transactions = 0;  ///< 0: nothing was written
    std::int64_t count = 0;
    double seconds = 0;
    double plain_seconds = 0;  ///< 0: there is nothing to compare with
};

/// A dispatch or its receipt, each by a call that returns when it is durable.
[[nodiscard]] StoreFigure run_transfers(const StorePlace& place,
                                        std::int64_t writers,
                                        std::int64_t transfers);

/// The same transfers by lists of `list` commands from one thread; counts postings.
[[nodiscard]] StoreFigure run_import(const StorePlace& place,
                                     std::int64_t transfers,
                                     std::int64_t list);

/// The audit, balances and lists of books with so many transfers, each from a connection of its own
/// and with the pages of an SQLite file dropped from memory, the audit apart; each `runs` times.
[[nodiscard]] std::vector<StoreFigure> run_reads(const StorePlace& place,
                                                 std::int64_t transfers,
                                                 std::int64_t runs);

}  // namespace imdad::benchmarks

#pragma once

#include "app/access.hpp"
#include "app/loaded.hpp"
#include "app/snapshot_rows.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// `imdad snapshot`: a scenario from the books, laid over the network, products and needs of a
/// scenario folder.

namespace imdad::app {

struct SnapshotRequest {
    Access access;
    std::filesystem::path scenario_folder;
    std::filesystem::path to;
    base::Day as_of;
};

/// What is in the books and not in the scenario, in words.
struct LeftOutLine {
    std::string holder;
    std::string stage;
    std::string unit;
    std::string lot;
    std::string earmark;
    std::string pledge;
    std::string activity;
    std::string amount;
    std::string reason;
};

struct SnapshotTotal {
    std::string unit;
    std::string booked;
    std::string stock;
    std::string supplies;
    std::string funds;
    std::string left_out;
};

struct SnapshotOutcome {
    LoadedScenario base;  ///< if it cannot be used, nothing was written
    bool written = false;
    std::filesystem::path to;
    base::Day start;
    int weeks = 0;
    std::size_t stock_rows = 0;
    std::size_t supply_rows = 0;
    std::size_t fund_rows = 0;
    std::int64_t people_served = 0;  ///< since the start of the scenario: taken off its needs
    std::vector<LeftOutLine> left_out;
    std::vector<SnapshotTotal> totals;  ///< smallest issue units; money as people write it
};

/// The folder holds a scenario that `imdad plan` takes, books.json and books.csv, which say what
/// part of the books each row stands for, left-out.csv, and served.csv: who was served since the
/// scenario began. The horizon begins on the first Monday on or after `as_of`, not before that of
/// the scenario, and ends with that of the scenario; needs are what is left, see `leave_needs`.
/// Errors: those of `open_session`; `horizon_over`; `not_replaceable`. Throws `base::Failure`.
[[nodiscard]] Answer<SnapshotOutcome> take_snapshot(const SnapshotRequest& request);

/// What books.json and books.csv say.
struct BooksOfSnapshot {
    std::string ledger_log;  ///< name of the log of the books it was taken from
    base::Day as_of;
    std::uint64_t entries = 0;

    struct Row {
        std::size_t line = 0;
        std::string table;
        std::string row;
        std::string holder;
        std::string stage;
        std::string unit;
        std::string lot;
        base::Day expiry;
        std::string earmark;
        std::string pledge;
        std::string activity;
        std::string dispatch;
        std::int64_t amount = 0;
    };

    std::vector<Row> rows;
};

/// Errors: `no_snapshot` if the folder has no such files, `snapshot_malformed`.
[[nodiscard]] Answer<BooksOfSnapshot> read_books_of_snapshot(const std::filesystem::path& folder);

}  // namespace imdad::app

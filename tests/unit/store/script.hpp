#pragma once

#include "store/ledger_audit.hpp"
#include "store/ledger_books.hpp"
#include "store/migrations.hpp"
#include "store/sqlite_connection.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "simulated_disk.hpp"
#include <fmt/format.h>

/// Operations that tests of faults post one after the other: single commands and lists, openings,
/// dispatches, receipts, voids, deliveries and reversals. Every one is accepted.

namespace imdad::store {

inline constexpr std::uint64_t kOperations = 50;

inline std::vector<ledger::Command> operation(ledger::Names& names, std::uint64_t number) {
    const std::uint64_t id = 1000 + 10 * number;
    if (number == 0) {
        return {define_goods(names, id, "kit"), opening(names, id + 1, "kit", "store", 1000)};
    }
    switch (number % 6) {
        case 1:
            return {dispatch(names, id, "kit", "store", "post", 5)};
        case 2: {
            ledger::Command receipt = command(ledger::Kind::post_receipt, id);
            receipt.refers_to = {7, id - 10};
            receipt.to = names.intern("post");
            receipt.amount = 3;
            receipt.damaged = 1;
            receipt.last = true;
            return {receipt};
        }
        case 3: {
            ledger::Command back = command(ledger::Kind::void_dispatch, id + 2);
            back.refers_to = {7, id + 1};
            back.reason = "called back";
            return {opening(names, id, "kit", "other", 7),
                    dispatch(names, id + 1, "kit", "other", "post", 7),
                    back};
        }
        case 4: {
            ledger::Command given = command(ledger::Kind::deliver, id);
            given.unit = names.intern("kit");
            given.holder = names.intern("post");
            given.to = names.intern("people");
            given.amount = 1;
            given.document[0] = 1;
            return {given};
        }
        case 5: {
            ledger::Command reversal = command(ledger::Kind::reverse, id);
            reversal.refers_to = {7, id - 10};
            reversal.reason = "entered twice";
            return {reversal};
        }
        default:
            return {opening(names, id, "kit", "store", 2)};
    }
}

/// Entries that the first so many operations make.
inline std::uint64_t entries_of(std::uint64_t operations) {
    ledger::Names names;
    std::uint64_t entries = 0;
    for (std::uint64_t number = 0; number < operations; ++number) {
        entries += operation(names, number).size();
    }
    return entries;
}

inline std::unique_ptr<Connection> open_on(const SimulatedDisk& disk,
                                           Durability durability = Durability::full) {
    auto connection =
        connect_sqlite("books.db", {.create = true, .durability = durability, .vfs = disk.vfs()});
    // Small, so that the log is copied into the file and begun anew within a short script.
    connection->execute("PRAGMA wal_autocheckpoint = 20");
    return connection;
}

/// A disk with the empty tables, all durable.
inline SimulatedDisk::Image empty_books() {
    SimulatedDisk disk;
    (void)migrate(*open_on(disk));
    return after_power_loss(disk.image(), 1);
}

/// The books on `disk`: what is wrong with them, or an empty text. Of the script, at least
/// `acknowledged` operations must be there, each whole, and none that was not begun.
inline std::string fault_of_books(const SimulatedDisk& disk, std::uint64_t acknowledged) {
    try {
        const auto connection = open_on(disk);
        for (const char* const check : {"PRAGMA integrity_check", "PRAGMA foreign_key_check"}) {
            Statement& rows = connection->prepare(check);
            while (rows.step()) {
                if (rows.text(0) != "ok") {
                    return fmt::format("broken: {} says {}", check, rows.text(0));
                }
            }
        }
        LedgerBooks books(*connection);
        const ledger::AuditReport report = audit_journal(*connection, {});
        if (!report.clean()) {
            return "broken: " + report.findings.front().message;
        }
        books.catch_up();
        const std::uint64_t there = books.book().size();
        if (there < entries_of(acknowledged)) {
            return fmt::format("lost: {} entries of {} acknowledged",
                               entries_of(acknowledged) - there,
                               entries_of(acknowledged));
        }
        std::uint64_t whole = acknowledged;  // the operation that was under way may be there
        if (there == entries_of(std::min(acknowledged + 1, kOperations))) {
            whole = std::min(acknowledged + 1, kOperations);
        }
        if (there != entries_of(whole)) {
            return fmt::format("half done: {} entries, {} acknowledged", there, acknowledged);
        }
        std::uint64_t sequence = 0;
        for (std::uint64_t number = 0; number < whole; ++number) {
            for (const ledger::Command& command : operation(books.names(), number)) {
                if (first_difference(books.entry(sequence++).command, command)) {
                    return fmt::format("other: entry {} is another one", sequence - 1);
                }
            }
        }
        // And they can be gone on with, the operation that was under way sent again.
        for (std::uint64_t number = acknowledged; number < std::min(acknowledged + 2, kOperations);
             ++number) {
            const auto posted = books.post(operation(books.names(), number), kNow);
            if (!posted) {
                return "refused: " + posted.error().error.message;
            }
        }
    } catch (const std::exception& error) {
        return fmt::format("unusable: {}", error.what());
    }
    return "";
}

}  // namespace imdad::store

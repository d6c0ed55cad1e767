#include "store/facts.hpp"

#include "store/migrations.hpp"
#include "store/statements.hpp"

#include <algorithm>

namespace imdad::store {

std::optional<std::string> fact(Connection& connection, const std::string& name) {
    Statement& row = connection.prepare(sql::kReadFact.sql);
    row.with(std::string_view(name));
    if (!row.step()) {
        return std::nullopt;
    }
    std::string value(row.text(0));
    row.reset();
    return value;
}

bool is_standing(Connection& connection, const std::string& name, const std::string& value) {
    Statement& row = connection.prepare(sql::kReadStanding.sql);
    row.with(std::string_view(name));
    const bool standing = row.step() && !row.is_null(0) &&
                          row.integer(0) == migrations().back().version && !row.is_null(1) &&
                          row.text(1) == value;
    row.reset();
    return standing;
}

void append_fact(Connection& connection, const std::string& name, const std::string& value) {
    connection.prepare(sql::kAppendFact.sql)
        .with(std::string_view(name), std::string_view(value))
        .run();
}

void keep_checkpoint(Connection& connection,
                     const std::string& log,
                     std::uint64_t size,
                     const std::string& note,
                     std::int64_t now_ms) {
    const std::vector<std::string> kept = kept_checkpoints(connection, log);
    if (std::ranges::find(kept, note) != kept.end()) {
        return;  // Ed25519 gives the same signature of the same text
    }
    connection.prepare(sql::kAppendCheckpoint.sql)
        .with(
            std::string_view(log), static_cast<std::int64_t>(size), std::string_view(note), now_ms)
        .run();
}

std::vector<std::string> kept_checkpoints(Connection& connection, const std::string& log) {
    std::vector<std::string> notes;
    Statement& rows = connection.prepare(sql::kReadCheckpoints.sql);
    rows.with(std::string_view(log));
    while (rows.step()) {
        notes.emplace_back(rows.text(1));
    }
    return notes;
}

}  // namespace imdad::store

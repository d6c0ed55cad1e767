#pragma once

#include "store/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Facts about a database itself, such as the names of its logs, and the checkpoints of the logs
/// that were given out. Every call belongs in a transaction of the caller's.

namespace imdad::store {

[[nodiscard]] std::optional<std::string> fact(Connection& connection, const std::string& name);

/// Requires: no such fact yet; a fact never changes.
/// Whether the tables are of the version that this Imdad makes, and `name` is still `value`: one
/// question, to be asked often.
[[nodiscard]] bool is_standing(Connection& connection,
                               const std::string& name,
                               const std::string& value);

void append_fact(Connection& connection, const std::string& name, const std::string& value);

/// A signed note of `log` at `size`; nothing happens if the same is there already.
void keep_checkpoint(Connection& connection,
                     const std::string& log,
                     std::uint64_t size,
                     const std::string& note,
                     std::int64_t now_ms);

/// Notes of `log`, by size.
[[nodiscard]] std::vector<std::string> kept_checkpoints(Connection& connection,
                                                        const std::string& log);

}  // namespace imdad::store

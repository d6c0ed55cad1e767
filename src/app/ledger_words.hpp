#pragma once

#include "app/said_line.hpp"
#include "ledger/book.hpp"
#include "ledger/command.hpp"
#include "ledger/names.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Commands of the ledger in words, as files and command lines give them.

namespace imdad::app {

/// A day of the ledger; empty for `kNoDay`.
[[nodiscard]] inline std::string day_text(base::Day day) {
    return day == ledger::kNoDay ? "" : base::to_text(day);
}

[[nodiscard]] std::optional<ledger::Kind> parse_kind(std::string_view word);
[[nodiscard]] std::optional<ledger::Field> parse_field(std::string_view word);
[[nodiscard]] std::optional<ledger::Stage> parse_stage(std::string_view word);

/// Writes the field of `command` that `text` stands for. Days as YYYY-MM-DD, amounts in minor or
/// issue units, ids and hashes in hexadecimal digits, yes and no as true and false, rates as
/// decimals. Returns what would be right if `text` is no such value, else nothing.
/// `approver` is left to the caller, who knows users.
[[nodiscard]] std::optional<std::string> set_field(ledger::Command& command,
                                                   ledger::Field field,
                                                   std::string_view text,
                                                   ledger::Names& names);

/// The fields of a command that are given, in its order, in the words of `set_field`.
[[nodiscard]] std::vector<std::pair<ledger::Field, std::string>> given_fields(
    const ledger::Command& command, const ledger::Names& names);

/// The command in one line for whoever decides on it: kind, day, the amount as people read it (a
/// currency with its places after the point), then each other given field as `name value` in the
/// words of `set_field`. Its id says nothing to people and is left out.
[[nodiscard]] SaidLine command_line(const ledger::Command& command,
                                    const ledger::Names& names,
                                    const ledger::Book& book);

}  // namespace imdad::app

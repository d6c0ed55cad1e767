#pragma once

#include "app/access.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What the commands on the books share: where they are, who asks, how a refusal is told.

namespace imdad::cli {

struct BooksOptions {
    std::string books;
    std::string user;
    std::string today;
};

/// Adds `--db` (default: IMDAD_DB, else imdad.db) and `--as` (default: IMDAD_USER).
void add_books(CLI::App& command, BooksOptions& options);

/// Adds `--today`, the business day of a step (default: that of the clock).
void add_today(CLI::App& command, BooksOptions& options);

/// Adds an option whose text must be a day.
CLI::Option* add_day(CLI::App& command,
                     const std::string& name,
                     std::string& day,
                     const std::string& about);

/// Where the books are.
[[nodiscard]] std::string books_of(const BooksOptions& options);

[[nodiscard]] app::Access access_of(const BooksOptions& options);

/// Everything that stands in the way, one line each, on the error stream; and the exit code.
[[nodiscard]] Exit refuse(const app::Refusal& refusal);

/// Cells under the headings of the catalogue's `column.` texts; `numbers`: names of columns that
/// hold numbers.
[[nodiscard]] std::string table_of(const std::vector<std::string>& columns,
                                   const std::vector<std::vector<std::string>>& rows,
                                   const std::vector<std::string>& numbers = {});

[[nodiscard]] std::string json_text(const nlohmann::ordered_json& document);

}  // namespace imdad::cli

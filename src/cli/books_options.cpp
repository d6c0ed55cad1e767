#include "cli/books_options.hpp"

#include "cli/terminal.hpp"
#include "report/catalogue.hpp"
#include "report/columns_table.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::cli {

namespace {

std::string given_or_variable(const std::string& given, const char* name, const char* otherwise) {
    if (!given.empty()) {
        return given;
    }
    const char* const value = std::getenv(name);
    return value == nullptr || *value == '\0' ? otherwise : value;
}

}  // namespace

std::string books_of(const BooksOptions& options) {
    return given_or_variable(options.books, "IMDAD_DB", "imdad.db");
}

void add_books(CLI::App& command, BooksOptions& options) {
    // Not by `envname`: several commands share one set of options, and the library would let the
    // variable of a command that was not given overwrite what was.
    command
        .add_option("--db",
                    options.books,
                    "The books: an SQLite file or postgresql://... [IMDAD_DB, else imdad.db]")
        ->type_name("LOCATION");
    command
        .add_option("--as", options.user, "Who asks: the name of a user of the books [IMDAD_USER]")
        ->type_name("USER");
}

CLI::Option* add_day(CLI::App& command,
                     const std::string& name,
                     std::string& day,
                     const std::string& about) {
    return command.add_option(name, day, about)
        ->check([](const std::string& text) {
            return base::parse_day(text) ? std::string()
                                         : fmt::format("'{}' is no day: YYYY-MM-DD", text);
        })
        ->type_name("YYYY-MM-DD");
}

void add_today(CLI::App& command, BooksOptions& options) {
    add_day(command,
            "--today",
            options.today,
            "Business day of the step; when it was recorded is kept beside it");
}

app::Access access_of(const BooksOptions& options) {
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    app::Access access{.books = books_of(options),
                       .user = given_or_variable(options.user, "IMDAD_USER", ""),
                       .today = std::chrono::floor<std::chrono::days>(now),
                       .now_ms = now.time_since_epoch().count()};
    if (const auto day = base::parse_day(options.today)) {
        access.today = *day;
    }
    return access;
}

Exit refuse(const app::Refusal& refusal) {
    for (const std::string& line : refusal.lines) {
        note(fmt::format("imdad: {}", line));
    }
    return refusal.code == "no_user" ? Exit::usage : Exit::data_refused;
}

std::string table_of(const std::vector<std::string>& columns,
                     const std::vector<std::vector<std::string>>& rows,
                     const std::vector<std::string>& numbers) {
    if (rows.empty()) {
        return report::say("books.none") + '\n';
    }
    std::vector<report::TableColumn> headings;
    headings.reserve(columns.size());
    for (const std::string& column : columns) {
        headings.push_back({report::say_named("column.", column),
                            std::ranges::find(numbers, column) != numbers.end()});
    }
    return report::columns_table(headings, rows);
}

std::string json_text(const nlohmann::ordered_json& document) {
    return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace imdad::cli

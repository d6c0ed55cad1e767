#include "app/post_file.hpp"

#include "app/books.hpp"
#include "app/ledger_words.hpp"
#include "app/posting.hpp"
#include "app/row_table.hpp"
#include "app/table_edit.hpp"
#include "exchange/csv_reader.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/numbers.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using ledger::Command;
using Problems = std::vector<RowProblem>;

constexpr std::size_t kRowsMax = 1'000'000;

/// A row that reads as a command.
struct Row {
    std::size_t line = 0;
    Command command;
};

bool is_column(std::string_view name) {
    return name == "kind" || name == "id" || name == "business_date" || parse_field(name);
}

class FileReader {
 public:
    FileReader(const Session& session, ledger::Names& names) : session_(session), names_(names) {}

    std::vector<Row> read(const std::string& path);

    [[nodiscard]] Problems& problems() { return problems_; }

 private:
    void read_header(const exchange::CsvRow& header);
    void read_row(const exchange::CsvRow& cells, std::vector<Row>& rows);
    void read_cell(Row& row, const std::string& column, std::string_view text);

    void refuse(std::size_t line,
                const std::string& column,
                std::string_view value,
                std::string code,
                std::string message) {
        problems_.push_back(
            {line, column, exchange::shown(value), std::move(code), std::move(message)});
    }

    const Session& session_;
    ledger::Names& names_;
    std::vector<std::string> columns_;
    std::map<ledger::Id, std::size_t> lines_of_ids_;
    Problems problems_;
};

std::vector<Row> FileReader::read(const std::string& path) {
    std::string bytes = exchange::read_bytes(path);
    problems_ = personal_data_problems(bytes, [](std::string_view header) {
        return is_column(header) ? exchange::ColumnOwner::format : exchange::ColumnOwner::sender;
    });
    if (!problems_.empty()) {
        return {};
    }
    exchange::ProblemList of_file;
    exchange::CsvReader reader(bytes, path, of_file);
    std::vector<Row> rows;
    exchange::CsvRow cells;
    if (reader.next(cells) && !cells.broken) {
        read_header(cells);
        while (problems_.empty() && reader.next(cells)) {
            read_row(cells, rows);
            while (reader.next(cells)) {
                read_row(cells, rows);
            }
        }
    } else {
        refuse(0, "", "", "no_header", "the file has no header; the first row names the columns.");
    }
    for (const exchange::Problem& problem : of_file.kept()) {
        refuse(problem.line,
               problem.column,
               problem.value,
               problem.code,
               problem.message.text + (problem.right.empty() ? "" : "; " + problem.right.text));
    }
    if (rows.size() > kRowsMax) {
        refuse(0, "", "", "too_many_rows", "more than a million rows; post them in parts.");
    }
    if (rows.empty() && problems_.empty()) {
        refuse(1, "", "", "no_rows", "there is no row to post.");
    }
    return rows;
}

void FileReader::read_header(const exchange::CsvRow& header) {
    std::set<std::string> seen;
    for (const std::string_view cell : header.cells) {
        std::string name(trimmed(cell));
        if (name == "approver") {
            refuse(header.line,
                   name,
                   "",
                   "approver_typed",
                   "the first person does not write who the second one is: leave the column out. "
                   "What takes two people is kept as a proposal, and whoever agrees to it does so "
                   "with `imdad proposal approve`.");
            continue;
        }
        if (!is_column(name)) {
            refuse(header.line,
                   name,
                   name,
                   "unknown_column",
                   "no command of the ledger has such a field, and what is not read would be lost "
                   "in silence.");
        }
        if (!seen.insert(name).second) {
            refuse(header.line, name, name, "repeated_column", "the column stands there twice.");
        }
        columns_.push_back(std::move(name));
    }
    for (const char* const needed : {"kind", "id", "business_date"}) {
        if (!seen.contains(needed)) {
            refuse(header.line, needed, "", "missing_column", "every command needs this column.");
        }
    }
}

void FileReader::read_row(const exchange::CsvRow& cells, std::vector<Row>& rows) {
    if (cells.broken || cells.bad_bytes) {
        if (cells.bad_bytes) {
            refuse(cells.line, "", "", "bad_bytes", "the row holds bytes that are not UTF-8 text.");
        }
        return;
    }
    if (cells.filled_beyond > 0 || cells.cells.size() > columns_.size()) {
        refuse(cells.line, "", "", "too_many_cells", "the row has more cells than the header.");
        return;
    }
    const std::size_t before = problems_.size();
    Row row{.line = cells.line, .command = {}};
    row.command.actor = session_.user.actor;
    bool has_kind = false;
    for (std::size_t i = 0; i < cells.cells.size(); ++i) {
        const std::string_view text = trimmed(cells.cells[i]);
        has_kind = has_kind || (columns_[i] == "kind" && !text.empty());
        if (!text.empty()) {
            read_cell(row, columns_[i], text);
        }
    }
    if (!has_kind) {
        refuse(row.line, "kind", "", "no_kind", "what is to be done is not said.");
    }
    if (row.command.id.empty() && problems_.size() == before) {
        refuse(row.line,
               "id",
               "",
               "no_id",
               "an id of 32 hexadecimal digits is needed, so that a row is never posted twice.");
    }
    if (problems_.size() == before) {
        const auto [first, is_new] = lines_of_ids_.emplace(row.command.id, row.line);
        if (!is_new) {
            refuse(row.line,
                   "id",
                   ledger::to_text(row.command.id),
                   "repeated_id",
                   fmt::format("line {} has the same id; each row needs its own.", first->second));
        }
        rows.push_back(std::move(row));
    }
}

void FileReader::read_cell(Row& row, const std::string& column, std::string_view text) {
    std::optional<std::string> right;
    Command& command = row.command;
    if (column == "kind") {
        if (const auto kind = parse_kind(text)) {
            command.kind = *kind;
        } else {
            right = "a kind of command, as docs/cli.md lists them";
        }
    } else if (column == "id") {
        const auto id = ledger::parse_id(text);
        command.id = id.value_or(ledger::Id{});
        right = id ? std::nullopt : std::optional("an id of 32 hexadecimal digits");
    } else if (column == "business_date") {
        const auto day = base::parse_day(text);
        command.business_date = day.value_or(ledger::kNoDay);
        right = day ? std::nullopt : std::optional("a day as YYYY-MM-DD");
    } else {
        right = set_field(command, parse_field(column).value(), text, names_);
    }
    if (right) {
        refuse(row.line, column, text, "bad_value", "not readable; right would be: " + *right);
    }
}

PostedRow posted_row(const ledger::Book& book, const Row& row, const ledger::Answer& answer) {
    const ledger::Derived& derived = answer.entry.derived;
    PostedRow posted{.line = row.line,
                     .kind = std::string(ledger::to_text(row.command.kind)),
                     .entry = answer.entry.sequence,
                     .replayed = answer.replayed,
                     .second_person = false,
                     .postings = {},
                     .missing = derived.discrepancy.missing,
                     .surplus = derived.discrepancy.surplus,
                     .beyond_tolerance = derived.discrepancy.beyond_tolerance};
    for (const ledger::Posting& posting : derived.postings) {
        const ledger::UnitFacts* unit = book.unit(posting.account.unit);
        posted.postings.push_back(
            {ledger::describe(posting.account, book.names()),
             exchange::scaled_text(posting.amount, unit == nullptr ? 0 : unit->decimals)});
    }
    return posted;
}

}  // namespace

Answer<PostOutcome> post_file(const Access& access, const std::string& path, bool dry_run) {
    Answer<Session> session = open_session(access, Task::post);
    if (!session) {
        return tl::unexpected(session.error());
    }
    Books& books = *session->books;
    FileReader reader(*session, books.ledger().names());
    const std::vector<Row> rows = reader.read(path);
    PostOutcome outcome{.problems = reader.problems(), .rows = {}};
    if (!outcome.problems.empty()) {
        return outcome;
    }
    std::vector<Command> commands;
    commands.reserve(rows.size());
    for (const Row& row : rows) {
        commands.push_back(row.command);
    }
    Answer<PostedOrProposed> done = post_or_propose(*session, commands, dry_run);
    if (!done) {
        return tl::unexpected(std::move(done.error()));
    }
    for (CommandProblem& problem : done->postings.problems) {
        const bool column = parse_field(problem.field).has_value();
        outcome.problems.push_back({rows[problem.command].line,
                                    column || problem.field == "kind" ? problem.field : "",
                                    "",
                                    std::move(problem.code),
                                    std::move(problem.message),
                                    std::move(problem.reason)});
    }
    for (std::size_t i = 0; i < done->postings.answers.size(); ++i) {
        outcome.rows.push_back(
            posted_row(books.ledger().book(), rows[i], done->postings.answers[i]));
    }
    for (const std::size_t number : done->postings.second_person) {
        outcome.rows[number].second_person = true;
        outcome.needs_second_person = true;
    }
    outcome.written = done->written;
    outcome.proposal = done->proposal ? done->proposal->id : "";
    return outcome;
}

}  // namespace imdad::app

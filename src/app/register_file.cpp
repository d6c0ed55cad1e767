#include "app/register_file.hpp"

#include "app/random_id.hpp"
#include "app/register_facts.hpp"
#include "app/register_words.hpp"
#include "app/row_table.hpp"
#include "exchange/problem.hpp"
#include "register/transitions.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using registry::Kind;
using registry::LackCode;

constexpr std::size_t kRowsMax = 100'000;
constexpr std::string_view kListSeparator = " | ";

/// A row whose cells can be read.
struct Row {
    std::size_t line = 0;
    std::string id;
    std::string state;
    std::string reason;
    std::string org;
    std::optional<ledger::Id> step;
    std::optional<base::Day> on;
    std::vector<FieldText> texts;              ///< as written, lists with one element a line
    std::vector<registry::FieldValue> values;  ///< the same with ids for `@name`
};

std::string one_a_line(std::string text) {
    for (std::size_t at = 0; (at = text.find(kListSeparator, at)) != std::string::npos; ++at) {
        text.replace(at, kListSeparator.size(), "\n");
    }
    return text;
}

/// The value of a field in a list of fields; empty if it says nothing.
std::string value_in(const registry::FieldList& fields, const std::string& path) {
    const auto found = std::ranges::find(
        fields, path, [](const auto& field) -> const std::string& { return field.first; });
    return found == fields.end() ? "" : found->second;
}

class FileChange {
 public:
    FileChange(Session& session, const FileRequest& request)
        : session_(session),
          request_(request),
          kind_(kind_of(request.kind)),
          table_(read_row_table(request.file, kRowsMax)) {}

    FileOutcome run();

 private:
    // Reading.
    [[nodiscard]] bool is_own_column(const std::string& name) const;
    void check_header();
    void read_rows();
    void read_row(const RowTable::Row& cells);
    void read_cell(Row& row, const std::string& column, const std::string& text);
    void read_field(Row& row, const std::string& column, const std::string& text);

    // Taking, in a transaction.
    [[nodiscard]] registry::Command command_of(const Row& row) const;
    [[nodiscard]] std::vector<std::string> words_of_row(const Row& row) const;
    void take(const Row& row, registry::Context& context);
    [[nodiscard]] bool is_there_already(const Row& row, const NotTaken& not_taken);
    void refuse_others(const Row& row);
    void refuse(const Row& row, const registry::Lack& lack);
    [[nodiscard]] std::string column_of(const registry::Lack& lack) const;

    Session& session_;
    const FileRequest& request_;
    Kind kind_;
    RowTable table_;
    std::vector<Row> rows_;
    std::map<std::string, std::size_t> lines_of_ids_;  ///< first row of each id
    std::map<std::string, std::size_t> refused_;       ///< ids of rows that were refused
    std::vector<TakenRow> taken_;
};

bool FileChange::is_own_column(const std::string& name) const {
    if (name == "id" || name == "step" || name == "on") {
        return true;
    }
    if (request_.act == FileAct::set_state) {
        return name == "state" || name == "reason";
    }
    return name == "org" && request_.act == FileAct::add && kind_ == Kind::instrument;
}

void FileChange::check_header() {
    for (const std::string& name : table_.columns) {
        if (is_own_column(name) || name.empty()) {
            continue;
        }
        if (request_.act == FileAct::set_state) {
            table_.refuse(1,
                          name,
                          "",
                          "unknown_column",
                          "a step takes the columns id, state, reason, on and step; fields are "
                          "written by `edit`.");
            continue;
        }
        const auto lack = registry::with_type_of(kind_, [&]<typename T>(T*) {
            T probe;
            return write_field(probe, name, "");
        });
        if (lack) {
            table_.refuse(1,
                          name,
                          "",
                          "unknown_column",
                          name == "state" ? "states change by steps: send a file to `set-state`."
                                          : lack->arguments.back() + '.');
        }
    }
    const auto need = [&](const char* name, const char* why) {
        if (std::ranges::find(table_.columns, name) == table_.columns.end()) {
            table_.refuse(1, name, "", "missing_column", why);
        }
    };
    need("id", "every row says which entity it is about.");
    if (request_.act == FileAct::set_state) {
        need("state", "every row says to which state it goes.");
    }
}

void FileChange::read_rows() {
    for (const RowTable::Row& cells : table_.rows) {
        read_row(cells);
    }
}

void FileChange::read_row(const RowTable::Row& cells) {
    const std::size_t before = table_.problems.size();
    Row row{.line = cells.line};
    for (std::size_t i = 0; i < cells.cells.size(); ++i) {
        if (!cells.cells[i].empty()) {
            read_cell(row, table_.columns[i], cells.cells[i]);
        }
    }
    if (row.id.empty()) {
        table_.refuse(row.line, "id", "", "no_id", "the id of the entity is missing.");
    }
    if (request_.act == FileAct::set_state && row.state.empty()) {
        table_.refuse(row.line, "state", "", "no_state", "the state it is to go to is missing.");
    }
    const auto [first, is_first] = lines_of_ids_.emplace(row.id, row.line);
    if (request_.act == FileAct::add && !is_first && !row.id.empty()) {
        table_.refuse(
            row.line,
            "id",
            row.id,
            "repeated_id",
            fmt::format("line {} has the same id; each row adds another entity.", first->second));
    }
    if (table_.problems.size() == before) {
        rows_.push_back(std::move(row));
    } else {
        refused_.emplace(row.id, row.line);
    }
}

void FileChange::read_cell(Row& row, const std::string& column, const std::string& text) {
    const auto bad_value = [&](const std::string& right) {
        table_.refuse(
            row.line, column, text, "bad_value", "not readable; right would be: " + right);
    };
    if (column == "id") {
        row.id = text;
    } else if (column == "step") {
        row.step = ledger::parse_id(text);
        if (!row.step || row.step->empty()) {
            bad_value("32 hexadecimal digits, or nothing");
        }
    } else if (column == "on") {
        row.on = base::parse_day(text);
        if (!row.on) {
            bad_value("a day as YYYY-MM-DD");
        }
    } else if (!is_own_column(column)) {
        read_field(row, column, text);
    } else if (column == "org") {
        row.org = text;
    } else if (column == "reason") {
        row.reason = text;
    } else {
        row.state = text;
        if (!state_of(kind_, text)) {
            table_.refuse(row.line, column, text, "unknown_state", no_such_state(kind_, text));
        }
    }
}

void FileChange::read_field(Row& row, const std::string& column, const std::string& text) {
    registry::with_type_of(kind_, [&]<typename T>(T*) {
        const bool list = registry::holds_plain_list<T>(column);
        const std::string value = list ? one_a_line(text) : text;
        const std::optional<std::string> meant_value = session_.meant(value);
        if (!meant_value) {
            table_.refuse(row.line, column, text, "unknown_user", "there is no such user.");
            return;
        }
        T probe;
        if (const auto lack = write_field(probe, column, *meant_value)) {
            table_.refuse(row.line,
                          column,
                          text,
                          std::string(registry::code_text(lack->code)),
                          fmt::format("not readable: {}{}.",
                                      lack->arguments.back(),
                                      list ? "; several are separated by ' | '" : ""));
            return;
        }
        row.texts.push_back({column, value});
        row.values.push_back({column, *meant_value});
    });
}

registry::Command FileChange::command_of(const Row& row) const {
    if (request_.act == FileAct::set_state) {
        return registry::SetState{.kind = kind_,
                                  .id = row.id,
                                  .to = state_of(kind_, row.state).value(),
                                  .reason = row.reason,
                                  .dispositions = {}};
    }
    if (request_.act == FileAct::edit) {
        return registry::Edit{.kind = kind_, .id = row.id, .fields = row.values};
    }
    registry::Add add{.entity = {}, .org = row.org};
    registry::with_type_of(kind_, [&]<typename T>(T*) {
        if constexpr (std::same_as<T, registry::Amendment>) {
            IMDAD_ASSERT(false, "an amendment is opened, not added");
        } else {
            T entity{.id = row.id};
            for (const registry::FieldValue& field : row.values) {
                const bool written = registry::assign(entity, field.field, field.value);
                IMDAD_ASSERT(written, "a cell that was read cannot be written");
            }
            add.entity = std::move(entity);
        }
    });
    return add;
}

/// As the single commands say it, so that a step may come from either.
std::vector<std::string> FileChange::words_of_row(const Row& row) const {
    switch (request_.act) {
        case FileAct::add:
            return words_of({"add", request_.kind, row.id, row.org}, row.texts);
        case FileAct::edit:
            return words_of({"edit", request_.kind, row.id}, row.texts);
        case FileAct::set_state:
            break;
    }
    return {"set-state", request_.kind, row.id, row.state, row.reason};
}

void FileChange::take(const Row& row, registry::Context& context) {
    context.today = row.on.value_or(request_.access.today);
    const ledger::Id step_id = row.step ? *row.step : random_id();
    auto step = take_step(session_, step_id, words_of_row(row), context, command_of(row));
    if (!step && !is_there_already(row, step.error())) {
        refused_.emplace(row.id, row.line);
        if (step.error().lacks.empty()) {
            table_.refuse(row.line,
                          "step",
                          ledger::to_text(step_id),
                          step.error().error.code,
                          step.error().error.message);
        }
        for (const registry::Lack& lack : step.error().lacks) {
            lack.code == LackCode::id_taken ? refuse_others(row) : refuse(row, lack);
        }
        return;
    }
    TakenRow taken{.line = row.line, .id = row.id, .step_id = {}, .changes = {}};
    if (!step || (step->changes.list.empty() && !step->replayed)) {
        taken.outcome = RowOutcome::unchanged;
    } else {
        taken.step_id = ledger::to_text(step_id);
        taken.outcome = step->replayed ? RowOutcome::replayed : RowOutcome::changed;
        if (!step->replayed) {
            taken.changes = lines_of(session_, step->changes);
        }
    }
    taken_.push_back(std::move(taken));
}

/// What the row asks for is so: it was sent before, or somebody else did it.
bool FileChange::is_there_already(const Row& row, const NotTaken& not_taken) {
    if (not_taken.lacks.size() != 1) {
        return false;
    }
    const LackCode code = not_taken.lacks.front().code;
    const registry::Register& current = session_.books->entities().current();
    return registry::with_type_of(kind_, [&]<typename T>(T*) {
        const auto& entities = current.table<T>();
        const auto found = entities.find(row.id);
        if (found == entities.end()) {
            return false;
        }
        if (code == LackCode::no_such_step) {
            return request_.act == FileAct::set_state &&
                   found->second.state == state_of(kind_, row.state);
        }
        const registry::FieldList fields = registry::fields_of(found->second);
        return code == LackCode::id_taken &&
               std::ranges::all_of(row.values, [&](const registry::FieldValue& field) {
                   T probe;
                   return registry::assign(probe, field.field, field.value) &&
                          value_in(fields, field.field) ==
                              value_in(registry::fields_of(probe), field.field);
               });
    });
}

/// The entity is there with other values than the row has: each of them is named.
void FileChange::refuse_others(const Row& row) {
    registry::with_type_of(kind_, [&]<typename T>(T*) {
        const auto& entities = session_.books->entities().current().table<T>();
        const registry::FieldList fields = registry::fields_of(entities.find(row.id)->second);
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            const auto& [path, value] = row.values[i];
            T probe;
            const bool written = registry::assign(probe, path, value);
            IMDAD_ASSERT(written, "a cell that was read cannot be written");
            const std::string there = value_in(fields, path);
            if (there != value_in(registry::fields_of(probe), path)) {
                table_.refuse(row.line,
                              path,
                              row.texts[i].value,
                              "id_taken",
                              fmt::format("{} {} is there already, and here has '{}'; `edit` "
                                          "changes it, another id adds another.",
                                          request_.kind,
                                          row.id,
                                          exchange::shown(session_.shown(there))));
            }
        }
    });
}

void FileChange::refuse(const Row& row, const registry::Lack& lack) {
    const std::string column = column_of(lack);
    std::string message = session_.named(registry::sentence(lack));
    std::string code(registry::code_text(lack.code));
    if (lack.code == LackCode::no_such_reference && lack.arguments.at(1) == request_.kind) {
        const std::string& other = lack.arguments.at(2);
        const auto line = lines_of_ids_.find(other);
        if (refused_.contains(other)) {
            code = "row_refused";
            message = fmt::format(
                "it names {}, and line {}, which adds it, is refused.", other, refused_.at(other));
        } else if (line != lines_of_ids_.end()) {
            message += fmt::format(" Line {} adds it: move that above this row.", line->second);
        }
    }
    const auto cell = std::ranges::find(row.texts, column, &FieldText::path);
    table_.refuse(row.line,
                  column,
                  column == "id"            ? row.id
                  : cell == row.texts.end() ? ""
                                            : cell->value,
                  std::move(code),
                  std::move(message));
}

/// The column that a lack is about: its first argument names a field, or the beginning of some.
std::string FileChange::column_of(const registry::Lack& lack) const {
    if (lack.code == LackCode::id_not_allowed || lack.code == LackCode::no_such_entity) {
        return "id";
    }
    const std::string field = lack.arguments.empty() ? "" : lack.arguments.front();
    if (std::ranges::find(table_.columns, field) != table_.columns.end() && field != "id") {
        return field;
    }
    if (lack.code == LackCode::no_such_reference) {
        const std::string element = fmt::format("{}[{}]", field, lack.arguments.at(2));
        for (const std::string& column : table_.columns) {
            if (column.starts_with(element)) {
                return column;
            }
        }
    }
    return "";
}

FileOutcome FileChange::run() {
    if (!table_.columns.empty()) {
        check_header();
    }
    // Without columns that are known nothing can be said of the rows.
    if (std::ranges::any_of(table_.problems, [](const RowProblem& one) { return one.line <= 1; })) {
        return {.problems = std::move(table_.problems), .rows = {}};
    }
    read_rows();
    Books& books = *session_.books;
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    books.entities().catch_up_within();
    books.ledger().catch_up_within();
    const bool of_instrument = request_.act == FileAct::set_state && kind_ == Kind::instrument;
    registry::Context context = session_.context(facts_of(books.ledger(), of_instrument));
    for (const Row& row : rows_) {
        take(row, context);
    }
    if (!table_.problems.empty()) {
        std::ranges::stable_sort(table_.problems, {}, &RowProblem::line);
        return {.problems = std::move(table_.problems), .rows = {}};
    }
    FileOutcome outcome{.problems = {}, .rows = std::move(taken_)};
    const bool any = std::ranges::any_of(
        outcome.rows, [](const TakenRow& row) { return row.outcome == RowOutcome::changed; });
    if (any && !request_.dry_run) {
        transaction.commit();
        outcome.written = true;
    }
    return outcome;
}

}  // namespace

Answer<FileOutcome> change_by_file(const FileRequest& request) {
    Answer<Session> session = open_session(request.access, Task::change_register);
    if (!session) {
        return tl::unexpected(std::move(session.error()));
    }
    return FileChange(*session, request).run();
}

}  // namespace imdad::app

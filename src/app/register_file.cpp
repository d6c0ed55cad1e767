#include "app/register_file.hpp"

#include "app/entity_rows.hpp"
#include "app/random_id.hpp"
#include "app/register_facts.hpp"
#include "app/register_words.hpp"
#include "exchange/problem.hpp"
#include "register/transitions.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using registry::Kind;
using registry::LackCode;

constexpr std::size_t kRowsMax = 100'000;

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
          table_(read_row_table(request.file, kRowsMax, [&](std::string_view header) {
              return owner_of_column(kind_, request.act, header);
          })) {}

    FileOutcome run();

 private:
    [[nodiscard]] registry::Command command_of(const EntityRow& row) const;
    [[nodiscard]] std::vector<std::string> words_of_row(const EntityRow& row) const;
    void take(const EntityRow& row, registry::Context& context);
    [[nodiscard]] bool is_there_already(const EntityRow& row, const NotTaken& not_taken);
    void refuse_others(const EntityRow& row);
    void refuse(const EntityRow& row, const registry::Lack& lack);
    [[nodiscard]] std::string column_of(const registry::Lack& lack) const;

    Session& session_;
    const FileRequest& request_;
    Kind kind_;
    RowTable table_;
    EntityRows rows_;
    std::vector<TakenRow> taken_;
};

registry::Command FileChange::command_of(const EntityRow& row) const {
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
std::vector<std::string> FileChange::words_of_row(const EntityRow& row) const {
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

void FileChange::take(const EntityRow& row, registry::Context& context) {
    context.today = row.on.value_or(request_.access.today);
    const ledger::Id step_id = row.step ? *row.step : random_id();
    auto step = take_step(session_, step_id, words_of_row(row), context, command_of(row));
    if (!step && !is_there_already(row, step.error())) {
        rows_.refused.emplace(row.id, row.line);
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
bool FileChange::is_there_already(const EntityRow& row, const NotTaken& not_taken) {
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
void FileChange::refuse_others(const EntityRow& row) {
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

void FileChange::refuse(const EntityRow& row, const registry::Lack& lack) {
    const std::string column = column_of(lack);
    std::string message = session_.named(registry::sentence(lack));
    std::string code(registry::code_text(lack.code));
    if (lack.code == LackCode::no_such_reference && lack.arguments.at(1) == request_.kind) {
        const std::string& other = lack.arguments.at(2);
        const auto line = rows_.lines_of_ids.find(other);
        if (rows_.refused.contains(other)) {
            code = "row_refused";
            message = fmt::format("it names {}, and line {}, which adds it, is refused.",
                                  other,
                                  rows_.refused.at(other));
        } else if (line != rows_.lines_of_ids.end()) {
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
    std::string field = lack.arguments.empty() ? "" : lack.arguments.front();
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
    check_columns(kind_, request_.act, table_);
    // Without columns that are known nothing can be said of the rows.
    if (table_.columns.empty() ||
        std::ranges::any_of(table_.problems, [](const RowProblem& one) { return one.line <= 1; })) {
        return {.problems = std::move(table_.problems), .rows = {}};
    }
    rows_ = read_entity_rows(session_, kind_, request_.act, table_);
    Books& books = *session_.books;
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    books.entities().catch_up_within();
    books.ledger().catch_up_within();
    const bool of_instrument = request_.act == FileAct::set_state && kind_ == Kind::instrument;
    registry::Context context = session_.context(facts_of(books.ledger(), of_instrument));
    for (const EntityRow& row : rows_.rows) {
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

#include "app/entity_rows.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using registry::Kind;

constexpr std::string_view kListSeparator = " | ";

std::string one_a_line(std::string text) {
    for (std::size_t at = 0; (at = text.find(kListSeparator, at)) != std::string::npos; ++at) {
        text.replace(at, kListSeparator.size(), "\n");
    }
    return text;
}

/// A column that is no field of the entity.
bool is_own_column(Kind kind, FileAct act, const std::string& name) {
    if (name == "id" || name == "step" || name == "on") {
        return true;
    }
    if (act == FileAct::set_state) {
        return name == "state" || name == "reason";
    }
    return name == "org" && act == FileAct::add && kind == Kind::instrument;
}

class RowReader {
 public:
    RowReader(const Session& session, Kind kind, FileAct act, RowTable& table)
        : session_(session), kind_(kind), act_(act), table_(table) {}

    EntityRows read() {
        for (const RowTable::Row& cells : table_.rows) {
            read_row(cells);
        }
        return std::move(rows_);
    }

 private:
    void read_row(const RowTable::Row& cells);
    void read_cell(EntityRow& row, const std::string& column, const std::string& text);
    void read_field(EntityRow& row, const std::string& column, const std::string& text);

    const Session& session_;
    Kind kind_;
    FileAct act_;
    RowTable& table_;
    EntityRows rows_;
};

void RowReader::read_row(const RowTable::Row& cells) {
    const std::size_t before = table_.problems.size();
    EntityRow row{.line = cells.line};
    for (std::size_t i = 0; i < cells.cells.size(); ++i) {
        if (!cells.cells[i].empty()) {
            read_cell(row, table_.columns[i], cells.cells[i]);
        }
    }
    if (row.id.empty()) {
        table_.refuse(row.line, "id", "", "no_id", "the id of the entity is missing.");
    }
    if (act_ == FileAct::set_state && row.state.empty()) {
        table_.refuse(row.line, "state", "", "no_state", "the state it is to go to is missing.");
    }
    const auto [first, is_first] = rows_.lines_of_ids.emplace(row.id, row.line);
    if (act_ == FileAct::add && !is_first && !row.id.empty()) {
        table_.refuse(
            row.line,
            "id",
            row.id,
            "repeated_id",
            fmt::format("line {} has the same id; each row adds another entity.", first->second));
    }
    if (table_.problems.size() == before) {
        rows_.rows.push_back(std::move(row));
    } else {
        rows_.refused.emplace(row.id, row.line);
    }
}

void RowReader::read_cell(EntityRow& row, const std::string& column, const std::string& text) {
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
    } else if (!is_own_column(kind_, act_, column)) {
        read_field(row, column, text);
    } else if (column == "org") {
        row.org = text;
    } else if (column == "reason") {
        row.reason = text;
    } else {
        row.state = text;
        if (!state_of(kind_, text)) {
            table_.refuse(row.line, column, text, "unknown_state", no_such_state(kind_, text).line);
        }
    }
}

void RowReader::read_field(EntityRow& row, const std::string& column, const std::string& text) {
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

/// Why the entities of `kind` have no such field to write; none if they have.
std::optional<registry::Lack> lack_of_field(Kind kind, const std::string& name) {
    return registry::with_type_of(kind, [&]<typename T>(T*) {
        T probe;
        return write_field(probe, name, "");
    });
}

/// Fields that name who acts for an organisation.
bool names_official(std::string_view path) {
    static constexpr auto kFields = std::to_array<std::string_view>({"holder",
                                                                     "represented_by",
                                                                     "signed_by",
                                                                     "accepted_by",
                                                                     "recorded_by",
                                                                     "focal_point",
                                                                     "responsible",
                                                                     "assignee"});
    const std::string_view last = path.substr(path.rfind('.') + 1);
    return std::ranges::find(kFields, last) != kFields.end();
}

}  // namespace

exchange::ColumnOwner owner_of_column(Kind kind, FileAct act, std::string_view header) {
    const std::string name(header);
    if (is_own_column(kind, act, name)) {
        return exchange::ColumnOwner::format;
    }
    if (act == FileAct::set_state || lack_of_field(kind, name)) {
        return exchange::ColumnOwner::sender;
    }
    return names_official(header) ? exchange::ColumnOwner::officials
                                  : exchange::ColumnOwner::format;
}

void check_columns(Kind kind, FileAct act, RowTable& table) {
    if (table.columns.empty()) {
        return;
    }
    for (const std::string& name : table.columns) {
        if (is_own_column(kind, act, name) || name.empty()) {
            continue;
        }
        if (act == FileAct::set_state) {
            table.refuse(1,
                         name,
                         "",
                         "unknown_column",
                         "a step takes the columns id, state, reason, on and step; fields are "
                         "written by `edit`.");
            continue;
        }
        if (const auto lack = lack_of_field(kind, name)) {
            table.refuse(1,
                         name,
                         "",
                         "unknown_column",
                         name == "state" ? "states change by steps: send a file to `set-state`."
                                         : lack->arguments.back() + '.');
        }
    }
    const auto need = [&](const char* name, const char* why) {
        if (std::ranges::find(table.columns, name) == table.columns.end()) {
            table.refuse(1, name, "", "missing_column", why);
        }
    };
    need("id", "every row says which entity it is about.");
    if (act == FileAct::set_state) {
        need("state", "every row says to which state it goes.");
    }
}

EntityRows read_entity_rows(const Session& session, Kind kind, FileAct act, RowTable& table) {
    return RowReader(session, kind, act, table).read();
}

}  // namespace imdad::app

#pragma once

#include "app/register_file.hpp"
#include "app/register_words.hpp"
#include "app/row_table.hpp"
#include "exchange/personal_data.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The rows of a file of entities or steps, read as far as can be without asking the register.
/// Inside of `app` only.

namespace imdad::app {

/// A row whose cells can be read.
struct EntityRow {
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

struct EntityRows {
    std::vector<EntityRow> rows;
    std::map<std::string, std::size_t> lines_of_ids;  ///< line of the first row of each id
    std::map<std::string, std::size_t> refused;       ///< ids of rows that were refused, and lines
};

/// Whose a column is, for the import guard: fields of an entity are ours, and some name officials.
[[nodiscard]] exchange::ColumnOwner owner_of_column(registry::Kind kind,
                                                    FileAct act,
                                                    std::string_view header);

/// Adds to the problems of `table` what is wrong with its columns.
void check_columns(registry::Kind kind, FileAct act, RowTable& table);

/// Requires: columns without problems. Adds to the problems of `table`.
[[nodiscard]] EntityRows read_entity_rows(const Session& session,
                                          registry::Kind kind,
                                          FileAct act,
                                          RowTable& table);

}  // namespace imdad::app

#pragma once

#include "app/register_steps.hpp"
#include "app/row_problem.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Changing the register by a CSV file: one entity a row, all rows or none.

namespace imdad::app {

enum class FileAct : std::uint8_t { add, edit, set_state };

struct FileRequest {
    Access access;
    std::string kind;
    FileAct act = FileAct::add;
    std::string file;  ///< path
    bool dry_run = false;
};

enum class RowOutcome : std::uint8_t {
    changed,
    unchanged,  ///< it was so already
    replayed    ///< the step of the row did this before
};

/// One row that was taken.
struct TakenRow {
    std::size_t line = 0;
    std::string id;
    std::string step_id;  ///< empty: nothing was to be done
    RowOutcome outcome = RowOutcome::changed;
    std::vector<ChangeLine> changes;
};

struct FileOutcome {
    std::vector<RowProblem> problems;  ///< any: nothing was written
    std::vector<TakenRow> rows;
    bool written = false;
};

/// Columns: `id`; of `add` and `edit` the paths of fields as an entity shows them, and of `add` of
/// an instrument `org`; of `set_state` instead `state` and `reason`. Of all: `step`, the id of the
/// row's step (32 hexadecimal digits; else drawn), and `on`, its business day (else today). An
/// empty cell is not given; elements of a list of plain texts are separated by ` | `; `@name` means
/// a user. A row to be added that is there already with the same values, and a state that an entity
/// has already, change nothing, so that the same file may be sent again. All problems of all rows
/// are found; a row that needs a refused one says so. Requires: no amendments are added. Errors:
/// those of `open_session`. Throws `base::Failure` if the file cannot be read.
[[nodiscard]] Answer<FileOutcome> change_by_file(const FileRequest& request);

}  // namespace imdad::app

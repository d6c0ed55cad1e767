#pragma once

#include "app/access.hpp"
#include "app/loaded.hpp"
#include "app/name_book.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

/// The folder in which a server keeps scenarios and plans: `scenarios/NAME/` as `imdad check` reads
/// them, `plans/ID/`. What somebody names never becomes a path but through `Workspace`.

namespace imdad::app {

struct ScenarioFile {
    std::string name;  ///< `needs.csv`
    std::string bytes;
};

struct ScenarioLine {
    std::string name;
    std::vector<std::string> tables;  ///< files that have rows, by name
};

struct TablePage {
    std::string version;  ///< of the whole table: its SHA-256
    std::vector<std::string> columns;
    std::size_t row_count = 0;
    std::size_t from = 0;            ///< number of the first row below, from 0
    std::vector<std::size_t> lines;  ///< of the rows below, in the file
    std::vector<std::vector<std::string>> rows;
};

/// One row of a table written anew, added, or taken out.
struct RowEdit {
    enum class Kind : std::uint8_t { set, add, remove };
    Kind kind = Kind::set;
    std::size_t line = 0;  ///< as `imdad check` counts: the header is line 1; not of `add`
    std::vector<std::pair<std::string, std::string>> cells;  ///< column, text
};

class Workspace {
 public:
    /// Makes the folders if they are not there. Throws `base::Failure`.
    explicit Workspace(std::filesystem::path root);

    [[nodiscard]] const std::filesystem::path& root() const { return root_; }

    [[nodiscard]] const NameBook& names() const { return names_; }

    /// By name. Errors: those of `open_session` for reading plans.
    [[nodiscard]] Answer<std::vector<ScenarioLine>> scenarios(const Access& access) const;

    /// Errors: the same; `no_such_scenario`.
    [[nodiscard]] Answer<std::filesystem::path> scenario_folder(const Access& access,
                                                                const std::string& name) const;

    /// Everything that is wrong with it, and its sums. Errors: the same.
    [[nodiscard]] Answer<LoadedScenario> check(const Access& access, const std::string& name) const;

    /// A new one of files, or a copy of `copy_of` with `files` laid over it; whole or not at all.
    /// `id` is made by the client: asked again for the same, it is there already (`replayed`).
    /// Errors: those of `open_session` for making plans; `bad_name`, `scenario_exists`,
    /// `bad_file_name`, `no_such_scenario`, `no_files`, `personal_data` with file and column.
    [[nodiscard]] Answer<ScenarioLine> add(const Access& access,
                                           const std::string& id,
                                           const std::string& name,
                                           const std::string& copy_of,
                                           const std::vector<ScenarioFile>& files,
                                           bool& replayed) const;

    /// Errors: `no_such_scenario`, `no_such_table`.
    [[nodiscard]] Answer<TablePage> table(const Access& access,
                                          const std::string& name,
                                          const std::string& file,
                                          std::size_t from,
                                          std::size_t limit) const;

    /// All edits or none, if the table is still of this `version`; who, when, why, before and after
    /// go into `changes.jsonl` of the scenario. Returns the new version. `id` as in `add`.
    /// Errors: the same; `id_with_other_body`, `changed_meanwhile`, `no_reason`, `no_such_row`,
    /// `no_such_column`, `personal_data`.
    [[nodiscard]] Answer<std::string> edit(const Access& access,
                                           const std::string& id,
                                           const std::string& name,
                                           const std::string& file,
                                           const std::string& version,
                                           const std::string& reason,
                                           const std::vector<RowEdit>& edits,
                                           bool& replayed) const;

 private:
    [[nodiscard]] Answer<std::filesystem::path> table_path(const Access& access,
                                                           const std::string& name,
                                                           const std::string& file) const;

    std::filesystem::path root_;
    NameBook names_;
    mutable std::mutex editing_;  ///< one edit at a time
};

}  // namespace imdad::app

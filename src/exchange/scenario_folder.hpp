#pragma once

#include "exchange/problem.hpp"
#include "model/scenario.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// Reads and writes the scenario folder of docs/scenario-format.md.

namespace imdad::exchange {

/// Sizes before and after loading, so that a reader sees what was refused.
struct TableTotal {
    std::string file;
    std::size_t rows_read = 0;
    std::size_t rows_kept = 0;
    std::string figure;         ///< e.g. "persons", "packs"; empty where a sum means nothing
    std::int64_t sum_read = 0;  ///< of rows whose figure could be read
    std::int64_t sum_kept = 0;
};

struct LoadOutcome {
    std::optional<model::Scenario>
        scenario;  ///< absent if a critical problem leaves nothing to close
    ProblemList problems;
    std::vector<TableTotal> totals;
    std::vector<base::Said> not_used;  ///< "funds.csv: 12 rows; money is not used yet", ...
    std::string inputs_sha256;         ///< over names and bytes of all files of the package

    [[nodiscard]] std::vector<std::string> not_used_lines() const {
        std::vector<std::string> lines;
        lines.reserve(not_used.size());
        for (const base::Said& one : not_used) {
            lines.push_back(one.text);
        }
        return lines;
    }
};

/// Reads every file of `directory` and reports every problem of every row.
/// Throws `base::Failure` when the directory or a file cannot be read.
[[nodiscard]] LoadOutcome load_scenario(const std::filesystem::path& directory);

/// Writes `data` as a scenario folder that loads back to the same data (needs that quantification
/// derived are left out). Creates the folder; overwrites its files.
void write_scenario(const model::ScenarioData& data, const std::filesystem::path& directory);

/// Writes a small commented scenario that plans at once. Errors: `exists` if the folder is not
/// empty.
[[nodiscard]] base::Result<void> write_new_scenario(const std::filesystem::path& directory);

}  // namespace imdad::exchange

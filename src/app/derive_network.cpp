#include "app/derive_network.hpp"

#include "app/interrupt.hpp"
#include "app/output_folder.hpp"
#include "app/table_edit.hpp"
#include "exchange/datapackage.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/scenario_folder.hpp"
#include "network/derive.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> kFilledColumns = {
    "ambient_l", "cold_l", "frozen_l", "ultra_cold_l", "origin"};

/// A folder of our own for the derived scenario in its canonical form, removed at the end.
class ScratchFolder {
 public:
    ScratchFolder() {
        std::string name = (fs::temp_directory_path() / "imdad-network-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw_failure(errno, name);
        }
        path_ = name;
    }

    ~ScratchFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

 private:
    fs::path path_;
};

TableEdit read_table(const fs::path& folder, const std::string& file) {
    const fs::path path = folder / file;
    return fs::exists(path) ? TableEdit::parse(exchange::read_bytes(path), file) : TableEdit();
}

/// Copies a cell if it says something; a column that the person's table lacks is added for it.
void copy_cell(TableEdit& mine,
               std::size_t row,
               const TableEdit& derived,
               std::size_t from,
               std::size_t column) {
    if (const std::string_view text = derived.cell(from, column); !text.empty()) {
        mine.set(row, mine.column(derived.header()[column]), std::string(text));
    }
}

/// Blank litres of one place, and its origin, which now carries the note that says so.
void fill_rooms(TableEdit& mine, std::size_t row, const TableEdit& derived, std::size_t from) {
    for (const std::string_view name : kFilledColumns) {
        const std::optional<std::size_t> column = derived.find_column(name);
        const bool blank = trimmed(mine.cell(row, mine.column(name))).empty();
        if (column && (blank || name == "origin")) {
            copy_cell(mine, row, derived, from, *column);
        }
    }
}

/// `mine` with the rows of `derived` that it lacks, and with the rooms of the places `filled`.
void merge(TableEdit& mine,
           const TableEdit& derived,
           std::string_view key,
           const std::unordered_set<std::string>& filled) {
    const std::size_t my_key = mine.column(key);
    const std::size_t derived_key = derived.find_column(key).value();
    std::unordered_map<std::string, std::size_t> row_by_key;
    for (std::size_t row = 0; row < mine.row_count(); ++row) {
        row_by_key.emplace(trimmed(mine.cell(row, my_key)), row);
    }
    for (std::size_t from = 0; from < derived.row_count(); ++from) {
        const std::string id(derived.cell(from, derived_key));
        if (const auto found = row_by_key.find(id); found != row_by_key.end()) {
            if (filled.contains(id)) {
                fill_rooms(mine, found->second, derived, from);
            }
            continue;
        }
        const std::size_t row = mine.add_row();
        for (std::size_t column = 0; column < derived.header().size(); ++column) {
            copy_cell(mine, row, derived, from, column);
        }
    }
}

/// datapackage.json with the label that says "derived network", and lanes.csv among its files.
std::string with_label(const std::string& text, const std::string& label) {
    nlohmann::ordered_json document = nlohmann::ordered_json::parse(text);
    document["imdad"]["label"] = label;
    nlohmann::ordered_json& resources = document["resources"];
    bool has_lanes = false;
    for (const nlohmann::ordered_json& resource : resources) {
        has_lanes =
            has_lanes || (resource.is_object() && resource.value("path", "") == "lanes.csv");
    }
    if (!has_lanes) {
        resources.push_back(
            {{"name", "lanes"}, {"path", "lanes.csv"}, {"profile", "tabular-data-resource"}});
    }
    return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// What the folder's files become.
std::vector<std::pair<std::string, std::string>> new_files(const fs::path& folder,
                                                           const model::Scenario& scenario,
                                                           const network::Derived& derived) {
    const ScratchFolder scratch;
    const model::ScenarioData applied = network::apply(scenario.data(), derived);
    exchange::write_scenario(applied, scratch.path());
    std::unordered_set<std::string> filled;
    for (const network::FilledRoom& room : derived.filled) {
        filled.insert(scenario[room.place].place_id);
    }
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& [file, key] :
         {std::pair("places.csv", "place_id"), std::pair("lanes.csv", "lane_id")}) {
        TableEdit mine = read_table(folder, file);
        merge(mine, read_table(scratch.path(), file), key, filled);
        files.emplace_back(file, mine.text());
    }
    files.emplace_back(std::string(exchange::kDatapackageFile),
                       with_label(exchange::read_bytes(folder / exchange::kDatapackageFile),
                                  applied.header.label));
    return files;
}

/// Every file is written beside its place before the first one takes it, so that a full disk leaves
/// the folder as it was. The label of datapackage.json comes first: places and lanes that are
/// derived are never without it.
void replace_together(const fs::path& folder,
                      std::vector<std::pair<std::string, std::string>> files) {
    std::ranges::stable_partition(
        files, [](const auto& file) { return file.first == exchange::kDatapackageFile; });
    const auto beside = [&](const std::string& file) { return folder / (file + ".new"); };
    try {
        for (const auto& [file, bytes] : files) {
            exchange::write_bytes(beside(file), bytes);
        }
    } catch (const base::Failure&) {
        std::error_code ignored;
        for (const auto& [file, bytes] : files) {
            fs::remove(beside(file), ignored);
        }
        throw;
    }
    for (const auto& [file, bytes] : files) {
        std::error_code error;
        fs::rename(beside(file), folder / file, error);
        if (error) {
            throw_failure(error.value(), "cannot replace " + (folder / file).string());
        }
    }
}

}  // namespace

DeriveNetworkOutcome derive_network(const DeriveNetworkRequest& request) {
    DeriveNetworkOutcome outcome;
    outcome.loaded = load(request.scenario_folder);
    if (!outcome.loaded.usable()) {
        outcome.kind = DeriveNetworkOutcome::Kind::scenario_refused;
        return outcome;
    }
    const model::Scenario& scenario = *outcome.loaded.scenario;
    base::Result<network::Derived> derived = network::derive(scenario.data());
    if (!derived) {
        outcome.kind = DeriveNetworkOutcome::Kind::not_derivable;
        outcome.error = derived.error();
        return outcome;
    }
    outcome.places_added = derived->places.size();
    outcome.lanes_added = derived->lanes.size();
    outcome.rooms_filled = derived->filled.size();
    outcome.notes = derived->notes;
    outcome.not_connected = derived->not_connected;
    if (derived->empty()) {
        return outcome;
    }
    const DeferInterrupts deferred;
    auto files = new_files(request.scenario_folder, scenario, *derived);
    std::erase_if(files, [&](const auto& file) {
        const fs::path path = request.scenario_folder / file.first;
        return fs::exists(path) && exchange::read_bytes(path) == file.second;
    });
    for (const auto& [file, bytes] : files) {
        outcome.files.push_back(file);
    }
    if (!request.dry_run) {
        replace_together(request.scenario_folder, std::move(files));
    }
    return outcome;
}

}  // namespace imdad::app

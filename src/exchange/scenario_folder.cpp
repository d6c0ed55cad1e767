#include "exchange/scenario_folder.hpp"

#include "exchange/datapackage.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/loading.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/sentences.hpp"
#include "model/scenario_checks.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace imdad::exchange {

void load_header(Loading& loading) {
    const auto text = loading.bytes_of(kDatapackageFile, true);
    if (!text) {
        return;
    }
    loading.note_digest(kDatapackageFile, *text);
    auto header = parse_datapackage(*text, loading.problems, loading.resources);
    if (!header) {
        loading.usable = false;
        return;
    }
    loading.data.header = std::move(*header);
    loading.dates_known = true;
    loading.first = loading.data.header.start;
    loading.last = loading.first + std::chrono::days(7 * loading.data.header.weeks - 1);
}

namespace {

/// "Needs.csv", "need.csv" and "needs.xlsx" are all "need": what a name says without its spelling.
std::string spoken(const std::filesystem::path& file) {
    std::string letters;
    for (const char c : file.stem().string()) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (lower >= 'a' && lower <= 'z') {
            letters += lower;
        }
    }
    if (letters.ends_with('s')) {
        letters.pop_back();
    }
    return letters;
}

/// A file that looks like one of the format, where that one is missing.
void warn_of_misnamed_files(Loading& loading) {
    std::vector<std::filesystem::path> names;
    for (const auto& entry : std::filesystem::directory_iterator(loading.directory)) {
        names.push_back(entry.path().filename());
    }
    std::ranges::sort(names);
    for (const TableView& table : scenario_tables()) {
        const std::filesystem::path wanted(table.file);
        if (std::ranges::binary_search(names, wanted)) {
            continue;
        }
        for (const std::filesystem::path& name : names) {
            if (spoken(name) == spoken(wanted)) {
                loading.problems.add({Severity::warning,
                                      "misnamed_file",
                                      name.string(),
                                      0,
                                      "",
                                      "",
                                      say("file_misnamed", table.file),
                                      say("right.file_name", table.file)});
            }
        }
    }
}

/// As `sha256sum FILES | sha256sum` prints it, the files sorted by name, so that anybody can check.
std::string digest_of_all(const Loading& loading) {
    std::string list;
    for (const auto& [file, digest] : loading.digests) {
        list += fmt::format("{}  {}\n", digest, file);
    }
    return sha256_hex(list);
}

void close(Loading& loading, LoadOutcome& outcome) {
    // Asked first, because whoever closes a scenario tells its fault in English alone.
    if (auto fault = model::first_fault(loading.data)) {
        loading.problems.add({Severity::critical,
                              std::move(fault->code),
                              std::move(fault->where),
                              0,
                              "",
                              "",
                              std::move(fault->message),
                              say("right.tables_fit")});
        return;
    }
    outcome.scenario = model::Scenario::build(std::move(loading.data)).value();
}

}  // namespace

LoadOutcome load_scenario(const std::filesystem::path& directory) {
    if (!std::filesystem::is_directory(directory)) {
        throw base::Failure(base::Failure::Kind::not_found,
                            directory.string() + ": is not a folder");
    }
    Loading loading;
    loading.directory = directory;
    // Each file before those that refer to it.
    for (const auto load : {load_header,
                            load_areas,
                            load_places,
                            load_lanes,
                            load_closures,
                            load_products,
                            load_packaging,
                            load_programmes,
                            load_serves,
                            load_needs,
                            load_quantification,
                            load_earmarks,
                            load_absorption,
                            load_eligibility,
                            load_locks,
                            load_stock_and_supplies,
                            load_stock_policy,
                            load_funds,
                            load_prices}) {
        load(loading);
    }
    warn_of_misnamed_files(loading);
    if (loading.usable) {
        check_reach(loading);
    }
    list_not_used(loading);
    LoadOutcome outcome;
    if (loading.usable) {
        close(loading, outcome);
    }
    outcome.problems = std::move(loading.problems);
    outcome.totals = std::move(loading.totals);
    outcome.not_used = std::move(loading.not_used);
    outcome.inputs_sha256 = digest_of_all(loading);
    return outcome;
}

}  // namespace imdad::exchange

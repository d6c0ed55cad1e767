#include "app/workspace.hpp"

#include "app/asked_sentences.hpp"
#include "app/books.hpp"
#include "app/output_folder.hpp"
#include "app/random_id.hpp"
#include "app/sentences.hpp"
#include "app/table_edit.hpp"
#include "exchange/csv_reader.hpp"
#include "exchange/csv_writer.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/personal_data.hpp"
#include "exchange/scenario_tables.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameMax = 60;
constexpr const char* kDescription = "datapackage.json";
constexpr const char* kChanges = "changes.jsonl";
constexpr const char* kMade = "made.json";

/// Lower case letters, digits, - and _: never a path, and the same name on every file system.
bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= kNameMax && name.front() != '-' &&
           std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
           });
}

/// `needs.csv`, and the two other kinds of file of a scenario.
bool is_file_name(std::string_view name) {
    return name == kDescription || name == "boundaries.geojson" ||
           (name.ends_with(".csv") && is_name(name.substr(0, name.size() - 4)));
}

/// A table with the line of each row, every cell as it stands in the file.
struct Lines {
    struct Row {
        std::size_t line = 0;
        std::vector<std::string> cells;
    };

    std::vector<std::string> header;
    std::vector<Row> rows;
};

Lines lines_of(std::string bytes, const std::string& file) {
    Lines table;
    exchange::ProblemList ignored;  // a check shows them
    exchange::CsvReader reader(bytes, file, ignored);
    exchange::CsvRow row;
    while (reader.next(row)) {
        std::vector<std::string> cells(row.cells.begin(), row.cells.end());
        if (table.header.empty()) {
            table.header = std::move(cells);
        } else {
            table.rows.push_back({row.line, std::move(cells)});
        }
    }
    return table;
}

/// The table of the format with this name; none for other files.
const exchange::TableView* table_of_format(std::string_view file) {
    const auto tables = exchange::scenario_tables();
    const auto found = std::ranges::find(tables, file, &exchange::TableView::file);
    return found == tables.end() ? nullptr : &*found;
}

/// A table that may be missing is one without rows: the first row makes the file.
std::string bytes_or_none(const fs::path& path) {
    return fs::exists(path) ? exchange::read_bytes(path) : std::string();
}

Lines lines_of_table(std::string bytes, const std::string& file) {
    Lines table = lines_of(std::move(bytes), file);
    if (const exchange::TableView* format = table_of_format(file);
        format != nullptr && table.header.empty()) {
        for (const exchange::Column& column : format->columns) {
            table.header.emplace_back(column.name);
        }
    }
    return table;
}

std::string text_of(const Lines& table) {
    exchange::CsvWriter writer;
    const auto put = [&](const std::vector<std::string>& cells) {
        writer.row();
        for (std::size_t i = 0; i < std::max(cells.size(), table.header.size()); ++i) {
            writer.cell(i < cells.size() ? std::string_view(cells[i]) : std::string_view());
        }
    };
    put(table.header);
    for (const Lines::Row& row : table.rows) {
        put(row.cells);
    }
    return writer.take();
}

/// What a spreadsheet would run gets an apostrophe in front; a number with a sign is none.
std::string guarded(const std::string& text) {
    const bool number = text.size() > 1 && (text[0] == '-' || text[0] == '+') &&
                        std::ranges::all_of(std::string_view(text).substr(1), [](char c) {
                            return (c >= '0' && c <= '9') || c == '.';
                        });
    return exchange::needs_guard(text) && !number ? "'" + text : text;
}

std::optional<Refusal> refused_name(const std::string& name) {
    if (is_name(name)) {
        return std::nullopt;
    }
    return refusal_of(tell("bad_scenario_name", name, kNameMax), "name");
}

/// `found`: what the readers of files say of it, which names what it seems to be and by what.
Told personal_data_in(const std::string& where, const base::Said& found) {
    return say("personal_data_found", where, found.arguments.at(0), found.arguments.at(1));
}

/// Carries one edit out, and says in `change` what it did.
std::optional<Refusal> apply(Lines& table, const RowEdit& edit, nlohmann::ordered_json& change) {
    auto row = std::ranges::find(table.rows, edit.line, &Lines::Row::line);
    if (edit.kind != RowEdit::Kind::add && row == table.rows.end()) {
        return refusal_of(say("no_such_row", edit.line), "line");
    }
    if (edit.kind == RowEdit::Kind::add) {
        table.rows.push_back({0, std::vector<std::string>(table.header.size())});
        row = table.rows.end() - 1;
    }
    change["before"] = edit.kind == RowEdit::Kind::add ? nlohmann::ordered_json(nullptr)
                                                       : nlohmann::ordered_json(row->cells);
    if (edit.kind == RowEdit::Kind::remove) {
        change["line"] = edit.line;
        change["after"] = nullptr;
        table.rows.erase(row);
        return std::nullopt;
    }
    for (const auto& [column, text] : edit.cells) {
        const auto found = std::ranges::find(table.header, column);
        if (found == table.header.end()) {
            return refusal_of(
                say("no_such_column", column, fmt::format("{}", fmt::join(table.header, ", "))),
                column);
        }
        const auto position = static_cast<std::size_t>(found - table.header.begin());
        row->cells.resize(std::max(row->cells.size(), position + 1));
        row->cells[position] = guarded(text);
    }
    change["line"] = edit.line;
    change["after"] = row->cells;
    return std::nullopt;
}

std::string request_hash(const std::string& file,
                         const std::string& version,
                         const std::string& reason,
                         const std::vector<RowEdit>& edits) {
    nlohmann::ordered_json whole{file, version, reason};
    for (const RowEdit& edit : edits) {
        whole.push_back({static_cast<int>(edit.kind), edit.line, edit.cells});
    }
    return exchange::sha256_hex(
        whole.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

/// The import guard on what is written: the columns are ours, the values are looked at.
std::optional<Refusal> personal_values(const std::vector<RowEdit>& edits) {
    for (const RowEdit& edit : edits) {
        exchange::CsvWriter writer;
        writer.row();
        for (const auto& [column, text] : edit.cells) {
            writer.cell(column);
        }
        writer.row();
        for (const auto& [column, text] : edit.cells) {
            writer.cell(text);
        }
        const auto found = exchange::find_personal_data(
            writer.take(), [](std::string_view) { return exchange::ColumnOwner::format; });
        if (!found.empty()) {
            const std::string& column = found.front().column;
            return refusal_of(personal_data_in(column, found.front().message()), column);
        }
    }
    return std::nullopt;
}

/// Removes a folder that was not finished.
struct Staging {
    explicit Staging(fs::path the_path) : path(std::move(the_path)) {
        fs::create_directories(path);
    }

    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;

    ~Staging() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }

    fs::path path;
};

ScenarioLine line_of(const fs::path& folder) {
    ScenarioLine line{.name = folder.filename().string(), .tables = {}};
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string file = entry.path().filename().string();
        if (entry.is_regular_file() && file.ends_with(".csv") && is_file_name(file)) {
            line.tables.push_back(file);
        }
    }
    std::ranges::sort(line.tables);
    return line;
}

}  // namespace

Workspace::Workspace(std::filesystem::path root)
    : root_(std::move(root)), names_(root_ / "scenarios") {
    std::error_code error;
    for (const char* folder : {"scenarios", "plans"}) {
        fs::create_directories(root_ / folder, error);
        if (error) {
            throw_failure(error.value(), fmt::format("{}: cannot be made", root_.string()));
        }
    }
}

Answer<std::vector<ScenarioLine>> Workspace::scenarios(const Access& access) const {
    if (const auto session = open_session(access, Task::read_plans); !session) {
        return tl::unexpected(session.error());
    }
    std::vector<ScenarioLine> lines;
    for (const auto& entry : fs::directory_iterator(root_ / "scenarios")) {
        if (entry.is_directory() && is_name(entry.path().filename().string())) {
            lines.push_back(line_of(entry.path()));
        }
    }
    std::ranges::sort(lines, {}, &ScenarioLine::name);
    return lines;
}

Answer<std::filesystem::path> Workspace::scenario_folder(const Access& access,
                                                         const std::string& name) const {
    if (const auto session = open_session(access, Task::read_plans); !session) {
        return tl::unexpected(session.error());
    }
    fs::path folder = root_ / "scenarios" / name;
    if (!is_name(name) || !fs::is_directory(folder)) {
        return no(tell("no_such_scenario", name));
    }
    return folder;
}

Answer<LoadedScenario> Workspace::check(const Access& access, const std::string& name) const {
    const auto folder = scenario_folder(access, name);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    return load(*folder);
}

Answer<ScenarioLine> Workspace::add(const Access& access,
                                    const std::string& id,
                                    const std::string& name,
                                    const std::string& copy_of,
                                    const std::vector<ScenarioFile>& files,
                                    bool& replayed) const {
    if (const auto session = open_session(access, Task::make_plans); !session) {
        return tl::unexpected(session.error());
    }
    if (auto refused = refused_name(name)) {
        return tl::unexpected(std::move(*refused));
    }
    const fs::path target = root_ / "scenarios" / name;
    std::string request = copy_of;
    for (const ScenarioFile& file : files) {
        request += fmt::format(" {} {}", file.name, exchange::sha256_hex(file.bytes));
    }
    const std::string made =
        nlohmann::ordered_json{{"id", id}, {"request", exchange::sha256_hex(request)}}.dump();
    if (fs::exists(target)) {
        replayed = fs::exists(target / kMade) && exchange::read_bytes(target / kMade) == made;
        if (replayed) {
            return line_of(target);
        }
        return no(tell("scenario_exists", name), "name");
    }
    const Staging staging(root_ / "scenarios" / ("." + ledger::to_text(random_id())));
    if (!copy_of.empty()) {
        const auto from = scenario_folder(access, copy_of);
        if (!from) {
            return tl::unexpected(from.error());
        }
        for (const auto& entry : fs::directory_iterator(*from)) {
            const std::string file = entry.path().filename().string();
            if (entry.is_regular_file() && is_file_name(file)) {
                fs::copy_file(entry.path(), staging.path / file);
            }
        }
    } else if (files.empty()) {
        return no(say("no_scenario_files"));
    }
    for (const ScenarioFile& file : files) {
        if (!is_file_name(file.name)) {
            return no(say("bad_file_name", file.name), file.name);
        }
        exchange::write_bytes(staging.path / file.name, file.bytes);
    }
    exchange::write_bytes(staging.path / kMade, made);
    const LoadedScenario loaded = load(staging.path);
    for (const exchange::Problem& problem : loaded.problems.kept()) {
        if (problem.code == exchange::kPersonalDataCode) {
            const std::string where = fmt::format("{}:{}", problem.file, problem.column);
            return no(personal_data_in(where, problem.message), problem.file);
        }
    }
    std::error_code error;
    fs::rename(staging.path, target, error);
    if (error) {
        return no(tell("scenario_exists_now", name), "name");
    }
    return line_of(target);
}

Answer<std::filesystem::path> Workspace::table_path(const Access& access,
                                                    const std::string& name,
                                                    const std::string& file) const {
    const auto folder = scenario_folder(access, name);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    if (!file.ends_with(".csv") || !is_file_name(file) ||
        (!fs::is_regular_file(*folder / file) && table_of_format(file) == nullptr)) {
        return no(say("no_such_table", name, file));
    }
    return *folder / file;
}

Answer<TablePage> Workspace::table(const Access& access,
                                   const std::string& name,
                                   const std::string& file,
                                   std::size_t from,
                                   std::size_t limit) const {
    const auto path = table_path(access, name, file);
    if (!path) {
        return tl::unexpected(path.error());
    }
    std::string bytes = bytes_or_none(*path);
    TablePage page{.version = exchange::sha256_hex(bytes),
                   .columns = {},
                   .row_count = 0,
                   .from = from,
                   .lines = {},
                   .rows = {}};
    Lines table = lines_of_table(std::move(bytes), file);
    page.columns = std::move(table.header);
    page.row_count = table.rows.size();
    for (std::size_t i = from; i < std::min(table.rows.size(), from + limit); ++i) {
        page.lines.push_back(table.rows[i].line);
        page.rows.push_back(std::move(table.rows[i].cells));
    }
    return page;
}

Answer<std::string> Workspace::edit(const Access& access,
                                    const std::string& id,
                                    const std::string& name,
                                    const std::string& file,
                                    const std::string& version,
                                    const std::string& reason,
                                    const std::vector<RowEdit>& edits,
                                    bool& replayed) const {
    const auto session = open_session(access, Task::make_plans);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const auto path = table_path(access, name, file);
    if (!path) {
        return tl::unexpected(path.error());
    }
    if (trimmed(reason).empty()) {
        return no(tell("change_reason_missing"), "reason");
    }
    if (auto refused = personal_values(edits)) {
        return tl::unexpected(std::move(*refused));
    }
    const std::scoped_lock lock(editing_);
    std::string bytes = bytes_or_none(*path);
    const fs::path changes = path->parent_path() / kChanges;
    const std::string before = fs::exists(changes) ? exchange::read_bytes(changes) : "";
    const std::string mark = fmt::format(R"({{"id":"{}",)", id);
    const std::string marked =
        mark + fmt::format(R"("request":"{}",)", request_hash(file, version, reason, edits));
    replayed = before.find(marked) != std::string::npos;
    if (replayed) {
        return exchange::sha256_hex(bytes);
    }
    if (before.find(mark) != std::string::npos) {
        return no(say("change_id_used"), "id");
    }
    if (exchange::sha256_hex(bytes) != version) {
        return no(tell("table_changed", file), "version");
    }
    Lines table = lines_of_table(std::move(bytes), file);
    std::string log;
    for (const RowEdit& edit : edits) {
        nlohmann::ordered_json change{{"id", id},
                                      {"request", request_hash(file, version, reason, edits)},
                                      {"at_ms", access.now_ms},
                                      {"by", ledger::to_text(session->user.actor)},
                                      {"reason", reason},
                                      {"file", file}};
        if (auto refused = apply(table, edit, change)) {
            return tl::unexpected(std::move(*refused));
        }
        log += change.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
    }
    const std::string text = text_of(table);
    // The reason first: a change without one is worse than a reason without its change.
    exchange::write_bytes(changes, before + log);
    exchange::write_bytes(*path, text);
    return exchange::sha256_hex(text);
}

}  // namespace imdad::app

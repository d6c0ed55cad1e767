#include "exchange/table_reader.hpp"

#include "exchange/utf8.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::exchange {

namespace {

bool is_text(CellType type) {
    return type == CellType::text || type == CellType::origin;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

TableReader::TableReader(const TableView& table,
                         std::string& bytes,
                         ProblemList& problems,
                         MissingColumns missing)
    : table_(table),
      missing_(missing),
      begin_(bytes.data()),
      problems_(problems),
      csv_(bytes, std::string(table.file), problems),
      position_(table.columns.size(), kAbsent),
      cells_(table.columns.size()) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        file_problem(Severity::critical,
                     "broken_encoding",
                     0,
                     "",
                     "the file is UTF-16; nothing of it is used",
                     "save it as CSV UTF-8");
        return;
    }
    if (bytes.find('\n') == std::string::npos && bytes.find('\r') != std::string::npos) {
        file_problem(Severity::critical,
                     "bad_line_ends",
                     0,
                     "",
                     "the lines end with a bare carriage return; nothing of the file is used",
                     "lines that end with LF or CRLF");
        return;
    }
    read_header();
}

void TableReader::file_problem(Severity severity,
                               std::string code,
                               std::size_t line,
                               std::string_view column,
                               std::string message,
                               std::string right) {
    problems_.add({severity,
                   std::move(code),
                   std::string(table_.file),
                   line,
                   shown(column),
                   "",
                   std::move(message),
                   std::move(right)});
}

void TableReader::read_header() {
    if (!csv_.next(row_)) {
        // Not even a header: more likely a failed save than the wish to state nothing.
        file_problem(Severity::critical,
                     "empty_file",
                     0,
                     "",
                     "the file is empty",
                     "a header row, alone if there is nothing to state");
        return;
    }
    if (row_.broken) {
        return;  // the splitter has said why
    }
    if (row_.bad_bytes) {
        file_problem(
            Severity::critical,
            "broken_encoding",
            row_.line,
            "",
            fmt::format(
                "byte {} of the file, in the header, is not UTF-8; nothing of the file is used",
                row_.first_bad),
            "save it as CSV UTF-8");
        return;
    }
    if (row_.cell_count == 1 && row_.cells.front().find_first_of(";\t") != std::string_view::npos) {
        file_problem(Severity::critical,
                     "wrong_separator",
                     row_.line,
                     "",
                     "the columns seem to be separated by something else than a comma; nothing of "
                     "the file is used",
                     "save it as CSV with commas");
        return;
    }
    match_header(row_.cells);
}

void TableReader::match_header(const std::vector<std::string_view>& names) {
    usable_ = true;
    column_count_ = row_.cell_count;
    if (column_count_ > names.size()) {
        file_problem(Severity::critical,
                     "too_many_columns",
                     row_.line,
                     "",
                     "the header has too many cells",
                     "the columns of the format");
        usable_ = false;
        return;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string_view name = trimmed(names[i]);
        const auto found = std::ranges::find(table_.columns, name, &Column::name);
        if (found == table_.columns.end()) {
            if (!name.empty()) {
                file_problem(Severity::warning,
                             "unknown_column",
                             row_.line,
                             name,
                             "this column is not part of the format and is ignored",
                             "remove it, or correct its name");
            }
            continue;
        }
        std::size_t& position = position_[static_cast<std::size_t>(found - table_.columns.begin())];
        if (position != kAbsent) {
            file_problem(Severity::critical,
                         "duplicate_column",
                         row_.line,
                         name,
                         "the column stands twice, so which one holds is not known; nothing of the "
                         "file is used",
                         "each column once");
            usable_ = false;
        }
        position = i;
    }
    report_missing_columns(row_);
    csv_.keep_at_most(column_count_);
}

void TableReader::report_missing_columns(const CsvRow& header) {
    std::string optional;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        if (position_[i] != kAbsent || table_.columns[i].extra) {
            continue;
        }
        const Column& column = table_.columns[i];
        if (column.required) {
            file_problem(Severity::critical,
                         "missing_column",
                         header.line,
                         column.name,
                         "the column is missing; nothing of the file is used",
                         fmt::format("a column {}: {}", column.name, column.meaning));
            usable_ = false;
        } else {
            optional += fmt::format("{}{}", optional.empty() ? "" : ", ", column.name);
        }
    }
    if (!optional.empty() && missing_ == MissingColumns::warned_of) {
        file_problem(Severity::warning,
                     "missing_column",
                     header.line,
                     optional,
                     "missing; every cell counts as empty",
                     "add it, with empty cells where nothing is stated");
    }
}

bool TableReader::next() {
    while (csv_.next(row_)) {
        ++rows_read_;
        if (row_.broken || !right_number_of_cells()) {
            continue;
        }
        refused_ = false;
        bool any = false;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            cells_[i] = position_[i] == kAbsent ? std::string_view() : row_.cells[position_[i]];
            if (!is_text(table_.columns[i].type)) {
                cells_[i] = trimmed(cells_[i]);
            }
            any = any || !cells_[i].empty();
        }
        if (!any) {
            file_problem(Severity::warning,
                         "empty_row",
                         row_.line,
                         "",
                         "all cells are empty; the row is skipped",
                         "remove it");
            continue;
        }
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            if (table_.columns[i].required && cells_[i].empty()) {
                refuse(i,
                       "missing_value",
                       "the cell is empty but must be stated",
                       what_is_right(table_.columns[i]));
            }
        }
        if (row_.bad_bytes) {
            check_bytes();
        }
        return true;
    }
    return false;
}

bool TableReader::right_number_of_cells() {
    if (row_.cell_count < column_count_) {
        file_problem(Severity::critical,
                     "too_few_columns",
                     row_.line,
                     "",
                     fmt::format("{} cells where the header has {}; the row is not used",
                                 row_.cell_count,
                                 column_count_),
                     "one cell per column");
        return false;
    }
    if (row_.cell_count > column_count_) {
        const bool harmless = row_.filled_beyond == 0;
        file_problem(
            harmless ? Severity::warning : Severity::critical,
            "too_many_columns",
            row_.line,
            "",
            fmt::format("{} cells where the header has {}; {}",
                        row_.cell_count,
                        column_count_,
                        harmless ? "those beyond are empty and ignored" : "the row is not used"),
            "one cell per column; quote a cell that holds a comma");
        return harmless;
    }
    return true;
}

/// Empties the cells that are not UTF-8 text, reporting each.
void TableReader::check_bytes() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const std::size_t bad_at = first_bad_byte(cells_[i]);
        if (bad_at == cells_[i].size()) {
            continue;
        }
        const bool nul = cells_[i][bad_at] == '\0';
        const auto offset = static_cast<std::size_t>(cells_[i].data() - begin_) + bad_at;
        const Severity severity = table_.columns[i].when_bad;
        refused_ = refused_ || severity == Severity::critical;
        report(severity,
               i,
               nul ? "nul_byte" : "broken_encoding",
               fmt::format("byte {} of the file {}; the {} is not used",
                           offset,
                           nul ? "is NUL" : "is not UTF-8",
                           severity == Severity::critical ? "row" : "cell"),
               nul ? "text without NUL" : "save the file as CSV UTF-8");
        cells_[i] = {};
    }
}

void TableReader::report(Severity severity,
                         std::size_t column,
                         std::string code,
                         std::string message,
                         std::string right) {
    if (right.empty()) {
        right = what_is_right(table_.columns[column]);
    }
    problems_.add({severity,
                   std::move(code),
                   std::string(table_.file),
                   row_.line,
                   std::string(table_.columns[column].name),
                   shown(cells_[column]),
                   std::move(message),
                   std::move(right)});
}

void TableReader::bad(std::size_t column,
                      std::string code,
                      std::string message,
                      std::string right) {
    const Column& definition = table_.columns[column];
    if (definition.when_bad == Severity::critical) {
        refused_ = true;
    }
    report(definition.when_bad, column, std::move(code), std::move(message), std::move(right));
}

void TableReader::refuse(std::size_t column,
                         std::string code,
                         std::string message,
                         std::string right) {
    refused_ = true;
    report(Severity::critical, column, std::move(code), std::move(message), std::move(right));
}

void TableReader::warn(std::size_t column,
                       std::string code,
                       std::string message,
                       std::string right) {
    report(Severity::warning, column, std::move(code), std::move(message), std::move(right));
}

}  // namespace imdad::exchange

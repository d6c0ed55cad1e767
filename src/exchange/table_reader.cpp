#include "exchange/table_reader.hpp"

#include "exchange/sentences.hpp"
#include "exchange/utf8.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::exchange {

namespace {

bool is_text(CellType type) {
    return type == CellType::text || type == CellType::origin;
}

base::Said bad_byte(bool nul, bool whole_row, std::size_t offset) {
    if (nul) {
        return whole_row ? say("byte_nul_row", offset) : say("byte_nul_cell", offset);
    }
    return whole_row ? say("byte_not_utf8_row", offset) : say("byte_not_utf8_cell", offset);
}

/// What the column means is told in English only.
base::Said right_column(const Column& column) {
    base::Said right = say("right.column", column.name);
    right.text += fmt::format(": {}", column.meaning);
    return right;
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
                     say("file_is_utf16"),
                     say("right.utf8_csv"));
        return;
    }
    if (bytes.find('\n') == std::string::npos && bytes.find('\r') != std::string::npos) {
        file_problem(Severity::critical,
                     "bad_line_ends",
                     0,
                     "",
                     say("lines_end_with_cr"),
                     say("right.line_ends"));
        return;
    }
    read_header();
}

void TableReader::file_problem(Severity severity,
                               std::string code,
                               std::size_t line,
                               std::string_view column,
                               base::Said message,
                               base::Said right) {
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
        file_problem(
            Severity::critical, "empty_file", 0, "", say("file_is_empty"), say("right.header_row"));
        return;
    }
    if (row_.broken) {
        return;  // the splitter has said why
    }
    if (row_.bad_bytes) {
        file_problem(Severity::critical,
                     "broken_encoding",
                     row_.line,
                     "",
                     say("header_not_utf8", row_.first_bad),
                     say("right.utf8_csv"));
        return;
    }
    if (row_.cell_count == 1 && row_.cells.front().find_first_of(";\t") != std::string_view::npos) {
        file_problem(Severity::critical,
                     "wrong_separator",
                     row_.line,
                     "",
                     say("other_separator"),
                     say("right.commas"));
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
                     say("header_too_long"),
                     say("right.columns"));
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
                             say("column_unknown"),
                             say("right.column_known"));
            }
            continue;
        }
        std::size_t& position = position_[static_cast<std::size_t>(found - table_.columns.begin())];
        if (position != kAbsent) {
            file_problem(Severity::critical,
                         "duplicate_column",
                         row_.line,
                         name,
                         say("column_twice"),
                         say("right.column_once"));
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
                         say("column_missing"),
                         right_column(column));
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
                     say("columns_missing"),
                     say("right.columns_added"));
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
                         say("row_is_empty"),
                         say("right.row_removed"));
            continue;
        }
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            if (table_.columns[i].required && cells_[i].empty()) {
                refuse(i, "missing_value", say("cell_is_empty"), what_is_right(table_.columns[i]));
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
                     say("cells_too_few", row_.cell_count, column_count_),
                     say("right.cell_per_column"));
        return false;
    }
    if (row_.cell_count > column_count_) {
        const bool harmless = row_.filled_beyond == 0;
        file_problem(harmless ? Severity::warning : Severity::critical,
                     "too_many_columns",
                     row_.line,
                     "",
                     harmless ? say("cells_beyond_empty", row_.cell_count, column_count_)
                              : say("cells_too_many", row_.cell_count, column_count_),
                     say("right.cell_per_column_quoted"));
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
               bad_byte(nul, severity == Severity::critical, offset),
               nul ? say("right.no_nul") : say("right.utf8_file"));
        cells_[i] = {};
    }
}

void TableReader::report(
    Severity severity, std::size_t column, std::string code, base::Said message, base::Said right) {
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

void TableReader::bad(std::size_t column, std::string code, base::Said message, base::Said right) {
    const Column& definition = table_.columns[column];
    if (definition.when_bad == Severity::critical) {
        refused_ = true;
    }
    report(definition.when_bad, column, std::move(code), std::move(message), std::move(right));
}

void TableReader::refuse(std::size_t column,
                         std::string code,
                         base::Said message,
                         base::Said right) {
    refused_ = true;
    report(Severity::critical, column, std::move(code), std::move(message), std::move(right));
}

void TableReader::warn(std::size_t column, std::string code, base::Said message, base::Said right) {
    report(Severity::warning, column, std::move(code), std::move(message), std::move(right));
}

}  // namespace imdad::exchange

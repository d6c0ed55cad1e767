#include "app/row_table.hpp"

#include "app/table_edit.hpp"
#include "exchange/csv_reader.hpp"
#include "exchange/file_bytes.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::app {

namespace {

void read_header(const exchange::CsvRow& header, RowTable& table) {
    for (const std::string_view cell : header.cells) {
        const std::string name(trimmed(cell));
        if (name.empty()) {
            table.refuse(
                header.line, "", "", "unnamed_column", "a column has no name; what is it?");
        } else if (std::ranges::find(table.columns, name) != table.columns.end()) {
            table.refuse(
                header.line, name, "", "repeated_column", "the column stands there twice.");
        }
        table.columns.push_back(name);
    }
}

void read_row(const exchange::CsvRow& cells, RowTable& table) {
    if (cells.broken) {
        return;  // reported by the reader
    }
    if (cells.bad_bytes) {
        table.refuse(
            cells.line, "", "", "bad_bytes", "the row holds bytes that are not UTF-8 text.");
    } else if (cells.filled_beyond > 0 || cells.cells.size() > table.columns.size()) {
        table.refuse(
            cells.line, "", "", "too_many_cells", "the row has more cells than the header.");
    } else {
        RowTable::Row row{.line = cells.line, .cells = {}};
        for (const std::string_view cell : cells.cells) {
            row.cells.emplace_back(trimmed(cell));
        }
        row.cells.resize(table.columns.size());
        table.rows.push_back(std::move(row));
    }
}

}  // namespace

void RowTable::refuse(std::size_t line,
                      const std::string& column,
                      const std::string& value,
                      std::string code,
                      std::string message) {
    problems.push_back({line, column, exchange::shown(value), std::move(code), std::move(message)});
}

std::vector<RowProblem> personal_data_problems(const std::string& bytes,
                                               const exchange::ColumnOwners& owners) {
    std::vector<RowProblem> problems;
    for (const exchange::PersonalColumn& found : exchange::find_personal_data(bytes, owners)) {
        problems.push_back(
            {found.line,
             found.column,
             "",
             std::string(exchange::kPersonalDataCode),
             fmt::format(
                 "{}; right would be: {}.", found.message().text, exchange::kPersonalDataRight)});
    }
    return problems;
}

RowTable read_row_table(const std::string& path,
                        std::size_t rows_max,
                        const exchange::ColumnOwners& owners) {
    RowTable table;
    std::string bytes = exchange::read_bytes(path);
    table.problems = personal_data_problems(bytes, owners);
    if (!table.problems.empty()) {
        return table;
    }
    exchange::ProblemList of_file;
    exchange::CsvReader reader(bytes, path, of_file);
    exchange::CsvRow cells;
    if (reader.next(cells) && !cells.broken && !cells.bad_bytes) {
        read_header(cells, table);
        while (table.rows.size() <= rows_max && reader.next(cells)) {
            read_row(cells, table);
        }
    } else {
        table.refuse(
            0, "", "", "no_header", "the file has no header; the first row names the columns.");
    }
    for (const exchange::Problem& problem : of_file.kept()) {
        table.refuse(
            problem.line,
            problem.column,
            problem.value,
            problem.code,
            problem.message.text + (problem.right.empty() ? "" : "; " + problem.right.text));
    }
    if (table.rows.size() > rows_max) {
        table.refuse(0,
                     "",
                     "",
                     "too_many_rows",
                     fmt::format("more than {} rows; send them in parts.", rows_max));
    }
    if (table.rows.empty() && table.problems.empty()) {
        table.refuse(0, "", "", "no_rows", "there is no row below the header.");
    }
    return table;
}

}  // namespace imdad::app

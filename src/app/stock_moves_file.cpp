#include "app/row_table.hpp"
#include "app/stock_moves.hpp"

#include <algorithm>
#include <array>
#include <charconv>

/// Movements of stock in bulk: one a row.

namespace imdad::app {

namespace {

constexpr std::size_t kRowsMax = 100'000;

constexpr auto kColumns = std::to_array<std::string_view>({"at",
                                                           "to",
                                                           "unit",
                                                           "lot",
                                                           "earmark",
                                                           "pledge",
                                                           "activity",
                                                           "amount",
                                                           "on",
                                                           "stage",
                                                           "found_as",
                                                           "reason",
                                                           "document",
                                                           "exception"});

std::string all_columns() {
    std::string text;
    for (const std::string_view column : kColumns) {
        text += text.empty() ? "" : ", ";
        text += column;
    }
    return text;
}

std::string* text_of(StockRow& row, std::string_view column) {
    const std::array<std::pair<std::string_view, std::string*>, 11> texts = {
        {{"at", &row.at},
         {"to", &row.to},
         {"unit", &row.goods.unit},
         {"lot", &row.goods.lot},
         {"earmark", &row.goods.earmark},
         {"pledge", &row.goods.pledge},
         {"activity", &row.goods.activity},
         {"stage", &row.stage},
         {"found_as", &row.found_as},
         {"reason", &row.reason},
         {"document", &row.document}}};
    const auto found =
        std::ranges::find(texts, column, [](const auto& pair) { return pair.first; });
    return found == texts.end() ? nullptr : found->second;
}

void read_cell(RowTable& table, StockRow& row, const std::string& column, const std::string& cell) {
    if (std::string* const text = text_of(row, column)) {
        *text = cell;
        return;
    }
    const auto wrong = [&](const char* code, const char* right) {
        table.refuse(row.line, column, cell, code, right);
    };
    if (column == "amount") {
        const char* const end = cell.data() + cell.size();
        const auto [stop, error] = std::from_chars(cell.data(), end, row.amount);
        if (error != std::errc() || stop != end) {
            wrong("not_a_number", "an amount is a whole number of smallest issue units.");
        }
    } else if (column == "on") {
        if (cell.empty()) {
            return;
        }
        const auto day = base::parse_day(cell);
        if (!day) {
            wrong("not_a_day", "a day is written as YYYY-MM-DD.");
        }
        row.on = day.value_or(row.on);
    } else if (!cell.empty() && cell != "true" && cell != "false") {
        wrong("not_yes_or_no", "an exception is true or false.");
    } else {
        row.exception = cell == "true";
    }
}

}  // namespace

Answer<StockOutcome> move_stock_file(const MovementOptions& options,
                                     StockMove move,
                                     const std::string& path) {
    RowTable table = read_row_table(path, kRowsMax, [](std::string_view header) {
        return std::ranges::find(kColumns, header) == kColumns.end()
                   ? exchange::ColumnOwner::sender
                   : exchange::ColumnOwner::format;
    });
    for (const std::string& column : table.columns) {
        if (std::ranges::find(kColumns, column) == kColumns.end()) {
            table.refuse(1,
                         column,
                         "",
                         "unknown_column",
                         "there is no such column; there are " + all_columns() + ".");
        }
    }
    for (const char* const needed : {"at", "unit", "amount"}) {
        if (!table.columns.empty() &&
            std::ranges::find(table.columns, needed) == table.columns.end()) {
            table.refuse(1, needed, "", "missing_column", "every movement needs this column.");
        }
    }
    StockOutcome outcome;
    std::vector<StockRow> rows;
    if (table.problems.empty()) {
        for (const RowTable::Row& line : table.rows) {
            StockRow row{.line = line.line, .on = options.access.today};
            for (std::size_t i = 0; i < line.cells.size(); ++i) {
                read_cell(table, row, table.columns[i], line.cells[i]);
            }
            rows.push_back(std::move(row));
        }
    }
    if (!table.problems.empty()) {
        outcome.problems = std::move(table.problems);
        return outcome;
    }
    return move_stock(options, move, rows);
}

}  // namespace imdad::app

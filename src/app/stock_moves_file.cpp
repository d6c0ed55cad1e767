#include "app/row_cells.hpp"
#include "app/stock_moves.hpp"

#include <algorithm>
#include <array>

/// Movements of stock in bulk: one a row.

namespace imdad::app {

namespace {

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

constexpr auto kNeeded = std::to_array<std::string_view>({"at", "unit", "amount"});

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
    const Cell at{table, row.line, column, cell};
    if (column == "amount") {
        if (cell.empty()) {
            table.refuse(row.line, column, cell, "not_a_number", "every movement has an amount.");
        }
        row.amount = at.whole(0).value_or(0);
    } else if (column == "on") {
        row.on = at.day().value_or(row.on);
    } else {
        row.exception = at.yes();
    }
}

}  // namespace

Answer<StockOutcome> move_stock_file(const MovementOptions& options,
                                     StockMove move,
                                     const std::string& path) {
    RowTable table = read_rows_of(path, kColumns, kNeeded);
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

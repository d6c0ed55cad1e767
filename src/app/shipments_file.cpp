#include "app/row_cells.hpp"
#include "app/shipment_rows.hpp"

#include <algorithm>
#include <array>
#include <span>

/// Shipments and receipts in bulk: one a row, all rows or none.

namespace imdad::app {

namespace {

constexpr auto kShipColumns = std::to_array<std::string_view>({"planned",
                                                               "from",
                                                               "to",
                                                               "unit",
                                                               "lot",
                                                               "earmark",
                                                               "pledge",
                                                               "activity",
                                                               "amount",
                                                               "expected",
                                                               "tolerance",
                                                               "on"});

constexpr auto kReceiveColumns = std::to_array<std::string_view>(
    {"dispatch", "amount", "damaged", "vvm_stage", "last", "lot", "expiry", "reason", "on"});
constexpr auto kReceiveNeeded = std::to_array<std::string_view>({"dispatch"});

std::string* text_of(ShipRequest& request, std::string_view column) {
    const std::array<std::pair<std::string_view, std::string*>, 7> texts = {
        {{"from", &request.from},
         {"to", &request.to},
         {"unit", &request.goods.unit},
         {"lot", &request.goods.lot},
         {"earmark", &request.goods.earmark},
         {"pledge", &request.goods.pledge},
         {"activity", &request.goods.activity}}};
    const auto found =
        std::ranges::find(texts, column, [](const auto& pair) { return pair.first; });
    return found == texts.end() ? nullptr : found->second;
}

void read_cell(const Cell& cell, ShipRow& row) {
    constexpr std::int64_t kMillion = 1'000'000;
    if (std::string* const text = text_of(row.by_hand, cell.column)) {
        *text = cell.text;
    } else if (cell.column == "planned") {
        row.planned = cell.whole(1);
    } else if (cell.column == "amount") {
        row.by_hand.amount = cell.whole(1).value_or(0);
    } else if (cell.column == "expected") {
        row.by_hand.expected = cell.day();
    } else if (cell.column == "tolerance") {
        row.by_hand.tolerance_ppm = static_cast<std::int32_t>(cell.whole(0, kMillion).value_or(0));
    } else {
        row.on = cell.day().value_or(row.on);
    }
}

/// A row says either which shipment of the plan, or all of one by hand.
void check(RowTable& table, const ShipRow& row) {
    const ShipRequest& request = row.by_hand;
    if (row.planned) {
        if (!request.to.empty() || !request.goods.unit.empty() || request.amount > 0) {
            table.refuse(row.line,
                         "planned",
                         "",
                         "planned_and_by_hand",
                         "a planned shipment says all by its number: leave to, unit and amount "
                         "empty.");
        }
        return;
    }
    const std::array<std::pair<const char*, bool>, 4> needed = {
        {{"from", request.from.empty()},
         {"to", request.to.empty()},
         {"unit", request.goods.unit.empty()},
         {"amount", request.amount == 0}}};
    for (const auto& [column, missing] : needed) {
        if (missing) {
            table.refuse(row.line,
                         column,
                         "",
                         "cell_missing",
                         "a shipment needs from, to, unit and amount, or its number in the plan.");
        }
    }
}

void read_cell(const Cell& cell, ReceiveRequest& request, base::Day& on) {
    constexpr std::int64_t kVvmMax = 4;
    if (cell.column == "dispatch") {
        request.dispatch = cell.text;
    } else if (cell.column == "amount") {
        request.amount = cell.whole(0);
    } else if (cell.column == "damaged") {
        request.damaged = cell.whole(0).value_or(0);
    } else if (cell.column == "vvm_stage") {
        request.vvm_stage = static_cast<std::uint8_t>(cell.whole(1, kVvmMax).value_or(0));
    } else if (cell.column == "last") {
        request.last = cell.yes();
    } else if (cell.column == "lot") {
        request.lot = cell.text;
    } else if (cell.column == "expiry") {
        request.expiry = cell.day();
    } else if (cell.column == "reason") {
        request.reason = cell.text;
    } else {
        on = cell.day().value_or(on);
    }
}

/// What a row was refused for, a problem each; the row as a whole where no column is to blame.
void add_problems(std::vector<RowProblem>& problems,
                  std::size_t line,
                  const Refusal& refusal,
                  std::span<const std::string_view> columns) {
    const bool known = std::ranges::find(columns, refusal.field) != columns.end();
    for (std::size_t i = 0; i < refusal.lines.size(); ++i) {
        problems.push_back({line,
                            known ? refusal.field : "",
                            "",
                            refusal.code,
                            refusal.lines[i],
                            i < refusal.reasons.size() ? refusal.reasons[i] : Reason{}});
    }
}

template <typename Line>
void mark(std::span<Line> lines, std::size_t line) {
    for (Line& one : lines) {
        one.line = line;
    }
}

/// Takes each row in turn, in the movement; what is refused is told, and the next ones are tried as
/// well. Returns how many were done before.
template <typename Row, typename Take>
std::size_t take_rows(Movement& movement,
                      std::span<const Row> rows,
                      std::vector<RowProblem>& problems,
                      std::span<const std::string_view> columns,
                      const Take& take) {
    std::size_t replayed = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        movement.begin_row(i, rows[i].on);
        const Answer<bool> before = take(rows[i]);
        if (!before) {
            add_problems(problems, rows[i].line, before.error(), columns);
        } else if (*before) {
            ++replayed;
        }
    }
    return replayed;
}

Answer<bool> ship_row(Movement& movement,
                      const ShipRow& row,
                      const std::string& plan,
                      std::optional<PlannedWork>& work,
                      ShipOutcome& outcome) {
    if (!row.planned) {
        return ship_by_hand(movement, row.by_hand, outcome);
    }
    const std::string& from = row.by_hand.from;
    Answer<bool> before = sent_before(movement, words_of_number(plan, from, *row.planned), outcome);
    if (!before || *before) {
        return before;
    }
    if (!work) {
        Answer<PlannedWork> read = PlannedWork::read(movement, plan);
        if (!read) {
            return tl::unexpected(read.error());
        }
        work = std::move(*read);
    }
    if (const Answer<void> sent = work->send_number(*row.planned, from, outcome); !sent) {
        return tl::unexpected(sent.error());
    }
    return false;
}

}  // namespace

Answer<ShipOutcome> ship_rows(const MovementOptions& options,
                              const std::string& plan,
                              std::span<const ShipRow> rows) {
    Answer<Movement> movement = Movement::begin(options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    ShipOutcome outcome;
    outcome.id = ledger::to_text(movement->id());
    std::optional<PlannedWork> work;
    const std::size_t replayed = take_rows<ShipRow>(
        *movement, rows, outcome.problems, kShipColumns, [&](const ShipRow& row) {
            const std::size_t sent = outcome.sent.size();
            const std::size_t not_sent = outcome.not_sent.size();
            Answer<bool> before = ship_row(*movement, row, plan, work, outcome);
            mark(std::span(outcome.sent).subspan(sent), row.line);
            mark(std::span(outcome.not_sent).subspan(not_sent), row.line);
            return before;
        });
    outcome.replayed = replayed == rows.size();
    outcome.written = outcome.problems.empty() && !outcome.replayed && movement->finish();
    return outcome;
}

Answer<ShipOutcome> ship_file(const MovementOptions& options,
                              const std::string& plan,
                              const std::string& path) {
    RowTable table = read_rows_of(path, kShipColumns, {});
    std::vector<ShipRow> rows;
    if (!table.problems.empty()) {
        table.rows.clear();  // of a file that cannot be read as a whole, cells say nothing
    }
    for (const RowTable::Row& line : table.rows) {
        ShipRow row{.line = line.line, .on = options.access.today, .by_hand = {}};
        for (std::size_t i = 0; i < line.cells.size() && i < table.columns.size(); ++i) {
            read_cell({table, line.line, table.columns[i], line.cells[i]}, row);
        }
        check(table, row);
        rows.push_back(std::move(row));
    }
    if (!table.problems.empty()) {
        ShipOutcome outcome;
        outcome.problems = std::move(table.problems);
        return outcome;
    }
    return ship_rows(options, plan, rows);
}

Answer<ReceiveOutcome> receive_rows(const MovementOptions& options,
                                    std::span<const ReceiveRow> rows) {
    Answer<Movement> movement = Movement::begin(options);
    if (!movement) {
        return tl::unexpected(movement.error());
    }
    ReceiveOutcome outcome;
    outcome.id = ledger::to_text(movement->id());
    const std::size_t replayed = take_rows<ReceiveRow>(
        *movement, rows, outcome.problems, kReceiveColumns, [&](const ReceiveRow& row) {
            const std::size_t received = outcome.received.size();
            Answer<bool> before = receive_one(*movement, row.request, outcome);
            mark(std::span(outcome.received).subspan(received), row.line);
            return before;
        });
    outcome.replayed = replayed == rows.size();
    outcome.written = outcome.problems.empty() && !outcome.replayed && movement->finish();
    return outcome;
}

Answer<ReceiveOutcome> receive_file(const MovementOptions& options, const std::string& path) {
    RowTable table = read_rows_of(path, kReceiveColumns, kReceiveNeeded);
    std::vector<ReceiveRow> rows;
    if (!table.problems.empty()) {
        table.rows.clear();
    }
    for (const RowTable::Row& line : table.rows) {
        ReceiveRow row{.line = line.line, .on = options.access.today, .request = {}};
        for (std::size_t i = 0; i < line.cells.size() && i < table.columns.size(); ++i) {
            read_cell({table, line.line, table.columns[i], line.cells[i]}, row.request, row.on);
        }
        rows.push_back(std::move(row));
    }
    if (!table.problems.empty()) {
        ReceiveOutcome outcome;
        outcome.problems = std::move(table.problems);
        return outcome;
    }
    return receive_rows(options, rows);
}

}  // namespace imdad::app

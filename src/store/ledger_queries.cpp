#include "store/ledger_queries.hpp"

#include "store/row_values.hpp"
#include "store/statements.hpp"

namespace imdad::store {

namespace {

void bind(Statement& statement, int parameter, const std::optional<std::string>& text) {
    if (text) {
        statement.bind(parameter, std::string_view(*text));
    } else {
        statement.bind_null(parameter);
    }
}

}  // namespace

std::vector<BalanceRow> read_balances(Connection& connection, const BalanceFilter& filter) {
    Statement& rows =
        connection.prepare(filter.holder ? sql::kReadHoldings.sql : sql::kReadSomeBalances.sql);
    int parameter = 0;
    if (filter.holder) {
        bind(rows, ++parameter, filter.holder);
    }
    const auto stage =
        filter.stage ? std::optional(std::string(ledger::to_text(*filter.stage))) : std::nullopt;
    bind(rows, ++parameter, stage);
    bind(rows, ++parameter, filter.unit);
    bind(rows, ++parameter, filter.pledge);
    std::vector<BalanceRow> found;
    while (rows.step()) {
        found.push_back({.account = rows.integer(0),
                         .holder = std::string(rows.text(1)),
                         .stage = std::string(rows.text(2)),
                         .unit = std::string(rows.text(3)),
                         .lot = std::string(rows.text(4)),
                         .expiry = day_of(rows.integer(5)),
                         .earmark = std::string(rows.text(6)),
                         .pledge = std::string(rows.text(7)),
                         .activity = std::string(rows.text(8)),
                         .amount = rows.integer(9)});
    }
    return found;
}

std::vector<MovementRow> read_movements(Connection& connection,
                                        std::optional<std::int64_t> account,
                                        MovementPlace below,
                                        std::int64_t count) {
    Statement& rows =
        connection.prepare(account ? sql::kReadMovements.sql : sql::kReadAllMovements.sql);
    if (account) {
        rows.with(*account, below.sequence, below.number, count);
    } else {
        rows.with(below.sequence, below.number, count);
    }
    std::vector<MovementRow> page;
    while (rows.step()) {
        page.push_back({.place = {rows.integer(0), rows.integer(1)},
                        .kind = std::string(rows.text(2)),
                        .business_date = day_of(rows.integer(3)),
                        .account = rows.integer(4),
                        .amount = rows.integer(5)});
    }
    return page;
}

}  // namespace imdad::store

#pragma once

#include "app/booked_sources.hpp"
#include "model/scenario.hpp"
#include "register/register.hpp"

#include <string>
#include <vector>

/// The rows of a scenario that the books give: stock.csv, supplies.csv, funds.csv, and earmarks
/// that keep what belongs to an activity within its places.

namespace imdad::app {

/// Which part of the books a row of the scenario stands for.
struct BookedRow {
    std::string table;  ///< "stock.csv", "supplies.csv", "funds.csv"
    std::string row;    ///< "stock:<line>", supply_id, fund_id
    BookedSource source;
};

/// What is in the books and in no row, or only in part.
struct LeftOut {
    BookedSource source;
    std::int64_t amount = 0;
    std::string reason;
};

/// What became of one unit. booked = stock + supplies + funds + left_out.
struct UnitTotal {
    std::string unit;
    base::Int128 booked = 0;
    base::Int128 stock = 0;
    base::Int128 supplies = 0;
    base::Int128 funds = 0;
    base::Int128 left_out = 0;
};

struct SnapshotRows {
    std::vector<BookedRow> rows;
    std::vector<LeftOut> left_out;
    std::vector<UnitTotal> totals;  ///< by unit
};

/// Puts what the books hold in place of stock, supplies and funds of `data`. Reserve shares of
/// earmarks become one: in the books each unit carries its earmark or does not.
/// `data` must be the data of `scenario`, without derived needs or with them.
[[nodiscard]] SnapshotRows lay_over(model::ScenarioData& data,
                                    const model::Scenario& scenario,
                                    const std::vector<BookedSource>& sources,
                                    const ledger::Book& book,
                                    const registry::Register& entities,
                                    base::Day as_of);

}  // namespace imdad::app

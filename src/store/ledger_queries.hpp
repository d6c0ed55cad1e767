#pragma once

#include "ledger/account.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Questions that the rows beside the journal answer, without folding it: balances and lists of
/// movements. The audit proves that these rows say what the entries say. Texts instead of numbers
/// of names, because whoever asks so has no book.

namespace imdad::store {

struct BalanceRow {
    std::int64_t account = 0;  ///< number of the account in this database
    std::string holder;
    std::string stage;
    std::string unit;
    std::string lot;
    base::Day expiry = ledger::kNoDay;
    std::string earmark;
    std::string pledge;
    std::string activity;
    std::int64_t amount = 0;  ///< minor units of a currency, smallest issue units of a product
};

/// What is not given means any; an empty text means accounts without one.
struct BalanceFilter {
    std::optional<std::string> holder;
    std::optional<ledger::Stage> stage;
    std::optional<std::string> unit;
    std::optional<std::string> pledge;
};

/// The accounts that match and are not zero, by number, which is the order of their first use.
/// Complexity: the accounts of the holder if one is given, else all accounts.
[[nodiscard]] std::vector<BalanceRow> read_balances(Connection& connection,
                                                    const BalanceFilter& filter);

/// Where a page of movements begins: below this posting, newest first. The default is the newest.
struct MovementPlace {
    std::int64_t sequence = INT64_MAX;
    std::int64_t number = 0;
};

struct MovementRow {
    MovementPlace place;  ///< the next page begins below that of the last row
    std::string kind;
    base::Day business_date = ledger::kNoDay;
    std::int64_t account = 0;
    std::int64_t amount = 0;
};

/// Movements of one account, or of all accounts if none is given; newest first, `count` at most.
/// Complexity: the rows of the page, wherever it is.
[[nodiscard]] std::vector<MovementRow> read_movements(Connection& connection,
                                                      std::optional<std::int64_t> account,
                                                      MovementPlace below,
                                                      std::int64_t count);

}  // namespace imdad::store

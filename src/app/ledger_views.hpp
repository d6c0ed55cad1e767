#pragma once

#include "app/access.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// What the ledger holds, as lines to be shown.

namespace imdad::app {

/// Empty: any.
struct BalanceFilter {
    std::string holder;
    std::string unit;
    std::string stage;
    std::string pledge;
    std::string activity;
};

struct BalanceLine {
    std::string holder;
    std::string stage;
    std::string unit;
    std::string lot;
    std::string expiry;  ///< empty: none
    std::string earmark;
    std::string pledge;
    std::string activity;
    std::int64_t amount = 0;  ///< minor units of a currency, else smallest issue units
    std::string text;         ///< the same as people write it: `500000.00`
};

/// Accounts that are not zero, by unit, holder and stage.
/// Errors: those of `open_session`; `unknown_stage`; `unknown_name` if nothing in the ledger is
/// called so.
[[nodiscard]] Answer<std::vector<BalanceLine>> balances(const Access& access,
                                                        const BalanceFilter& filter);

/// One unit of the trial balance. Sums are whole numbers of up to 38 digits, as text.
struct TrialLine {
    std::string unit;
    std::vector<std::pair<std::string, std::string>> stages;  ///< stage, sum; those not zero
    std::string total;                                        ///< `0` in any book
};

[[nodiscard]] Answer<std::vector<TrialLine>> trial_balance(const Access& access);

}  // namespace imdad::app

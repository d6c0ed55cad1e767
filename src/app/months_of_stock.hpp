#pragma once

#include "app/access.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// How long the pipeline of each product lasts: months of stock, which is what there is, by the
/// average monthly consumption.

namespace imdad::app {

/// Amounts are smallest issue units, over all places.
struct StockMonths {
    std::string unit;
    std::int64_t on_hand = 0;     ///< on shelves, neither expired nor recalled
    std::int64_t on_the_way = 0;  ///< sent and not yet received
    std::int64_t committed = 0;   ///< by donors, not yet received
    std::int64_t pledged = 0;     ///< not yet committed
    std::int64_t set_apart = 0;   ///< in quarantine, recalled or expired: in none of the above
    std::int64_t consumed = 0;    ///< handed over or used within `over_days`
    std::int64_t over_days =
        0;  ///< up to the day; fewer than asked for where the books begin later
    std::int64_t expires_unused = 0;  ///< of what is on hand: not consumed at this rate in its time

    /// Average monthly consumption, rounded down; a month is 365.25 days / 12.
    [[nodiscard]] std::int64_t monthly() const;
    /// Tenths of months that `amount` lasts, rounded down; none: nothing was consumed.
    [[nodiscard]] std::optional<std::int64_t> tenths(std::int64_t amount) const;
};

struct MonthsOfStock {
    std::string today;
    std::int64_t months = 0;         ///< over which consumption was asked for
    std::vector<StockMonths> lines;  ///< by product; money is none
};

inline constexpr std::int64_t kConsumptionMonths = 3;
inline constexpr std::int64_t kConsumptionMonthsMost = 24;

/// By what was consumed in the `months` up to `access.today`. What moves between places is not
/// consumed. Errors: those of `open_session`; `bad_months` unless 1 to 24.
/// Complexity: O(entries of the journal).
[[nodiscard]] Answer<MonthsOfStock> months_of_stock(const Access& access, std::int64_t months);

/// `today`, `months`, `products [{unit, on_hand, on_the_way, committed, pledged, set_apart,
/// consumed, over_days, monthly, expires_unused, months_on_hand, months_arriving,
/// months_of_pipeline}]`; months with one decimal as text, null where nothing was consumed.
[[nodiscard]] nlohmann::ordered_json months_json(const MonthsOfStock& stock);

}  // namespace imdad::app

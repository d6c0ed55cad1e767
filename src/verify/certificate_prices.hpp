#pragma once

#include "model/certificate.hpp"
#include "verify/certificate_relaxation.hpp"

#include <span>
#include <string>
#include <vector>

/// The prices of a certificate, held against the rows of the relaxation: each must be the price of
/// a row that exists. Found by position from then on.

namespace imdad::verify {

/// Prices of rows (first, second, week); 0 where none is stated.
class WeekPrices {
 public:
    WeekPrices() = default;
    WeekPrices(std::size_t firsts, std::size_t seconds, int weeks);

    void set(std::size_t first, std::size_t second, int week, std::int64_t price);

    [[nodiscard]] bool any(std::size_t first, std::size_t second) const {
        return !blocks_.empty() && blocks_[first * seconds_ + second] != kNone;
    }

    [[nodiscard]] std::int64_t at(std::size_t first, std::size_t second, int week) const {
        return any(first, second)
                   ? values_[blocks_[first * seconds_ + second] + static_cast<std::size_t>(week)]
                   : 0;
    }

    /// Over all weeks.
    [[nodiscard]] Int128 sum(std::size_t first, std::size_t second) const;

    [[nodiscard]] bool empty() const { return values_.empty(); }

 private:
    static constexpr std::size_t kNone = ~std::size_t{0};
    std::size_t seconds_ = 1;
    std::size_t weeks_ = 0;
    std::vector<std::size_t> blocks_;  ///< begin of the row's weeks in `values_`; empty: no price
    std::vector<std::int64_t> values_;
};

struct PriceBook {
    std::vector<std::int64_t> supply;      ///< by supply
    WeekPrices lane;                       ///< lane, class
    WeekPrices store;                      ///< place, class
    WeekPrices maximum;                    ///< place, product
    WeekPrices absorption;                 ///< row, 0
    std::vector<std::int64_t> lock_most;   ///< by lock
    std::vector<std::int64_t> lock_least;  ///< by lock
};

/// No price at all.
[[nodiscard]] PriceBook no_prices(const Relaxation& relaxation);

/// Errors, each naming the row in `where`: `price_negative`, `no_such_row`, `row_repeated`,
/// `rows_not_in_order`.
[[nodiscard]] base::Result<PriceBook> read_prices(Relaxation& relaxation,
                                                  const std::vector<model::RowPrice>& prices);

/// Prices times right-hand sides, rests of opened units included, in 2^-scale_bits. Those of what
/// locks ask for at least are left to `lock_rows`.
[[nodiscard]] CheckedSum priced_rows(Relaxation& relaxation, const PriceBook& book);

/// What the prices of `at_least` add to the bound. On value and worst-off area: what is asked for
/// costs its price, `kept` persons of each lock (they may be fewer than at_least: then the bound
/// is one on plans that keep as much). `keeping`, where each person asked for is worth 1: what is
/// left of that worth, for all who are asked for.
[[nodiscard]] CheckedSum lock_rows(const Relaxation& relaxation,
                                   const PriceBook& book,
                                   std::span<const Int128> kept,
                                   bool keeping,
                                   int scale_bits);

}  // namespace imdad::verify

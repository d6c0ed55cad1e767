#pragma once

#include "verify/certificate_prices.hpp"

#include <vector>

/// pi of docs/method/certificates.md: the price of the cheapest way to have one pack of a
/// commodity at a place in a week, before anything leaves.

namespace imdad::verify {

/// No pi of a product in range is larger.
inline constexpr Int128 kPiMost = Int128{1} << 100;

/// Figures of one product that all its commodities share.
class ProductWays {
 public:
    ProductWays(Relaxation& relaxation, const PriceBook& book, ProductIndex product);

    /// No pi can exceed kPiMost, whatever the way.
    [[nodiscard]] bool in_range() const { return in_range_; }

    /// place x week; kNoWay where there is none, and after the last week of use. Requires:
    /// in_range().
    [[nodiscard]] std::vector<Int128> cheapest(const Commodity& commodity) const;

 private:
    void price_places(Relaxation& relaxation, const PriceBook& book);
    void price_lanes(const PriceBook& book);
    void come_in(const Commodity& commodity, PlaceIndex place, std::vector<Int128>& pi) const;
    void lie_there(const Commodity& commodity, PlaceIndex place, std::vector<Int128>& pi) const;

    [[nodiscard]] std::size_t at(PlaceIndex place, int week) const {
        return place.value() * weeks_ + static_cast<std::size_t>(week);
    }

    const Relaxation& relaxation_;
    const PriceBook& book_;
    ProductIndex product_;
    std::size_t weeks_;
    bool storable_;
    bool in_range_ = true;
    std::vector<bool> fits_place_;
    std::vector<bool> fits_lane_;
    std::vector<Int128> room_;   ///< place x week: price of a pack's room there
    std::vector<Int128> carry_;  ///< lane x week of departure: price of a pack's room on it
};

}  // namespace imdad::verify

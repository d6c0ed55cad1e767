#pragma once

#include "base/fixed.hpp"
#include "model/types.hpp"

#include <compare>
#include <cstdint>
#include <vector>

/// Prices from which a bound follows that no plan can beat; docs/method/certificates.md says how.
/// Found by `engine`, translated by `plan`, worked out in integers by `verify`.

namespace imdad::model {

/// The price of one unit of one scarce thing, in 2^-scale_bits.
struct RowPrice {
    enum class Row : std::uint8_t {
        supply,      ///< per pack; first: supply
        lane,        ///< per cm3; first: lane, second: class, week of departure
        store,       ///< per cm3; first: place, second: class
        maximum,     ///< per unit; first: place, second: product
        absorption,  ///< per person; first: row of the absorption table
        lock_most,   ///< per person; first: lock, whose at_most it is
        lock_least   ///< per person; first: lock, whose at_least it is
    };
    Row row = Row::supply;
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    int week = 0;  ///< 0 for a supply and for a lock
    std::int64_t price = 0;

    friend auto operator<=>(const RowPrice&, const RowPrice&) = default;
};

/// The weight of one area in the bound on the worst-off area; only ratios matter.
struct AreaShare {
    AreaIndex area;
    std::int64_t share = 0;

    friend auto operator<=>(const AreaShare&, const AreaShare&) = default;
};

struct Certificate {
    /// `locks`: persons that the locks ask for at least and that are served.
    enum class Aim : std::uint8_t { value, worst_off, locks };
    Aim aim = Aim::value;
    int scale_bits = 40;            ///< 0 to 80
    std::vector<RowPrice> prices;   ///< ascending, no row twice, none 0
    std::vector<AreaShare> shares;  ///< worst_off only: ascending by area, none 0

    friend bool operator==(const Certificate&, const Certificate&) = default;
};

/// A certificate with what follows from it, in 1e-9: of the value, of a coverage in [0, 1], or of
/// persons.
struct CertifiedBound {
    Certificate certificate;
    base::Int128 bound_nano = 0;  ///< rounded up
    base::Int128 plan_nano = 0;   ///< what the plan reaches, rounded down
    Fixed9 gap;                   ///< (bound - plan) / bound, rounded up; 0 if the bound is 0
};

}  // namespace imdad::model

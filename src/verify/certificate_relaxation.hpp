#pragma once

#include "verify/certificate_sum.hpp"
#include "verify/maximum_stock.hpp"
#include "verify/rules.hpp"

#include <span>
#include <vector>

/// The relaxation R of docs/method/certificates.md as the checker reads it: which supplies have a
/// part, what fits as one on a lane and in a store, which goods may serve whom in which weeks, and
/// how much room the rests of opened units may take.

namespace imdad::verify {

/// Lots of one product with one earmark, last week of use and last week of arrival.
struct Commodity {
    model::EarmarkIndex earmark;
    int last_use = 0;
    int last_arrival = 0;  ///< negative: none
    std::vector<SupplyIndex> supplies;
};

/// A need unit that has need inside the horizon.
struct NeedUnit {
    NeedIndex need;
    std::vector<PlaceIndex> places;
};

/// units_per_person / (1 - wastage_rate) in lowest terms.
struct UnitsPerPerson {
    Int128 numerator = 0;
    Int128 denominator = 1;
};

[[nodiscard]] UnitsPerPerson units_per_person(const model::Serves& serves);

class Relaxation {
 public:
    Relaxation(const model::Scenario& scenario, const model::PlanOptions& options);

    [[nodiscard]] const model::Scenario& scenario() const { return rules_.scenario; }

    [[nodiscard]] const Rules& rules() const { return rules_; }

    [[nodiscard]] int weeks() const { return rules_.calendar.weeks(); }

    /// Included, begins in the horizon and early enough before its expiry.
    [[nodiscard]] bool has_part(SupplyIndex supply) const;

    /// Weeks in which the lane departs: a round, and neither it nor an end of it closed.
    [[nodiscard]] const WeekSet& departures(LaneIndex lane) const {
        return departures_[lane.value()];
    }

    /// Weeks in which the place may serve.
    [[nodiscard]] const WeekSet& open_weeks(PlaceIndex place) const { return open_[place.value()]; }

    /// Every lane leads from an earlier place to a later one.
    [[nodiscard]] std::span<const PlaceIndex> order() const { return order_; }

    [[nodiscard]] std::span<const LaneIndex> lanes_into(PlaceIndex place) const {
        return lanes_into_[place.value()];
    }

    [[nodiscard]] std::span<const NeedUnit> units() const { return units_; }

    /// Positions in `units()` of those that the place may serve.
    [[nodiscard]] std::span<const std::size_t> units_at(PlaceIndex place) const {
        return units_at_[place.value()];
    }

    /// Those with a part, packs > 0.
    [[nodiscard]] std::span<const SupplyIndex> supplies_at(PlaceIndex place) const {
        return supplies_at_[place.value()];
    }

    [[nodiscard]] std::vector<Commodity> commodities(ProductIndex product) const;

    /// Volume of one pack as it lies at `place` or comes to it, by class, companions included.
    [[nodiscard]] Volume pack_volume(ProductIndex product, PlaceIndex place) const;

    /// One pack fits into the stores of the place and under its maximum stock.
    [[nodiscard]] bool fits_place(ProductIndex product, PlaceIndex place);

    /// The smallest shipment fits on one departure of the lane.
    [[nodiscard]] bool fits_lane(ProductIndex product, LaneIndex lane) const;

    /// Maximum stock in units; none if no policy sets one.
    [[nodiscard]] std::optional<Int128> maximum(PlaceIndex place, ProductIndex product) {
        return maximum_.limit(place, product);
    }

    /// Weeks in which the earmark of `batch` lets it serve the need.
    [[nodiscard]] WeekSet earmark_weeks(BatchIndex batch, NeedIndex need) const;

    /// By area: weeks in which nobody there refuses or defers the product.
    [[nodiscard]] std::vector<WeekSet> accepting_weeks(ProductIndex product) const;

 private:
    void read_lanes();
    void read_units();

    Rules rules_;
    model::PlanOptions options_;
    MaximumStock maximum_;
    std::vector<WeekSet> departures_;
    std::vector<WeekSet> open_;
    std::vector<PlaceIndex> order_;
    std::vector<std::vector<LaneIndex>> lanes_into_;
    std::vector<NeedUnit> units_;
    std::vector<std::vector<std::size_t>> units_at_;
    std::vector<std::vector<SupplyIndex>> supplies_of_;  ///< by product, those with a part
    std::vector<std::vector<SupplyIndex>> supplies_at_;  ///< by place, likewise
};

}  // namespace imdad::verify

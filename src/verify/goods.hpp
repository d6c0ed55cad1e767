#pragma once

#include "verify/calendar.hpp"
#include "verify/findings.hpp"

#include <optional>

/// The checker's own reading of how goods are packed, how long they may be used, and how much of
/// them a place may hold (section "Goods").

namespace imdad::verify {

/// A product at one level of the chain. Volumes are per pack and 0 unless the product is goods.
struct Handling {
    std::size_t storage_class = 0;
    std::int64_t pack_cm3 = 0;
    std::int64_t companion_cm3 = 0;
    std::int64_t ship_multiple = 1;
    std::optional<int> max_days;
};

/// Volume per class, cm3, and how much of the ambient one is companions.
struct Volume {
    std::array<Int128, model::kStorageClassCount> by_class = {};
    Int128 companions = 0;

    void add(const Handling& handling, Int128 packs);

    /// Volume in a class as a lane or store sees it, companions included.
    [[nodiscard]] Int128 of(std::size_t storage_class) const {
        return by_class[storage_class] + (storage_class == 0 ? companions : 0);
    }
};

class Goods {
 public:
    Goods(const model::Scenario& scenario, const Calendar& calendar)
        : scenario_(scenario), calendar_(calendar) {}

    [[nodiscard]] Handling at_level(ProductIndex product, int level) const;

    [[nodiscard]] std::int64_t pack_units(BatchIndex batch) const;

    [[nodiscard]] bool is_seats(BatchIndex batch) const;

    /// Use-by of goods that start or arrive at `place` at the start of `week`.
    [[nodiscard]] Day use_by_on_entry(BatchIndex batch,
                                      Day use_by,
                                      PlaceIndex place,
                                      int week) const;

    /// Goods with this use-by may be used, and may leave, in `week`.
    [[nodiscard]] bool usable(Day use_by, int week) const {
        return use_by >= calendar_.sunday(week);
    }

    /// Days from the Monday of `week` to the lot's expiry, and how many the product asks for.
    [[nodiscard]] std::int64_t remaining_days(BatchIndex batch, std::int64_t week) const;
    [[nodiscard]] std::int64_t required_days(BatchIndex batch) const;

 private:
    const model::Scenario& scenario_;
    const Calendar& calendar_;
};

/// Smallest number of packs that holds `units`; 0 for a book that is below zero.
[[nodiscard]] Int128 packs_for(Int128 units, std::int64_t pack_units);

}  // namespace imdad::verify

#pragma once

#include "verify/rules.hpp"

#include <map>
#include <utility>
#include <vector>

/// What the shipments of a plan made by hand will still take from each place, so that serving
/// people does not use it up before. Whole packs leave, of the use-by that the row states, or else
/// of any that may still be used, earliest first. Supplies count in full, whether or not there
/// will be room for them.

namespace imdad::verify {

/// Packs of one batch at one place, by use-by.
using PacksByUseBy = std::map<Day, Int128>;

class StatedDepartures {
 public:
    /// `departures` and `supplies` per place: rows that can be carried out, supplies that start.
    StatedDepartures(const Rules& rules,
                     const std::vector<std::vector<model::Shipment>>& departures,
                     const std::vector<std::vector<SupplyIndex>>& supplies);

    [[nodiscard]] bool any(PlaceIndex place, BatchIndex batch) const {
        return at_.contains({place, batch});
    }

    /// Packs that departures after `week` will miss if `packs` lie at `place` at its end.
    [[nodiscard]] Int128 missing_after(PlaceIndex place,
                                       BatchIndex batch,
                                       int week,
                                       PacksByUseBy packs) const;

    /// Packs that departures of `week` and later will miss if `packs` lie at `place` before those
    /// of `week` and nothing else enters in it.
    [[nodiscard]] Int128 missing_from(PlaceIndex place,
                                      BatchIndex batch,
                                      int week,
                                      PacksByUseBy packs) const;

    /// Packs that must lie at `place` at the end of `week` for later rows that state this use-by.
    [[nodiscard]] Int128 kept(PlaceIndex place, BatchIndex batch, Day use_by, int week) const;

 private:
    enum class What { enters, leaves_as_stated, leaves };

    struct Event {
        int week = 0;
        What what = What::enters;
        Day use_by = model::kNoLimit;
        Int128 packs = 0;

        [[nodiscard]] std::pair<int, What> order() const { return {week, what}; }
    };

    struct AtPlace {
        std::vector<Event> events;  ///< by week: entries first, then rows that state their use-by
        std::map<Day, std::vector<Int128>> kept;  ///< for those rows: packs at the end of each week
    };

    void add_departures(const std::vector<std::vector<model::Shipment>>& departures);
    void add_entries(const std::vector<std::vector<model::Shipment>>& departures,
                     const std::vector<std::vector<SupplyIndex>>& supplies);
    void enters(PlaceIndex place, BatchIndex batch, std::int64_t week, Day use_by, Int128 packs);
    [[nodiscard]] Int128 missing(PlaceIndex place,
                                 BatchIndex batch,
                                 std::pair<int, What> from,
                                 PacksByUseBy packs) const;
    void work_out_kept(AtPlace& at_place) const;
    [[nodiscard]] static Int128 kept(const AtPlace& at_place, Day use_by, int week);

    const Rules& rules_;
    std::map<std::pair<PlaceIndex, BatchIndex>, AtPlace> at_;
};

}  // namespace imdad::verify

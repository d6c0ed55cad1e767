#pragma once

#include "verify/rules.hpp"
#include "verify/stated_departures.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

/// What lies at each place while a plan made by hand is worked out, week by week.

namespace imdad::verify {

struct HandEntry {
    Int128 stock = 0;  ///< units that lie here
    Int128 held = 0;   ///< of them, promised to services of this or a later week

    [[nodiscard]] Int128 free() const { return std::max<Int128>(0, stock - held); }

    void take(Int128 units) { stock = std::max<Int128>(0, stock - units); }
};

/// Ordered by batch, then use-by, so that the use-bys of one batch lie together.
using Shelf = std::map<std::pair<BatchIndex, Day>, HandEntry>;

/// Whole packs of `batch` that are not held for services.
[[nodiscard]] inline PacksByUseBy packs_on_shelf(const Shelf& shelf,
                                                 BatchIndex batch,
                                                 std::int64_t pack_units) {
    PacksByUseBy packs;
    for (auto it = shelf.lower_bound({batch, Day::min()});
         it != shelf.end() && it->first.first == batch;
         ++it) {
        packs[it->first.second] = it->second.free() / pack_units;
    }
    return packs;
}

struct HandBook {
    std::vector<Shelf> shelves;  ///< one per place

    /// What stated shipments will still take; comes before services.
    std::optional<StatedDepartures> departures;
};

}  // namespace imdad::verify

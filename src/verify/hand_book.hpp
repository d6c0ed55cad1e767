#pragma once

#include "verify/rules.hpp"

#include <algorithm>
#include <map>
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

struct HandBook {
    std::vector<Shelf> shelves;  ///< one per place

    /// Units of a batch that must stay after each week, because stated shipments will need them.
    std::map<std::pair<PlaceIndex, BatchIndex>, std::vector<Int128>> kept_for_shipments;

    [[nodiscard]] Int128 kept(PlaceIndex place, BatchIndex batch, int week) const {
        const auto found = kept_for_shipments.find({place, batch});
        return found == kept_for_shipments.end() ? Int128{0}
                                                 : found->second[static_cast<std::size_t>(week)];
    }
};

}  // namespace imdad::verify

#include "network/builder.hpp"

#include <fmt/format.h>

/// Need that no place can serve all the same, and why.

namespace imdad::network {

using model::AreaIndex;

void Builder::find_unserved_need() {
    // Every place is reached: following lanes backwards ends, as there is no circle, at a place
    // without one, and every such place below the entries has been linked. What may be missing is a
    // place that serves.
    for (std::size_t i = 0; i < atlas_.area_count(); ++i) {
        for (std::size_t serve_level = 0; serve_level < kChainLevels; ++serve_level) {
            if ((demand_[i] >> serve_level & 1U) == 0) {
                continue;
            }
            bool served = false;
            for (std::size_t level = serve_level; level >= 1 && !served; --level) {
                served = !atlas_.places(AreaIndex(i), level).empty();
            }
            if (!served) {
                derived_.not_connected.push_back(
                    {"no_serving_place",
                     fmt::format(
                         "there is need in {} for a programme that serves people at chain level "
                         "{}, and an area of level {} has no place at that level or above; state "
                         "the need for a larger area or choose a deeper serve_level",
                         data_.areas[i].pcode,
                         serve_level,
                         data_.areas[i].level),
                     data_.areas[i].pcode});
            }
        }
    }
}

}  // namespace imdad::network

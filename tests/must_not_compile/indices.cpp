// An index into one table is no index into another, and no bare number.
#include "model/types.hpp"

using imdad::model::AreaIndex;
using imdad::model::PlaceIndex;

std::size_t row_of(PlaceIndex place) {
    return place.value();
}

void use() {
    const PlaceIndex place(4);
    const AreaIndex area(4);
    [[maybe_unused]] const std::size_t row = row_of(place) + area.value();

#ifdef MUST_NOT_COMPILE_1
    row_of(area);
#endif
#ifdef MUST_NOT_COMPILE_2
    row_of(4);
#endif
#ifdef MUST_NOT_COMPILE_3
    [[maybe_unused]] const bool same = place == area;
#endif
#ifdef MUST_NOT_COMPILE_4
    [[maybe_unused]] const auto next = place + 1;
#endif
}

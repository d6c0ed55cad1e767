#pragma once

#include "exchange/plan_geojson_shapes.hpp"

/// The shapes that maps are drawn from; the reader stands with the other GeoJSON in `exchange`.

namespace imdad::report {

using exchange::MapShapes;
using exchange::read_shapes;

}  // namespace imdad::report

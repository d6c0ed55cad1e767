#pragma once

#include <cstdint>
#include <optional>
#include <span>

/// Points on the globe. Floating point is kept inside: what leaves is whole kilometres and degrees
/// to five decimals (about a metre), so that files are the same on every machine.

namespace imdad::network {

struct Point {
    double lat = 0;
    double lon = 0;
};

/// Great-circle distance in whole kilometres, to the nearest one.
/// Source: haversine formula; mean Earth radius 6,371.0088 km (IUGG).
[[nodiscard]] std::int64_t great_circle_km(Point a, Point b);

/// The middle of several points on the sphere; the date line is no border. None for no points, or
/// where they balance out (opposite sides of the globe).
[[nodiscard]] std::optional<Point> centre(std::span<const Point> points);

}  // namespace imdad::network

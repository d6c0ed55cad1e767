#include "network/geo.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace imdad::network {

namespace {

constexpr double kEarthRadiusKm = 6371.0088;

double radians(double degrees) {
    return degrees * std::numbers::pi / 180.0;
}

double to_five_decimals(double degrees) {
    return std::round(degrees * 1e5) / 1e5;
}

}  // namespace

std::int64_t great_circle_km(Point a, Point b) {
    const double half_lat = std::sin(radians(b.lat - a.lat) / 2);
    const double half_lon = std::sin(radians(b.lon - a.lon) / 2);
    const double h = half_lat * half_lat +
                     std::cos(radians(a.lat)) * std::cos(radians(b.lat)) * half_lon * half_lon;
    return std::llround(2 * kEarthRadiusKm * std::asin(std::sqrt(std::min(1.0, h))));
}

std::optional<Point> centre(std::span<const Point> points) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (const Point& point : points) {
        x += std::cos(radians(point.lat)) * std::cos(radians(point.lon));
        y += std::cos(radians(point.lat)) * std::sin(radians(point.lon));
        z += std::sin(radians(point.lat));
    }
    const double length = std::sqrt(x * x + y * y + z * z);
    if (length < 1e-9) {
        return std::nullopt;
    }
    const double degrees = 180.0 / std::numbers::pi;
    return Point{to_five_decimals(std::asin(std::clamp(z / length, -1.0, 1.0)) * degrees),
                 to_five_decimals(std::atan2(y, x) * degrees)};
}

}  // namespace imdad::network

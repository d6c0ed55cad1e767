#pragma once

#include "base/fault.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// The shapes of areas, for display only: an optional `boundaries.geojson` beside a scenario.
/// A plan never depends on them; without the file, areas are drawn as circles at their points.

namespace imdad::exchange {

/// Degrees, WGS 84.
struct GeoPoint {
    double lon = 0;
    double lat = 0;
};

using Ring = std::vector<GeoPoint>;  ///< closed: the last point repeats the first

struct Shape {
    std::string pcode;
    std::vector<std::vector<Ring>> polygons;  ///< each: the outer ring, then its holes
};

struct MapShapes {
    std::vector<Shape> shapes;  ///< by pcode, each once
    std::string source;         ///< of the file's own "source" and "licence" members
    std::string licence;

    /// The shape of an area, or null.
    [[nodiscard]] const Shape* find(std::string_view pcode) const;
};

/// Bounds that keep a wrong or hostile file from taking the machine.
inline constexpr std::uintmax_t kShapesMaxBytes = 16U << 20U;
inline constexpr std::size_t kShapesMaxFeatures = 20'000;
inline constexpr std::size_t kShapesMaxPoints = 1'000'000;

/// Reads a FeatureCollection of Polygons and MultiPolygons with the property `pcode`; features
/// without a pcode or without a geometry are passed over. A file that does not exist gives no
/// shapes. Errors, with line or feature number: `shapes_too_large`, `shapes_not_json`,
/// `shapes_not_geojson`, `shapes_bad_geometry`, `shapes_duplicate`. Throws `base::Failure` when the
/// file is there but cannot be read.
[[nodiscard]] base::ResultOrFault<MapShapes> read_shapes(const std::filesystem::path& file);

/// The same from text; `name` is used in messages.
[[nodiscard]] base::ResultOrFault<MapShapes> parse_shapes(std::string_view text,
                                                          const std::string& name);

}  // namespace imdad::exchange

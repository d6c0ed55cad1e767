#pragma once

#include "exchange/plan_public.hpp"
#include "model/measures.hpp"
#include "report/map_shapes.hpp"

#include <span>
#include <string>
#include <vector>

/// Where things stand on the maps: countries that lie near each other share one panel, each panel
/// has its own scale.

namespace imdad::report {

/// Tenths of a pixel of the panel, x to the right, y down. Maps are never mirrored.
struct MapPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
};

struct MapPanel {
    std::vector<model::AreaIndex> countries;  ///< scenario order
    double west = 0;
    double north = 0;
    double pixels_per_degree = 1;  ///< of latitude
    double squeeze = 1;            ///< of longitudes: cosine of the middle latitude
    int width = 0;                 ///< pixels
    int height = 0;

    [[nodiscard]] MapPoint place(exchange::GeoPoint point) const;

    /// A round length of at most a quarter of the width: kilometres and pixels.
    [[nodiscard]] std::pair<int, int> scale_bar() const;
};

struct MapLayout {
    std::vector<MapPanel> panels;
    std::vector<model::AreaIndex> not_drawn;  ///< measured areas with neither shape nor point
};

/// Panels over the countries that have measured areas with a shape or a point. Countries whose
/// boxes are nearer than six degrees share one. The widths add up to `total_width` pixels per row.
[[nodiscard]] MapLayout map_layout(const model::Scenario& scenario,
                                   const model::Measures& measures,
                                   const MapShapes& shapes,
                                   const exchange::PublicView& view,
                                   int total_width);

/// Where the label of the point `at` goes: the middle of its base line, in pixels, inside the
/// panel, above or below the point where it covers the fewest of `circles`. `at` and `circles` are
/// in tenths of a pixel, as MapPanel::place gives them; `columns` is the width of the text in
/// letters.
[[nodiscard]] MapPoint label_place(const MapPanel& panel,
                                   MapPoint at,
                                   std::size_t columns,
                                   std::span<const MapPoint> circles);

}  // namespace imdad::report

#pragma once

#include "app/access.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// The boundaries of a scenario's areas as a screen draws them: whole numbers on a grid, each point
/// as the step from the one before, so that a country takes some tens of kilobytes. All points lie
/// on the same grid, so neighbours keep the border that they share.

namespace imdad::app {

struct DrawnShape {
    std::string pcode;
    /// lon, lat of the first point in units of the grid, then the steps; the closing point is left
    /// out. Outer rings and holes alike: they are filled by the even-odd rule.
    std::vector<std::vector<std::int64_t>> rings;
};

struct DrawnShapes {
    std::int64_t per_degree = 0;  ///< units of the grid
    std::string source;
    std::string licence;
    std::vector<DrawnShape> shapes;  ///< by P-code
};

/// What a country may take as text before it is compressed, about to a third.
inline constexpr std::size_t kCountryMaxBytes = 160'000;

/// From `boundaries.geojson` of the scenario, on the finest grid (a thousandth of a degree or
/// coarser) on which no country takes more than `country_max`. No file: no shapes.
/// Errors: those of `exchange::read_shapes`. Throws `base::Failure`.
[[nodiscard]] Answer<DrawnShapes> drawn_shapes(const std::filesystem::path& scenario,
                                               std::size_t country_max = kCountryMaxBytes);

}  // namespace imdad::app

#pragma once

#include "report/map_layout.hpp"
#include "report/page_context.hpp"

#include <string>

/// The drawing of one map panel.

namespace imdad::report {

/// A figure: land and lines, areas coloured by coverage (as shapes, else as circles), the worst-off
/// one marked, north, scale, dates and label. `number` makes the ids of the panel unique; panel 0
/// carries the patterns that all drawings of the page use.
[[nodiscard]] std::string map_panel(const PageContext& context,
                                    const MapPanel& panel,
                                    std::size_t number);

}  // namespace imdad::report

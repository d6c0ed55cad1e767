#pragma once

#include "report/page_context.hpp"

#include <string>

/// The maps of the page: one drawing per panel, the legend, and what to know about them.

namespace imdad::report {

/// The section with heading. Areas carry the ids `m<index>`, which the table of all areas answers
/// with `r<index>`.
[[nodiscard]] std::string map_section(const PageContext& context);

}  // namespace imdad::report

#pragma once

#include "report/page_context.hpp"

#include <string>

/// How need is met week by week: one small chart per programme, and the same as a table.

namespace imdad::report {

[[nodiscard]] std::string weeks_section(const PageContext& context);

}  // namespace imdad::report

#pragma once

#include "model/explanation.hpp"
#include "model/measures.hpp"
#include "report/map_shapes.hpp"

#include <string>

/// plan.html: one page that opens without a network and asks nothing of one.

namespace imdad::report {

/// The whole page, UTF-8. Public: areas only; free texts (notes, reasons, origins) that name a
/// place, a lane, a lot or a date are held back. Restricted: also places and shipments, and the
/// stamp "RESTRICTED" on every page. Same arguments, same bytes. `explanation`: why people are
/// short; null leaves that section out.
[[nodiscard]] std::string plan_page(const model::Scenario& scenario,
                                    const model::PlanResult& result,
                                    const MapShapes& shapes,
                                    model::Audience audience,
                                    const model::Explanation* explanation = nullptr);

}  // namespace imdad::report

#pragma once

#include "exchange/plan_geojson_shapes.hpp"
#include "model/measures.hpp"

#include <filesystem>
#include <string>

/// plan.geojson: the areas of a plan with their coverage, for any mapping program.

namespace imdad::exchange {

/// A FeatureCollection (RFC 7946): first countries with needs of their own, then every area of
/// `result.chosen.measures.areas`, as polygon where `shapes` knows the P-code, else as point, else
/// without geometry. Properties are flat: `coverage`, `baseline_<name>`, and per programme
/// `target_<id>`, `served_<id>`, `coverage_<id>`. The member `imdad` says what the plan is, with
/// the scenario's label. Public: areas only, points rounded to a tenth of a degree. Restricted:
/// also the places that take part, and one line per lane in use with its packs per product.
[[nodiscard]] std::string plan_geojson(const model::Scenario& scenario,
                                       const model::PlanResult& result,
                                       const MapShapes& shapes,
                                       model::Audience audience);

/// Writes it. Throws `base::Failure`.
void write_plan_geojson(const model::Scenario& scenario,
                        const model::PlanResult& result,
                        const MapShapes& shapes,
                        model::Audience audience,
                        const std::filesystem::path& file);

}  // namespace imdad::exchange

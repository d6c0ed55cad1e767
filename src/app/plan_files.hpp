#pragma once

#include "exchange/plan_geojson_shapes.hpp"
#include "model/explanation.hpp"
#include "model/measures.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// All files of a plan folder: the tables, the workbook, the map data and the page.

namespace imdad::app {

/// Writes every file into `directory`. Same result, same bytes at any number of threads. Returns
/// the names, sorted. `explanation`: for the page; may be null. Throws `base::Failure`.
[[nodiscard]] std::vector<std::string> write_plan_files(
    const model::Scenario& scenario,
    const model::PlanResult& result,
    const exchange::MapShapes& shapes,
    model::Audience audience,
    const std::filesystem::path& directory,
    int threads,
    const model::Explanation* explanation = nullptr);

}  // namespace imdad::app

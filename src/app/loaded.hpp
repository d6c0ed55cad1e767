#pragma once

#include "exchange/plan_geojson_shapes.hpp"
#include "exchange/scenario_folder.hpp"
#include "quantify/needs.hpp"

#include <filesystem>

/// What every use case starts from: the folder read, every need derived, every problem listed.

namespace imdad::app {

/// The outcome of reading, with the needs derived: `scenario` holds them behind the stated ones,
/// and `problems` those of quantification and of the map shapes behind those of the tables.
struct LoadedScenario : exchange::LoadOutcome {
    quantify::DerivedNeeds derived;  ///< how each derived need came about
    exchange::MapShapes shapes;      ///< of boundaries.geojson, for maps only; may be empty

    /// True if no row was refused, so that a plan would leave nothing out.
    [[nodiscard]] bool usable() const;
};

/// Reads `directory` and derives its needs. A quantification row that cannot be worked out is a
/// critical problem: its need would be missing from the plan. Shapes that cannot be read are an
/// error of their file: maps then show points. Throws `base::Failure`.
[[nodiscard]] LoadedScenario load(const std::filesystem::path& directory);

}  // namespace imdad::app

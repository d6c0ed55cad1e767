#pragma once

#include "exchange/plan_public.hpp"
#include "report/coverage_classes.hpp"
#include "report/map_shapes.hpp"
#include "report/plan_view.hpp"

#include <map>
#include <string>
#include <vector>

/// What all parts of the page read, worked out once.

namespace imdad::report {

struct PageContext {
    PageContext(const model::Scenario& the_scenario,
                const model::PlanResult& the_result,
                const MapShapes& the_shapes,
                model::Audience audience);

    [[nodiscard]] const model::Measures& measures() const { return result.chosen.measures; }

    /// The plan, then the baselines.
    [[nodiscard]] std::vector<const model::NamedPlan*> plans() const;

    const model::Scenario& scenario;
    const model::PlanResult& result;
    const MapShapes& shapes;
    exchange::PublicView view;
    std::vector<model::Persons> largest;  ///< per area of the scenario
    std::vector<model::Fixed9> coverage;  ///< per area; `kNoCoverage` where none
    std::vector<std::vector<model::Fixed9>> baseline_coverage;  ///< per baseline, the same
    CoverageClasses classes;
};

/// `<bdi>` around a name or code, escaped: it keeps its own direction inside any sentence.
[[nodiscard]] std::string bdi(std::string_view text);

/// A share as CSS length for bars: `43.1%`.
[[nodiscard]] std::string css_share(model::Fixed9 share);

}  // namespace imdad::report

#pragma once

#include "report/page_context.hpp"

#include <string>

/// The parts of the page between the map and the sources, in the order in which they stand.

namespace imdad::report {

/// The figures that are read first.
[[nodiscard]] std::string headline_section(const PageContext& context);

/// Programmes: people, served, coverage.
[[nodiscard]] std::string programmes_section(const PageContext& context);

/// The plan beside its baselines: measures, programmes, who gets less and who gets more.
[[nodiscard]] std::string comparison_section(const PageContext& context);
[[nodiscard]] std::string fairness_section(const PageContext& context);

/// What planners decided, with reasons, and whether it was kept; empty without locks.
[[nodiscard]] std::string locks_section(const PageContext& context);

/// Areas and needs that no plan can serve, with reasons.
[[nodiscard]] std::string unreachable_section(const PageContext& context);

/// Needs stated for countries; empty if there are none.
[[nodiscard]] std::string countries_section(const PageContext& context);

/// Every area; every programme in every area.
[[nodiscard]] std::string areas_section(const PageContext& context);

/// Assumptions, origin of the inputs, sources, notes, how to read the figures.
[[nodiscard]] std::string sources_section(const PageContext& context);

/// Places and shipments. Requires: a restricted audience.
[[nodiscard]] std::string shipments_section(const PageContext& context);

}  // namespace imdad::report

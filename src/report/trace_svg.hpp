#pragma once

#include "report/trace_view.hpp"

#include <string>

/// A chain as a drawing that opens by itself: from left to right from what was said to what was
/// used. No script, nothing from outside; a title and a description say what it shows.

namespace imdad::report {

/// Movements of one kind, unit and way are one box with their count and sum where a column has too
/// many of them. The line into a box shows the weakest grade of its links: dashed booked, thin a
/// document, thick counter-signed; a table (`trace_table`) says the same.
[[nodiscard]] std::string trace_svg(const TraceView& view);

/// The same for a page that holds `trace_svg_style` for the class `chain`.
[[nodiscard]] std::string trace_figure(const TraceView& view);

/// Rules for what stands within a drawing.
[[nodiscard]] std::string trace_svg_style();

}  // namespace imdad::report

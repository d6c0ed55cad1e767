#pragma once

#include "report/reader_language.hpp"
#include "report/trace_view.hpp"

#include <string>

/// A chain as a drawing that opens by itself: from what was said to what was used, in the direction
/// in which the language is read. No script, nothing from outside; a title and a description say
/// what it shows.

namespace imdad::report {

/// Movements of one kind, unit and way are one box with their count and sum where a column has too
/// many of them. The line into a box shows the weakest grade of its links: dashed booked, thin a
/// document, thick counter-signed; a table (`trace_table`) says the same.
[[nodiscard]] std::string trace_svg(const TraceView& view, const ReaderLanguage& language);

/// The same for a page that holds `trace_svg_style` for the class `chain`.
[[nodiscard]] std::string trace_figure(const TraceView& view, const ReaderLanguage& language);

/// Rules for what stands within a drawing.
[[nodiscard]] std::string trace_svg_style();

}  // namespace imdad::report

#pragma once

#include "report/trace_view.hpp"

#include <string>

/// A chain for the terminal and for programs.

namespace imdad::report {

/// The tree as a table, how many links have which grade, and the conservation lines.
[[nodiscard]] std::string trace_table(const TraceView& view);

[[nodiscard]] std::string trace_json(const TraceView& view);

/// `gift-1, USD: pledged 100.00 = committed 40.00 + delivered 60.00`, and whether it holds.
[[nodiscard]] std::string conservation_text(const ConservationLine& line);

/// `12 booked, 3 with a document, 1 counter-signed`.
[[nodiscard]] std::string grades_text(const TraceView& view);

}  // namespace imdad::report

#pragma once

#include "report/print_document.hpp"

#include <string>

/// A document for paper as one HTML page without a script, which asks nothing of a network.

namespace imdad::report {

/// Most bytes of a page: what goes beyond is left out of its tables and lists, and counted.
inline constexpr std::size_t kPrintMost = 300'000;

/// The header stands on every sheet, tables go on with their heads, nothing is told by colour
/// alone. Same document, same bytes. Requires: each row of a table has a cell for each column.
[[nodiscard]] std::string print_page(const PrintDocument& document);

/// What a sheet with a mark is to the books. Requires: somebody asked.
[[nodiscard]] Markup checked_sheet(const ReaderLanguage& language, const SheetCheck& check);

}  // namespace imdad::report

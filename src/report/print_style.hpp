#pragma once

#include "report/print_document.hpp"

#include <string>

namespace imdad::report {

/// The style of a page for paper, for a screen too: black on white, greys instead of colours.
[[nodiscard]] std::string print_style(Paper paper, bool landscape);

}  // namespace imdad::report

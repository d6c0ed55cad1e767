#pragma once

#include <string>

/// Look and behaviour of the page. Everything is readable without the script; it adds tips, zoom,
/// colouring by programme and sorting. Only logical directions, so that a page in Arabic needs no
/// other style; maps alone keep their sides. No request ever leaves the page.

namespace imdad::report {

/// Style sheet, with the colours of the coverage classes.
[[nodiscard]] std::string page_style();

/// The script. Its words come from the catalogue, in the element `words`.
[[nodiscard]] std::string page_script();

}  // namespace imdad::report

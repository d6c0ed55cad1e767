#pragma once

#include "model/explanation.hpp"
#include "report/page_context.hpp"

#include <string>

/// "Why short, and what would help": a part of the page.

namespace imdad::report {

/// Public: kinds of causes by programme and area only; no lane, place, date, closure or donor, and
/// no price. Restricted: every cause in words, and what one more unit of each scarce thing is
/// worth.
[[nodiscard]] std::string short_section(const PageContext& context,
                                        const model::Explanation& explanation);

}  // namespace imdad::report

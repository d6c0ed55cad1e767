#pragma once

#include "app/access.hpp"
#include "base/date.hpp"
#include "report/exceptions_view.hpp"

#include <optional>
#include <vector>

/// What the books let pass by exception, and what somebody has to look into: commitments and
/// allocations under an agreement that was not in force, over-commitments, use of what had expired,
/// receipts and counts beyond tolerance, recalls. Read from the entries themselves, so nothing can
/// be kept out of it.

namespace imdad::app {

/// By entry. `from` and `to`: business days, both among them; none: no limit.
/// Errors: those of `open_session`. Complexity: reads the whole journal.
[[nodiscard]] Answer<std::vector<report::ExceptionLine>> exceptions(const Access& access,
                                                                    std::optional<base::Day> from,
                                                                    std::optional<base::Day> to);

}  // namespace imdad::app

#pragma once

#include "base/fixed.hpp"

#include <string>

/// Amounts of money and goods as people read them.

namespace imdad::report {

/// `amount` in units of 10^-decimals: `1,234.50` of 123450 and 2. Requires: decimals >= 0.
[[nodiscard]] std::string amount_text(base::Int128 amount, int decimals);

}  // namespace imdad::report

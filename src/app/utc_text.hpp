#pragma once

#include <cstdint>
#include <string>

namespace imdad::app {

/// `2022-07-22 09:30:15` of milliseconds since 1970, UTC.
[[nodiscard]] std::string utc_text(std::int64_t milliseconds);

}  // namespace imdad::app

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

/// A part of a list that only grows: by numbers of the journal, so that what is entered while
/// somebody turns the pages moves nothing.

namespace imdad::app {

struct Page {
    std::size_t limit = 100;              ///< at least 1
    std::optional<std::uint64_t> before;  ///< only what has a lower number; none: from the last on
};

}  // namespace imdad::app

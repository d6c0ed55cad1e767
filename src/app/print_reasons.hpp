#pragma once

#include "app/print_desk.hpp"

#include <vector>

namespace imdad::app {

/// What stands in the way of a step, a line each, in the language of the page. `one`: a step with
/// its `lacks` and their `reasons`, as the answers of the server have it.
[[nodiscard]] std::vector<report::PrintItem> what_lacks(const PrintDesk& desk,
                                                        const PrintJson& one);

}  // namespace imdad::app

#pragma once

#include "model/measures.hpp"

#include <optional>
#include <string>

/// Why not all that the locks ask for can be had.

namespace imdad::plan {

/// One sentence: what holds it back, by the prices of the certificate of the aim `locks`; the
/// largest parts of the bound first. Nothing where the prices say nothing.
[[nodiscard]] std::optional<std::string> lock_note(const model::Scenario& scenario,
                                                   const model::Certificate& certificate);

}  // namespace imdad::plan

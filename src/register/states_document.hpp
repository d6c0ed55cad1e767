#pragma once

#include <string>

namespace imdad::registry {

/// docs/states.md: for each kind of entity its diagram (Mermaid) and its steps with trigger, roles,
/// guards and effects, and the IATI codes of activities; all from the table that decides.
[[nodiscard]] std::string states_document();

}  // namespace imdad::registry

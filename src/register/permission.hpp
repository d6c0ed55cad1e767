#pragma once

#include "register/request.hpp"

#include <string>
#include <vector>

/// Who may do what to which entity: a role counts everywhere but `focal_point`, which counts only
/// for what the focal point's own party has a part in.

namespace imdad::registry {

/// Parties that have a part in an entity: those who meet, sign, or lead; of what hangs on an
/// instrument, those of the instrument; of an action point, those of its origin.
[[nodiscard]] std::vector<std::string> parties_of(const View& view,
                                                  Kind kind,
                                                  const std::string& id);

[[nodiscard]] bool permitted(
    const View& view, const Actor& actor, Roles roles, Kind kind, const std::string& id);

}  // namespace imdad::registry

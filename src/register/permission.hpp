#pragma once

#include "register/request.hpp"

#include <string>
#include <vector>

/// Who may do what to which entity. The role of a focal point counts only for what its own party
/// has a part in. Any role for a programme, which is an instrument or an action plan, counts only
/// for that and what hangs on it; any role for a place only for activities at that place and what
/// hangs on them. Other roles count everywhere.

namespace imdad::registry {

/// Parties that have a part in an entity: those who meet, sign, or lead; of what hangs on an
/// instrument, those of the instrument; of an action point, those of its origin.
[[nodiscard]] std::vector<std::string> parties_of(const View& view,
                                                  Kind kind,
                                                  const std::string& id);

/// Instruments and action plans that an entity is one of or hangs on.
[[nodiscard]] std::vector<std::string> programmes_of(const View& view,
                                                     Kind kind,
                                                     const std::string& id);

[[nodiscard]] bool permitted(
    const View& view, const Actor& actor, Roles roles, Kind kind, const std::string& id);

}  // namespace imdad::registry

#pragma once

#include "register/request.hpp"

#include <span>
#include <string>
#include <vector>

/// Who may do what to which entity. A role counts inside its limits only: one given for a party for
/// what that party has a part in, one for a programme, which is an instrument or an action plan,
/// for that and what hangs on it, one for a place for activities at that place and what hangs on
/// them. The role of a focal point is always given for a party. An action
/// point is also for whoever entered it or has to do it, in any role of its row.

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

/// One of `roles` that is given for just this party, and that reaches the entity.
[[nodiscard]] bool speaks_for(const View& view,
                              const Actor& actor,
                              const std::string& party,
                              Roles roles,
                              Kind kind,
                              const std::string& id);

/// Who reads entities of a class, and whether their roles are looked at with their limits.
struct ReadRule {
    Classification classification;
    Roles roles;
    bool limited;
};

/// One for each class, in their order.
[[nodiscard]] std::span<const ReadRule> read_rules();

/// False also where there is no such entity.
[[nodiscard]] bool may_read(const View& view, const Actor& actor, Kind kind, const std::string& id);

}  // namespace imdad::registry

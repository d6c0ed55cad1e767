#pragma once

#include "register/request.hpp"

/// Who does what, as sets of roles that the tables of steps, of edits and of commands share.

namespace imdad::registry::role_sets {

inline constexpr Roles kSecretariat = roles_of({Role::secretariat});
inline constexpr Roles kPartners = roles_of({Role::secretariat, Role::focal_point});
inline constexpr Roles kAutomatic = roles_of({Role::system, Role::secretariat});
inline constexpr Roles kPlanning = roles_of({Role::secretariat, Role::focal_point, Role::planner});
/// Who sees the work where it is done.
inline constexpr Roles kField =
    roles_of({Role::secretariat, Role::focal_point, Role::planner, Role::monitor, Role::logistics});
inline constexpr Roles kAccounts = roles_of({Role::secretariat, Role::finance});
/// Everybody who works with the register.
inline constexpr Roles kWorkers = roles_of({Role::secretariat,
                                            Role::focal_point,
                                            Role::finance,
                                            Role::logistics,
                                            Role::planner,
                                            Role::monitor});
/// Everybody but the public.
inline constexpr Roles kInside = kWorkers | roles_of({Role::auditor});
inline constexpr Roles kVerifiers = roles_of({Role::secretariat, Role::monitor, Role::auditor});
inline constexpr Roles kReportReaders = roles_of({Role::secretariat, Role::monitor, Role::finance});
inline constexpr Roles kNobody = 0;

}  // namespace imdad::registry::role_sets

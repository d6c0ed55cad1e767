#pragma once

#include "base/result.hpp"
#include "register/lacks.hpp"
#include "register/request.hpp"

#include <string>

/// Whether money or goods may be committed under an instrument: only while it is in force, but for
/// an emergency that somebody with the right to answers for. The ledger asks before it posts.

namespace imdad::registry {

/// Who may commit in an emergency although the instrument is not in force.
inline constexpr Roles kMayOverride = roles_of({Role::secretariat, Role::finance});

struct CommitRequest {
    std::string instrument;
    Day on;                  ///< business day of the commitment
    bool emergency = false;  ///< asks to commit although no instrument is in force
    std::string reason;      ///< of the emergency
};

struct CommitPermission {
    bool exception = false;  ///< belongs in the exceptions report, with what was missing
    std::string reason;
    Lacks lacks;  ///< what the exception passed over
};

/// Errors: what is missing, at least one. A blocked party is never passed over.
[[nodiscard]] tl::expected<CommitPermission, Lacks> may_commit(const Register& current,
                                                               const Actor& actor,
                                                               const CommitRequest& request);

}  // namespace imdad::registry

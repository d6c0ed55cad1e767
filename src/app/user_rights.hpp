#pragma once

#include "app/manage_users.hpp"
#include "store/users.hpp"

#include <optional>
#include <string>
#include <vector>

/// What becomes of an account after it was made: roles granted and withdrawn, the account blocked
/// and let in again; and what one user may do by now.

namespace imdad::app {

/// One role as it was written, `ROLE[:PARTY][@PLACE][#PROGRAMME]`; what is wrong with it goes into
/// `wrong`.
[[nodiscard]] registry::Grant read_grant(const std::string& text,
                                         const registry::Register& current,
                                         Refusal& wrong);

/// `last_secretariat`, if without `user` nobody would be left to make users.
[[nodiscard]] std::optional<Refusal> last_secretariat(const std::vector<store::User>& all,
                                                      const store::User& user);

struct RoleChanges {
    std::vector<std::string> grant;
    std::vector<std::string> withdraw;
};

// `key`: as for `add_user`. Errors of both: those of `open_session`; `unknown_user`, `bad_id`,
// `id_with_other_body`.

/// All or nothing. Errors also: those of `read_grant` as for `add_user`; `nothing_to_change`;
/// `role_repeated` for one that the user has; `no_such_role` for one to withdraw that is not there;
/// `last_secretariat`.
[[nodiscard]] Answer<UserLine> change_roles(const Access& access,
                                            const std::string& name,
                                            const RoleChanges& changes,
                                            const std::string& key = {});

/// Blocks, or lets in again. Blocked: the password, a link and tokens are gone, and nothing is done
/// in that name, on the command line neither; the roles stay. Whoever is let in again needs a new
/// link. Errors also: `blocked_already`, `not_blocked`; `own_account`; `reason_missing`;
/// `last_secretariat`.
[[nodiscard]] Answer<UserLine> set_blocked(const Access& access,
                                           const std::string& name,
                                           bool blocked,
                                           const std::string& reason,
                                           const std::string& key = {});

/// A row of the permission table with the roles of one user that give the right.
struct RightsRow {
    PermissionRow row;
    std::vector<std::string> by;  ///< `focal_point:WHO`; none: the user may not
};

struct UserRights {
    UserLine user;
    std::vector<RightsRow> rows;  ///< all of the table, in its order
};

/// What `name` may do now; nothing while blocked. Errors: those of `open_session`; `unknown_user`.
[[nodiscard]] Answer<UserRights> rights_of(const Access& access, const std::string& name);

}  // namespace imdad::app

#pragma once

#include "app/access.hpp"
#include "app/permission_table.hpp"
#include "store/users.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// The first day of the books, and the accounts of people.

namespace imdad::app {

/// What new books hold.
struct NewBooks {
    std::size_t parties = 0;  ///< the member states
    std::string user;
};

/// Makes the books at `access.books`, enters the member states of data/member_states.csv as
/// parties, and makes `access.user` the first user, with the role of the secretariat.
/// All or nothing, but for the empty tables. Errors: those of `Books::create`; `bad_user_name`.
[[nodiscard]] Answer<NewBooks> init_books(const Access& access);

struct UserLine {
    std::string name;
    std::vector<std::string> roles;  ///< `finance`, `focal_point:who`
    std::string actor;               ///< the id by which the books know the user
    std::string blocked_utc;         ///< since when nobody comes in by this name; empty: not so
    std::string block_reason;
    bool has_password = false;  ///< in a list only
    bool replayed = false;      ///< just this was done under this key before
};

[[nodiscard]] UserLine done_before(UserLine line);

[[nodiscard]] UserLine line_of(const store::User& user);

[[nodiscard]] Answer<std::vector<UserLine>> list_users(const Access& access);

/// Who may do what, for whoever may read the register. Errors: those of `open_session`.
[[nodiscard]] Answer<std::vector<PermissionRow>> permissions(const Access& access);

// `key`: of the request, 32 hexadecimal digits; empty: it is not kept. Sent again with the same
// key, each of these is answered as the first time. Errors also: `bad_id`, `id_with_other_body`.

/// `roles`: `ROLE[:PARTY][@PLACE][#PROGRAMME]`. Errors: `bad_user_name`, `user_exists`,
/// `unknown_role`, `bad_limit`, `party_missing`, `unknown_party`, `unknown_programme`,
/// `role_repeated`.
[[nodiscard]] Answer<UserLine> add_user(const Access& access,
                                        const std::string& name,
                                        const std::vector<std::string>& roles,
                                        const std::string& key = {});

/// Errors: `unknown_user`; `last_secretariat` where nobody would be left to make users.
[[nodiscard]] Answer<UserLine> erase_user(const Access& access,
                                          const std::string& name,
                                          const std::string& key = {});

}  // namespace imdad::app

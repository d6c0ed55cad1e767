#pragma once

#include "app/manage_users.hpp"
#include "app/permission_table.hpp"
#include "app/user_rights.hpp"

#include <vector>

#include <nlohmann/json_fwd.hpp>

/// Who uses the books and who may do what, as documents for programs: the same keys for whoever
/// asks, on the command line or over the network.

namespace imdad::app {

/// `name`, `roles`, `actor`, `blocked` (since when; empty: not), `block_reason`.
[[nodiscard]] nlohmann::ordered_json user_json(const UserLine& user);

/// `users`: each as above, and `has_password`.
[[nodiscard]] nlohmann::ordered_json users_json(const std::vector<UserLine>& users);

/// `permissions [{entity, what, right, states, roles, condition}]`.
[[nodiscard]] nlohmann::ordered_json permissions_json(const std::vector<PermissionRow>& rows);

/// As `user_json`, with `permissions [{... as above, by}]`: the roles that give the right.
[[nodiscard]] nlohmann::ordered_json rights_json(const UserRights& rights);

}  // namespace imdad::app

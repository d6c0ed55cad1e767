#pragma once

#include "app/manage_users.hpp"
#include "app/permission_table.hpp"

#include <vector>

#include <nlohmann/json_fwd.hpp>

/// Who uses the books and who may do what, as documents for programs: the same keys for whoever
/// asks, on the command line or over the network.

namespace imdad::app {

/// `name`, `roles`, `actor`.
[[nodiscard]] nlohmann::ordered_json user_json(const UserLine& user);

/// `users`: each as above.
[[nodiscard]] nlohmann::ordered_json users_json(const std::vector<UserLine>& users);

/// `permissions [{entity, what, right, states, roles, condition}]`.
[[nodiscard]] nlohmann::ordered_json permissions_json(const std::vector<PermissionRow>& rows);

}  // namespace imdad::app

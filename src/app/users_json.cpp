#include "app/users_json.hpp"

#include "register/permission.hpp"

#include <nlohmann/json.hpp>

namespace imdad::app {

using Json = nlohmann::ordered_json;

Json user_json(const UserLine& user) {
    return {{"name", user.name},
            {"roles", user.roles},
            {"actor", user.actor},
            {"blocked", user.blocked_utc},
            {"block_reason", user.block_reason}};
}

Json users_json(const std::vector<UserLine>& users) {
    Json document;
    document["users"] = Json::array();
    for (const UserLine& user : users) {
        Json row = user_json(user);
        row["has_password"] = user.has_password;
        document["users"].push_back(std::move(row));
    }
    return document;
}

namespace {

Json row_json(const PermissionRow& row) {
    return {{"entity", row.entity},
            {"what", row.what},
            {"right", std::string(text_of(row.right))},
            {"states", row.states},
            {"roles", registry::text_of_roles(row.roles)},
            {"condition", row.condition}};
}

}  // namespace

Json permissions_json(const std::vector<PermissionRow>& rows) {
    Json document;
    document["permissions"] = Json::array();
    for (const PermissionRow& row : rows) {
        document["permissions"].push_back(row_json(row));
    }
    return document;
}

Json rights_json(const UserRights& rights) {
    Json document = user_json(rights.user);
    document["permissions"] = Json::array();
    for (const RightsRow& one : rights.rows) {
        Json row = row_json(one.row);
        row["by"] = one.by;
        document["permissions"].push_back(std::move(row));
    }
    return document;
}

}  // namespace imdad::app

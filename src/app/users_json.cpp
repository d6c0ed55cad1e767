#include "app/users_json.hpp"

#include "register/permission.hpp"

#include <nlohmann/json.hpp>

namespace imdad::app {

using Json = nlohmann::ordered_json;

Json user_json(const UserLine& user) {
    return {{"name", user.name}, {"roles", user.roles}, {"actor", user.actor}};
}

Json users_json(const std::vector<UserLine>& users) {
    Json document;
    document["users"] = Json::array();
    for (const UserLine& user : users) {
        document["users"].push_back(user_json(user));
    }
    return document;
}

Json permissions_json(const std::vector<PermissionRow>& rows) {
    Json document;
    document["permissions"] = Json::array();
    for (const PermissionRow& row : rows) {
        document["permissions"].push_back({{"entity", row.entity},
                                           {"what", row.what},
                                           {"right", std::string(text_of(row.right))},
                                           {"states", row.states},
                                           {"roles", registry::text_of_roles(row.roles)},
                                           {"condition", row.condition}});
    }
    return document;
}

}  // namespace imdad::app

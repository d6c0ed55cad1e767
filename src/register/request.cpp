#include "register/request.hpp"

#include <algorithm>

namespace imdad::registry {

std::string text_of_roles(Roles roles) {
    std::string text;
    for (std::size_t i = 0; i < EnumWords<Role>::kWords.size(); ++i) {
        if ((roles & (1U << i)) != 0) {
            text += (text.empty() ? "" : ", ") + std::string(EnumWords<Role>::kWords[i]);
        }
    }
    return text.empty() ? "no role" : text;
}

Roles roles_of(const Actor& actor) {
    Roles set = 0;
    for (const Grant& grant : actor.grants) {
        set = static_cast<Roles>(set | roles_of({grant.role}));
    }
    return set;
}

bool is_user_of(const Actor& actor, std::string_view party) {
    return !party.empty() && std::ranges::any_of(actor.grants, [&](const Grant& grant) {
        return grant.party == party && grant.role != Role::reader;
    });
}

}  // namespace imdad::registry

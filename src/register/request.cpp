#include "register/request.hpp"

#include <algorithm>
#include <utility>

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

std::string text_of(const Grant& grant) {
    std::string text(word_of(grant.role));
    for (const auto& [mark, of] : {std::pair(':', &grant.party),
                                   std::pair('@', &grant.place),
                                   std::pair('#', &grant.programme)}) {
        if (!of->empty()) {
            text += mark + *of;
        }
    }
    return text;
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

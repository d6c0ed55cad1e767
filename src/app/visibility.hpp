#pragma once

#include "register/request.hpp"
#include "register/values.hpp"

/// Who may see which entity of the register.

namespace imdad::app {

/// Nothing but the public may be shown to somebody who is nothing but a reader.
[[nodiscard]] inline bool may_see(const registry::Actor& actor,
                                  registry::Classification classification) {
    return classification == registry::Classification::open ||
           registry::roles_of(actor) != registry::roles_of({registry::Role::reader});
}

}  // namespace imdad::app

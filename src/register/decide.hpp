#pragma once

#include "base/result.hpp"
#include "register/lacks.hpp"
#include "register/request.hpp"

#include <string>

/// The one way in which the register changes: a command is refused with everything that it lacks,
/// or gives the list of all changes, cascades among them, for one transaction. Replaying the same
/// commands on the same register with the same contexts gives the same lists.

namespace imdad::registry {

/// Errors: the code of the first thing that is missing, see `lacks.hpp`; the message names all of
/// them, `where` the entity. An empty list of changes is no error: it is so already.
[[nodiscard]] base::Result<Changes> decide(const Register& current,
                                           const Context& context,
                                           const Command& command);

/// What `decide` would refuse it for, as codes; empty if it would not.
[[nodiscard]] Lacks lacks_of(const Register& current,
                             const Context& context,
                             const Command& command);

}  // namespace imdad::registry

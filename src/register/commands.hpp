#pragma once

#include "register/lacks.hpp"
#include "register/request.hpp"

/// Each command on a view: returns what is missing and leaves the view as it is to be thrown away,
/// or nothing and the view changed. Inside only; others call `decide`.

namespace imdad::registry::commands {

[[nodiscard]] Lacks run(View& view, const Context& context, const SetState& command);
[[nodiscard]] Lacks run(View& view, const Context& context, const Add& command);
[[nodiscard]] Lacks run(View& view, const Context& context, const Edit& command);
[[nodiscard]] Lacks run(View& view, const Context& context, const Accept& command);
[[nodiscard]] Lacks run(View& view, const Context& context, const Sign& command);
[[nodiscard]] Lacks run(View& view, const Context& context, const OpenAmendment& command);
[[nodiscard]] Lacks run(View& view, const Context& context, const Renew& command);
[[nodiscard]] Lacks run(View& view, const Context& context, const MoveDue& command);

/// Roles of the actor do not allow `what`; empty if they do.
[[nodiscard]] Lacks lacks_of_role(const View& view,
                                  const Context& context,
                                  Roles roles,
                                  Kind kind,
                                  const std::string& id,
                                  const std::string& what);

/// Ids that entities changed or added by the view name and that do not exist.
[[nodiscard]] Lacks broken_references(const View& view);

/// Letters, digits and `-_./:`, 1 to 100 of them.
[[nodiscard]] bool is_id(std::string_view text);

}  // namespace imdad::registry::commands

#pragma once

#include "register/request.hpp"

#include <span>
#include <string_view>

/// Which fields an edit may write, in which states, by whom. What no rule opens is written by
/// commands and effects only: states, acceptances, signatures, versions, slips.

namespace imdad::registry {

struct EditRule {
    Kind kind;
    std::string_view field;  ///< path, or its beginning up to a `.` or `[`
    States states;
    Roles roles;
    bool keeps = false;  ///< a value, once given, is never changed: proofs, quotations
    bool past = false;   ///< a day on which something happened: not after today
    bool stays = false;  ///< may be corrected, not taken away
};

[[nodiscard]] std::span<const EditRule> edit_rules();

/// The rule that opens `field` in `state`, or null. Where two match, the first.
[[nodiscard]] const EditRule* find_edit_rule(Kind kind, std::string_view field, State state);

}  // namespace imdad::registry

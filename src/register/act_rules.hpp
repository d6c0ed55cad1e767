#pragma once

#include "register/request.hpp"

#include <span>
#include <string>
#include <string_view>

/// Who may do what is neither a step of the table of `transitions.hpp` nor an edit of a field:
/// entering entities, acceptances, signatures, amendments, renewals, due dates. In which states, by
/// whom.

namespace imdad::registry {

enum class Act : std::uint8_t { add, accept, sign, open_amendment, renew, move_due };

/// What a row asks of a person besides a role whose limits reach the entity.
enum class Condition : std::uint8_t {
    none,
    /// A role given for the very party that accepts.
    for_the_party,
    /// A focal point signs for the own party; the secretariat records any signature.
    for_the_party_or_secretariat,
    /// Nobody who works for the lead of the activity.
    not_of_the_lead
};

struct ActRule {
    Kind kind;
    Act act;
    States states;  ///< of an entity that is entered: its first
    Roles roles;
    Condition condition = Condition::none;
};

[[nodiscard]] std::span<const ActRule> act_rules();

/// Null if entities of the kind know no such act.
[[nodiscard]] const ActRule* find_act_rule(Kind kind, Act act);

/// `in_force, suspended or expired`.
[[nodiscard]] std::string text_of_states(States states);

}  // namespace imdad::registry

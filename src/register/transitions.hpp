#pragma once

#include "register/effects.hpp"
#include "register/guards.hpp"
#include "register/request.hpp"

#include <array>
#include <span>
#include <string>
#include <vector>

/// The one table of steps: what is not a row does not happen. Commands, automatic steps, cascades,
/// docs/states.md and the tests read the same rows.

namespace imdad::registry {

/// Who sets a step off; a row may allow several.
struct Triggers {
    bool command = true;
    bool automatic = false;  ///< `due` lists it when its day has come; Imdad takes it
    bool cascade = false;    ///< follows from a step of another entity
};

inline constexpr std::size_t kGuardsMax = 9;
inline constexpr std::size_t kEffectsMax = 3;

struct Transition {
    Kind kind;
    State from;
    State to;
    Triggers triggers;
    Roles roles;
    std::array<const Guard*, kGuardsMax> guards;     ///< the rest null
    std::array<const Effect*, kEffectsMax> effects;  ///< in the order in which they run
};

/// Kind by kind, in the order in which an entity lives.
[[nodiscard]] std::span<const Transition> transitions();

/// Null if there is no such row. No two rows have the same kind, from and to.
[[nodiscard]] const Transition* find_transition(Kind kind, State from, State to);

/// States of a kind in the order of the rows, the initial one first.
[[nodiscard]] std::vector<State> states_of(Kind kind);

/// States that a command can reach from `from`, in the order of the rows.
[[nodiscard]] std::vector<State> next_states(Kind kind, State from);

/// Enters an action point of `origin` under the next free id of its own.
ActionPoint& open_action_point(View& view,
                               ActionPoint::Origin origin,
                               const std::string& origin_id);

}  // namespace imdad::registry

#pragma once

#include "register/enum_text.hpp"

#include <cstdint>
#include <initializer_list>

/// Kinds of entity and the states that they pass through. One enumeration for all kinds: the table
/// of `transitions.hpp` says which states a kind has, so that nothing has to be said twice.

namespace imdad::registry {

enum class Kind : std::uint8_t {
    party,
    consultation,
    instrument,
    amendment,
    action_plan,
    activity,
    action_point
};

template <>
struct EnumWords<Kind> {
    static constexpr auto kWords = std::to_array<std::string_view>({"party",
                                                                    "consultation",
                                                                    "instrument",
                                                                    "amendment",
                                                                    "action_plan",
                                                                    "activity",
                                                                    "action_point"});
};

enum class State : std::uint8_t {
    none,  ///< of a party
    // consultation
    scheduled,
    postponed,
    held,
    outcomes_recorded,
    followed_up,
    // instrument and amendment
    proposed,
    draft,
    review,
    signature,
    signed_by_all,  ///< "signed" is a word of the language
    in_force,
    suspended,
    expired,
    terminated,
    withdrawn,
    superseded,
    archived,
    merged,
    // action plan
    agreed,
    active,
    under_review,
    // activity
    identified,
    planned,
    ready,
    under_way,
    on_hold,
    closed,
    terminated_partial,
    // action point
    open,
    in_progress,
    done,
    verified,
    reopened,
    // of several
    completed,
    cancelled
};

template <>
struct EnumWords<State> {
    static constexpr auto kWords = std::to_array<std::string_view>({"none",
                                                                    "scheduled",
                                                                    "postponed",
                                                                    "held",
                                                                    "outcomes_recorded",
                                                                    "followed_up",
                                                                    "proposed",
                                                                    "draft",
                                                                    "review",
                                                                    "signature",
                                                                    "signed",
                                                                    "in_force",
                                                                    "suspended",
                                                                    "expired",
                                                                    "terminated",
                                                                    "withdrawn",
                                                                    "superseded",
                                                                    "archived",
                                                                    "merged",
                                                                    "agreed",
                                                                    "active",
                                                                    "under_review",
                                                                    "identified",
                                                                    "planned",
                                                                    "ready",
                                                                    "under_way",
                                                                    "on_hold",
                                                                    "closed",
                                                                    "terminated_partial",
                                                                    "open",
                                                                    "in_progress",
                                                                    "done",
                                                                    "verified",
                                                                    "reopened",
                                                                    "completed",
                                                                    "cancelled"});
};

/// Set of states, one bit each.
using States = std::uint64_t;

inline constexpr States kAnyState = ~States{0};

[[nodiscard]] constexpr States states_in(std::initializer_list<State> states) {
    States set = 0;
    for (const State state : states) {
        set |= States{1} << static_cast<unsigned>(state);
    }
    return set;
}

[[nodiscard]] constexpr bool holds(States set, State state) {
    return (set & states_in({state})) != 0;
}

/// State in which an entity of `kind` enters the register.
[[nodiscard]] constexpr State initial_state(Kind kind) {
    switch (kind) {
        case Kind::party:
            return State::none;
        case Kind::consultation:
            return State::scheduled;
        case Kind::instrument:
            return State::proposed;
        case Kind::amendment:
        case Kind::action_plan:
            return State::draft;
        case Kind::activity:
            return State::identified;
        case Kind::action_point:
            return State::open;
    }
    return State::none;
}

}  // namespace imdad::registry

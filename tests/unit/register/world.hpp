#pragma once

#include "register/decide.hpp"
#include "register/transitions.hpp"

#include <initializer_list>
#include <string>
#include <vector>

#include <gtest/gtest.h>

/// A register, a day and the books of others, and people who ask things of it.

namespace imdad::registry::test_support {

[[nodiscard]] inline Day day(const std::string& text) {
    return base::parse_day(text).value();
}

[[nodiscard]] inline std::string sha(char digit) {
    return std::string(64, digit);
}

[[nodiscard]] inline Actor person(const std::string& id, Role role, const std::string& party = "") {
    return {id, {{role, party}}};
}

[[nodiscard]] inline Actor amina() {
    return person("amina", Role::secretariat);
}

[[nodiscard]] inline Actor bilal() {
    return person("bilal", Role::secretariat);
}

/// Focal point of `party`, "fp." and its id.
[[nodiscard]] inline Actor focal_point(const std::string& party) {
    return person("fp." + party, Role::focal_point, party);
}

struct World {
    Register reg;
    Day today = day("2022-10-01");
    Facts facts;
    /// What was asked with success, for replays.
    std::vector<std::pair<Context, Command>> journal;
    std::vector<Changes> changes;

    [[nodiscard]] Context context(const Actor& actor) const;

    /// Codes of what is missing, empty if the command may pass. Changes nothing.
    [[nodiscard]] std::vector<std::string> lacks(const Actor& actor, const Command& command) const;

    /// Decides and applies; false and nothing changed if refused.
    bool tries(const Actor& actor, const Command& command);

    /// The same, and the test fails with the sentence if refused.
    void does(const Actor& actor, const Command& command);

    /// Takes due automatic steps until none is free.
    void passes_to(Day to);
};

[[nodiscard]] inline SetState to(Kind kind,
                                 const std::string& id,
                                 State state,
                                 const std::string& reason = "") {
    return {.kind = kind, .id = id, .to = state, .reason = reason};
}

[[nodiscard]] inline Edit edit(Kind kind, const std::string& id, std::vector<FieldValue> fields) {
    return {kind, id, std::move(fields)};
}

/// OIC, WHO, IOM, ICRC and the Islamic Development Bank; each with a signatory "sg." and its id.
[[nodiscard]] Register parties();

/// One entity of each kind, complete in every respect: "c1", "mou" under "parent", "plan", "act",
/// "ap"; all in their first states.
[[nodiscard]] Register complete();

/// "mou" in force under "parent", with an active plan that has an activity in each living state,
/// and "work", a work plan in force under it with an agreed plan of its own.
[[nodiscard]] World running();

/// A world in which nothing is missing for the step of `row`, to be asked by `actor_for(row)`.
[[nodiscard]] World ready_for(const Transition& row);
[[nodiscard]] Actor actor_for(const Transition& row);
/// Id of the entity that the step moves.
[[nodiscard]] std::string id_of(Kind kind);
[[nodiscard]] SetState command_of(const Transition& row);

[[nodiscard]] State state_in(const Register& reg, Kind kind, const std::string& id);

}  // namespace imdad::registry::test_support

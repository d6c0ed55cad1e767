#pragma once

#include "register/states.hpp"
#include "register/values.hpp"

#include <string>

namespace imdad::registry {

/// What the parties of an instrument do together in a period: a set of activities.
struct ActionPlan {
    static constexpr Kind kKind = Kind::action_plan;

    std::string id;
    State state = initial_state(kKind);
    Classification classification = Classification::restricted;
    std::string instrument;
    Names title;
    Period period;
    std::string suspended_with;  ///< the instrument whose suspension suspended the plan
    State suspended_from = State::none;
    std::string state_reason;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("state", self.state);
        visit("classification", self.classification);
        visit("instrument", self.instrument);
        visit("title", self.title);
        visit("period", self.period);
        visit("suspended_with", self.suspended_with);
        visit("suspended_from", self.suspended_from);
        visit("state_reason", self.state_reason);
    }

    friend bool operator==(const ActionPlan&, const ActionPlan&) = default;
};

}  // namespace imdad::registry

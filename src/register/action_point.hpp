#pragma once

#include "register/states.hpp"
#include "register/values.hpp"

#include <cstdint>
#include <string>

/// Something that somebody has to do by a day. Every module opens the same entity, so that one list
/// shows what is due.

namespace imdad::registry {

struct ActionPoint {
    enum class Origin : std::uint8_t {
        none,
        consultation,
        instrument,
        amendment,
        action_plan,
        activity,
        shipment,
        audit
    };
    enum class Priority : std::uint8_t { low, medium, high };

    static constexpr Kind kKind = Kind::action_point;

    std::string id;
    State state = initial_state(kKind);
    Classification classification = Classification::restricted;
    Origin origin = Origin::none;
    std::string origin_id;
    std::string title;
    Priority priority = Priority::medium;
    std::string author;
    std::string assignee;  ///< user, or party when nobody is named yet
    std::optional<Day> due;
    std::optional<Day> first_due;  ///< kept when `due` moves
    std::int64_t slips = 0;        ///< times that `due` moved to a later day
    std::string action_taken;
    std::string document_sha256;
    std::string verifier;
    std::optional<bool> adequate;  ///< what the verifier found
    std::string state_reason;

    template <typename Self, typename Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("id", self.id);
        visit("state", self.state);
        visit("classification", self.classification);
        visit("origin", self.origin);
        visit("origin_id", self.origin_id);
        visit("title", self.title);
        visit("priority", self.priority);
        visit("author", self.author);
        visit("assignee", self.assignee);
        visit("due", self.due);
        visit("first_due", self.first_due);
        visit("slips", self.slips);
        visit("action_taken", self.action_taken);
        visit("document_sha256", self.document_sha256);
        visit("verifier", self.verifier);
        visit("adequate", self.adequate);
        visit("state_reason", self.state_reason);
    }

    friend bool operator==(const ActionPoint&, const ActionPoint&) = default;
};

template <>
struct EnumWords<ActionPoint::Origin> {
    static constexpr auto kWords = std::to_array<std::string_view>({"none",
                                                                    "consultation",
                                                                    "instrument",
                                                                    "amendment",
                                                                    "action_plan",
                                                                    "activity",
                                                                    "shipment",
                                                                    "audit"});
};

template <>
struct EnumWords<ActionPoint::Priority> {
    static constexpr auto kWords = std::to_array<std::string_view>({"low", "medium", "high"});
};

/// Something is left to do. Derived, never stored.
[[nodiscard]] constexpr bool is_pending(const ActionPoint& point) {
    return point.state == State::open || point.state == State::in_progress ||
           point.state == State::reopened;
}

/// Derived, never stored: pending after its due day.
[[nodiscard]] inline bool is_overdue(const ActionPoint& point, Day today) {
    return is_pending(point) && point.due && *point.due < today;
}

}  // namespace imdad::registry

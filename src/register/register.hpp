#pragma once

#include "base/result.hpp"
#include "register/action_plan.hpp"
#include "register/action_point.hpp"
#include "register/activity.hpp"
#include "register/consultation.hpp"
#include "register/fields.hpp"
#include "register/instrument.hpp"
#include "register/party.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

/// The entities that a command is decided on: all of them, or those that the store read for it.

namespace imdad::registry {

template <typename T>
using Table = std::map<std::string, T, std::less<>>;

struct Register {
    Table<Party> parties;
    Table<Consultation> consultations;
    Table<Instrument> instruments;
    Table<Amendment> amendments;
    Table<ActionPlan> action_plans;
    Table<Activity> activities;
    Table<ActionPoint> action_points;

    template <typename T>
    [[nodiscard]] Table<T>& table() {
        return const_cast<Table<T>&>(std::as_const(*this).template table<T>());
    }

    template <typename T>
    [[nodiscard]] const Table<T>& table() const {
        if constexpr (T::kKind == Kind::party) {
            return parties;
        } else if constexpr (T::kKind == Kind::consultation) {
            return consultations;
        } else if constexpr (T::kKind == Kind::instrument) {
            return instruments;
        } else if constexpr (T::kKind == Kind::amendment) {
            return amendments;
        } else if constexpr (T::kKind == Kind::action_plan) {
            return action_plans;
        } else if constexpr (T::kKind == Kind::activity) {
            return activities;
        } else {
            return action_points;
        }
    }

    friend bool operator==(const Register&, const Register&) = default;
};

/// Calls `visit` with a null pointer of the type of `kind`: `[&]<typename T>(T*) {...}`.
template <typename Visit>
decltype(auto) with_type_of(Kind kind, Visit&& visit) {
    switch (kind) {
        case Kind::party:
            return visit(static_cast<Party*>(nullptr));
        case Kind::consultation:
            return visit(static_cast<Consultation*>(nullptr));
        case Kind::instrument:
            return visit(static_cast<Instrument*>(nullptr));
        case Kind::amendment:
            return visit(static_cast<Amendment*>(nullptr));
        case Kind::action_plan:
            return visit(static_cast<ActionPlan*>(nullptr));
        case Kind::activity:
            return visit(static_cast<Activity*>(nullptr));
        case Kind::action_point:
            break;
    }
    return visit(static_cast<ActionPoint*>(nullptr));
}

/// One value that a command changes. Empty: there was, or is then, no value.
struct Change {
    Kind kind = Kind::party;
    std::string id;
    std::string field;  ///< path, see `fields.hpp`
    std::string before;
    std::string after;

    friend bool operator==(const Change&, const Change&) = default;
};

/// Where two states of one entity differ: what is new or other in the order of `after`, then what
/// is gone in the order of `before`.
[[nodiscard]] std::vector<Change> differences(Kind kind,
                                              const std::string& id,
                                              const FieldList& before,
                                              const FieldList& after);

/// Everything that one command changes, cascades among it: all of it is written, or nothing.
struct Changes {
    std::string actor;
    Day on;                        ///< business day
    std::int64_t recorded_ms = 0;  ///< UTC, milliseconds since 1970
    std::vector<Change> list;      ///< a new entity begins with its `id`

    friend bool operator==(const Changes&, const Changes&) = default;
};

/// Writes `changes` to `target`, all or nothing. Errors: `changed_meanwhile` if a value is not what
/// it was when the changes were decided, `no_such_field` for a path or value that no entity has.
[[nodiscard]] base::Result<void> apply(Register& target, const Changes& changes);

}  // namespace imdad::registry

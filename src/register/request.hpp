#pragma once

#include "register/view.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

/// What somebody asks of the register, who asks, on which day, and the facts that other books hold.
/// Nothing else decides: the same register, request and context give the same changes always.

namespace imdad::registry {

enum class Role : std::uint8_t {
    secretariat,  ///< administers the register
    focal_point,  ///< of a party
    finance,
    logistics,
    planner,
    monitor,
    auditor,
    reader,  ///< the public
    system   ///< Imdad itself: automatic steps
};

template <>
struct EnumWords<Role> {
    static constexpr auto kWords = std::to_array<std::string_view>({"secretariat",
                                                                    "focal_point",
                                                                    "finance",
                                                                    "logistics",
                                                                    "planner",
                                                                    "monitor",
                                                                    "auditor",
                                                                    "public",
                                                                    "system"});
};

/// Set of roles, one bit each.
using Roles = std::uint16_t;

[[nodiscard]] constexpr Roles roles_of(std::initializer_list<Role> roles) {
    Roles set = 0;
    for (const Role role : roles) {
        set = static_cast<Roles>(set | (1U << static_cast<unsigned>(role)));
    }
    return set;
}

/// `secretariat, finance`.
[[nodiscard]] std::string text_of_roles(Roles roles);

/// A role, and what it is limited to; where nothing is said it counts for everything.
struct Grant {
    Role role = Role::reader;
    std::string party;      ///< whom the user speaks for; of the role `focal_point` never empty
    std::string place;      ///< store, area or town
    std::string programme;  ///< instrument or action plan, with what hangs on it

    friend bool operator==(const Grant&, const Grant&) = default;
};

/// `logistics@kabul`, `focal_point:WHO`, `planner#afg-plan`, `monitor:IOM@kabul#afg-plan`.
[[nodiscard]] std::string text_of(const Grant& grant);

/// Limited to nothing.
[[nodiscard]] inline bool is_everywhere(const Grant& grant) {
    return grant.party.empty() && grant.place.empty() && grant.programme.empty();
}

struct Actor {
    std::string id;
    std::vector<Grant> grants;
};

[[nodiscard]] Roles roles_of(const Actor& actor);

/// Works for `party`, in whichever role but that of a reader.
[[nodiscard]] bool is_user_of(const Actor& actor, std::string_view party);

/// One resource of one activity as the ledger has it; units of the resource.
struct ResourceFacts {
    std::string resource;
    std::int64_t allocated = 0;
    std::int64_t committed = 0;
    std::int64_t delivered = 0;
    std::int64_t returned = 0;
    std::int64_t written_off = 0;
    std::int64_t outstanding = 0;  ///< advances and dispatches that nobody has accounted for
};

struct ActivityFacts {
    std::vector<ResourceFacts> resources;
    std::vector<std::string> open_shipments;
};

struct OpenCommitment {
    std::string id;
    std::string text;  ///< for the reader: what and how much
};

/// What the ledger knows, read in the same transaction as the entities.
struct Facts {
    std::map<std::string, std::vector<OpenCommitment>, std::less<>>
        open_commitments;  ///< by instrument
    std::map<std::string, ActivityFacts, std::less<>> activities;
    std::vector<std::string> pledges;  ///< those that outcomes are linked to, if they exist
};

struct Context {
    Actor actor;
    Day today;
    std::int64_t now_ms = 0;  ///< UTC, milliseconds since 1970; recorded, never decided on
    Facts facts;
};

/// Moves one entity along its table, with everything that follows from it.
struct SetState {
    Kind kind = Kind::instrument;
    std::string id;
    State to = State::none;
    std::string reason;
    std::vector<Disposition> dispositions;  ///< of open commitments, at termination
};

/// Enters an entity in its first state. An instrument without reference gets the next one of `org`,
/// the code of a party (none: of the last of its parties).
struct Add {
    std::variant<Party, Consultation, Instrument, ActionPlan, Activity, ActionPoint> entity;
    std::string org;
};

struct FieldValue {
    std::string field;
    std::string value;
};

/// Writes fields that `edit_rules.hpp` opens to the actor in the entity's present state.
struct Edit {
    Kind kind = Kind::instrument;
    std::string id;
    std::vector<FieldValue> fields;
};

/// A party accepts the text under review (instrument, amendment), or somebody outside the lead
/// accepts the final report (activity; `party` empty).
struct Accept {
    Kind kind = Kind::instrument;
    std::string id;
    std::string party;
};

/// Records that `signed_by` signed for `party`.
struct Sign {
    Kind kind = Kind::instrument;
    std::string id;
    std::string party;
    std::string signed_by;
    Day signed_on;
};

struct OpenAmendment {
    std::string instrument;
    Amendment::Class change_class = Amendment::Class::other;
    std::string reason;
};

/// Opens the successor of an instrument, in draft, with the terms of today and a period of its own.
struct Renew {
    std::string instrument;
    std::string successor;  ///< id of the new one
    Period period;
};

/// Moves the due date of an action point; the first one is kept and later ones count as slips.
struct MoveDue {
    std::string action_point;
    Day due;
    std::string reason;
};

using Command = std::variant<SetState, Add, Edit, Accept, Sign, OpenAmendment, Renew, MoveDue>;

/// A step under decision, as guards and effects see it.
struct Step {
    View& view;
    const Context& context;
    Kind kind = Kind::instrument;
    std::string id;
    State from = State::none;
    State to = State::none;
    std::string reason;
    std::vector<Disposition> dispositions;

    /// Requires: the step is one of a `T`.
    template <typename T>
    [[nodiscard]] const T& entity() const {
        const T* found = view.find<T>(id);
        IMDAD_ASSERT(kind == T::kKind && found != nullptr, "a guard looks at another kind");
        return *found;
    }
};

}  // namespace imdad::registry

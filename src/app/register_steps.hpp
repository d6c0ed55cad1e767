#pragma once

#include "app/access.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Reading and changing the register. Kinds, states and fields are the words that the register
/// writes them with; `@name` in a value stands for the id of a user, and ids of users come back so.

namespace imdad::app {

struct FieldText {
    std::string path;
    std::string value;
};

struct EntityLine {
    std::string id;
    std::string state;  ///< empty: its kind has no states
    std::vector<FieldText> fields;
};

/// By id. Users with no other role than that of the public see what is public only.
/// Errors: those of `open_session`; `unknown_state`.
[[nodiscard]] Answer<std::vector<EntityLine>> list_entities(const Access& access,
                                                            const std::string& kind,
                                                            const std::string& state);

struct PastLine {
    std::uint64_t step = 0;
    std::string actor;
    std::string on;            ///< business day
    std::string recorded_utc;  ///< `2022-07-22 09:30:15`
    std::string field;
    std::string before;
    std::string after;
};

struct NextStep {
    std::string to;
    std::vector<std::string> lacks;  ///< sentences; none: it can be taken
};

struct EntityView {
    EntityLine entity;
    std::vector<NextStep> next;
    std::vector<PastLine> history;
};

/// Errors: those of `open_session`; `no_such_entity`.
[[nodiscard]] Answer<EntityView> show_entity(const Access& access,
                                             const std::string& kind,
                                             const std::string& id);

/// How a change is to be made.
struct StepOptions {
    Access access;
    std::string step_id;  ///< made by the client, 32 hexadecimal digits; empty: drawn here
    bool dry_run = false;
};

struct ChangeLine {
    std::string kind;
    std::string id;
    std::string field;
    std::string before;
    std::string after;
};

struct Changed {
    bool written = false;
    bool replayed = false;  ///< this step id did it before
    std::string step_id;
    std::vector<ChangeLine> changes;  ///< none: it was so already
};

// Errors of all: those of `open_session`; everything that the register lacks for it, one line each;
// `bad_step_id`, `id_with_other_body`, `unknown_user`.

/// `org`: whose code stands in the reference of an instrument; empty: that of its last party.
[[nodiscard]] Answer<Changed> add_entity(const StepOptions& options,
                                         const std::string& kind,
                                         const std::string& id,
                                         const std::string& org,
                                         const std::vector<FieldText>& fields);

[[nodiscard]] Answer<Changed> edit_entity(const StepOptions& options,
                                          const std::string& kind,
                                          const std::string& id,
                                          const std::vector<FieldText>& fields);

[[nodiscard]] Answer<Changed> set_state(const StepOptions& options,
                                        const std::string& kind,
                                        const std::string& id,
                                        const std::string& state,
                                        const std::string& reason);

/// `party` is empty for the final report of an activity.
[[nodiscard]] Answer<Changed> accept_text(const StepOptions& options,
                                          const std::string& kind,
                                          const std::string& id,
                                          const std::string& party);

[[nodiscard]] Answer<Changed> sign_text(const StepOptions& options,
                                        const std::string& kind,
                                        const std::string& id,
                                        const std::string& party,
                                        const std::string& signed_by,
                                        base::Day signed_on);

}  // namespace imdad::app

#pragma once

#include "app/access.hpp"
#include "app/register_views.hpp"

#include <functional>
#include <string>
#include <vector>

/// Changing the register, one step at a time. Kinds, states and fields are the words that the
/// register writes them with; `@name` in a value stands for the id of a user.

namespace imdad::store {
class Connection;
}

namespace imdad::app {

/// How a change is to be made.
struct StepOptions {
    Access access;
    std::string step_id;  ///< made by the client, 32 hexadecimal digits; empty: drawn here
    bool dry_run = false;
    /// Whether the entity is still what the decision was made on; asked in the transaction of the
    /// step, of what the user would be shown then. None: whatever it is now.
    std::function<bool(const EntityView&)> is_as_read = {};
    /// What is written with a step that changes something, in its transaction: all or nothing.
    std::function<void(store::Connection&)> beside = {};
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
// `bad_step_id`, `id_with_other_body`, `unknown_user`; `changed_meanwhile` with what was changed
// last and by whom, unless this very step did it.

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

/// What becomes of commitments that are open when their instrument is terminated, by their ids: the
/// register records it; posting it is left to the ledger.
struct Settlement {
    std::vector<std::string> run_off;
    std::vector<std::string> cancel;
};

/// Errors besides: `unknown_state`, `commitment_repeated`.
[[nodiscard]] Answer<Changed> set_state(const StepOptions& options,
                                        const std::string& kind,
                                        const std::string& id,
                                        const std::string& state,
                                        const std::string& reason,
                                        const Settlement& settlement = {});

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

/// Opens the next amendment of an instrument, in draft, with the terms of today.
/// Errors besides: `unknown_class`.
[[nodiscard]] Answer<Changed> open_amendment(const StepOptions& options,
                                             const std::string& instrument,
                                             const std::string& change_class,
                                             const std::string& reason);

/// Opens the successor of an instrument, in draft, with its terms and a period of its own.
[[nodiscard]] Answer<Changed> renew(const StepOptions& options,
                                    const std::string& instrument,
                                    const std::string& successor,
                                    base::Day start,
                                    base::Day end);

/// Moves the day by which something has to be done; moves to a later day are counted.
[[nodiscard]] Answer<Changed> move_due(const StepOptions& options,
                                       const std::string& action_point,
                                       base::Day due,
                                       const std::string& reason);

}  // namespace imdad::app

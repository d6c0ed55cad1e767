#pragma once

#include "app/books.hpp"
#include "ledger/command.hpp"

#include <string>
#include <vector>

/// What stands between a command and the ledger besides the rules of the ledger itself: the roles
/// of those who ask for it, the instrument that it is made under, the activity that it is for.

namespace imdad::app {

/// One reason why a command may not be posted.
struct Objection {
    std::string field;  ///< of the command; `kind` for the command as a whole
    std::string code;
    std::string message;
    Reason reason = {};  ///< of the message
};

/// All reasons; none: the ledger may be asked. A command that was posted before is only asked for
/// roles, because what it was allowed by may have ended since.
/// `approver`: the second person, if there is one.
/// Requires: register and ledger are caught up in the transaction that posts.
[[nodiscard]] std::vector<Objection> objections(const Session& session,
                                                const ledger::Command& command,
                                                const store::User* approver);

/// The instrument under which the plan of an activity stands; empty if there is none.
[[nodiscard]] std::string instrument_of(const registry::Register& entities,
                                        const std::string& activity);

/// The same without the roles: for commands that follow from a step which two people answer for.
[[nodiscard]] std::vector<Objection> objections_to_instrument(const Session& session,
                                                              const ledger::Command& command);

}  // namespace imdad::app

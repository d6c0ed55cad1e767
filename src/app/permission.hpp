#pragma once

#include "ledger/book.hpp"
#include "ledger/command.hpp"
#include "register/request.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// Who may do what beyond the register, whose own table (docs/states.md) says it for its steps: the
/// tasks on the books as a whole, and each kind of command of the ledger.

namespace imdad::app {

enum class Task : std::uint8_t {
    read_register,
    change_register,  ///< what exactly is decided step by step by the register
    read_ledger,
    post,  ///< what exactly: `ledger_rule`
    audit,
    give_checkpoint,
    copy_books,
    manage_users,
    adopt_plan,
    approve_plan  ///< as the second person
};

inline constexpr std::size_t kTaskCount = 10;

[[nodiscard]] registry::Roles roles_for(Task task);
[[nodiscard]] std::string_view text_of(Task task);

struct LedgerRule {
    registry::Roles roles = 0;
    registry::Roles approvers = 0;  ///< 0: the kind takes no second person
};

[[nodiscard]] const LedgerRule& ledger_rule(ledger::Kind kind);

/// Whether a role of `actor` out of `roles` reaches `command`. A role that is given for one party
/// counts only where that party holds, gets or gave what moves; the role of a focal point is always
/// given for one.
[[nodiscard]] bool permits(registry::Roles roles,
                           const registry::Actor& actor,
                           const ledger::Command& command,
                           const ledger::Book& book);

}  // namespace imdad::app

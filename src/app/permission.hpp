#pragma once

#include "ledger/book.hpp"
#include "ledger/command.hpp"
#include "register/register.hpp"
#include "register/request.hpp"
#include "store/ledger_books.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Who may do what beyond the register, whose own rows say it for its entities: the tasks on the
/// books as a whole, and each kind of command of the ledger. All rows together are the table of
/// `permission_table.hpp`.

namespace imdad::app {

enum class Task : std::uint8_t {
    read_register,
    change_register,    ///< what exactly is decided step by step by the register
    read_ledger,        ///< a focal point: `LedgerSight`
    read_whole_ledger,  ///< sums and lists over what all parties gave
    post,               ///< what exactly: `ledger_rule`
    audit,
    give_checkpoint,
    copy_books,
    manage_users,
    adopt_plan,
    approve_plan,  ///< as the second person
    read_proposals,
    decide_proposal,  ///< which exactly: `ProposalTask::approvers`
    set_threshold,
    read_plans,  ///< scenarios and plans of a server, with places, lanes and dates
    make_plans
};

inline constexpr std::size_t kTaskCount = 16;

/// What a row of the permission table gives.
enum class Right : std::uint8_t { view, add, edit, execute, approve };

[[nodiscard]] registry::Roles roles_for(Task task);
[[nodiscard]] Right right_to(Task task);
[[nodiscard]] std::string_view text_of(Task task);

struct LedgerRule {
    registry::Roles roles = 0;
    registry::Roles approvers = 0;  ///< 0: the kind takes no second person
};

[[nodiscard]] const LedgerRule& ledger_rule(ledger::Kind kind);

/// What a command of the ledger is about, for roles that are limited.
struct Concerned {
    std::vector<std::string> parties;     ///< those who have it, get it, gave it; places too
    std::vector<std::string> places;      ///< those where it is and where it goes
    std::vector<std::string> programmes;  ///< agreements and plans that its activities belong to
};

/// Of a command that refers to an earlier one, what that one was about counts too.
[[nodiscard]] Concerned concerned(const ledger::Command& command,
                                  store::LedgerBooks& ledger,
                                  const registry::Register& entities);

/// Whether a role of `actor` out of `roles` reaches a command. A role for one party counts only
/// where that party holds, gets or gave what moves, one for a place only where the place holds or
/// gets it, one for a programme only where the activity or agreement belongs to it. The role of a
/// focal point is always given for a party.
[[nodiscard]] bool permits(registry::Roles roles,
                           const registry::Actor& actor,
                           const Concerned& concerned);

/// Whether a role of `actor` may do `task`. The books as a whole are for nobody whose role is
/// limited to a party, place or programme.
[[nodiscard]] bool permits(Task task, const registry::Actor& actor);

/// Whether `task` is about the books as a whole.
[[nodiscard]] bool is_of_whole_books(Task task);

}  // namespace imdad::app

#include "app/permission_table.hpp"

#include "app/approvals.hpp"
#include "app/ledger_words.hpp"
#include "app/permission.hpp"
#include "register/act_rules.hpp"
#include "register/commitment.hpp"
#include "register/edit_rules.hpp"
#include "register/permission.hpp"
#include "register/transitions.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imdad::app {

namespace {

using registry::Kind;
using registry::Role;

constexpr const char* kLedger = "ledger";
constexpr const char* kProposal = "proposal";
constexpr const char* kBooks = "books";

constexpr const char* kInsideLimits = "inside the limits of the role";

const char* condition_of(Task task) {
    return task == Task::read_ledger ? "a focal point: what its party gave, holds or gets"
           : is_of_whole_books(task) ? "a role without limits"
                                     : "";
}

std::string text_of_states(Kind kind, registry::States states) {
    const auto all = registry::states_of(kind);
    const bool any = std::ranges::all_of(
        all, [&](registry::State state) { return registry::holds(states, state); });
    return any ? "" : registry::text_of_states(states);
}

std::string_view text_of(registry::Act act) {
    switch (act) {
        case registry::Act::add:
            return "a new one";
        case registry::Act::accept:
            return "acceptance";
        case registry::Act::sign:
            return "record of a signature";
        case registry::Act::open_amendment:
            return "opening of an amendment";
        case registry::Act::renew:
            return "renewal";
        case registry::Act::move_due:
            return "move of the due date";
    }
    return "";
}

std::string_view text_of(registry::Condition condition) {
    switch (condition) {
        case registry::Condition::none:
            return "";
        case registry::Condition::for_the_party:
            return "the role is given for the party that accepts";
        case registry::Condition::for_the_party_or_secretariat:
            return "a focal point: of the party that signs";
        case registry::Condition::not_of_the_lead:
            return "nobody who works for the lead";
    }
    return "";
}

std::string persons_of(const registry::Transition& row) {
    std::vector<std::string_view> words;
    for (const registry::Guard* const guard : row.guards) {
        if (guard != nullptr && guard->of_person) {
            words.push_back(guard->says);
        }
    }
    return fmt::format("{}", fmt::join(words, "; "));
}

void add_register(std::vector<PermissionRow>& table, Kind kind) {
    const std::string entity(registry::word_of(kind));
    for (const registry::ReadRule& rule : registry::read_rules()) {
        table.push_back({entity,
                         fmt::format("of class {}", registry::word_of(rule.classification)),
                         Right::view,
                         rule.roles,
                         "",
                         rule.limited ? kInsideLimits : ""});
    }
    for (const registry::ActRule& rule : registry::act_rules()) {
        if (rule.kind == kind) {
            const bool entry = rule.act == registry::Act::add;
            table.push_back({entity,
                             std::string(text_of(rule.act)),
                             entry ? Right::add : Right::execute,
                             rule.roles,
                             entry ? "" : text_of_states(kind, rule.states),
                             std::string(text_of(rule.condition))});
        }
    }
    for (const registry::EditRule& rule : registry::edit_rules()) {
        if (rule.kind == kind) {
            table.push_back({entity,
                             std::string(rule.field),
                             Right::edit,
                             rule.roles,
                             text_of_states(kind, rule.states),
                             rule.keeps ? "once given, it stays as it is" : ""});
        }
    }
    for (const registry::Transition& row : registry::transitions()) {
        if (row.kind == kind && row.triggers.command) {
            table.push_back({entity,
                             fmt::format("step to {}", registry::word_of(row.to)),
                             Right::execute,
                             row.roles,
                             std::string(registry::word_of(row.from)),
                             persons_of(row)});
        }
    }
}

void add_ledger(std::vector<PermissionRow>& table) {
    for (std::size_t i = 0; i < ledger::kKindCount; ++i) {
        const auto kind = static_cast<ledger::Kind>(i);
        const LedgerRule& rule = ledger_rule(kind);
        table.push_back({kLedger,
                         std::string(ledger::to_text(kind)),
                         Right::execute,
                         rule.roles,
                         "",
                         kInsideLimits});
        if (rule.approvers != 0) {
            table.push_back({kLedger,
                             std::string(ledger::to_text(kind)),
                             Right::approve,
                             rule.approvers,
                             "",
                             fmt::format("another person than who posts it; {}", kInsideLimits)});
        }
    }
    table.push_back({kLedger,
                     "commit or allocate under an instrument that is not in force",
                     Right::execute,
                     registry::kMayOverride,
                     "",
                     "an emergency with its reason, for the exceptions report; inside the "
                     "limits of the role"});
}

void add_tasks(std::vector<PermissionRow>& table) {
    for (const ProposalTask& task : proposal_tasks()) {
        table.push_back({kProposal,
                         std::string(task.task),
                         Right::approve,
                         task.approvers,
                         "open",
                         "another person than who proposed it, with the right to approve each "
                         "thing that it does"});
    }
    for (std::size_t i = 0; i < kTaskCount; ++i) {
        const auto task = static_cast<Task>(i);
        table.push_back({kBooks,
                         std::string(text_of(task)),
                         right_to(task),
                         roles_for(task),
                         "",
                         condition_of(task),
                         is_of_whole_books(task)});
    }
}

constexpr auto kShownRoles = std::to_array<Role>({Role::secretariat,
                                                  Role::focal_point,
                                                  Role::finance,
                                                  Role::logistics,
                                                  Role::planner,
                                                  Role::monitor,
                                                  Role::auditor,
                                                  Role::reader});

void append_chapter(std::string& document, const std::vector<PermissionRow>& rows) {
    std::string heading = rows.front().entity;
    std::ranges::replace(heading, '_', ' ');
    heading.front() = static_cast<char>(heading.front() - 'a' + 'A');
    document += fmt::format("## {}\n\n| what | right | state |", heading);
    std::string line = "|---|---|---|";
    for (const Role role : kShownRoles) {
        document += fmt::format(" {} |", registry::word_of(role));
        line += ":-:|";
    }
    document += " condition |\n" + line + "---|\n";
    for (const PermissionRow& row : rows) {
        document += fmt::format("| {} | {} | {} |", row.what, text_of(row.right), row.states);
        for (const Role role : kShownRoles) {
            document += (row.roles & registry::roles_of({role})) != 0 ? " x |" : " |";
        }
        document += row.condition.empty() ? " |\n" : fmt::format(" {} |\n", row.condition);
    }
    document += '\n';
}

}  // namespace

std::string_view text_of(Right right) {
    switch (right) {
        case Right::view:
            return "view";
        case Right::add:
            return "add";
        case Right::edit:
            return "edit";
        case Right::execute:
            return "execute";
        case Right::approve:
            return "approve";
    }
    return "";
}

std::vector<std::string> permission_entities() {
    const auto& kinds = registry::EnumWords<Kind>::kWords;
    std::vector<std::string> entities(kinds.begin(), kinds.end());
    entities.insert(entities.end(), {kLedger, kProposal, kBooks});
    return entities;
}

std::vector<PermissionRow> permission_table() {
    std::vector<PermissionRow> table;
    for (std::size_t i = 0; i < registry::EnumWords<Kind>::kWords.size(); ++i) {
        add_register(table, static_cast<Kind>(i));
    }
    add_ledger(table);
    add_tasks(table);
    return table;
}

std::string permissions_document() {
    std::string document =
        "# Permissions\n\n"
        "Written by `tools/permissions` from the rows that decide; a test compares the two, and "
        "others walk every cell:\neach row, with each role, in each state, inside and outside the "
        "limits of the role. What has no row nobody may.\n`imdad user permissions --role ROLE` "
        "prints the rows of one role.\n\n"
        "A role may be limited to a party, a place, a programme (an agreement or action plan with "
        "what hangs on it):\n`ROLE[:PARTY][@PLACE][#PROGRAMME]`. It then counts only inside its "
        "limits: for entities that its party has a part in, activities\nat its place, what hangs "
        "on its programme; in the ledger where its party holds, gets or gave what moves, its "
        "place\nholds or gets it, the activity or agreement belongs to its programme. The role of "
        "a focal point is always given for a party.\nAn action "
        "point is also for whoever entered it or has to do it. Who may not read an entity is told "
        "the same as if it were not there.\n"
        "Automatic steps of [states.md](states.md) are taken by Imdad itself, steps by cascade "
        "with the step that they follow from.\n\n";
    std::vector<PermissionRow> chapter;
    for (PermissionRow& row : permission_table()) {
        if (!chapter.empty() && chapter.front().entity != row.entity) {
            append_chapter(document, chapter);
            chapter.clear();
        }
        chapter.push_back(std::move(row));
    }
    append_chapter(document, chapter);
    document.pop_back();
    return document;
}

}  // namespace imdad::app

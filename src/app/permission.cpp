#include "app/permission.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <array>

namespace imdad::app {

namespace {

using registry::Role;
using registry::Roles;
using registry::roles_of;

constexpr Roles kSecretariat = roles_of({Role::secretariat});
constexpr Roles kMoney = roles_of({Role::secretariat, Role::finance});
constexpr Roles kPromises = roles_of({Role::secretariat, Role::finance, Role::focal_point});
constexpr Roles kStores = roles_of({Role::secretariat, Role::logistics});
constexpr Roles kStoresOrMoney = roles_of({Role::secretariat, Role::finance, Role::logistics});
constexpr Roles kField = roles_of({Role::secretariat, Role::logistics, Role::monitor});
constexpr Roles kWorkers = roles_of({Role::secretariat,
                                     Role::focal_point,
                                     Role::finance,
                                     Role::logistics,
                                     Role::planner,
                                     Role::monitor});
constexpr Roles kInside = kWorkers | roles_of({Role::auditor});
constexpr Roles kEverybody = kInside | roles_of({Role::reader});
constexpr Roles kAllocators = roles_of({Role::secretariat, Role::finance, Role::planner});
constexpr Roles kDonors = roles_of({Role::secretariat, Role::focal_point});

struct TaskRow {
    Task task;
    std::string_view text;
    Roles roles;
};

/// In the order of `Task`.
constexpr auto kTasks = std::to_array<TaskRow>({
    {Task::read_register, "reading the register", kEverybody},
    {Task::change_register, "a change of the register", kInside},
    {Task::read_ledger, "reading the ledger", kInside},
    {Task::post, "posting in the ledger", kWorkers},
    {Task::audit, "an audit", roles_of({Role::secretariat, Role::finance, Role::auditor})},
    {Task::give_checkpoint, "a checkpoint", roles_of({Role::secretariat, Role::auditor})},
    {Task::copy_books, "a copy of all books", kSecretariat},
    {Task::manage_users, "the list of users", kSecretariat},
    {Task::adopt_plan, "the adoption of a plan", kAllocators},
    {Task::approve_plan, "the approval of a plan", kMoney},
});
static_assert(kTasks.size() == kTaskCount);

struct LedgerRow {
    ledger::Kind kind;
    LedgerRule rule;
};

using enum ledger::Kind;

/// In the order of `ledger::Kind`.
constexpr auto kLedger = std::to_array<LedgerRow>({
    {define_unit, {kSecretariat, 0}},
    {opening_balance, {kSecretariat, 0}},
    {pledge, {kPromises, 0}},
    {revise, {kPromises, 0}},
    {withdraw, {kPromises, 0}},
    {lapse, {kMoney, 0}},
    {cancel_balance, {kPromises, 0}},
    {commit, {kMoney, kMoney}},
    {release_commitment, {kMoney, 0}},
    {receive, {kStoresOrMoney, 0}},
    {dispatch, {kStores, 0}},
    {post_receipt, {kField, 0}},
    {void_dispatch, {kStores, 0}},
    {expire_dispatch, {kStores, 0}},
    {quarantine, {kField, 0}},
    {release, {kStores, kField}},
    {recall, {kStores, 0}},
    {lift_recall, {kStores, kField}},
    {deliver, {kField, 0}},
    {use, {kField, 0}},
    {count, {kField, kStoresOrMoney}},
    {write_off, {kStoresOrMoney, kMoney}},
    {give_back, {kStoresOrMoney, 0}},
    {re_earmark, {kMoney, kDonors}},
    {exchange, {kMoney, 0}},
    {value, {kStoresOrMoney, 0}},
    {reverse, {kStoresOrMoney, kMoney}},
    {allocate, {kAllocators, kMoney}},
});

constexpr bool in_order() {
    for (std::size_t i = 0; i < kLedger.size(); ++i) {
        if (static_cast<std::size_t>(kLedger[i].kind) != i) {
            return false;
        }
    }
    return kLedger.size() == ledger::kKindCount;
}

static_assert(in_order(), "one row for each kind of command, in their order");

/// Parties that a command is about: who has it, who gets it, who gave it.
std::vector<std::string_view> parties_of(const ledger::Command& command, const ledger::Book& book) {
    std::vector<std::string_view> parties;
    const auto add = [&](ledger::Name name) {
        if (!name.empty()) {
            parties.emplace_back(book.names().text(name));
        }
    };
    add(command.holder);
    add(command.to);
    if (const ledger::PledgeFacts* facts = book.pledge(command.pledge, command.unit)) {
        add(facts->donor);
    }
    return parties;
}

}  // namespace

Roles roles_for(Task task) {
    return kTasks.at(static_cast<std::size_t>(task)).roles;
}

std::string_view text_of(Task task) {
    return kTasks.at(static_cast<std::size_t>(task)).text;
}

const LedgerRule& ledger_rule(ledger::Kind kind) {
    return kLedger.at(static_cast<std::size_t>(kind)).rule;
}

bool permits(Roles roles,
             const registry::Actor& actor,
             const ledger::Command& command,
             const ledger::Book& book) {
    const auto parties = parties_of(command, book);
    return std::ranges::any_of(actor.grants, [&](const registry::Grant& grant) {
        if ((roles & roles_of({grant.role})) == 0) {
            return false;
        }
        if (grant.party.empty()) {
            return grant.role != Role::focal_point;
        }
        return std::ranges::find(parties, std::string_view(grant.party)) != parties.end();
    });
}

}  // namespace imdad::app

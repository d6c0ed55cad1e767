#include "app/permission.hpp"

#include "register/permission.hpp"
#include "register/role_sets.hpp"
#include "register/view.hpp"

#include <algorithm>
#include <array>

namespace imdad::app {

namespace {

using registry::Role;
using registry::Roles;
using registry::roles_of;

using namespace registry::role_sets;

constexpr Roles kPromises = roles_of({Role::secretariat, Role::finance, Role::focal_point});
constexpr Roles kStores = roles_of({Role::secretariat, Role::logistics});
constexpr Roles kStoresOrMoney = roles_of({Role::secretariat, Role::finance, Role::logistics});
constexpr Roles kShelves = roles_of({Role::secretariat, Role::logistics, Role::monitor});
constexpr Roles kEverybody = kInside | roles_of({Role::reader});
/// For those who speak for a donor, the ledger has no other donors in it.
constexpr Roles kWholeLedger = roles_of({Role::secretariat,
                                         Role::finance,
                                         Role::logistics,
                                         Role::planner,
                                         Role::monitor,
                                         Role::auditor});
constexpr Roles kAllocators = roles_of({Role::secretariat, Role::finance, Role::planner});

/// They see places, lanes and dates: not for those who speak for a donor.
constexpr Roles kPlanReaders = kAllocators | kStores | roles_of({Role::monitor, Role::auditor});

struct TaskRow {
    Task task;
    std::string_view text;
    Right right;
    Roles roles;
};

/// In the order of `Task`.
constexpr auto kTasks = std::to_array<TaskRow>({
    {Task::read_register, "reading the register", Right::view, kEverybody},
    {Task::change_register, "a change of the register", Right::execute, kInside},
    {Task::read_ledger, "reading the ledger", Right::view, kInside},
    {Task::read_whole_ledger, "reading the ledger as a whole", Right::view, kWholeLedger},
    {Task::post, "posting in the ledger", Right::execute, kWorkers},
    {Task::audit,
     "an audit",
     Right::view,
     roles_of({Role::secretariat, Role::finance, Role::auditor})},
    {Task::give_checkpoint,
     "a checkpoint",
     Right::execute,
     roles_of({Role::secretariat, Role::auditor})},
    {Task::copy_books, "a copy of all books", Right::execute, kSecretariat},
    {Task::manage_users, "the list of users", Right::execute, kSecretariat},
    {Task::adopt_plan, "the adoption of a plan", Right::execute, kAllocators},
    {Task::approve_plan, "the approval of a plan", Right::approve, kAccounts},
    {Task::read_proposals, "reading proposals", Right::view, kInside},
    {Task::decide_proposal, "a decision on a proposal", Right::approve, kWorkers},
    {Task::set_threshold, "a threshold of commitments", Right::execute, kAccounts},
    {Task::read_plans, "reading scenarios and plans", Right::view, kPlanReaders},
    {Task::make_plans, "making scenarios and plans", Right::execute, kAllocators},
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
    {lapse, {kAccounts, 0}},
    {cancel_balance, {kPromises, 0}},
    {commit, {kAccounts, kAccounts}},
    {release_commitment, {kAccounts, 0}},
    {receive, {kStoresOrMoney, 0}},
    {dispatch, {kStores, 0}},
    {post_receipt, {kShelves, 0}},
    {void_dispatch, {kStores, 0}},
    {expire_dispatch, {kStores, 0}},
    {quarantine, {kShelves, 0}},
    {release, {kStores, kShelves}},
    {recall, {kStores, 0}},
    {lift_recall, {kStores, kShelves}},
    {deliver, {kShelves, 0}},
    {use, {kShelves, 0}},
    {count, {kShelves, kStoresOrMoney}},
    {write_off, {kStoresOrMoney, kAccounts}},
    {give_back, {kStoresOrMoney, 0}},
    {re_earmark, {kAccounts, kPartners}},
    {exchange, {kAccounts, 0}},
    {value, {kStoresOrMoney, 0}},
    {reverse, {kStoresOrMoney, kAccounts}},
    {allocate, {kAllocators, kAccounts}},
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

}  // namespace

Roles roles_for(Task task) {
    return kTasks.at(static_cast<std::size_t>(task)).roles;
}

Right right_to(Task task) {
    return kTasks.at(static_cast<std::size_t>(task)).right;
}

std::string_view text_of(Task task) {
    return kTasks.at(static_cast<std::size_t>(task)).text;
}

const LedgerRule& ledger_rule(ledger::Kind kind) {
    return kLedger.at(static_cast<std::size_t>(kind)).rule;
}

Concerned concerned(const ledger::Command& command,
                    store::LedgerBooks& ledger,
                    const registry::Register& entities) {
    Concerned about;
    const ledger::Book& book = ledger.book();
    const auto place = [&](ledger::Name name) {
        if (!name.empty()) {
            about.parties.push_back(ledger.names().text(name));
            about.places.push_back(ledger.names().text(name));
        }
    };
    const auto activity = [&](ledger::Name name) {
        if (!name.empty()) {
            const auto of = registry::programmes_of(
                registry::View(entities), registry::Kind::activity, ledger.names().text(name));
            about.programmes.insert(about.programmes.end(), of.begin(), of.end());
        }
    };
    place(command.holder);
    place(command.to);
    activity(command.activity);
    activity(command.to_activity);
    if (!command.instrument.empty()) {
        const auto of = registry::programmes_of(registry::View(entities),
                                                registry::Kind::instrument,
                                                ledger.names().text(command.instrument));
        about.programmes.insert(about.programmes.end(), of.begin(), of.end());
    }
    if (const ledger::PledgeFacts* facts = book.pledge(command.pledge, command.unit)) {
        about.parties.push_back(ledger.names().text(facts->donor));
    }
    if (const ledger::Seen* seen = book.seen(command.refers_to)) {
        const ledger::Command earlier = ledger.entry(seen->sequence).command;
        place(earlier.holder);
        place(earlier.to);
        activity(earlier.activity);
        activity(earlier.to_activity);
    }
    return about;
}

bool permits(Roles roles, const registry::Actor& actor, const Concerned& concerned) {
    const auto holds = [](const std::vector<std::string>& list, const std::string& one) {
        return one.empty() || std::ranges::find(list, one) != list.end();
    };
    return std::ranges::any_of(actor.grants, [&](const registry::Grant& grant) {
        return (roles & roles_of({grant.role})) != 0 &&
               (grant.role != Role::focal_point || !grant.party.empty()) &&
               holds(concerned.parties, grant.party) && holds(concerned.places, grant.place) &&
               holds(concerned.programmes, grant.programme);
    });
}

bool is_of_whole_books(Task task) {
    return task == Task::audit || task == Task::give_checkpoint || task == Task::copy_books ||
           task == Task::manage_users || task == Task::set_threshold || task == Task::read_plans ||
           task == Task::make_plans;
}

bool permits(Task task, const registry::Actor& actor) {
    return std::ranges::any_of(actor.grants, [&](const registry::Grant& grant) {
        return (roles_for(task) & roles_of({grant.role})) != 0 &&
               (!is_of_whole_books(task) || registry::is_everywhere(grant));
    });
}

}  // namespace imdad::app

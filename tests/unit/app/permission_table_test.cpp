#include "app/permission_table.hpp"

#include "app/adopt.hpp"
#include "app/approvals.hpp"
#include "app/calendar.hpp"
#include "app/keep_books.hpp"
#include "app/ledger_views.hpp"
#include "app/ledger_words.hpp"
#include "app/register_steps.hpp"
#include "app/register_views.hpp"
#include "app/thresholds.hpp"
#include "app/workspace.hpp"
#include "register/act_rules.hpp"
#include "register/edit_rules.hpp"
#include "register/permission.hpp"
#include "register/transitions.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "fresh_books.hpp"

/// The table that is printed: it leaves out no row that decides, and its rows on the books as a
/// whole are walked cell by cell through the use cases themselves. Those on the register are walked
/// in tests/unit/register, those on kinds of commands in permission_test.cpp.

namespace imdad::app {
namespace {

using registry::Role;
using testing::code_of;

constexpr std::size_t kRoles = registry::EnumWords<Role>::kWords.size() - 1;  // without Imdad's own

TEST(PermissionTable, HasARowForEachRowThatDecides) {
    std::size_t expected =
        registry::read_rules().size() * registry::EnumWords<registry::Kind>::kWords.size() +
        registry::act_rules().size() + registry::edit_rules().size() + ledger::kKindCount + 1 +
        proposal_tasks().size() + kTaskCount;
    expected += static_cast<std::size_t>(std::ranges::count_if(
        registry::transitions(),
        [](const registry::Transition& row) { return row.triggers.command; }));
    for (std::size_t i = 0; i < ledger::kKindCount; ++i) {
        expected += ledger_rule(static_cast<ledger::Kind>(i)).approvers != 0 ? 1U : 0U;
    }
    EXPECT_EQ(permission_table().size(), expected);
}

TEST(PermissionTable, SaysEveryCellOnceAndGivesEveryRowToSomebody) {
    std::set<std::string> seen;
    for (const PermissionRow& row : permission_table()) {
        const std::string cell =
            row.entity + '|' + row.what + '|' + std::string(text_of(row.right)) + '|' + row.states;
        EXPECT_TRUE(seen.insert(cell).second) << cell;
        EXPECT_NE(row.roles, 0) << cell;
        EXPECT_EQ(row.what.find('|'), std::string::npos) << cell;
    }
}

TEST(PermissionTable, TwoPeopleAnswerForSignaturesCommitmentsWriteOffsAndPlans) {
    const auto condition_of = [](std::string_view entity, std::string_view what, Right right) {
        for (const PermissionRow& row : permission_table()) {
            if (row.entity == entity && row.what == what && row.right == right) {
                return row.condition;
            }
        }
        return std::string("no such row");
    };
    EXPECT_TRUE(condition_of("instrument", "step to signed", Right::execute)
                    .starts_with("somebody other than"));
    EXPECT_TRUE(condition_of("amendment", "step to merged", Right::execute)
                    .starts_with("somebody other than"));
    EXPECT_TRUE(condition_of("action_point", "step to verified", Right::execute)
                    .starts_with("by the named verifier"));
    for (const char* const what : {"commit", "write_off", "count", "allocate"}) {
        EXPECT_TRUE(condition_of("ledger", what, Right::approve).starts_with("another person"))
            << what;
    }
    EXPECT_TRUE(condition_of("proposal", "adopt", Right::approve).starts_with("another person"));
}

TEST(PermissionsDocument, IsTheOneInDocs) {
    std::ifstream file("docs/permissions.md", std::ios::binary);
    ASSERT_TRUE(file) << "run from the root of the tree";
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), permissions_document())
        << "a row has changed: write docs/permissions.md again with tools/permissions";
}

class TaskCells : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        for (std::size_t i = 0; i < kRoles; ++i) {
            const auto role = static_cast<Role>(i);
            const std::string word(registry::word_of(role));
            if (role != Role::focal_point) {
                add_user_or_fail("all." + word, {word});
            }
            add_user_or_fail("afg." + word, {word + ":AFG"});
            add_user_or_fail("kabul." + word,
                             {word + (role == Role::focal_point ? ":AFG" : "") + "@kabul"});
        }
    }

    /// The code with which a use case that does `task` answers `user`.
    [[nodiscard]] std::string asked(Task task, const std::string& user) {
        const Access access = as(user);
        switch (task) {
            case Task::read_register:
                return code_of(list_entities(access, "party", ""));
            case Task::change_register:
                return code_of(apply_due(access, true));
            case Task::read_ledger:
                return code_of(balances(access, {}));
            case Task::read_whole_ledger:
                return code_of(trial_balance(access));
            case Task::post:
                return code_of(post(user, "kind,id\n", true));
            case Task::audit:
                return code_of(audit_books({.access = access, .notes = {}, .keys = {}}));
            case Task::give_checkpoint:
                return code_of(
                    give_checkpoint(access, "register", (folder / "key").string(), "test"));
            case Task::copy_books:
                return code_of(copy_books(access, (folder / ("copy." + user)).string()));
            case Task::manage_users:
                return code_of(list_users(access));
            case Task::adopt_plan:
                return code_of(adopt_plan({.access = access}));
            case Task::approve_plan:
                return "";  // a row of the proposals, walked below
            case Task::read_proposals:
                return code_of(list_proposals(access, ""));
            case Task::decide_proposal:
                return code_of(reject_proposal(access, id(9), "no"));
            case Task::set_threshold:
                return code_of(set_threshold(access, "no such unit", 1));
            case Task::read_plans:
                return code_of(Workspace(folder / "workspace").scenarios(access));
            case Task::make_plans: {
                bool replayed = false;
                return code_of(
                    Workspace(folder / "workspace").add(access, "", "", "", {}, replayed));
            }
        }
        return "";
    }
};

TEST_F(TaskCells, ATaskOnTheBooksIsForTheRolesOfItsRow) {
    for (std::size_t i = 0; i < kTaskCount; ++i) {
        const auto task = static_cast<Task>(i);
        if (task == Task::approve_plan) {
            continue;
        }
        for (std::size_t r = 0; r < kRoles; ++r) {
            const auto role = static_cast<Role>(r);
            for (const std::string limit : {"all.", "afg.", "kabul."}) {
                if (role == Role::focal_point && limit == "all.") {
                    continue;
                }
                const bool allowed = (roles_for(task) & registry::roles_of({role})) != 0 &&
                                     (!is_of_whole_books(task) || limit == "all.");
                const std::string user = limit + std::string(registry::word_of(role));
                EXPECT_EQ(asked(task, user) == "role_missing", !allowed)
                    << text_of(task) << " by " << user;
            }
        }
    }
}

/// The proposal is amina's: to her own approval she is nobody, whatever her roles.
TEST_F(TaskCells, AProposalIsDecidedOnByTheRolesOfItsRowAndByAnotherPerson) {
    ASSERT_EQ(codes("amina",
                    fmt::format("kind,id,business_date,unit,unit_kind,decimals\n"
                                "define_unit,{},2022-07-24,USD,currency,2\n",
                                id(1))),
              std::vector<std::string>{});
    ASSERT_EQ(code_of(set_threshold(as("amina"), "USD", 100)), "");
    const auto wish = set_threshold(as("amina"), "USD", std::nullopt);
    ASSERT_TRUE(wish.has_value() && wish->proposal.has_value());
    EXPECT_EQ(code_of(approve_proposal(as("amina"), wish->proposal->id, true)), "same_person");
    const auto table = permission_table();
    const auto row = std::ranges::find_if(table, [](const PermissionRow& one) {
        return one.entity == "proposal" && one.what == "threshold";
    });
    const registry::Roles deciders = roles_for(Task::decide_proposal);
    for (std::size_t r = 0; r < kRoles; ++r) {
        const auto role = static_cast<Role>(r);
        const std::string user =
            (role == Role::focal_point ? "afg." : "all.") + std::string(registry::word_of(role));
        const bool allowed = (row->roles & deciders & registry::roles_of({role})) != 0;
        const std::string code = code_of(approve_proposal(as(user), wish->proposal->id, true));
        // Who speaks for a party sees no proposal about the books as a whole.
        const std::string hidden = role == Role::focal_point ? "no_such_proposal" : "role_missing";
        EXPECT_EQ(code == "approver_role_missing" || code == "role_missing" || code == hidden,
                  !allowed)
            << user << ' ' << code;
    }
}

}  // namespace
}  // namespace imdad::app

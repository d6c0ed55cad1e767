#include "app/permission.hpp"

#include "app/keep_books.hpp"
#include "app/ledger_views.hpp"
#include "app/ledger_words.hpp"
#include "app/register_steps.hpp"

#include <map>
#include <set>
#include <sstream>

#include "fresh_books.hpp"

/// Who may do what, walked both ways: every role asks for everything, and gets what this table says
/// and nothing else. The table is written from what people agreed, not from the code.

namespace imdad::app {
namespace {

using Codes = std::vector<std::string>;
using testing::code_of;
using Matrix = std::map<std::string, std::string>;

const Matrix kLedger = {
    {"define_unit", "secretariat"},
    {"opening_balance", "secretariat"},
    {"pledge", "secretariat finance focal_point"},
    {"revise", "secretariat finance focal_point"},
    {"withdraw", "secretariat finance focal_point"},
    {"lapse", "secretariat finance"},
    {"cancel_balance", "secretariat finance focal_point"},
    {"commit", "secretariat finance"},
    {"release_commitment", "secretariat finance"},
    {"receive", "secretariat finance logistics"},
    {"dispatch", "secretariat logistics"},
    {"post_receipt", "secretariat logistics monitor"},
    {"void_dispatch", "secretariat logistics"},
    {"expire_dispatch", "secretariat logistics"},
    {"quarantine", "secretariat logistics monitor"},
    {"release", "secretariat logistics"},
    {"recall", "secretariat logistics"},
    {"lift_recall", "secretariat logistics"},
    {"deliver", "secretariat logistics monitor"},
    {"use", "secretariat logistics monitor"},
    {"count", "secretariat logistics monitor"},
    {"write_off", "secretariat finance logistics"},
    {"give_back", "secretariat finance logistics"},
    {"re_earmark", "secretariat finance"},
    {"exchange", "secretariat finance"},
    {"value", "secretariat finance logistics"},
    {"reverse", "secretariat finance logistics"},
    {"allocate", "secretariat finance planner"},
};

const Matrix kApprovers = {
    {"commit", "secretariat finance"},
    {"release", "secretariat logistics monitor"},
    {"lift_recall", "secretariat logistics monitor"},
    {"count", "secretariat finance logistics"},
    {"write_off", "secretariat finance"},
    {"re_earmark", "secretariat focal_point"},
    {"reverse", "secretariat finance"},
    {"allocate", "secretariat finance"},
};

const std::vector<std::string> kRoles = {"secretariat",
                                         "focal_point",
                                         "finance",
                                         "logistics",
                                         "planner",
                                         "monitor",
                                         "auditor",
                                         "public"};

std::set<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

class Permission : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        for (const std::string& role : kRoles) {
            add_user_or_fail("u." + role, {role == "focal_point" ? role + ":AFG" : role});
        }
    }
};

TEST_F(Permission, EachKindOfCommandIsForTheRolesOfTheTableAndNoOther) {
    ASSERT_EQ(kLedger.size(), ledger::kKindCount);
    for (const auto& [kind, roles] : kLedger) {
        for (const std::string& role : kRoles) {
            // Nothing but the head and who has it: whoever may is told what else is missing.
            const Codes found = codes(
                "u." + role,
                fmt::format("kind,id,business_date,holder,instrument\n{},{},2022-07-24,AFG{}\n",
                            kind,
                            id(1),
                            kind == "commit" ? ",none" : ","));
            ASSERT_FALSE(found.empty()) << kind;
            const bool refused = std::ranges::find(found, "role_missing") != found.end();
            EXPECT_EQ(refused, !words(roles).contains(role)) << kind << " by " << role;
        }
    }
}

TEST_F(Permission, TheSecondPersonNeedsARoleToo) {
    for (std::size_t i = 0; i < ledger::kKindCount; ++i) {
        const auto kind = static_cast<ledger::Kind>(i);
        const std::string word(ledger::to_text(kind));
        const auto approver = std::uint64_t{1} << static_cast<unsigned>(ledger::Field::approver);
        const ledger::FieldRule& rule = ledger::field_rule(kind);
        EXPECT_EQ(ledger_rule(kind).approvers != 0,
                  ((rule.required | rule.optional) & approver) != 0)
            << word;
        EXPECT_EQ(ledger_rule(kind).approvers != 0, kApprovers.contains(word)) << word;
    }
    for (const auto& [kind, roles] : kApprovers) {
        for (const std::string& role : kRoles) {
            const Concerned about{.parties = {"AFG"}, .places = {}, .programmes = {}};
            const registry::Actor actor{"u",
                                        {{.role = *registry::parse_word<registry::Role>(role),
                                          .party = role == "focal_point" ? "AFG" : ""}}};
            const auto parsed = parse_kind(kind);
            ASSERT_TRUE(parsed) << kind;
            EXPECT_EQ(permits(ledger_rule(*parsed).approvers, actor, about),
                      words(roles).contains(role))
                << kind << " approved by " << role;
        }
    }
}

TEST_F(Permission, ALimitedRoleCountsInsideItsLimitsOnly) {
    const registry::Roles roles = registry::roles_of({registry::Role::logistics});
    const Concerned here{.parties = {"kabul", "WHO"}, .places = {"kabul"}, .programmes = {"plan"}};
    const auto may = [&](registry::Grant grant) {
        grant.role = registry::Role::logistics;
        return permits(roles, {"u", {std::move(grant)}}, here);
    };
    EXPECT_TRUE(may({}));
    EXPECT_TRUE(may({.place = "kabul"}));
    EXPECT_FALSE(may({.place = "herat"}));
    EXPECT_FALSE(may({.place = "WHO"}));
    EXPECT_TRUE(may({.programme = "plan"}));
    EXPECT_FALSE(may({.programme = "other"}));
    EXPECT_TRUE(may({.party = "WHO", .place = "kabul", .programme = "plan"}));
    EXPECT_FALSE(may({.party = "IOM", .place = "kabul", .programme = "plan"}));
    EXPECT_FALSE(may({.party = "WHO", .place = "kabul", .programme = "other"}));
}

TEST_F(Permission, ALimitedRoleIsGivenWithItsLimitsAndReachesNoTaskOnTheWholeBooks) {
    add_user_or_fail("store.kabul", {"logistics@kabul"});
    add_user_or_fail("half", {"secretariat@kabul"});
    EXPECT_EQ(code_of(list_users(as("half"))), "role_missing");
    const std::string row = "kind,id,business_date,holder\ndispatch,{},2022-07-24,{}\n";
    EXPECT_EQ(
        std::ranges::count(codes("store.kabul", fmt::format(fmt::runtime(row), id(1), "kabul")),
                           "role_missing"),
        0);
    EXPECT_EQ(
        std::ranges::count(codes("store.kabul", fmt::format(fmt::runtime(row), id(1), "herat")),
                           "role_missing"),
        1);
    EXPECT_EQ(code_of(add_user(as("amina"), "x", {"monitor#nothing"})), "unknown_programme");
    EXPECT_EQ(code_of(add_user(as("amina"), "x", {"monitor@a@b"})), "bad_limit");
    EXPECT_EQ(code_of(add_user(as("amina"), "x", {"monitor@"})), "bad_limit");
    EXPECT_EQ(code_of(add_user(as("amina"), "x", {"monitor@a", "monitor@a"})), "role_repeated");
}

TEST_F(Permission, ARoleForOnePartyCountsWhereThePartyHasAPart) {
    add_user_or_fail("money.afg", {"finance:AFG"});
    const std::string row = "kind,id,business_date,holder\ncancel_balance,{},2022-07-24,{}\n";
    for (const std::string user : {"money.afg", "u.focal_point"}) {
        const Codes own = codes(user, fmt::format(fmt::runtime(row), id(1), "AFG"));
        EXPECT_EQ(std::ranges::count(own, "role_missing"), 0) << user;
        const Codes other = codes(user, fmt::format(fmt::runtime(row), id(1), "NER"));
        EXPECT_EQ(std::ranges::count(other, "role_missing"), 1) << user;
    }
}

/// Of a pledge that names no holder, the donor is the party concerned.
TEST_F(Permission, ADonorRevisesItsOwnPledgeOnly) {
    add_user_or_fail("fp.ner", {"focal_point:NER"});
    ASSERT_EQ(
        codes("amina",
              fmt::format("kind,id,business_date,unit,unit_kind,decimals,holder,pledge,amount\n"
                          "define_unit,{},2022-07-24,USD,currency,2,,,\n"
                          "pledge,{},2022-07-24,USD,,,AFG,p1,1000\n",
                          id(1),
                          id(2))),
        Codes{});
    const std::string revision = fmt::format(
        "kind,id,business_date,unit,pledge,amount,reason,document\n"
        "revise,{},2022-07-24,USD,p1,900,less,{}\n",
        id(3),
        std::string(64, 'a'));
    EXPECT_EQ(codes("fp.ner", revision), (Codes{"role_missing"}));
    EXPECT_EQ(codes("u.focal_point", revision), Codes{});
}

TEST_F(Permission, TasksOnTheBooksAreForTheRolesOfTheTable) {
    const Matrix tasks = {
        {"list",
         "secretariat focal_point finance logistics planner monitor "
         "auditor public"},
        {"balance", "secretariat focal_point finance logistics planner monitor auditor"},
        {"audit", "secretariat finance auditor"},
        {"checkpoint", "secretariat auditor"},
        {"backup", "secretariat"},
        {"users", "secretariat"}};
    for (const auto& [task, roles] : tasks) {
        for (const std::string& role : kRoles) {
            const Access access = as("u." + role);
            const auto code = [&, &name = task]() -> std::string {
                const auto of = [](const auto& answer) {
                    return answer ? std::string() : answer.error().code;
                };
                if (name == "list") {
                    return of(list_entities(access, "party", ""));
                }
                if (name == "balance") {
                    return of(balances(access, {})) + of(trial_balance(access)).substr(0, 0);
                }
                if (name == "audit") {
                    return of(audit_books({.access = access, .notes = {}, .keys = {}}));
                }
                if (name == "checkpoint") {
                    return of(
                        give_checkpoint(access, "register", (folder / "key").string(), "test"));
                }
                if (name == "backup") {
                    return of(copy_books(access, (folder / ("copy." + role)).string()));
                }
                return of(list_users(access));
            }();
            EXPECT_EQ(code, words(roles).contains(role) ? "" : "role_missing")
                << task << " by " << role;
        }
    }
}

TEST_F(Permission, ThePublicSeesWhatIsPublicOnly) {
    const StepOptions amina{.access = as("amina"), .step_id = {}};
    ASSERT_TRUE(add_entity(amina, "consultation", "c1", "", {{"title.en", "closed"}}).has_value());
    ASSERT_TRUE(
        add_entity(amina, "consultation", "c2", "", {{"classification", "public"}}).has_value());
    EXPECT_EQ(list_entities(as("u.monitor"), "consultation", "")->size(), 2U);
    const auto seen = list_entities(as("u.public"), "consultation", "");
    ASSERT_EQ(seen->size(), 1U);
    EXPECT_EQ(seen->front().id, "c2");
    // Neither by its id, and not as "you may not": that would say that it is there.
    EXPECT_EQ(code_of(show_entity(as("u.public"), "consultation", "c1")), "no_such_entity");
}

}  // namespace
}  // namespace imdad::app

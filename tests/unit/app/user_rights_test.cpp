#include "app/user_rights.hpp"

#include "app/approvals.hpp"
#include "app/credentials.hpp"
#include "app/register_steps.hpp"
#include "app/thresholds.hpp"

#include <algorithm>

#include "fresh_books.hpp"

/// What becomes of an account after it was made.

namespace imdad::app {
namespace {

using testing::code_of;

class RightsOfUsers : public testing::FreshBooks {
 protected:
    void SetUp() override {
        FreshBooks::SetUp();
        add_user_or_fail("bilal", {"secretariat"});
        add_user_or_fail("farid", {"finance", "focal_point:AFG"});
    }

    [[nodiscard]] std::vector<std::string> by(const std::string& user,
                                              const std::string& what) const {
        const auto rights = rights_of(as("amina"), user).value();
        const auto row = std::ranges::find_if(
            rights.rows, [&](const RightsRow& one) { return one.row.what == what; });
        return row == rights.rows.end() ? std::vector<std::string>{"no such row"} : row->by;
    }
};

TEST_F(RightsOfUsers, FollowFromTheRolesAndTheirLimits) {
    EXPECT_EQ(by("farid", "an audit"), (std::vector<std::string>{"finance"}));
    EXPECT_EQ(by("farid", "reading the ledger"),
              (std::vector<std::string>{"finance", "focal_point:AFG"}));
    EXPECT_EQ(by("farid", "the list of users"), std::vector<std::string>{});
    ASSERT_EQ(code_of(change_roles(
                  as("amina"), "farid", {.grant = {"finance@kabul"}, .withdraw = {"finance"}})),
              "");
    EXPECT_EQ(by("farid", "an audit"), std::vector<std::string>{}) << "a limited role";
    EXPECT_EQ(code_of(rights_of(as("farid"), "farid")), "role_missing");
    EXPECT_EQ(code_of(rights_of(as("amina"), "nobody")), "unknown_user");
}

TEST_F(RightsOfUsers, AreTheRowsOfTheTableAndNoOthers) {
    const auto rights = rights_of(as("amina"), "amina").value();
    const auto table = permission_table();
    ASSERT_EQ(rights.rows.size(), table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        const bool mine = (table[i].roles & registry::roles_of({registry::Role::secretariat})) != 0;
        EXPECT_EQ(!rights.rows[i].by.empty(), mine) << table[i].entity << ' ' << table[i].what;
    }
}

TEST_F(RightsOfUsers, EndWithTheBlock) {
    EXPECT_EQ(code_of(set_blocked(as("amina"), "farid", true, "left")), "");
    EXPECT_EQ(by("farid", "reading the ledger"), std::vector<std::string>{});
    EXPECT_EQ(code_of(list_entities(as("farid"), "party", "")), "user_blocked");
    EXPECT_EQ(code_of(add_token(as("farid"), "x", Scope::read, 1)), "user_blocked");
    EXPECT_EQ(code_of(log_in(as("farid"), "any password at all")), "wrong_password");
    EXPECT_EQ(code_of(set_blocked(as("amina"), "farid", false, "")), "");
    EXPECT_EQ(by("farid", "an audit"), (std::vector<std::string>{"finance"}));
}

TEST_F(RightsOfUsers, WhatABlockedUserProposedIsNotApproved) {
    ASSERT_EQ(codes("amina",
                    fmt::format("kind,id,business_date,unit,unit_kind,decimals\n"
                                "define_unit,{},2022-07-24,USD,currency,2\n",
                                id(1))),
              std::vector<std::string>{});
    ASSERT_EQ(code_of(set_threshold(as("farid"), "USD", 100)), "");
    const auto proposal = set_threshold(as("farid"), "USD", std::nullopt)->proposal;
    ASSERT_TRUE(proposal.has_value());
    ASSERT_EQ(code_of(set_blocked(as("amina"), "farid", true, "left")), "");
    EXPECT_EQ(code_of(approve_proposal(as("amina"), proposal->id, false)), "proposer_blocked");
    ASSERT_EQ(code_of(set_blocked(as("amina"), "farid", false, "")), "");
    EXPECT_EQ(code_of(approve_proposal(as("amina"), proposal->id, false)), "");
}

TEST_F(RightsOfUsers, LeaveSomebodyWhoMakesUsers) {
    ASSERT_EQ(code_of(set_blocked(as("amina"), "bilal", true, "left")), "");
    EXPECT_EQ(
        code_of(change_roles(as("amina"), "amina", {.grant = {}, .withdraw = {"secretariat"}})),
        "last_secretariat");
    EXPECT_EQ(code_of(erase_user(as("amina"), "amina")), "last_secretariat");
    EXPECT_EQ(
        code_of(change_roles(
            as("amina"), "amina", {.grant = {"secretariat@kabul"}, .withdraw = {"secretariat"}})),
        "last_secretariat");
    ASSERT_EQ(code_of(set_blocked(as("amina"), "bilal", false, "")), "");
    EXPECT_EQ(
        code_of(change_roles(as("amina"), "amina", {.grant = {}, .withdraw = {"secretariat"}})),
        "");
}

}  // namespace
}  // namespace imdad::app

#include "store/users.hpp"

#include "store/row_values.hpp"
#include "store/statements.hpp"

#include <fmt/format.h>

namespace imdad::store {

std::array<unsigned char, 16> id_bytes(ledger::Id id) {
    return bytes_of(id);
}

std::vector<User> Users::all() {
    std::vector<User> users;
    Statement& accounts = connection_.prepare(sql::kReadUsers.sql);
    while (accounts.step()) {
        users.push_back({.name = std::string(accounts.text(0)),
                         .actor = id_from(accounts.bytes(1)),
                         .grants = {},
                         .blocked_since_ms = accounts.integer(2),
                         .block_reason = std::string(accounts.text(3))});
    }
    Statement& grants = connection_.prepare(sql::kReadGrants.sql);
    while (grants.step()) {
        const auto role = registry::parse_word<registry::Role>(grants.text(1));
        if (!role) {
            throw base::Failure(base::Failure::Kind::io,
                                fmt::format("the accounts hold a role '{}' that no Imdad has "
                                            "written",
                                            grants.text(1)));
        }
        for (User& user : users) {
            if (user.name == grants.text(0)) {
                user.grants.push_back({.role = *role,
                                       .party = std::string(grants.text(2)),
                                       .place = std::string(grants.text(3)),
                                       .programme = std::string(grants.text(4))});
            }
        }
    }
    return users;
}

std::optional<User> Users::find(const std::string& name) {
    for (User& user : all()) {
        if (user.name == name) {
            return std::move(user);
        }
    }
    return std::nullopt;
}

void Users::add(const User& user, ledger::Id by, std::int64_t now_ms) {
    const auto actor = bytes_of(user.actor);
    connection_.prepare(sql::kAddUser.sql).with(std::string_view(user.name), Bytes(actor)).run();
    change_grants(user, user.grants, {}, by, now_ms);
}

void Users::change_grants(const User& user,
                          const std::vector<registry::Grant>& granted,
                          const std::vector<registry::Grant>& withdrawn,
                          ledger::Id by,
                          std::int64_t now_ms) {
    const auto write = [&](const sql::Named& statement, const registry::Grant& grant) {
        connection_.prepare(statement.sql)
            .with(std::string_view(user.name),
                  registry::word_of(grant.role),
                  std::string_view(grant.party),
                  std::string_view(grant.place),
                  std::string_view(grant.programme))
            .run();
    };
    for (const registry::Grant& grant : withdrawn) {
        write(sql::kEraseGrant, grant);
    }
    for (const registry::Grant& grant : granted) {
        write(sql::kAddGrant, grant);
    }
    append_changes(user, withdrawn, false, by, now_ms);
    append_changes(user, granted, true, by, now_ms);
}

void Users::block(const User& user, const std::string& reason, ledger::Id by, std::int64_t now_ms) {
    for (const sql::Named& statement :
         {sql::kErasePassword, sql::kEraseLink, sql::kEraseTokensOf}) {
        connection_.prepare(statement.sql).with(std::string_view(user.name)).run();
    }
    connection_.prepare(sql::kAddBlock.sql)
        .with(std::string_view(user.name), now_ms, std::string_view(reason))
        .run();
    append_access(user, false, by, now_ms);
}

void Users::let_in(const User& user, ledger::Id by, std::int64_t now_ms) {
    connection_.prepare(sql::kEraseBlock.sql).with(std::string_view(user.name)).run();
    append_access(user, true, by, now_ms);
}

void Users::erase(const User& user, ledger::Id by, std::int64_t now_ms) {
    for (const sql::Named& statement : {sql::kErasePassword,
                                        sql::kEraseLink,
                                        sql::kEraseTokensOf,
                                        sql::kEraseBlock,
                                        sql::kEraseGrants}) {
        connection_.prepare(statement.sql).with(std::string_view(user.name)).run();
    }
    connection_.prepare(sql::kEraseUser.sql).with(std::string_view(user.name)).run();
    append_changes(user, user.grants, false, by, now_ms);
}

void Users::write_back() {
    if (connection_.backend() == Backend::sqlite) {
        connection_.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}

void Users::append_changes(const User& user,
                           const std::vector<registry::Grant>& grants,
                           bool granted,
                           ledger::Id by,
                           std::int64_t now_ms) {
    for (const registry::Grant& grant : grants) {
        append_row(user, registry::word_of(grant.role), grant, granted, by, now_ms);
    }
}

void Users::append_access(const User& user, bool granted, ledger::Id by, std::int64_t now_ms) {
    append_row(user, "", {}, granted, by, now_ms);
}

void Users::append_row(const User& user,
                       std::string_view role,
                       const registry::Grant& limits,
                       bool granted,
                       ledger::Id by,
                       std::int64_t now_ms) {
    Statement& count = connection_.prepare(sql::kCountGrantChanges.sql);
    count.step();
    const std::int64_t sequence = count.integer(0);
    count.reset();
    const auto actor = bytes_of(by);
    const auto subject = bytes_of(user.actor);
    connection_.prepare(sql::kAppendGrantChange.sql)
        .with(sequence,
              Bytes(actor),
              Bytes(subject),
              role,
              std::string_view(limits.party),
              std::string_view(limits.place),
              std::string_view(limits.programme),
              std::int64_t{granted ? 1 : 0},
              now_ms)
        .run();
}

}  // namespace imdad::store

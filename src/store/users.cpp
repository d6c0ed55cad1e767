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
        users.push_back({std::string(accounts.text(0)), id_from(accounts.bytes(1)), {}});
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
    for (const registry::Grant& grant : user.grants) {
        connection_.prepare(sql::kAddGrant.sql)
            .with(std::string_view(user.name),
                  registry::word_of(grant.role),
                  std::string_view(grant.party),
                  std::string_view(grant.place),
                  std::string_view(grant.programme))
            .run();
    }
    append_changes(user, true, by, now_ms);
}

void Users::erase(const User& user, ledger::Id by, std::int64_t now_ms) {
    for (const sql::Named& statement :
         {sql::kErasePassword, sql::kEraseLink, sql::kEraseTokensOf, sql::kEraseGrants}) {
        connection_.prepare(statement.sql).with(std::string_view(user.name)).run();
    }
    connection_.prepare(sql::kEraseUser.sql).with(std::string_view(user.name)).run();
    append_changes(user, false, by, now_ms);
}

void Users::write_back() {
    if (connection_.backend() == Backend::sqlite) {
        connection_.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}

void Users::append_changes(const User& user, bool granted, ledger::Id by, std::int64_t now_ms) {
    Statement& count = connection_.prepare(sql::kCountGrantChanges.sql);
    count.step();
    std::int64_t sequence = count.integer(0);
    count.reset();
    const auto actor = bytes_of(by);
    const auto subject = bytes_of(user.actor);
    for (const registry::Grant& grant : user.grants) {
        connection_.prepare(sql::kAppendGrantChange.sql)
            .with(sequence++,
                  Bytes(actor),
                  Bytes(subject),
                  registry::word_of(grant.role),
                  std::string_view(grant.party),
                  std::string_view(grant.place),
                  std::string_view(grant.programme),
                  std::int64_t{granted ? 1 : 0},
                  now_ms)
            .run();
    }
}

}  // namespace imdad::store

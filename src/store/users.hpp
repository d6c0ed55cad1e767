#pragma once

#include "ledger/names.hpp"
#include "register/request.hpp"
#include "store/connection.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Accounts of people: the only personal data there is. The books know a user by a random id; the
/// name and the roles stand here, and can be erased without a trace in the books. What was granted
/// to which id by whom is history, and holds no name.

namespace imdad::store {

struct User {
    std::string name;
    ledger::Id actor;  ///< drawn at random when the account is made, never used again
    std::vector<registry::Grant> grants;
};

/// Every call belongs in a transaction of the caller's.
class Users {
 public:
    /// `connection`: migrated; must outlive the object.
    explicit Users(Connection& connection) : connection_(connection) {}

    [[nodiscard]] std::optional<User> find(const std::string& name);

    /// By name.
    [[nodiscard]] std::vector<User> all();

    /// Requires: the name is free, the roles are not repeated. `by`: who grants them.
    void add(const User& user, ledger::Id by, std::int64_t now_ms);

    /// Removes name, roles, password, link and tokens; the id stays in the books and belongs to
    /// nobody any more.
    void erase(const User& user, ledger::Id by, std::int64_t now_ms);

    /// After the commit of an erasure: it is gone from the file, too. Books that stay open keep a
    /// log beside the file, which would show it until it is written back.
    void write_back();

 private:
    void append_changes(const User& user, bool granted, ledger::Id by, std::int64_t now_ms);

    Connection& connection_;
};

/// Big-endian, as in the columns of ids.
[[nodiscard]] std::array<unsigned char, 16> id_bytes(ledger::Id id);

}  // namespace imdad::store

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
    std::int64_t blocked_since_ms = 0;  ///< 0: not blocked
    std::string block_reason;

    [[nodiscard]] bool is_blocked() const { return blocked_since_ms != 0; }
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

    /// Requires: the user has the roles of `withdrawn`, and none of `granted`.
    void change_grants(const User& user,
                       const std::vector<registry::Grant>& granted,
                       const std::vector<registry::Grant>& withdrawn,
                       ledger::Id by,
                       std::int64_t now_ms);

    /// Nobody comes in as `user` from now on: password, link and tokens go, the roles stay. History
    /// has it as a row without a role. Requires: the user is not blocked.
    void block(const User& user, const std::string& reason, ledger::Id by, std::int64_t now_ms);

    /// Requires: the user is blocked.
    void let_in(const User& user, ledger::Id by, std::int64_t now_ms);

    /// Removes name, roles, password, link, tokens and block; the id stays in the books and belongs
    /// to nobody any more.
    void erase(const User& user, ledger::Id by, std::int64_t now_ms);

    /// After the commit of an erasure: it is gone from the file, too. Books that stay open keep a
    /// log beside the file, which would show it until it is written back.
    void write_back();

 private:
    void append_changes(const User& user,
                        const std::vector<registry::Grant>& grants,
                        bool granted,
                        ledger::Id by,
                        std::int64_t now_ms);
    void append_access(const User& user, bool granted, ledger::Id by, std::int64_t now_ms);
    void append_row(const User& user,
                    std::string_view role,
                    const registry::Grant& limits,
                    bool granted,
                    ledger::Id by,
                    std::int64_t now_ms);

    Connection& connection_;
};

/// Big-endian, as in the columns of ids.
[[nodiscard]] std::array<unsigned char, 16> id_bytes(ledger::Id id);

}  // namespace imdad::store

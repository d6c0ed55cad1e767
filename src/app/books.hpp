#pragma once

#include "app/access.hpp"
#include "app/books_pool.hpp"
#include "app/permission.hpp"
#include "store/connection.hpp"
#include "store/group_commit.hpp"
#include "store/ledger_books.hpp"
#include "store/register_books.hpp"
#include "store/users.hpp"

#include <memory>
#include <optional>
#include <string>

/// The books, opened: accounts, register and ledger of one database.

namespace imdad::app {

class Books {
 public:
    /// Brings the tables to the latest version. Errors: `no_books`, `not_a_database`,
    /// `other_database`, `newer_database`, `empty_location`. Throws `base::Failure`.
    [[nodiscard]] static Answer<std::unique_ptr<Books>> open(const std::string& location);

    /// The same, writing together with others that write through `group`.
    [[nodiscard]] static Answer<std::unique_ptr<Books>> open(const std::string& location,
                                                             store::GroupCommit& group);

    /// The same for a database that is to get books: a file that is not there is made.
    /// Errors: those of `open` but `no_books`; `books_exist`.
    [[nodiscard]] static Answer<std::unique_ptr<Books>> create(const std::string& location);

    /// `log_name`: of the log of the ledger; empty: the books are not made yet.
    explicit Books(std::unique_ptr<store::Connection> connection, std::string log_name = "")
        : connection_(std::move(connection)),
          users_(*connection_),
          ledger_(*connection_),
          register_(*connection_),
          log_name_(std::move(log_name)) {}

    [[nodiscard]] store::Connection& connection() { return *connection_; }

    [[nodiscard]] store::Users& users() { return users_; }

    [[nodiscard]] store::LedgerBooks& ledger() { return ledger_; }

    [[nodiscard]] store::RegisterBooks& entities() { return register_; }

    /// Of the log of the ledger, which no other books have but copies of these.
    [[nodiscard]] const std::string& log_name() const { return log_name_; }

 private:
    std::unique_ptr<store::Connection> connection_;
    store::Users users_;
    store::LedgerBooks ledger_;
    store::RegisterBooks register_;
    std::string log_name_;
};

/// Names of the two logs of a database, as their checkpoints carry them; facts of the database.
inline constexpr const char* kLedgerLog = "ledger_log";
inline constexpr const char* kRegisterLog = "register_log";

/// Open books with the user who asks.
struct Session {
    OpenBooks books;
    store::User user;
    std::vector<store::User> users;  ///< all, for showing ids as names
    Access access;

    [[nodiscard]] registry::Actor actor() const {
        return {ledger::to_text(user.actor), user.grants};
    }

    [[nodiscard]] registry::Context context(registry::Facts facts = {}) const {
        return {actor(), access.today, access.now_ms, std::move(facts)};
    }

    /// `@name` for the id of a user, anything else as it is.
    [[nodiscard]] std::string shown(const std::string& value) const;

    /// A sentence with `@name` for each id of a user.
    [[nodiscard]] std::string named(std::string sentence) const;

    /// The id of `@name`, anything else as it is; no value for a name that nobody has.
    [[nodiscard]] std::optional<std::string> meant(const std::string& value) const;
};

/// Why `user` may do nothing for now; no value: is not blocked.
[[nodiscard]] std::optional<Refusal> blocked(const store::User& user);

/// Errors: those of `Books::open`; `no_user`, `unknown_user`, `user_blocked`, and `role_missing` if
/// none of the user's roles may do `task`.
[[nodiscard]] Answer<Session> open_session(const Access& access, Task task);

}  // namespace imdad::app

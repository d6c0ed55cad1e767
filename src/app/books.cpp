#include "app/books.hpp"

#include "app/asked_sentences.hpp"
#include "app/sentences.hpp"
#include "app/wording.hpp"
#include "store/facts.hpp"
#include "store/migrations.hpp"
#include "store/sqlite_connection.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using store::Backend;
using store::Location;
using Opened = Answer<std::unique_ptr<Books>>;

/// `group`: null: the books write by themselves.
Opened open_at(const Location& location, bool create, store::GroupCommit* group) {
    const bool file = location.backend == Backend::sqlite;
    if (file && std::filesystem::exists(location.text)) {
        // A file that is there and does not begin as SQLite has it is somebody's: it is not opened.
        if (!store::is_sqlite_file(location.text)) {
            return no("not_a_database",
                      fmt::format("{} is there and is no database; it is left as it is. Name "
                                  "another file with --db.",
                                  location.shown()));
        }
    } else if (file && !create) {
        return no("no_books",
                  fmt::format("there are no books at {0}. Name where they are with --db, or make "
                              "them with `imdad init --db {0} --as YOUR-NAME`.",
                              location.shown()));
    }
    std::unique_ptr<store::Connection> connection = store::connect(location, create);
    if (store::is_of_another_program(*connection)) {
        return no("other_database",
                  fmt::format("{} is the database of another program; it is left as it is. Name "
                              "another one with --db.",
                              location.shown()));
    }
    if (const base::Result<void> migrated = store::migrate(*connection); !migrated) {
        return no(migrated.error());
    }
    store::Transaction transaction(*connection, store::Transaction::Kind::read);
    const std::optional<std::string> log = store::fact(*connection, kLedgerLog);
    transaction.commit();
    const bool made = log.has_value();
    if (made && create) {
        return no(
            "books_exist",
            fmt::format("{} has books already; they are left as they are.", location.shown()));
    }
    if (!made && !create) {
        return no("no_books",
                  fmt::format("{0} is empty: make its books with `imdad init --db {0} --as "
                              "YOUR-NAME`.",
                              location.shown()));
    }
    if (group != nullptr) {
        connection = group->join(std::move(connection));
    }
    return std::make_unique<Books>(std::move(connection), log.value_or(""));
}

Opened open_named(const std::string& text, bool create, store::GroupCommit* group) {
    const base::Result<Location> location = store::parse_location(text);
    if (!location) {
        return no(location.error());
    }
    return open_at(*location, create, group);
}

}  // namespace

Opened Books::open(const std::string& location) {
    return open_named(location, false, nullptr);
}

Opened Books::open(const std::string& location, store::GroupCommit& group) {
    return open_named(location, false, &group);
}

Opened Books::create(const std::string& location) {
    return open_named(location, true, nullptr);
}

std::string Session::shown(const std::string& value) const {
    for (const store::User& one : users) {
        if (value.size() == 32 && value == ledger::to_text(one.actor)) {
            return '@' + one.name;
        }
    }
    return value;
}

std::string Session::named(std::string sentence) const {
    for (const store::User& one : users) {
        const std::string id = ledger::to_text(one.actor);
        for (std::size_t at = 0; (at = sentence.find(id, at)) != std::string::npos;) {
            sentence.replace(at, id.size(), '@' + one.name);
        }
    }
    return sentence;
}

std::optional<std::string> Session::meant(const std::string& value) const {
    if (!value.starts_with('@')) {
        return value;
    }
    for (const store::User& one : users) {
        if (value.substr(1) == one.name) {
            return ledger::to_text(one.actor);
        }
    }
    return std::nullopt;
}

std::optional<Refusal> blocked(const store::User& user) {
    if (!user.is_blocked()) {
        return std::nullopt;
    }
    return refusal_of(tell("user_blocked", user.name, utc_text(user.blocked_since_ms)));
}

Answer<Session> open_session(const Access& access, Task task) {
    if (access.user.empty()) {
        return no("no_user",
                  "who asks is not said: give --as NAME, or set IMDAD_USER to your name.");
    }
    Answer<OpenBooks> books = open_books(access.books, access.pool);
    if (!books) {
        return tl::unexpected(std::move(books.error()));
    }
    Session session;
    session.books = std::move(*books);
    session.access = access;
    {
        store::Transaction transaction(session.books->connection(), store::Transaction::Kind::read);
        session.users = session.books->users().all();
        transaction.commit();
    }
    for (const store::User& user : session.users) {
        if (user.name == access.user) {
            session.user = user;
        }
    }
    if (session.user.actor.empty()) {
        return no(say("not_in_books", access.user, access.user));
    }
    if (auto refused = blocked(session.user)) {
        return tl::unexpected(std::move(*refused));
    }
    const registry::Roles mine = registry::roles_of(session.actor());
    if (!permits(task, session.actor())) {
        const std::string roles = registry::text_of_roles(roles_for(task));
        const std::string held = registry::text_of_roles(mine);
        return no(is_of_whole_books(task)
                      ? tell("task_for_whole_books", text_of(task), roles, access.user, held)
                      : tell("task_for_roles", text_of(task), roles, access.user, held));
    }
    return session;
}

}  // namespace imdad::app

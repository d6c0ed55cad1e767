#include "app/manage_users.hpp"

#include "app/answered_before.hpp"
#include "app/books.hpp"
#include "app/member_states.hpp"
#include "app/random_id.hpp"
#include "app/sentences.hpp"
#include "app/user_rights.hpp"
#include "app/wording.hpp"
#include "store/credentials.hpp"
#include "store/facts.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imdad::app {

namespace {

constexpr std::size_t kNameLengthMax = 60;

/// What can be written on a command line without quotes, and behind an `@`.
bool is_user_name(const std::string& name) {
    return !name.empty() && name.size() <= kNameLengthMax &&
           std::ranges::all_of(name, [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_';
           });
}

tl::unexpected<Refusal> bad_name(const std::string& name) {
    return no(tell("bad_user_name", name, kNameLengthMax));
}

}  // namespace

UserLine done_before(UserLine line) {
    line.replayed = true;
    return line;
}

UserLine line_of(const store::User& user) {
    UserLine line{.name = user.name,
                  .roles = {},
                  .actor = ledger::to_text(user.actor),
                  .blocked_utc = user.is_blocked() ? utc_text(user.blocked_since_ms) : "",
                  .block_reason = user.block_reason};
    for (const registry::Grant& grant : user.grants) {
        line.roles.push_back(registry::text_of(grant));
    }
    return line;
}

Answer<NewBooks> init_books(const Access& access) {
    if (access.user.empty()) {
        return no("no_user",
                  "who makes the books is not said: give --as NAME, or set IMDAD_USER to your "
                  "name. You become the first user.");
    }
    if (!is_user_name(access.user)) {
        return bad_name(access.user);
    }
    Answer<std::unique_ptr<Books>> books = Books::create(access.books);
    if (!books) {
        return tl::unexpected(std::move(books.error()));
    }
    store::Connection& connection = (*books)->connection();
    store::Transaction transaction(connection, store::Transaction::Kind::write);
    if (store::fact(connection, kLedgerLog)) {
        return no("books_exist", "somebody else has just made books there; they are left alone.");
    }
    const std::string name = ledger::to_text(random_id());
    store::append_fact(connection, kLedgerLog, "imdad/ledger/" + name);
    store::append_fact(connection, kRegisterLog, "imdad/register/" + name);
    const store::User first{.name = access.user,
                            .actor = random_id(),
                            .grants = {{.role = registry::Role::secretariat}}};
    (*books)->users().add(first, first.actor, access.now_ms);
    const registry::Context context{
        {ledger::to_text(first.actor), first.grants}, access.today, access.now_ms, {}};
    NewBooks made{.parties = 0, .user = first.name};
    for (const registry::Party& state : member_states()) {
        const base::Result<store::Step> step =
            (*books)->entities().run_within(store::id_bytes(random_id()),
                                            "member state " + state.id,
                                            context,
                                            registry::Add{state, ""});
        if (!step) {
            return no(step.error());
        }
        ++made.parties;
    }
    transaction.commit();
    return made;
}

Answer<std::vector<UserLine>> list_users(const Access& access) {
    const Answer<Session> session = open_session(access, Task::manage_users);
    if (!session) {
        return tl::unexpected(session.error());
    }
    std::vector<UserLine> lines;
    const store::Transaction transaction(session->books->connection(),
                                         store::Transaction::Kind::read);
    store::Credentials credentials(session->books->connection());
    lines.reserve(session->users.size());
    for (const store::User& user : session->users) {
        lines.push_back(line_of(user));
        lines.back().has_password = credentials.password(user.name).has_value();
    }
    return lines;
}

Answer<std::vector<PermissionRow>> permissions(const Access& access) {
    const Answer<Session> session = open_session(access, Task::read_register);
    if (!session) {
        return tl::unexpected(session.error());
    }
    return permission_table();
}

Answer<UserLine> add_user(const Access& access,
                          const std::string& name,
                          const std::vector<std::string>& roles,
                          const std::string& key) {
    Answer<Session> session = open_session(access, Task::manage_users);
    if (!session) {
        return tl::unexpected(session.error());
    }
    if (!is_user_name(name)) {
        return bad_name(name);
    }
    Books& books = *session->books;
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    // Of whom it is, only the random id is kept; no name outlives the account.
    const std::string asked = fmt::format("add_user {}", fmt::join(roles, " "));
    const auto before = answered_before(*session, key, asked);
    if (!before) {
        return tl::unexpected(before.error());
    }
    const auto there = books.users().find(name);
    if (*before && (!there || ledger::to_text(there->actor) != **before)) {
        return used_for_other(key);
    }
    if (*before) {
        UserLine line = line_of(*there);
        line.roles.clear();  // as they were granted then, in that order
        for (const std::string& text : roles) {
            Refusal none;
            line.roles.push_back(
                registry::text_of(read_grant(text, books.entities().current(), none)));
        }
        return done_before(std::move(line));
    }
    if (there) {
        return no(tell("user_exists", name));
    }
    books.entities().catch_up_within();
    store::User user{.name = name, .actor = random_id(), .grants = {}};
    Refusal wrong;
    for (const std::string& text : roles) {
        const registry::Grant grant = read_grant(text, books.entities().current(), wrong);
        if (std::ranges::find(user.grants, grant) != user.grants.end() && wrong.lines.empty()) {
            wrong = {"role_repeated", {fmt::format("the role {} is given twice.", text)}};
        }
        user.grants.push_back(grant);
    }
    if (!wrong.lines.empty()) {
        return tl::unexpected(std::move(wrong));
    }
    books.users().add(user, session->user.actor, access.now_ms);
    keep_answer(*session, key, asked, ledger::to_text(user.actor));
    transaction.commit();
    return line_of(user);
}

Answer<UserLine> erase_user(const Access& access, const std::string& name, const std::string& key) {
    Answer<Session> session = open_session(access, Task::manage_users);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::Users& users = session->books->users();
    store::Transaction transaction(session->books->connection(), store::Transaction::Kind::write);
    const std::optional<store::User> user = users.find(name);
    const auto before = answered_before(*session, key, "erase_user");
    if (!before) {
        return tl::unexpected(before.error());
    }
    if (*before) {
        // Whose account it was is not known any more, but nobody has that name.
        if (user) {
            return used_for_other(key);
        }
        UserLine line{.name = name, .roles = {}, .actor = {}};
        std::istringstream words(**before);
        words >> line.actor;
        for (std::string role; words >> role;) {
            line.roles.push_back(role);
        }
        return done_before(std::move(line));
    }
    if (!user) {
        return no(tell("no_such_user", name));
    }
    if (auto last = last_secretariat(users.all(), *user)) {
        return tl::unexpected(std::move(*last));
    }
    UserLine erased = line_of(*user);
    keep_answer(*session,
                key,
                "erase_user",
                fmt::format("{} {}", erased.actor, fmt::join(erased.roles, " ")));
    users.erase(*user, session->user.actor, access.now_ms);
    transaction.commit();
    users.write_back();
    return erased;
}

}  // namespace imdad::app

#include "app/manage_users.hpp"

#include "app/books.hpp"
#include "app/member_states.hpp"
#include "app/random_id.hpp"
#include "store/facts.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace imdad::app {

namespace {

using registry::Grant;
using registry::Role;

constexpr std::size_t kNameLengthMax = 60;

/// What can be written on a command line without quotes, and behind an `@`.
bool is_user_name(const std::string& name) {
    return !name.empty() && name.size() <= kNameLengthMax &&
           std::ranges::all_of(name, [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_';
           });
}

tl::unexpected<Refusal> bad_name(const std::string& name) {
    return no("bad_user_name",
              fmt::format("'{}' is no name of a user: 1 to {} letters a to z, digits, and . - _",
                          name,
                          kNameLengthMax));
}

bool is_secretariat(const store::User& user) {
    return std::ranges::any_of(user.grants, [](const Grant& grant) {
        return grant.role == Role::secretariat && registry::is_everywhere(grant);
    });
}

/// One role as it was written; what is wrong with it goes into `wrong`.
Grant read_grant(const std::string& text, const registry::Register& current, Refusal& wrong) {
    const auto refuse = [&](const char* code, std::string line) {
        wrong.code = wrong.code.empty() ? code : wrong.code;
        wrong.lines.push_back(std::move(line));
    };
    const std::size_t limit = text.find_first_of(":@#");
    const std::string word = text.substr(0, limit);
    Grant grant;
    for (std::size_t at = limit; at < text.size();) {
        const std::size_t next = std::min(text.find_first_of(":@#", at + 1), text.size());
        std::string& of = text[at] == ':'   ? grant.party
                          : text[at] == '@' ? grant.place
                                            : grant.programme;
        const std::string value = text.substr(at + 1, next - at - 1);
        if (!of.empty() || value.empty()) {
            refuse("bad_limit",
                   fmt::format("'{}' is no role with its limits: ROLE[:PARTY][@PLACE][#PROGRAMME], "
                               "each once.",
                               text));
        }
        of = value;
        at = next;
    }
    const auto role = registry::parse_word<Role>(word);
    if (!role || *role == Role::system) {
        refuse("unknown_role",
               fmt::format("'{}' is no role: give one of {}.",
                           word,
                           registry::text_of_roles(registry::roles_of({Role::secretariat,
                                                                       Role::focal_point,
                                                                       Role::finance,
                                                                       Role::logistics,
                                                                       Role::planner,
                                                                       Role::monitor,
                                                                       Role::auditor,
                                                                       Role::reader}))));
        return {};
    }
    grant.role = *role;
    if (grant.role == Role::focal_point && grant.party.empty()) {
        refuse("party_missing", "a focal point speaks for a party: write focal_point:PARTY.");
    }
    if (!grant.party.empty() && !current.parties.contains(grant.party)) {
        refuse("unknown_party",
               fmt::format("there is no party '{}'; `imdad party list` shows those there are.",
                           grant.party));
    }
    if (!grant.programme.empty() && !current.instruments.contains(grant.programme) &&
        !current.action_plans.contains(grant.programme)) {
        refuse("unknown_programme",
               fmt::format("there is no agreement or action plan '{}'.", grant.programme));
    }
    return grant;
}

}  // namespace

UserLine line_of(const store::User& user) {
    UserLine line{.name = user.name, .roles = {}, .actor = ledger::to_text(user.actor)};
    for (const Grant& grant : user.grants) {
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
    const store::User first{
        .name = access.user, .actor = random_id(), .grants = {{.role = Role::secretariat}}};
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
    for (const store::User& user : session->users) {
        lines.push_back(line_of(user));
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
                          const std::vector<std::string>& roles) {
    const Answer<Session> session = open_session(access, Task::manage_users);
    if (!session) {
        return tl::unexpected(session.error());
    }
    if (!is_user_name(name)) {
        return bad_name(name);
    }
    Books& books = *session->books;
    store::Transaction transaction(books.connection(), store::Transaction::Kind::write);
    if (books.users().find(name)) {
        return no("user_exists",
                  fmt::format("there is a user '{}' already; take another name, or erase that "
                              "account first.",
                              name));
    }
    books.entities().catch_up_within();
    store::User user{.name = name, .actor = random_id(), .grants = {}};
    Refusal wrong;
    for (const std::string& text : roles) {
        const Grant grant = read_grant(text, books.entities().current(), wrong);
        if (std::ranges::find(user.grants, grant) != user.grants.end() && wrong.lines.empty()) {
            wrong = {"role_repeated", {fmt::format("the role {} is given twice.", text)}};
        }
        user.grants.push_back(grant);
    }
    if (!wrong.lines.empty()) {
        return tl::unexpected(std::move(wrong));
    }
    books.users().add(user, session->user.actor, access.now_ms);
    transaction.commit();
    return line_of(user);
}

Answer<UserLine> erase_user(const Access& access, const std::string& name) {
    const Answer<Session> session = open_session(access, Task::manage_users);
    if (!session) {
        return tl::unexpected(session.error());
    }
    store::Users& users = session->books->users();
    store::Transaction transaction(session->books->connection(), store::Transaction::Kind::write);
    const std::optional<store::User> user = users.find(name);
    if (!user) {
        return no("unknown_user", fmt::format("there is no user '{}'.", name));
    }
    const std::vector<store::User> all = users.all();
    if (is_secretariat(*user) && std::ranges::count_if(all, is_secretariat) == 1) {
        return no("last_secretariat",
                  fmt::format("{} is the only user of the secretariat: without one nobody could "
                              "make users any more. Make another one first.",
                              name));
    }
    users.erase(*user, session->user.actor, access.now_ms);
    transaction.commit();
    users.write_back();
    return line_of(*user);
}

}  // namespace imdad::app

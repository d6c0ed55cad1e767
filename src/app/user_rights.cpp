#include "app/user_rights.hpp"

#include "app/answered_before.hpp"
#include "app/books.hpp"
#include "app/sentences.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace imdad::app {

namespace {

using registry::Grant;
using registry::Role;

bool makes_users(const store::User& user) {
    return !user.is_blocked() && std::ranges::any_of(user.grants, [](const Grant& grant) {
        return grant.role == Role::secretariat && registry::is_everywhere(grant);
    });
}

tl::unexpected<Refusal> unknown_user(const std::string& name) {
    return no(tell("no_such_user", name));
}

/// A change of one account, in a transaction that writes.
struct Change {
    Session session;
    store::Transaction transaction;
    store::User user;
    std::string asked;  ///< names the user by the id
    bool done_before = false;

    Change(Session opened, store::User of)
        : session(std::move(opened)),
          transaction(session.books->connection(), store::Transaction::Kind::write),
          user(std::move(of)) {}
};

Answer<std::unique_ptr<Change>> begin(const Access& access,
                                      const std::string& name,
                                      const std::string& what,
                                      const std::string& key) {
    Answer<Session> session = open_session(access, Task::manage_users);
    if (!session) {
        return tl::unexpected(std::move(session.error()));
    }
    auto change = std::make_unique<Change>(std::move(*session), store::User{});
    const auto user = change->session.books->users().find(name);
    if (!user) {
        return unknown_user(name);
    }
    change->user = *user;
    change->asked = fmt::format("{} {}", ledger::to_text(user->actor), what);
    const auto before = answered_before(change->session, key, change->asked);
    if (!before) {
        return tl::unexpected(before.error());
    }
    change->done_before = before->has_value();
    return change;
}

/// Ends a change that was written, and tells how the account is now.
UserLine end(Change& change, const std::string& key) {
    keep_answer(change.session, key, change.asked, "");
    const auto now = change.session.books->users().find(change.user.name);
    change.transaction.commit();
    return line_of(now.value());
}

/// The roles that a user has of those that are written.
std::vector<Grant> held(const store::User& user,
                        const std::vector<std::string>& written,
                        Refusal& wrong) {
    std::vector<Grant> found;
    found.reserve(written.size());
    for (const std::string& text : written) {
        const auto grant = std::ranges::find_if(
            user.grants, [&](const Grant& one) { return registry::text_of(one) == text; });
        if (grant != user.grants.end() && std::ranges::find(found, *grant) == found.end()) {
            found.push_back(*grant);
            continue;
        }
        add(wrong, tell("role_not_held", user.name, text));
    }
    return found;
}

}  // namespace

Grant read_grant(const std::string& text, const registry::Register& current, Refusal& wrong) {
    const auto refuse = [&](Told told) { add(wrong, std::move(told)); };
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
            refuse(tell("bad_limit", text));
        }
        of = value;
        at = next;
    }
    const auto role = registry::parse_word<Role>(word);
    if (!role || *role == Role::system) {
        constexpr registry::Roles kAll = registry::roles_of({Role::secretariat,
                                                             Role::focal_point,
                                                             Role::finance,
                                                             Role::logistics,
                                                             Role::planner,
                                                             Role::monitor,
                                                             Role::auditor,
                                                             Role::reader});
        refuse(tell("unknown_role", word, registry::text_of_roles(kAll)));
        return {};
    }
    grant.role = *role;
    if (grant.role == Role::focal_point && grant.party.empty()) {
        refuse(tell("party_missing"));
    }
    if (!grant.party.empty() && !current.parties.contains(grant.party)) {
        refuse(tell("unknown_party", grant.party));
    }
    if (!grant.programme.empty() && !current.instruments.contains(grant.programme) &&
        !current.action_plans.contains(grant.programme)) {
        refuse(tell("no_such_programme", grant.programme));
    }
    return grant;
}

std::optional<Refusal> last_secretariat(const std::vector<store::User>& all,
                                        const store::User& user) {
    if (!makes_users(user) || std::ranges::count_if(all, makes_users) > 1) {
        return std::nullopt;
    }
    return refusal_of(tell("last_secretariat", user.name));
}

Answer<UserLine> change_roles(const Access& access,
                              const std::string& name,
                              const RoleChanges& changes,
                              const std::string& key) {
    const auto begun = begin(
        access,
        name,
        fmt::format(
            "roles +{} -{}", fmt::join(changes.grant, " +"), fmt::join(changes.withdraw, " -")),
        key);
    if (!begun) {
        return tl::unexpected(begun.error());
    }
    Change& change = **begun;
    if (change.done_before) {
        return done_before(line_of(change.user));
    }
    if (changes.grant.empty() && changes.withdraw.empty()) {
        return no(tell("nothing_to_change"));
    }
    Books& books = *change.session.books;
    books.entities().catch_up_within();
    Refusal wrong;
    const std::vector<Grant> withdrawn = held(change.user, changes.withdraw, wrong);
    store::User after = change.user;
    std::erase_if(after.grants, [&](const Grant& one) {
        return std::ranges::find(withdrawn, one) != withdrawn.end();
    });
    std::vector<Grant> granted;
    granted.reserve(changes.grant.size());
    for (const std::string& text : changes.grant) {
        const Grant grant = read_grant(text, books.entities().current(), wrong);
        if (std::ranges::find(after.grants, grant) != after.grants.end() && wrong.lines.empty()) {
            wrong = {"role_repeated", {fmt::format("{} has the role {} already.", name, text)}, {}};
        }
        granted.push_back(grant);
        after.grants.push_back(grant);
    }
    if (!wrong.lines.empty()) {
        return tl::unexpected(std::move(wrong));
    }
    if (!makes_users(after)) {
        if (auto last = last_secretariat(books.users().all(), change.user)) {
            return tl::unexpected(std::move(*last));
        }
    }
    books.users().change_grants(
        change.user, granted, withdrawn, change.session.user.actor, access.now_ms);
    return end(change, key);
}

Answer<UserLine> set_blocked(const Access& access,
                             const std::string& name,
                             bool blocked,
                             const std::string& reason,
                             const std::string& key) {
    const auto begun = begin(access, name, blocked ? "block" : "let in", key);
    if (!begun) {
        return tl::unexpected(begun.error());
    }
    Change& change = **begun;
    if (change.done_before) {
        return done_before(line_of(change.user));
    }
    if (change.user.is_blocked() == blocked) {
        return blocked ? no(tell("blocked_already", name)) : no(tell("not_blocked", name));
    }
    store::Users& users = change.session.books->users();
    const ledger::Id by = change.session.user.actor;
    if (!blocked) {
        users.let_in(change.user, by, access.now_ms);
        return end(change, key);
    }
    if (change.user.actor == by) {
        return no(tell("own_account"));
    }
    if (reason.empty()) {
        return no(tell("block_reason_missing"), "reason");
    }
    if (auto last = last_secretariat(users.all(), change.user)) {
        return tl::unexpected(std::move(*last));
    }
    users.block(change.user, reason, by, access.now_ms);
    return end(change, key);
}

Answer<UserRights> rights_of(const Access& access, const std::string& name) {
    const Answer<Session> session = open_session(access, Task::manage_users);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const auto user = std::ranges::find(session->users, name, &store::User::name);
    if (user == session->users.end()) {
        return unknown_user(name);
    }
    UserRights rights{.user = line_of(*user), .rows = {}};
    for (PermissionRow& row : permission_table()) {
        RightsRow shown{.row = std::move(row), .by = {}};
        for (const Grant& grant : user->grants) {
            const bool counts = (shown.row.roles & registry::roles_of({grant.role})) != 0 &&
                                (!shown.row.of_whole_books || registry::is_everywhere(grant));
            if (counts && !user->is_blocked()) {
                shown.by.push_back(registry::text_of(grant));
            }
        }
        rights.rows.push_back(std::move(shown));
    }
    return rights;
}

}  // namespace imdad::app

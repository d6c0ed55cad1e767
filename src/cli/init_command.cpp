#include "app/manage_users.hpp"
#include "app/permission_table.hpp"
#include "app/users_json.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"

#include <algorithm>
#include <functional>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

/// New books, and the people who may use them.

namespace imdad::cli {

namespace {

struct UserOptions {
    BooksOptions books;
    std::string name;
    std::vector<std::string> roles;
    std::string entity;
    Format format = Format::table;
};

using Shared = std::shared_ptr<UserOptions>;

Exit init(const UserOptions& options) {
    const auto made = app::init_books(access_of(options.books));
    if (!made) {
        return refuse(made.error());
    }
    print(report::say("books.made",
                      fmt::arg("books", books_of(options.books)),
                      fmt::arg("parties", made->parties),
                      fmt::arg("user", made->user)) +
          '\n');
    return Exit::ok;
}

Exit add(const UserOptions& options) {
    const auto user = app::add_user(access_of(options.books), options.name, options.roles);
    if (!user) {
        return refuse(user.error());
    }
    print(report::say("books.user_added",
                      fmt::arg("user", user->name),
                      fmt::arg("roles", fmt::format("{}", fmt::join(user->roles, ", ")))) +
          '\n');
    return Exit::ok;
}

Exit erase(const UserOptions& options) {
    const auto user = app::erase_user(access_of(options.books), options.name);
    if (!user) {
        return refuse(user.error());
    }
    print(report::say(
              "books.user_erased", fmt::arg("user", user->name), fmt::arg("actor", user->actor)) +
          '\n');
    return Exit::ok;
}

Exit list(const UserOptions& options) {
    const auto users = app::list_users(access_of(options.books));
    if (!users) {
        return refuse(users.error());
    }
    if (options.format == Format::json) {
        print(json_text(app::users_json(*users)));
        return Exit::ok;
    }
    std::vector<std::vector<std::string>> rows;
    for (const app::UserLine& user : *users) {
        rows.push_back({user.name,
                        fmt::format("{}", fmt::join(user.roles, ", ")),
                        user.blocked_utc,
                        user.actor});
    }
    print(table_of({"name", "roles", "blocked", "id"}, rows));
    return Exit::ok;
}

std::vector<std::string> words_of_roles() {
    const auto& words = registry::EnumWords<registry::Role>::kWords;
    std::vector<std::string> roles(words.begin(), words.end());
    std::erase(roles, registry::word_of(registry::Role::system));
    return roles;
}

/// The right of `row` for one of `options.roles`, which are words here without limits.
bool is_asked_for(const UserOptions& options, const app::PermissionRow& row) {
    const bool of_role =
        options.roles.empty() || std::ranges::any_of(options.roles, [&](const std::string& word) {
            const auto role = registry::parse_word<registry::Role>(word);
            return role && (row.roles & registry::roles_of({*role})) != 0;
        });
    return of_role && (options.entity.empty() || row.entity == options.entity);
}

Exit permissions(const UserOptions& options) {
    std::vector<app::PermissionRow> rows;
    for (const app::PermissionRow& row : app::permission_table()) {
        if (is_asked_for(options, row)) {
            rows.push_back(row);
        }
    }
    if (options.format == Format::json) {
        print(json_text(app::permissions_json(rows)));
        return Exit::ok;
    }
    std::vector<std::vector<std::string>> lines;
    lines.reserve(rows.size());
    for (const app::PermissionRow& row : rows) {
        lines.push_back({row.entity,
                         row.what,
                         std::string(app::text_of(row.right)),
                         row.states,
                         registry::text_of_roles(row.roles),
                         row.condition});
    }
    print(table_of({"entity", "what", "right", "state", "roles", "condition"}, lines));
    return Exit::ok;
}

void when_given(CLI::App& command,
                Action& action,
                const Shared& options,
                Exit (*run)(const UserOptions&)) {
    command.callback(
        [&action, options, run] { action = [options, run] { return run(*options); }; });
}

}  // namespace

void add_init(CLI::App& program, Action& action) {
    const auto options = std::make_shared<UserOptions>();
    CLI::App* const command = program.add_subcommand(
        "init", "Make empty books with the member states as parties; you are the first user");
    add_books(*command, options->books);
    add_today(*command, options->books);
    add_example(*command, "imdad init --db books.db --as amina");
    when_given(*command, action, options, init);
}

void add_user(CLI::App& program, Action& action) {
    CLI::App* const users =
        program.add_subcommand("user", "Accounts of the people who use the books");
    users->require_subcommand(1);
    const auto options = std::make_shared<UserOptions>();
    CLI::App* const adding = users->add_subcommand("add", "Make an account");
    CLI::App* const listing =
        users->add_subcommand("list", "Names, roles, blocks, and ids in the books");
    CLI::App* const erasing =
        users->add_subcommand("erase", "Erase an account; the books keep a random id only");
    for (CLI::App* const command : {adding, listing, erasing}) {
        add_books(*command, options->books);
    }
    for (CLI::App* const command : {adding, erasing}) {
        command->add_option("USER", options->name, "Name of the user")->required();
    }
    adding->add_option("--role", options->roles, "What the user may do, and for whom")
        ->required()
        ->allow_extra_args(false)
        ->type_name("ROLE[:PARTY][@PLACE][#PROGRAMME]");
    CLI::App* const asking = users->add_subcommand(
        "permissions", "Who may do what: the table that decides, or the rows of some roles");
    asking->add_option("--role", options->roles, "Only rows of this role; may be repeated")
        ->allow_extra_args(false)
        ->check(CLI::IsMember(words_of_roles()));
    asking->add_option("--entity", options->entity, "Only rows of this entity")
        ->check(CLI::IsMember(app::permission_entities()));
    add_format(*asking, options->format);
    add_example(*asking, "imdad user permissions --role logistics --entity ledger");
    when_given(*asking, action, options, permissions);
    add_format(*listing, options->format);
    add_example(*adding, "imdad user add bilal --role focal_point:WHO --role monitor --as amina");
    when_given(*adding, action, options, add);
    when_given(*listing, action, options, list);
    when_given(*erasing, action, options, erase);
    add_rights(*users, action);
    add_credentials(*users, action);
}

}  // namespace imdad::cli

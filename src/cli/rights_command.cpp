#include "app/user_rights.hpp"
#include "app/users_json.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"

#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

/// What becomes of an account after it was made: its roles, and whether anybody comes in by it.

namespace imdad::cli {

namespace {

struct RightsOptions {
    BooksOptions books;
    std::string name;
    std::vector<std::string> roles;
    std::string reason;
    Format format = Format::table;
};

using Shared = std::shared_ptr<RightsOptions>;

/// One account as it is now.
Exit tell(const RightsOptions& options, const app::UserLine& user, const std::string& text) {
    print(options.format == Format::json ? json_text(app::user_json(user)) : text + '\n');
    return Exit::ok;
}

std::string roles_text(const app::UserLine& user) {
    return user.roles.empty()
               ? report::say("books.no_roles", fmt::arg("user", user.name))
               : report::say("books.roles_now",
                             fmt::arg("user", user.name),
                             fmt::arg("roles", fmt::format("{}", fmt::join(user.roles, ", "))));
}

Exit list(const RightsOptions& options) {
    const auto users = app::list_users(access_of(options.books));
    if (!users) {
        return refuse(users.error());
    }
    const auto user = std::ranges::find(*users, options.name, &app::UserLine::name);
    if (user == users->end()) {
        return refuse({"unknown_user", {fmt::format("there is no user '{}'.", options.name)}, {}});
    }
    std::string text = roles_text(*user);
    if (!user->blocked_utc.empty()) {
        text += '\n' + report::say("books.blocked_since",
                                   fmt::arg("when", user->blocked_utc),
                                   fmt::arg("reason", user->block_reason));
    }
    return tell(options, *user, text);
}

Exit change(const RightsOptions& options, const app::RoleChanges& changes) {
    const auto user = app::change_roles(access_of(options.books), options.name, changes);
    return user ? tell(options, *user, roles_text(*user)) : refuse(user.error());
}

Exit grant(const RightsOptions& options) {
    return change(options, {.grant = options.roles, .withdraw = {}});
}

Exit withdraw(const RightsOptions& options) {
    return change(options, {.grant = {}, .withdraw = options.roles});
}

Exit block(const RightsOptions& options) {
    const auto user =
        app::set_blocked(access_of(options.books), options.name, true, options.reason);
    return user ? tell(options,
                       *user,
                       report::say("books.user_blocked", fmt::arg("user", user->name)))
                : refuse(user.error());
}

Exit lift(const RightsOptions& options) {
    const auto user = app::set_blocked(access_of(options.books), options.name, false, "");
    return user ? tell(options,
                       *user,
                       report::say("books.block_lifted", fmt::arg("user", user->name)))
                : refuse(user.error());
}

CLI::App* command_of(CLI::App& parent,
                     const char* name,
                     const char* about,
                     Action& action,
                     const Shared& options,
                     Exit (*run)(const RightsOptions&)) {
    CLI::App* const command = parent.add_subcommand(name, about);
    command->add_option("USER", options->name, "Name of the user")->required();
    add_books(*command, options->books);
    add_format(*command, options->format);
    command->callback(
        [&action, options, run] { action = [options, run] { return run(*options); }; });
    return command;
}

}  // namespace

void add_rights(CLI::App& users, Action& action) {
    const auto options = std::make_shared<RightsOptions>();
    CLI::App* const roles = users.add_subcommand("role", "What a user may do, and for whom");
    roles->require_subcommand(1);
    command_of(*roles, "list", "The roles of a user, and a block", action, options, list);
    CLI::App* const granting =
        command_of(*roles, "grant", "Give a user more roles", action, options, grant);
    CLI::App* const withdrawing = command_of(*roles,
                                             "withdraw",
                                             "Take roles from a user, as they are listed",
                                             action,
                                             options,
                                             withdraw);
    for (CLI::App* const command : {granting, withdrawing}) {
        command->add_option("ROLE", options->roles, "One or more; all are taken or none")
            ->required()
            ->type_name("ROLE[:PARTY][@PLACE][#PROGRAMME]");
    }
    add_example(*granting, "imdad user role grant bilal logistics@kabul monitor --as amina");
    add_example(*withdrawing, "imdad user role withdraw bilal focal_point:WHO --as amina");
    CLI::App* const blocking =
        command_of(users,
                   "block",
                   "Let nobody in by this name any more: password, links and tokens go, roles stay",
                   action,
                   options,
                   block);
    blocking->add_option("--reason", options->reason, "Why; it is kept with the account")
        ->required();
    add_example(*blocking, "imdad user block bilal --reason \"left the service\" --as amina");
    command_of(users,
               "lift-block",
               "Let a user in again, who then needs a new link",
               action,
               options,
               lift);
}

}  // namespace imdad::cli

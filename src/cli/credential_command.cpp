#include "app/credentials.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// How users show who they are to a server: links to choose a password, tokens for programs.

namespace imdad::cli {

namespace {

struct CredentialOptions {
    BooksOptions books;
    std::string name;
    std::string of;  ///< whose tokens; empty: those of who asks
    std::string scope = "read";
    std::int64_t days = 90;
    Format format = Format::table;
};

using Shared = std::shared_ptr<CredentialOptions>;

std::string time_text(std::int64_t ms) {
    return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(static_cast<std::time_t>(ms / 1000)));
}

Exit invite(const CredentialOptions& options) {
    const auto link = app::invite_user(access_of(options.books), options.name);
    if (!link) {
        return refuse(link.error());
    }
    print(report::say("books.invited",
                      fmt::arg("user", link->user),
                      fmt::arg("secret", link->secret),
                      fmt::arg("until", time_text(link->expires_at_ms))) +
          '\n');
    return Exit::ok;
}

Exit add_token(const CredentialOptions& options) {
    const auto made = app::add_token(access_of(options.books),
                                     options.name,
                                     app::parse_scope(options.scope).value_or(app::Scope::read),
                                     options.days);
    if (!made) {
        return refuse(made.error());
    }
    note(report::say("books.token_made", fmt::arg("until", time_text(made->line.expires_at_ms))));
    print(made->secret + '\n');
    return Exit::ok;
}

Exit list_tokens(const CredentialOptions& options) {
    const app::Access access = access_of(options.books);
    const auto tokens =
        options.of.empty() ? app::list_tokens(access) : app::list_tokens_of(access, options.of);
    if (!tokens) {
        return refuse(tokens.error());
    }
    nlohmann::ordered_json document;
    document["tokens"] = nlohmann::ordered_json::array();
    std::vector<std::vector<std::string>> rows;
    for (const app::TokenLine& token : *tokens) {
        const std::string scope(app::text_of(token.scope));
        rows.push_back(
            {token.label, scope, time_text(token.made_at_ms), time_text(token.expires_at_ms)});
        document["tokens"].push_back({{"label", token.label},
                                      {"scope", scope},
                                      {"made_at_ms", token.made_at_ms},
                                      {"expires_at_ms", token.expires_at_ms}});
    }
    print(options.format == Format::json ? json_text(document)
                                         : table_of({"label", "scope", "made", "until"}, rows));
    return Exit::ok;
}

Exit erase_token(const CredentialOptions& options) {
    const app::Access access = access_of(options.books);
    const auto erased = options.of.empty() ? app::erase_token(access, options.name)
                                           : app::erase_token_of(access, options.of, options.name);
    if (!erased) {
        return refuse(erased.error());
    }
    print(report::say("books.token_erased", fmt::arg("label", options.name)) + '\n');
    return Exit::ok;
}

CLI::App* command_of(CLI::App& parent,
                     const char* name,
                     const char* about,
                     Action& action,
                     const Shared& options,
                     Exit (*run)(const CredentialOptions&)) {
    CLI::App* const command = parent.add_subcommand(name, about);
    add_books(*command, options->books);
    command->callback(
        [&action, options, run] { action = [options, run] { return run(*options); }; });
    return command;
}

}  // namespace

void add_credentials(CLI::App& users, Action& action) {
    const auto options = std::make_shared<CredentialOptions>();
    CLI::App* const inviting = command_of(users,
                                          "invite",
                                          "Make a link with which a user chooses a password, once",
                                          action,
                                          options,
                                          invite);
    inviting->add_option("USER", options->name, "Name of the user")->required();
    add_example(*inviting, "imdad user invite bilal --as amina");
    CLI::App* const tokens = users.add_subcommand(
        "token",
        "Tokens, with which programs ask a server: your own; list and erase also of others");
    tokens->require_subcommand(1);
    CLI::App* const adding = command_of(
        *tokens, "add", "Make a token; it is shown this once", action, options, add_token);
    adding->add_option("LABEL", options->name, "What it is for")->required();
    adding->add_option("--scope", options->scope, "What it lets a program do")
        ->check(CLI::IsMember({"read", "write", "approve"}))
        ->capture_default_str();
    adding->add_option("--days", options->days, "How long it is good")
        ->check(CLI::Range(std::int64_t{1}, app::kTokenDaysMax))
        ->capture_default_str();
    add_example(*adding, "imdad user token add reports --scope read --as amina");
    CLI::App* const listing =
        command_of(*tokens, "list", "Labels, scopes and dates", action, options, list_tokens);
    add_format(*listing, options->format);
    CLI::App* const erasing =
        command_of(*tokens, "erase", "End a token", action, options, erase_token);
    erasing->add_option("LABEL", options->name, "Its label")->required();
    for (CLI::App* const command : {listing, erasing}) {
        command->add_option("--of", options->of, "Of another user, for the secretariat")
            ->type_name("USER");
    }
}

}  // namespace imdad::cli

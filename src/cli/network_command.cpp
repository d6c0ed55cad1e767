#include "app/derive_network.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/problems.hpp"
#include "cli/terminal.hpp"

#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace imdad::cli {

namespace {

using Kind = app::DeriveNetworkOutcome::Kind;

struct NetworkOptions {
    std::string folder;
    bool dry_run = false;
};

std::string text_of(const app::DeriveNetworkOutcome& outcome, bool dry_run) {
    if (outcome.files.empty()) {
        return "Nothing to derive: every place that needs a store or a lane has one.\n";
    }
    std::string text;
    auto out = std::back_inserter(text);
    fmt::format_to(out,
                   "{} {} places and {} lanes, filled the room of {} places, all marked derived.\n",
                   dry_run ? "Would add" : "Added",
                   outcome.places_added,
                   outcome.lanes_added,
                   outcome.rooms_filled);
    for (const std::string& line : outcome.notes) {
        fmt::format_to(out, "  {}\n", line);
    }
    fmt::format_to(
        out, "{}: {}\n", dry_run ? "Would change" : "Changed", fmt::join(outcome.files, ", "));
    return text;
}

Exit run(const NetworkOptions& options) {
    const app::DeriveNetworkOutcome outcome =
        app::derive_network({options.folder, options.dry_run});
    if (outcome.kind == Kind::scenario_refused) {
        return refuse_scenario(outcome.loaded, options.folder);
    }
    if (outcome.kind == Kind::not_derivable) {
        note(fmt::format("imdad: {}: {}", outcome.error->where, outcome.error->message));
        return Exit::data_refused;
    }
    mention_problems(outcome.loaded, options.folder);
    for (const base::Error& error : outcome.not_connected) {
        note(fmt::format("warning: {}: {}", error.where, error.message));
    }
    print(text_of(outcome, options.dry_run));
    return Exit::ok;
}

}  // namespace

void add_network(CLI::App& program, Action& action) {
    CLI::App* const command = program.add_subcommand(
        "network", "Derive stores and lanes for areas and facilities that have none");
    const auto options = std::make_shared<NetworkOptions>();
    add_scenario_folder(*command, options->folder);
    command->add_flag("--dry-run", options->dry_run, "Say what would be added, write nothing");
    add_example(*command, "imdad network examples/tutorial --dry-run");
    command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace imdad::cli

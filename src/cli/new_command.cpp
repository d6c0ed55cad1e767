#include "app/new_scenario.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace imdad::cli {

namespace {

Exit run(const std::string& folder) {
    const app::NewScenarioOutcome outcome = app::new_scenario({folder});
    if (!outcome.result) {
        note(fmt::format("imdad: {}: {}", folder, outcome.result.error().message));
        return Exit::usage;
    }
    print(fmt::format("Wrote a small scenario into {}.\nNext: imdad plan {}\n", folder, folder));
    return Exit::ok;
}

}  // namespace

void add_new(CLI::App& program, Action& action) {
    CLI::App* const command =
        program.add_subcommand("new", "Write a small commented scenario that plans at once");
    const auto folder = std::make_shared<std::string>();
    add_scenario_folder(*command, *folder)
        ->description("Folder to create; it must not exist or be empty");
    add_example(*command, "imdad new my-scenario");
    command->callback([&action, folder] { action = [folder] { return run(*folder); }; });
}

}  // namespace imdad::cli

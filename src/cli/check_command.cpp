#include "app/check_scenario.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "exchange/problem_text.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace imdad::cli {

namespace {

struct CheckOptions {
    std::string folder;
    Format format = Format::table;
};

Exit run(const CheckOptions& options) {
    const app::CheckOutcome outcome = app::check_scenario({options.folder});
    if (options.format == Format::json) {
        print(exchange::problems_json(outcome.loaded) + "\n");
    } else {
        print(exchange::problems_table(outcome.loaded));
    }
    if (outcome.loaded.usable()) {
        return Exit::ok;
    }
    note(fmt::format(
        "imdad: {} is refused: with critical problems a plan would leave something out in silence.",
        options.folder));
    return Exit::data_refused;
}

}  // namespace

void add_check(CLI::App& program, Action& action) {
    CLI::App* const command =
        program.add_subcommand("check", "Report every problem of every file of a scenario");
    const auto options = std::make_shared<CheckOptions>();
    add_scenario_folder(*command, options->folder);
    add_format(*command, options->format);
    add_example(*command, "imdad check examples/tutorial");
    command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace imdad::cli

#include "app/verify_plan.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/problems.hpp"
#include "cli/terminal.hpp"
#include "cli/verdict_text.hpp"

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace imdad::cli {

namespace {

using Kind = app::VerifyOutcome::Kind;

struct VerifyOptions {
    std::string folder;
    std::string plan;
    std::vector<std::string> include;
    Format format = Format::table;
};

Exit run(const VerifyOptions& options) {
    const app::VerifyOutcome outcome =
        app::verify_plan({.scenario_folder = options.folder,
                          .plan_folder = options.plan,
                          .include_announced = includes(options.include, "announced"),
                          .include_pledged = includes(options.include, "pledged")});
    if (outcome.kind == Kind::scenario_refused) {
        return refuse_scenario(outcome.loaded, options.folder);
    }
    mention_problems(outcome.loaded, options.folder);
    note_problems(outcome.plan_problems);
    if (outcome.scenario_changed) {
        note(fmt::format(
            "warning: {} is not what it was when this plan was made; the plan is judged "
            "by what is there now.",
            options.folder));
    }
    if (!options.include.empty() && outcome.kind == Kind::judged && !outcome.by_hand) {
        note("--include is for plans made by hand; this one says itself what it counts on.");
    }
    print(options.format == Format::json ? verdict_json(outcome)
                                         : verdict_table(outcome, table_options()));
    return outcome.accepted() ? Exit::ok : Exit::verification_failed;
}

}  // namespace

void add_verify(CLI::App& program, Action& action) {
    CLI::App* const command = program.add_subcommand(
        "verify", "Check a plan against every rule, reading everything anew");
    const auto options = std::make_shared<VerifyOptions>();
    add_scenario_folder(*command, options->folder);
    command->add_option("PLAN", options->plan, "Plan folder; shipments.csv alone is enough")
        ->required();
    add_include(*command, options->include);
    add_format(*command, options->format);
    add_example(*command, "imdad verify examples/tutorial examples/tutorial/by-hand");
    command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace imdad::cli

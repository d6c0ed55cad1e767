#include "app/explain_plan.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/problems.hpp"
#include "cli/terminal.hpp"
#include "report/explain_json.hpp"
#include "report/explain_table.hpp"

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace imdad::cli {

namespace {

using Kind = app::ExplainPlanOutcome::Kind;

constexpr double kSeconds = 60;

struct ExplainOptions {
    std::string folder;
    std::string plan;
    std::string area;
    std::string programme;
    std::vector<std::string> include;
    double seconds = kSeconds;
    bool all = false;
    Format format = Format::table;
};

Exit run(const ExplainOptions& options) {
    const app::ExplainPlanOutcome outcome =
        app::explain_plan({.scenario_folder = options.folder,
                           .plan_folder = options.plan,
                           .area = options.area,
                           .programme = options.programme,
                           .include_announced = includes(options.include, "announced"),
                           .include_pledged = includes(options.include, "pledged"),
                           .seconds = options.seconds,
                           .progress = [](std::string_view stage) {
                               progress(fmt::format("imdad: {} ...", stage));
                           }});
    if (outcome.kind == Kind::scenario_refused) {
        return refuse_scenario(outcome.loaded, options.folder);
    }
    mention_problems(outcome.loaded, options.folder);
    note_problems(outcome.plan_problems);
    if (outcome.error) {
        note(fmt::format("imdad: {}", outcome.error->message));
    }
    if (outcome.kind == Kind::not_found) {
        return Exit::usage;
    }
    if (outcome.kind == Kind::plan_refused) {
        return Exit::verification_failed;
    }
    if (outcome.scenario_changed) {
        note(
            fmt::format("warning: {} is not what it was when this plan was made; it is explained "
                        "by what is there now.",
                        options.folder));
    }
    const model::Scenario& scenario = *outcome.loaded.scenario;
    const bool all = options.all || !options.area.empty();
    print(options.format == Format::json
              ? report::explain_json(scenario, outcome.explanation)
              : report::explain_table(scenario, outcome.explanation, table_options(), all));
    return Exit::ok;
}

}  // namespace

void add_explain(CLI::App& program, Action& action) {
    CLI::App* const command = program.add_subcommand(
        "explain", "Say why people are short under a plan, and what would help most");
    const auto options = std::make_shared<ExplainOptions>();
    add_scenario_folder(*command, options->folder);
    command->add_option("PLAN", options->plan, "Plan folder; shipments.csv alone is enough")
        ->required();
    command->add_option("--area", options->area, "Only this area and those inside it")
        ->type_name("PCODE");
    command->add_option("--programme", options->programme, "Only this programme")->type_name("ID");
    command->add_flag("--all", options->all, "Every group and cause, not the largest ones only");
    command
        ->add_option("--seconds", options->seconds, "How long to solve again, to confirm effects")
        ->check(CLI::NonNegativeNumber)
        ->type_name("SECONDS")
        ->capture_default_str();
    add_include(*command, options->include);
    add_format(*command, options->format);
    add_example(*command, "imdad explain examples/tutorial examples/tutorial/by-hand --area XT02");
    command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace imdad::cli

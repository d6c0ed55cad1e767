#include "app/export_lp.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/problems.hpp"
#include "cli/terminal.hpp"
#include "report/numbers.hpp"

#include <map>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::cli {

namespace {

using Kind = app::ExportLpOutcome::Kind;
using Aim = app::ExportLpRequest::Aim;

struct ExportOptions {
    std::string folder;
    std::string to;
    std::string aim = "value";
    std::string policy;
    std::vector<std::string> include;
    Format format = Format::table;
};

const std::map<std::string, model::Policy> kPolicies = {
    {"worst_first", model::Policy::worst_first},
    {"balanced", model::Policy::balanced},
    {"most_served", model::Policy::most_served}};

app::ExportLpRequest request_of(const ExportOptions& options) {
    app::ExportLpRequest request{.scenario_folder = options.folder,
                                 .to = options.to,
                                 .aim = options.aim == "value" ? Aim::value : Aim::worst_off,
                                 .policy = {},
                                 .include_announced = includes(options.include, "announced"),
                                 .include_pledged = includes(options.include, "pledged")};
    if (!options.policy.empty()) {
        request.policy = kPolicies.at(options.policy);
    }
    return request;
}

std::string grouped(std::uint64_t count) {
    return report::grouped(static_cast<std::int64_t>(count));
}

std::string text_of(const ExportOptions& options, const app::ExportLpOutcome& outcome) {
    const bool value = options.aim == "value";
    return fmt::format(
        "Wrote {}: {} rows, {} columns, {} nonzeros, {:.1f} MB.\n"
        "Its optimum, a minimum, is minus {}.\n"
        "Any solver of linear programmes that reads free-format MPS can find it, for example\n"
        "  highs {}\n"
        "  clp {}\n",
        options.to,
        grouped(outcome.size.rows),
        grouped(outcome.size.columns),
        grouped(outcome.size.nonzeros),
        static_cast<double>(outcome.bytes) / 1e6,
        value ? fmt::format("a value that no plan exceeds (policy {})",
                            model::to_text(outcome.policy))
              : fmt::format("{} x a coverage that no plan's worst-off area exceeds ({} areas)",
                            outcome.scale,
                            outcome.areas),
        options.to,
        options.to);
}

std::string json_of(const ExportOptions& options, const app::ExportLpOutcome& outcome) {
    const bool value = options.aim == "value";
    nlohmann::ordered_json object = {{"file", options.to},
                                     {"aim", options.aim},
                                     {"policy", nullptr},
                                     {"rows", outcome.size.rows},
                                     {"columns", outcome.size.columns},
                                     {"nonzeros", outcome.size.nonzeros},
                                     {"bytes", outcome.bytes},
                                     {"scale", outcome.scale},
                                     {"seconds", outcome.usage.seconds},
                                     {"peak_mb", outcome.usage.peak_mb}};
    if (value) {
        object["policy"] = model::to_text(outcome.policy);
    }
    return object.dump() + "\n";
}

Exit run(const ExportOptions& options) {
    const app::ExportLpOutcome outcome = app::export_lp(request_of(options));
    switch (outcome.kind) {
        case Kind::scenario_refused:
            return refuse_scenario(outcome.loaded, options.folder);
        case Kind::not_replaceable:
            note(fmt::format("imdad: {}", outcome.error->message));
            return Exit::usage;
        case Kind::written:
            break;
    }
    mention_problems(outcome.loaded, options.folder);
    if (options.aim != "value" && !options.policy.empty()) {
        note("--policy is of no account for the worst-off area.");
    }
    print(options.format == Format::json ? json_of(options, outcome) : text_of(options, outcome));
    return Exit::ok;
}

}  // namespace

void add_export_lp(CLI::App& program, Action& action) {
    CLI::App* const command = program.add_subcommand(
        "export-lp", "Write what no plan can beat as a linear programme, for any solver");
    const auto options = std::make_shared<ExportOptions>();
    add_scenario_folder(*command, options->folder);
    command
        ->add_option("--to", options->to, "File to write, free-format MPS; replaced if it is one")
        ->required()
        ->type_name("FILE");
    command->add_option("--aim", options->aim, "What is to be as large as possible")
        ->check(CLI::IsMember({"value", "worst_off"}))
        ->type_name("value|worst_off")
        ->default_str("value");
    command->add_option("--policy", options->policy, "Whose value")
        ->check(CLI::IsMember({"worst_first", "balanced", "most_served"}))
        ->type_name("worst_first|balanced|most_served")
        ->default_str("as in datapackage.json");
    add_include(*command, options->include);
    add_format(*command, options->format);
    add_example(*command, "imdad export-lp examples/tutorial --to tutorial.mps");
    command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace imdad::cli

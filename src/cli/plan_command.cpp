#include "app/make_plan.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/problems.hpp"
#include "cli/terminal.hpp"
#include "cli/verdict_text.hpp"
#include "report/numbers.hpp"
#include "report/plan_json.hpp"
#include "report/plan_table.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::cli {

namespace {

using Kind = app::MakePlanOutcome::Kind;

struct PlanOptions {
    std::string folder;
    std::string out;
    std::string early;
    std::string policy;
    std::vector<std::string> include;
    std::string engine = "first_order";
    double gap = 0.005;
    double time_limit = 0;
    int threads = 0;
    std::string audience;
    std::string progress = "text";
    Format format = Format::table;
};

const std::map<std::string, model::Policy> kPolicies = {
    {"worst_first", model::Policy::worst_first},
    {"balanced", model::Policy::balanced},
    {"most_served", model::Policy::most_served}};
const std::map<std::string, model::Audience> kAudiences = {
    {"public", model::Audience::public_}, {"restricted", model::Audience::restricted}};
const std::map<std::string, plan::Engine> kEngines = {{"first_order", plan::Engine::first_order},
                                                      {"greedy", plan::Engine::greedy},
                                                      {"exact", plan::Engine::exact}};
constexpr int kThreadsMax = 1024;

/// "imdad: value 3.1 % under its bound; worst-off area 61.2 %, none can have more than 64.9 %".
std::string search_text(const plan::SearchProgress& so_far, double time_left) {
    const double gap = so_far.bound > 0 ? (so_far.bound - so_far.value) / so_far.bound : 0;
    std::string text = fmt::format(
        "imdad: value {:.4g}, {:.2f} % under its bound; worst-off area {:.1f} %, at most {:.1f} %",
        so_far.value,
        100 * gap,
        100 * so_far.worst_area,
        100 * so_far.worst_area_bound);
    if (time_left > 0) {
        text += fmt::format("; {:.0f} s left", time_left);
    }
    return text;
}

/// The same for a program.
std::string search_json(const plan::SearchProgress& so_far, double seconds) {
    return nlohmann::ordered_json{{"iterations", so_far.iterations},
                                  {"value", so_far.value},
                                  {"bound", so_far.bound},
                                  {"worst_area", so_far.worst_area},
                                  {"worst_area_bound", so_far.worst_area_bound},
                                  {"seconds", seconds}}
        .dump();
}

app::MakePlanRequest request_of(const PlanOptions& options) {
    app::MakePlanRequest request;
    request.scenario_folder = options.folder;
    request.include_announced = includes(options.include, "announced");
    request.include_pledged = includes(options.include, "pledged");
    request.threads = options.threads;
    request.engine = kEngines.at(options.engine);
    request.gap = options.gap;
    request.time_limit = options.time_limit;
    if (options.progress == "json") {
        request.search_progress = [](const plan::SearchProgress& so_far, double seconds) {
            note(search_json(so_far, seconds));
        };
        request.progress = [](std::string_view stage) {
            note(nlohmann::json{{"stage", stage}}.dump());
        };
        request.early_told = [](std::string_view name, double seconds) {
            note(nlohmann::ordered_json{{"early", name}, {"seconds", seconds}}.dump());
        };
    } else {
        request.search_progress = [limit = options.time_limit](const plan::SearchProgress& so_far,
                                                               double seconds) {
            progress(search_text(so_far, limit > 0 ? std::max(0.0, limit - seconds) : 0));
        };
        request.progress = [](std::string_view stage) {
            progress(fmt::format("imdad: {} ...", stage));
        };
    }
    if (!options.out.empty()) {
        request.out = options.out;
    }
    if (!options.early.empty()) {
        request.early = options.early;
    }
    if (!options.policy.empty()) {
        request.policy = kPolicies.at(options.policy);
    }
    if (!options.audience.empty()) {
        request.audience = kAudiences.at(options.audience);
    }
    return request;
}

std::string plan_text(const PlanOptions& options, const app::MakePlanOutcome& outcome) {
    const model::Scenario& scenario = *outcome.loaded.scenario;
    if (options.format == Format::json) {
        report::RunFigures run{.seconds = outcome.usage.seconds,
                               .peak_mb = outcome.usage.peak_mb,
                               .files = {},
                               .lock_note = outcome.lock_note,
                               .lock_phrase = outcome.lock_phrase};
        for (const std::string& file : outcome.files) {
            run.files.push_back((outcome.out / file).string());
        }
        return report::plan_json(scenario, outcome.result, run) + "\n";
    }
    report::TableOptions table = table_options();
    table.out = outcome.out.string();
    table.files = outcome.files;
    return report::plan_table(scenario, outcome.result, table);
}

Exit run(const PlanOptions& options) {
    const app::MakePlanOutcome outcome = app::make_plan(request_of(options));
    switch (outcome.kind) {
        case Kind::scenario_refused:
            return refuse_scenario(outcome.loaded, options.folder);
        case Kind::out_not_replaceable:
            note(fmt::format("imdad: {}", outcome.error->message));
            return Exit::usage;
        case Kind::own_plan_refused:
            note(
                fmt::format("imdad: internal error: the plan `{}` breaks rules. This is a fault in "
                            "Imdad, not in your "
                            "data; please report it. Nothing was written.",
                            outcome.refused->name));
            note(violations_text(outcome.refused->verdict));
            return Exit::failure;
        case Kind::planned:
            break;
    }
    mention_problems(outcome.loaded, options.folder);
    print(plan_text(options, outcome));
    note(fmt::format("Checked: {} constraints hold. {:.2f} s, {} MB.",
                     report::grouped(static_cast<std::int64_t>(outcome.constraints_checked)),
                     outcome.usage.seconds,
                     outcome.usage.peak_mb));
    switch (outcome.ended) {
        case app::MakePlanOutcome::Ended::time_limit:
            note("The time limit ended the search; this is the best plan found by then.");
            return Exit::time_limit;
        case app::MakePlanOutcome::Ended::interrupted:
            note("Interrupted; this is the best plan found by then.");
            return Exit::interrupted;
        case app::MakePlanOutcome::Ended::by_itself:
            break;
    }
    const auto missing = outcome.result.chosen.plan.shortfalls.size();
    if (missing > 0) {
        note(fmt::format("{} {} for more than the plan serves: see Locks above.",
                         missing,
                         missing == 1 ? "lock asks" : "locks ask"));
        return Exit::locks_not_kept;
    }
    return Exit::ok;
}

}  // namespace

void add_plan(CLI::App& program, Action& action) {
    CLI::App* const command =
        program.add_subcommand("plan", "Plan deliveries, check the plan, and write it");
    const auto options = std::make_shared<PlanOptions>();
    add_scenario_folder(*command, options->folder);
    command
        ->add_option(
            "--out", options->out, "Folder for the files; an earlier plan there is replaced")
        ->type_name("DIR")
        ->default_str("plan-NAME in the current folder, NAME as in datapackage.json");
    command
        ->add_option("--early",
                     options->early,
                     "Folder for what is known before the end: an estimate by area, then the first "
                     "plan")
        ->type_name("DIR")
        ->default_str("none");
    command->add_option("--policy", options->policy, "Who goes first")
        ->check(CLI::IsMember({"worst_first", "balanced", "most_served"}))
        ->type_name("worst_first|balanced|most_served")
        ->default_str("as in datapackage.json");
    add_include(*command, options->include);
    command->add_option("--engine", options->engine, "How plans are sought")
        ->check(CLI::IsMember({"first_order", "greedy", "exact"}))
        ->type_name("first_order|greedy|exact")
        ->capture_default_str();
    command
        ->add_option("--gap",
                     options->gap,
                     "Good enough: this far, as a share, under the bound on the value")
        ->check(CLI::Range(0.0, 1.0))
        ->type_name("SHARE")
        ->capture_default_str();
    command
        ->add_option("--time-limit",
                     options->time_limit,
                     "End the search then; a first plan is made in any case")
        ->check(CLI::NonNegativeNumber)
        ->type_name("SECONDS")
        ->default_str("none");
    command->add_option("--threads", options->threads, "Changes the speed only, never the plan")
        ->check(CLI::Range(1, kThreadsMax))
        ->type_name("N")
        ->default_str("all of the machine");
    command
        ->add_option(
            "--audience", options->audience, "public: no place, lane or date in page and map")
        ->check(CLI::IsMember({"public", "restricted"}))
        ->type_name("public|restricted")
        ->default_str("as in datapackage.json");
    command
        ->add_option("--progress",
                     options->progress,
                     "json: one object a line on the error stream, also where that is no terminal")
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("text|json")
        ->capture_default_str();
    add_format(*command, options->format);
    add_example(*command, "imdad plan examples/tutorial --out plan-tutorial");
    command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace imdad::cli

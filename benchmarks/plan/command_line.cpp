#include "benchmarks/plan/command_line.hpp"

#include <exception>
#include <functional>
#include <map>
#include <ostream>
#include <string>

#include "benchmarks/plan/plan_bench.hpp"
#include "benchmarks/plan/scenario_bench.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace imdad::benchmarks {

namespace {

constexpr int kDone = 0;
constexpr int kFailure = 1;
constexpr int kUsage = 2;
constexpr int kRefused = 3;
constexpr int kThreadsMax = 1024;

const std::map<std::string, plan::Engine> kEngines = {{"first_order", plan::Engine::first_order},
                                                      {"greedy", plan::Engine::greedy},
                                                      {"exact", plan::Engine::exact}};
const std::map<std::string, model::Policy> kPolicies = {
    {"worst_first", model::Policy::worst_first},
    {"balanced", model::Policy::balanced},
    {"most_served", model::Policy::most_served}};

struct Streams {
    std::ostream& out;
    std::ostream& messages;
};

struct Options {
    std::string instance;
    std::uint64_t seed = 1;
    double gap = 0.005;
    int threads = 1;
    bool baselines = false;
    std::string engine = "first_order";
    std::string policy;
    std::string mps;
    std::string folder;
    std::string format = "table";
};

int fail(const Streams& streams, const base::Error& error) {
    streams.messages << "imdad_bench: " << error.message << '\n';
    if (error.code == "unknown_instance") {
        return kUsage;
    }
    return error.code == "scenario_refused" ? kRefused : kFailure;
}

int run_plan(const Options& options, const Streams& streams) {
    const auto size = instance_size(options.instance);
    if (!size) {
        return fail(streams, size.error());
    }
    PlanBenchRequest request{.size = *size,
                             .seed = options.seed,
                             .gap = options.gap,
                             .engine = kEngines.at(options.engine),
                             .policy = {},
                             .threads = options.threads,
                             .baselines = options.baselines,
                             .mps = {}};
    if (!options.policy.empty()) {
        request.policy = kPolicies.at(options.policy);
    }
    if (!options.mps.empty()) {
        request.mps = options.mps;
    }
    const auto outcome = run_plan_bench(request);
    if (!outcome) {
        return fail(streams, outcome.error());
    }
    streams.out << (options.format == "json" ? plan_bench_json(*outcome)
                                             : plan_bench_table(*outcome));
    return kDone;
}

int run_scenario(const Options& options, const Streams& streams) {
    const auto outcome = run_scenario_bench({.folder = options.folder, .threads = options.threads});
    if (!outcome) {
        return fail(streams, outcome.error());
    }
    streams.out << (options.format == "json" ? scenario_bench_json(*outcome)
                                             : scenario_bench_table(*outcome));
    return kDone;
}

void add_common(CLI::App& command, Options& options) {
    command.add_option("--threads", options.threads, "Changes the speed only, never the plan")
        ->check(CLI::Range(1, kThreadsMax))
        ->capture_default_str()
        ->type_name("N");
    command.add_option("--format", options.format, "table, or one JSON object")
        ->check(CLI::IsMember({"table", "json"}))
        ->capture_default_str()
        ->type_name("table|json");
}

void add_plan(CLI::App& program, Options& options) {
    CLI::App& command = *program.add_subcommand(
        "plan", "Generate an instance, plan it, and print time, memory and value");
    command.add_option("--instance", options.instance, "Size of the instance")
        ->required()
        ->check(CLI::IsMember({"S", "M", "M2", "L"}))
        ->type_name("S|M|M2|L");
    command.add_option("--seed", options.seed, "Equal seeds give equal instances")
        ->capture_default_str()
        ->type_name("N");
    command
        .add_option(
            "--gap", options.gap, "Good enough: this far, as a share, under the bound on the value")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str()
        ->type_name("G");
    command.add_option("--engine", options.engine, "How plans are sought")
        ->check(CLI::IsMember({"first_order", "greedy", "exact"}))
        ->capture_default_str()
        ->type_name("first_order|greedy|exact");
    command.add_option("--policy", options.policy, "Who goes first")
        ->check(CLI::IsMember({"worst_first", "balanced", "most_served"}))
        ->default_str("the instance's")
        ->type_name("worst_first|balanced|most_served");
    add_common(command, options);
    command.add_flag("--baselines", options.baselines, "Plan the three baselines too");
    command.add_option("--mps", options.mps, "Write the linear relaxation, free-format MPS")
        ->type_name("FILE");
    command.footer("Example: imdad_bench plan --instance M --seed 1 --threads 2 --format json");
}

void add_scenario(CLI::App& program, Options& options) {
    CLI::App& command = *program.add_subcommand(
        "scenario", "Load, derive needs, plan with baselines and verify, each timed by itself");
    command.add_option("folder", options.folder, "Scenario folder")->required()->type_name("DIR");
    add_common(command, options);
    command.footer("Example: imdad_bench scenario examples/afghanistan-sahel-2022 --threads 2");
}

int answer(const CLI::App& program, const CLI::ParseError& error, const Streams& streams) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        streams.out << program.help();
        return kDone;
    }
    streams.messages << "imdad_bench: " << error.what()
                     << "\nRun `imdad_bench --help` for what can be written.\n";
    return kUsage;
}

}  // namespace

int run_command_line(int argument_count,
                     const char* const* arguments,
                     std::ostream& out,
                     std::ostream& messages) {
    const Streams streams{out, messages};
    CLI::App program("Measures the planner of Imdad on generated instances and scenario folders.",
                     "imdad_bench");
    program.require_subcommand(1);
    program.footer("Exit codes: 0 done, 1 failure, 2 wrong command line, 3 scenario refused.");
    Options options;
    add_plan(program, options);
    add_scenario(program, options);
    try {
        program.parse(argument_count, arguments);
    } catch (const CLI::ParseError& error) {
        return answer(program, error, streams);
    }
    try {
        const int status = program.got_subcommand("plan") ? run_plan(options, streams)
                                                          : run_scenario(options, streams);
        if (!out.flush()) {
            messages << "imdad_bench: cannot write the result\n";
            return kFailure;
        }
        return status;
    } catch (const std::exception& error) {
        messages << "imdad_bench: " << error.what() << '\n';
        return kFailure;
    }
}

}  // namespace imdad::benchmarks

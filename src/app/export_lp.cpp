#include "app/export_lp.hpp"

#include "lp/legend.hpp"
#include "lp/mps_writer.hpp"
#include "plan/policy.hpp"
#include "plan/problem_builder.hpp"
#include "plan/reachability.hpp"

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace imdad::app {

namespace {

/// A name mistaken for another must not cost anybody a table of their scenario.
bool is_replaceable(const std::filesystem::path& file) {
    if (!std::filesystem::is_regular_file(file)) {
        return true;  // not there, or a device; a folder is refused when it is opened
    }
    std::ifstream in(file);
    std::string line;
    return !std::getline(in, line) || line.starts_with("*") || line.starts_with("NAME");
}

/// Areas that the planner lists as out of reach: in plans they stand outside the worst-off area.
std::vector<engine::Id> areas_out_of_reach(const model::Scenario& scenario,
                                           const plan::BuiltProblem& built) {
    const auto reasons = plan::unreachable_reasons(scenario, built);
    std::vector<bool> reached(scenario->areas.size(), false);
    for (std::size_t g = 0; g < reasons.size(); ++g) {
        reached[built.problem.groups[g].area] =
            reached[built.problem.groups[g].area] || reasons[g].empty();
    }
    std::vector<engine::Id> areas;
    for (engine::Id a = 0; a < reached.size(); ++a) {
        if (!reached[a]) {
            areas.push_back(a);
        }
    }
    return areas;
}

/// One word, as the format has it.
std::string mps_name(const std::string& scenario_name) {
    std::string name = "imdad_" + scenario_name;
    for (char& c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        c = plain ? c : '_';
    }
    return name;
}

std::vector<std::string> head(const lp::Relaxation& relaxation, model::Policy policy) {
    const bool value = relaxation.aim().kind == lp::Aim::Kind::value;
    std::vector<std::string> lines = {
        value
            ? fmt::format("Objective, minimised: minus the value of a plan, policy {}.",
                          model::to_text(policy))
            : fmt::format("Objective, minimised: -{} x the coverage of the worst-off of {} areas.",
                          relaxation.scale(),
                          relaxation.areas().size()),
        "No plan goes below the optimum. Packs and persons may be split here.",
        "Rows and columns: src/lp/relaxation.hpp and src/lp/rows.hpp. Litres, packs, units, "
        "persons.",
        "c0 ambient, c1 cold, c2 frozen, c3 ultra-cold; t weeks from 0; j doses, or segments of "
        "coverage, from 0."};
    return lines;
}

}  // namespace

ExportLpOutcome export_lp(const ExportLpRequest& request) {
    const Stopwatch stopwatch;
    ExportLpOutcome outcome;
    if (!is_replaceable(request.to)) {
        outcome.kind = ExportLpOutcome::Kind::not_replaceable;
        outcome.error = {
            .code = "not_replaceable",
            .message = fmt::format("{} is there and is no MPS file; it was left as it is",
                                   request.to.string())};
        return outcome;
    }
    outcome.loaded = load(request.scenario_folder);
    if (!outcome.loaded.usable()) {
        outcome.kind = ExportLpOutcome::Kind::scenario_refused;
        return outcome;
    }
    const model::Scenario& scenario = *outcome.loaded.scenario;
    outcome.policy = request.policy.value_or(scenario->header.policy);
    const plan::BuiltProblem built =
        plan::build_problem(scenario,
                            {.policy = outcome.policy,
                             .include_announced = request.include_announced,
                             .include_pledged = request.include_pledged});
    const lp::Relaxation relaxation(
        built.problem,
        request.aim == ExportLpRequest::Aim::value
            ? lp::value_aim(plan::slopes(outcome.policy))
            : lp::worst_off_aim(scenario, built.problem, areas_out_of_reach(scenario, built)));
    std::vector<std::string> lines = head(relaxation, outcome.policy);
    for (std::string& line : lp::legend(relaxation, built.problem, scenario, built.need_of)) {
        lines.push_back(std::move(line));
    }
    lp::write_mps(relaxation, mps_name(scenario->header.name), lines, request.to);
    outcome.size = relaxation.size();
    outcome.areas = relaxation.areas().size();
    outcome.scale = relaxation.scale();
    std::error_code no_size;  // a device has none
    const std::uintmax_t bytes = std::filesystem::file_size(request.to, no_size);
    outcome.bytes = no_size ? 0 : bytes;
    outcome.usage = stopwatch.read();
    return outcome;
}

}  // namespace imdad::app

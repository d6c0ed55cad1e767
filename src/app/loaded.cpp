#include "app/loaded.hpp"

#include "model/scenario_checks.hpp"
#include "plan/lock_checks.hpp"

#include <charconv>
#include <string_view>
#include <utility>

namespace imdad::app {

namespace {

constexpr const char* kShapesFile = "boundaries.geojson";

/// `where` is "FILE:LINE, column NAME", or less of it, or "FILE:LINE:SIGN".
exchange::Problem problem_of(const base::Fault& fault, exchange::Severity severity) {
    exchange::Problem problem;
    problem.severity = severity;
    problem.code = fault.code;
    problem.message = fault.message;
    problem.right = fault.right;
    constexpr std::string_view kColumn = ", column ";
    std::string_view place = fault.where;
    if (const std::size_t column = place.find(kColumn); column != std::string_view::npos) {
        problem.column = place.substr(column + kColumn.size());
        place = place.substr(0, column);
    }
    if (const std::size_t colon = place.find(':'); colon != std::string_view::npos) {
        const std::string_view digits = place.substr(colon + 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), problem.line);
        place = place.substr(0, colon);
    }
    problem.file = place;
    return problem;
}

}  // namespace

bool LoadedScenario::usable() const {
    return scenario.has_value() && problems.count(exchange::Severity::critical) == 0;
}

LoadedScenario load(const std::filesystem::path& directory) {
    LoadedScenario loaded{exchange::load_scenario(directory), {}, {}};
    if (auto shapes = exchange::read_shapes(directory / kShapesFile)) {
        loaded.shapes = std::move(*shapes);
    } else {
        loaded.problems.add(problem_of(shapes.error(), exchange::Severity::error));
    }
    if (!loaded.scenario) {
        return loaded;
    }
    auto [data, derived] = quantify::with_derived_needs(std::move(*loaded.scenario).release());
    for (const base::Fault& error : derived.errors) {
        loaded.problems.add(problem_of(error, exchange::Severity::critical));
    }
    for (const base::Fault& warning : derived.warnings) {
        loaded.problems.add(problem_of(warning, exchange::Severity::warning));
    }
    loaded.derived = std::move(derived);
    // Asked first, because whoever closes a scenario tells its fault in English alone.
    if (const auto fault = model::first_fault(data)) {
        loaded.problems.add(problem_of(*fault, exchange::Severity::critical));
        loaded.scenario.reset();
        return loaded;
    }
    loaded.scenario = model::Scenario::build(std::move(data)).value();
    for (const base::Fault& fault : plan::lock_faults(*loaded.scenario)) {
        loaded.problems.add(problem_of(fault, exchange::Severity::critical));
    }
    return loaded;
}

}  // namespace imdad::app

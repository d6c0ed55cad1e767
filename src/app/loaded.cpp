#include "app/loaded.hpp"

#include "plan/lock_checks.hpp"

#include <charconv>
#include <string_view>
#include <utility>

namespace imdad::app {

namespace {

constexpr const char* kShapesFile = "boundaries.geojson";

/// `where` is "FILE:LINE, column NAME", or less of it.
exchange::Problem problem_of(const base::Error& error, exchange::Severity severity) {
    exchange::Problem problem;
    problem.severity = severity;
    problem.code = error.code;
    problem.message = base::only_english(error.message);
    constexpr std::string_view kColumn = ", column ";
    std::string_view place = error.where;
    if (const std::size_t column = place.find(kColumn); column != std::string_view::npos) {
        problem.column = place.substr(column + kColumn.size());
        place = place.substr(0, column);
    }
    if (const std::size_t colon = place.rfind(':'); colon != std::string_view::npos) {
        const std::string_view digits = place.substr(colon + 1);
        const auto [end, fault] =
            std::from_chars(digits.data(), digits.data() + digits.size(), problem.line);
        if (fault == std::errc() && end == digits.data() + digits.size()) {
            place = place.substr(0, colon);
        }
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
    if (base::Result<exchange::MapShapes> shapes = exchange::read_shapes(directory / kShapesFile)) {
        loaded.shapes = std::move(*shapes);
    } else {
        exchange::Problem problem = problem_of(shapes.error(), exchange::Severity::error);
        problem.file = kShapesFile;
        loaded.problems.add(std::move(problem));
    }
    if (!loaded.scenario) {
        return loaded;
    }
    auto [data, derived] = quantify::with_derived_needs(std::move(*loaded.scenario).release());
    for (const base::Error& error : derived.errors) {
        loaded.problems.add(problem_of(error, exchange::Severity::critical));
    }
    for (const base::Error& warning : derived.warnings) {
        loaded.problems.add(problem_of(warning, exchange::Severity::warning));
    }
    loaded.derived = std::move(derived);
    base::Result<model::Scenario> closed = model::Scenario::build(std::move(data));
    if (closed) {
        loaded.scenario = std::move(*closed);
        for (const base::Error& fault : plan::lock_faults(*loaded.scenario)) {
            loaded.problems.add(problem_of(fault, exchange::Severity::critical));
        }
    } else {
        loaded.problems.add(problem_of(closed.error(), exchange::Severity::critical));
        loaded.scenario.reset();
    }
    return loaded;
}

}  // namespace imdad::app

#include "plan/explain_shortfalls.hpp"

#include <algorithm>
#include <limits>

namespace imdad::plan {

namespace {

using engine::Id;
using engine::kNone;

int doses_of(const engine::Problem& problem, Id unit, Id product) {
    const auto& options = problem.programmes[problem.units[unit].programme].options;
    const auto option = std::ranges::find(options, product, &engine::Option::product);
    return option == options.end() ? 1 : static_cast<int>(option->doses.size());
}

/// Takes persons who start in `week` off the oldest need that still waits then.
void meet(const engine::Problem& problem,
          Id unit,
          int week,
          std::int64_t persons,
          std::vector<std::int64_t>& need) {
    const auto weeks = static_cast<std::size_t>(problem.weeks);
    const int wait = problem.programmes[problem.units[unit].programme].max_wait;
    for (int t = std::max(0, week - wait); t <= week && persons > 0; ++t) {
        std::int64_t& left = need[unit * weeks + static_cast<std::size_t>(t)];
        const std::int64_t now = std::min(left, persons);
        left -= now;
        persons -= now;
    }
}

}  // namespace

Shortfalls shortfalls_of(const model::Scenario& scenario,
                         const BuiltProblem& built,
                         const model::Plan& plan) {
    const engine::Problem& problem = built.problem;
    const auto weeks = static_cast<std::size_t>(problem.weeks);
    std::vector<Id> unit_of(scenario->needs.size(), kNone);
    for (Id u = 0; u < built.need_of.size(); ++u) {
        unit_of[built.need_of[u].value()] = u;
    }
    std::vector<std::int64_t> started(problem.units.size() * weeks, 0);
    std::vector<std::int64_t> completed(problem.units.size(), 0);
    for (const model::Service& row : plan.services) {
        const Id unit = unit_of[row.need.value()];
        if (unit == kNone || row.week < 0 || row.week >= problem.weeks) {
            continue;
        }
        const auto product = static_cast<Id>(scenario[row.batch].product.value());
        if (row.dose == 1) {
            started[unit * weeks + static_cast<std::size_t>(row.week)] += row.persons.value();
        }
        if (row.dose == doses_of(problem, unit, product)) {
            completed[unit] += row.persons.value();
        }
    }
    Shortfalls result;
    result.persons = problem.need;
    result.served.assign(problem.groups.size(), 0);
    for (Id u = 0; u < problem.units.size(); ++u) {
        result.served[problem.units[u].group] += completed[u];
        std::int64_t left = completed[u];
        for (int t = 0; t < problem.weeks && left > 0; ++t) {
            const std::int64_t now =
                std::min(left, started[u * weeks + static_cast<std::size_t>(t)]);
            meet(problem, u, t, now, result.persons);
            left -= now;
        }
    }
    return result;
}

}  // namespace imdad::plan

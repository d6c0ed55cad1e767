#include "plan/measures.hpp"

#include "plan/fairness.hpp"
#include "plan/people.hpp"
#include "plan/policy.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace imdad::plan {

namespace {

using base::Int128;
using model::Fixed9;
using model::Persons;

/// Last dose of each (programme, product): who got it is served.
std::map<std::pair<std::size_t, std::size_t>, int> last_doses(const model::Scenario& scenario) {
    std::map<std::pair<std::size_t, std::size_t>, int> result;
    for (const model::Serves& row : scenario->serves) {
        int& last = result[{row.programme.value(), row.product.value()}];
        last = std::max(last, row.series_dose);
    }
    return result;
}

/// Position in `measures.groups` of each engine group.
std::vector<std::size_t> add_groups(const BuiltProblem& built,
                                    const std::vector<std::string>& reasons,
                                    model::Measures& measures) {
    const auto& groups = built.problem.groups;
    std::vector<std::size_t> order(groups.size());
    for (std::size_t g = 0; g < order.size(); ++g) {
        order[g] = g;
    }
    std::ranges::sort(
        order, {}, [&](std::size_t g) { return std::tuple(groups[g].area, groups[g].programme); });
    std::vector<std::size_t> position(groups.size());
    for (const std::size_t g : order) {
        position[g] = measures.groups.size();
        measures.groups.push_back({.area = model::AreaIndex(groups[g].area),
                                   .programme = model::ProgrammeIndex(groups[g].programme),
                                   .target = Persons(groups[g].target),
                                   .served = {},
                                   .started = {},
                                   .reachable = reasons[g].empty(),
                                   .reason = reasons[g],
                                   .coverage = {}});
    }
    return position;
}

/// Persons by week of one group.
struct WeekSums {
    std::vector<std::int64_t> target;
    std::vector<std::int64_t> served;
    std::vector<std::int64_t> started;
};

void add_persons(const model::Scenario& scenario,
                 const model::Plan& plan,
                 const BuiltProblem& built,
                 const std::vector<std::size_t>& position,
                 model::Measures& measures) {
    const auto weeks = static_cast<std::size_t>(scenario->header.weeks);
    std::vector<WeekSums> sums(measures.groups.size(),
                               {std::vector<std::int64_t>(weeks),
                                std::vector<std::int64_t>(weeks),
                                std::vector<std::int64_t>(weeks)});
    for (std::size_t u = 0; u < built.problem.units.size(); ++u) {
        WeekSums& sum = sums[position[built.problem.units[u].group]];
        for (std::size_t t = 0; t < weeks; ++t) {
            sum.target[t] += built.problem.need[u * weeks + t];
        }
    }
    const auto last = last_doses(scenario);
    for (const model::Service& service : plan.services) {
        const std::size_t group = built.group_of_need[service.need.value()];
        if (group == std::numeric_limits<std::size_t>::max()) {
            continue;
        }
        const auto week = static_cast<std::size_t>(service.week);
        const auto key = std::pair(scenario[service.need].programme.value(),
                                   scenario[service.batch].product.value());
        const auto found = last.find(key);
        if (found != last.end() && service.dose == found->second) {
            sums[position[group]].served[week] += service.persons.value();
        }
        if (service.dose == 1) {
            sums[position[group]].started[week] += service.persons.value();
        }
    }
    for (std::size_t g = 0; g < measures.groups.size(); ++g) {
        model::GroupMeasure& group = measures.groups[g];
        for (std::size_t t = 0; t < weeks; ++t) {
            group.served += Persons(sums[g].served[t]);
            group.started += Persons(sums[g].started[t]);
            if (sums[g].target[t] != 0 || sums[g].served[t] != 0 || sums[g].started[t] != 0) {
                measures.weeks.push_back({.area = group.area,
                                          .programme = group.programme,
                                          .week = static_cast<int>(t),
                                          .target = Persons(sums[g].target[t]),
                                          .served = Persons(sums[g].served[t]),
                                          .started = Persons(sums[g].started[t])});
            }
        }
        if (group.served.value() > 0 && !group.reachable) {
            // Whoever is served was within reach, whatever the planner's own search found.
            group.reachable = true;
            group.reason.clear();
        }
        group.coverage = Fixed9::from_nano(
            share_nano(std::min(group.served, group.target).value(), group.target.value()));
    }
}

void add_programmes(const model::Scenario& scenario, model::Measures& measures) {
    for (std::size_t p = 0; p < scenario->programmes.size(); ++p) {
        model::ProgrammeMeasure sum;
        sum.programme = model::ProgrammeIndex(p);
        std::vector<std::int64_t> coverages;
        for (const model::GroupMeasure& group : measures.groups) {
            if (group.programme == sum.programme) {
                sum.target += group.target;
                sum.served += group.served;
                sum.started += group.started;
                if (group.reachable) {
                    coverages.push_back(group.coverage.nano());
                }
            }
        }
        if (sum.target.value() > 0) {
            const auto [minimum, p10] = minimum_and_p10(std::move(coverages));
            sum.coverage = {
                .minimum = Fixed9::from_nano(minimum),
                .p10 = Fixed9::from_nano(p10),
                .mean = Fixed9::from_nano(share_nano(sum.served.value(), sum.target.value()))};
            measures.programmes.push_back(sum);
        }
    }
}

void add_areas(const model::Scenario& scenario, model::Measures& measures) {
    std::vector<AreaPoint> points;
    for (std::size_t first = 0; first < measures.groups.size();) {
        const model::AreaIndex area = measures.groups[first].area;
        std::size_t last = first;
        std::vector<std::pair<std::int64_t, std::int64_t>> weighted;
        model::AreaMeasure result{.area = area, .coverage = {}, .reachable = false, .reason = {}};
        std::int64_t people = 0;
        for (; last < measures.groups.size() && measures.groups[last].area == area; ++last) {
            const model::GroupMeasure& group = measures.groups[last];
            weighted.emplace_back(group.coverage.nano(),
                                  model::programme_weight_nano(scenario[group.programme]));
            result.reachable = result.reachable || group.reachable;
            people = std::max(people, group.target.value());
            if (result.reason.empty()) {
                result.reason = group.reason;
            }
            const bool vital = scenario[group.programme].ven == model::Ven::vital;
            if (vital && group.reachable && scenario[area].level >= 1 &&
                (!measures.worst_vital_group ||
                 group.coverage < measures.groups[*measures.worst_vital_group].coverage)) {
                measures.worst_vital_group = last;
            }
        }
        first = last;
        if (scenario[area].level == 0) {
            continue;
        }
        result.coverage = Fixed9::from_nano(weighted_mean(weighted));
        if (result.reachable) {
            result.reason.clear();
            points.push_back({result.coverage.nano(), people});
            if (!measures.worst_area ||
                result.coverage < measures.areas[*measures.worst_area].coverage) {
                measures.worst_area = measures.areas.size();
            }
        }
        measures.areas.push_back(std::move(result));
    }
    measures.fairness = fairness_of(std::move(points));
}

/// Sum over groups of weight x target x Phi(coverage) / Phi(1), Phi piecewise linear on equal
/// segments. Exact up to the last division: 16 x persons keeps segment borders whole.
double value_of(const model::Scenario& scenario,
                const model::Plan& plan,
                const std::vector<model::GroupMeasure>& groups) {
    const auto& slope = slopes(plan.options.policy);
    std::int64_t slope_sum = 0;
    for (const std::int64_t s : slope) {
        slope_sum += s;
    }
    double value = 0;
    for (const model::GroupMeasure& group : groups) {
        const Int128 target = group.target.value();
        Int128 left =
            Int128{std::min(group.served, group.target).value()} * static_cast<Int128>(kSegments);
        Int128 gain = 0;
        for (std::size_t j = 0; j < kSegments && left > 0; ++j) {
            const Int128 in_segment = std::min(left, target);
            gain += in_segment * slope[j];
            left -= in_segment;
        }
        const double weight =
            static_cast<double>(model::programme_weight_nano(scenario[group.programme])) / 1e9 *
            scenario[group.area].weight.to_double();
        value += weight * static_cast<double>(gain) / static_cast<double>(slope_sum);
    }
    return value;
}

}  // namespace

std::vector<model::LockMeasure> lock_measures(const model::Scenario& scenario,
                                              const model::Plan& plan,
                                              const BuiltProblem& built) {
    std::vector<model::LockMeasure> result;
    if (scenario->locks.empty()) {
        return result;
    }
    std::vector<engine::Id> unit_of(scenario->needs.size(), engine::kNone);
    for (std::size_t u = 0; u < built.need_of.size(); ++u) {
        unit_of[built.need_of[u].value()] = static_cast<engine::Id>(u);
    }
    std::vector<std::int64_t> served(scenario->locks.size(), 0);
    const auto last = last_doses(scenario);
    for (const model::Service& service : plan.services) {
        const engine::Id unit = unit_of[service.need.value()];
        const model::ProductIndex product = scenario[service.batch].product;
        const auto found = last.find({scenario[service.need].programme.value(), product.value()});
        if (unit == engine::kNone || found == last.end() || service.dose != found->second) {
            continue;
        }
        built.problem.each_lock(unit,
                                static_cast<engine::Id>(service.place.value()),
                                static_cast<engine::Id>(product.value()),
                                service.week,
                                [&](engine::Id lock) { served[lock] += service.persons.value(); });
    }
    for (std::size_t l = 0; l < served.size(); ++l) {
        const auto& asked = scenario->locks[l].at_least;
        const std::int64_t missing = asked ? asked->value() - served[l] : 0;
        result.push_back({.lock = l,
                          .served = Persons(served[l]),
                          .missing = Persons(std::max<std::int64_t>(0, missing))});
    }
    return result;
}

BuiltProblem as_kept(const model::Scenario& scenario, const model::Plan& plan, BuiltProblem built) {
    for (const model::LockMeasure& row : lock_measures(scenario, plan, built)) {
        auto& least = built.problem.locks[row.lock].at_least;
        least = std::min(least, row.served.value());
    }
    return built;
}

model::Measures measure_against(const model::Scenario& scenario,
                                const model::Plan& plan,
                                const BuiltProblem& built,
                                const std::vector<std::string>& reasons) {
    model::Measures measures;
    const auto position = add_groups(built, reasons, measures);
    add_persons(scenario, plan, built, position, measures);
    add_programmes(scenario, measures);
    add_areas(scenario, measures);
    measures.locks = lock_measures(scenario, plan, built);
    measures.people = people_served(scenario, measures.groups);
    measures.value = value_of(scenario, plan, measures.groups);
    return measures;
}

}  // namespace imdad::plan

#include "plan/extract.hpp"

#include "plan/calendar.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <ranges>
#include <tuple>
#include <utility>

namespace imdad::plan {

namespace {

model::Day use_by(const Calendar& calendar, int day) {
    return day >= engine::kNever ? model::kNoLimit : calendar.monday(0) + std::chrono::days(day);
}

/// Departures in the order of shipments, those that differ in their quantity only added up. Lane by
/// lane: there are hundreds of thousands, and few on each.
std::vector<model::Shipment> shipments_of(const engine::Filling& filling,
                                          const Calendar& calendar) {
    std::vector<std::size_t> first(filling.problem().arcs.size() + 1, 0);
    for (const engine::Departure& departure : filling.departures()) {
        ++first[departure.arc + 1];
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<model::Shipment> rows(filling.departures().size());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (const engine::Departure& departure : filling.departures()) {
        rows[next[departure.arc]++] = {.lane = model::LaneIndex(departure.arc),
                                       .batch = model::BatchIndex(departure.lot),
                                       .use_by = use_by(calendar, departure.use_by_day),
                                       .week = departure.week,
                                       .packs = model::Packs(departure.packs)};
    }
    std::vector<model::Shipment> merged;
    for (std::size_t lane = 0; lane + 1 < first.size(); ++lane) {
        const auto here =
            std::ranges::subrange(rows.begin() + static_cast<std::ptrdiff_t>(first[lane]),
                                  rows.begin() + static_cast<std::ptrdiff_t>(first[lane + 1]));
        std::ranges::sort(here);
        for (const model::Shipment& row : here) {
            if (!merged.empty() && merged.back().lane == row.lane &&
                merged.back().batch == row.batch && merged.back().use_by == row.use_by &&
                merged.back().week == row.week) {
                merged.back().packs += row.packs;
            } else {
                merged.push_back(row);
            }
        }
    }
    return merged;
}

/// What the rule for units cumulates over. Goods that cannot be stored have a book per week of
/// arrival in the engine, but are one batch to everybody else; nothing of them is carried on.
using ServiceKey = std::tuple<engine::Id, engine::Id, engine::Id, int, engine::Id, engine::Id>;

/// The rows of one key, `persons` of each week.
void add_weeks(const BuiltProblem& built,
               const ServiceKey& key,
               const std::vector<std::int64_t>& persons,
               const Calendar& calendar,
               std::vector<model::Service>& services) {
    const engine::Problem& problem = built.problem;
    const auto& [unit, node, lot, use_by_day, option, dose] = key;
    const engine::Dose& rule =
        problem.programmes[problem.units[unit].programme].options[option].doses[dose];
    const bool carried_on = problem.products[problem.lots[lot].product].storable;
    std::int64_t before = 0;
    for (int t = 0; t < problem.weeks; ++t) {
        const std::int64_t now = persons[static_cast<std::size_t>(t)];
        if (now == 0) {
            continue;
        }
        const std::int64_t units =
            engine::units_for(rule, before + now) - engine::units_for(rule, before);
        before += carried_on ? now : 0;
        services.push_back({.need = built.need_of[unit],
                            .place = model::PlaceIndex(node),
                            .batch = model::BatchIndex(lot),
                            .use_by = use_by(calendar, use_by_day),
                            .dose = static_cast<int>(dose) + 1,
                            .week = t,
                            .persons = model::Persons(now),
                            .units = model::Units(units)});
    }
}

}  // namespace

std::vector<model::Service> extract_services(const model::Scenario& scenario,
                                             const BuiltProblem& built,
                                             const engine::Filling& filling) {
    const Calendar calendar(scenario->header);
    const engine::LocalStock& local = filling.local();
    std::vector<model::Service> services;
    std::vector<std::pair<ServiceKey, engine::Id>> records;
    records.reserve(local.records().size());
    for (engine::Id id = 0; id < local.records().size(); ++id) {
        const engine::Record& record = local.records()[id];
        const engine::Book& book = local[record.book];
        records.emplace_back(
            ServiceKey{
                record.unit, book.node, book.lot, book.use_by_day, record.option, record.dose},
            id);
    }
    std::ranges::sort(records);
    std::vector<std::int64_t> persons;
    for (std::size_t i = 0; i < records.size();) {
        const ServiceKey& key = records[i].first;
        persons.assign(static_cast<std::size_t>(built.problem.weeks), 0);
        for (; i < records.size() && records[i].first == key; ++i) {
            std::ranges::transform(
                persons, local.persons(records[i].second), persons.begin(), std::plus<>());
        }
        add_weeks(built, key, persons, calendar, services);
    }
    if (!std::ranges::is_sorted(services)) {  // they mostly are: by need, place, lot, use-by
        std::ranges::sort(services);
    }
    return services;
}

model::Plan extract_plan(const model::Scenario& scenario,
                         const BuiltProblem& built,
                         const engine::Filling& filling,
                         const model::PlanOptions& options) {
    const Calendar calendar(scenario->header);
    model::Plan plan;
    plan.options = options;
    plan.shipments = shipments_of(filling, calendar);
    plan.services = extract_services(scenario, built, filling);
    for (std::size_t s = 0; s < built.supply_of.size(); ++s) {
        const std::int64_t started =
            built.problem.supplies[s].packs - filling.sources().supply(static_cast<engine::Id>(s));
        if (started > 0 && built.problem.supplies[s].week < built.problem.weeks) {
            plan.starts.push_back({built.supply_of[s], model::Packs(started)});
        }
    }
    std::ranges::sort(plan.starts);
    return plan;
}

}  // namespace imdad::plan

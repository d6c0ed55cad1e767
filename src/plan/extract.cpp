#include "plan/extract.hpp"

#include "plan/calendar.hpp"

#include <algorithm>

namespace imdad::plan {

namespace {

model::Day use_by(const Calendar& calendar, int day) {
    return day >= engine::kNever ? model::kNoLimit : calendar.monday(0) + std::chrono::days(day);
}

/// Sorts rows and adds up those that differ in their quantity only.
template <typename Row, typename Same, typename Merge>
void merge_rows(std::vector<Row>& rows, Same same, Merge merge) {
    std::ranges::sort(rows);
    std::vector<Row> merged;
    for (const Row& row : rows) {
        if (!merged.empty() && same(merged.back(), row)) {
            merge(merged.back(), row);
        } else {
            merged.push_back(row);
        }
    }
    rows = std::move(merged);
}

void add_services(const BuiltProblem& built,
                  const engine::Filling& filling,
                  const Calendar& calendar,
                  std::vector<model::Service>& services) {
    const engine::Problem& problem = built.problem;
    for (const engine::Record& record : filling.local().records()) {
        const engine::Book& book = filling.local()[record.book];
        const auto& option =
            problem.programmes[problem.units[record.unit].programme].options[record.option];
        std::int64_t persons = 0;
        for (int t = 0; t < problem.weeks; ++t) {
            const std::int64_t now = record.persons[static_cast<std::size_t>(t)];
            if (now == 0) {
                continue;
            }
            const std::int64_t units = engine::units_for(option.doses[record.dose], persons + now) -
                                       engine::units_for(option.doses[record.dose], persons);
            persons += now;
            services.push_back({.need = built.need_of[record.unit],
                                .place = model::PlaceIndex(book.node),
                                .batch = model::BatchIndex(book.lot),
                                .use_by = use_by(calendar, book.use_by_day),
                                .dose = static_cast<int>(record.dose) + 1,
                                .week = t,
                                .persons = model::Persons(now),
                                .units = model::Units(units)});
        }
    }
    std::ranges::sort(services);
}

}  // namespace

model::Plan extract_plan(const model::Scenario& scenario,
                         const BuiltProblem& built,
                         const engine::Filling& filling,
                         const model::PlanOptions& options) {
    const Calendar calendar(scenario->header);
    model::Plan plan;
    plan.options = options;
    for (const engine::Departure& departure : filling.departures()) {
        plan.shipments.push_back({.lane = model::LaneIndex(departure.arc),
                                  .batch = model::BatchIndex(departure.lot),
                                  .use_by = use_by(calendar, departure.use_by_day),
                                  .week = departure.week,
                                  .packs = model::Packs(departure.packs)});
    }
    merge_rows(
        plan.shipments,
        [](const model::Shipment& a, const model::Shipment& b) {
            return a.lane == b.lane && a.batch == b.batch && a.use_by == b.use_by &&
                   a.week == b.week;
        },
        [](model::Shipment& a, const model::Shipment& b) { a.packs += b.packs; });
    add_services(built, filling, calendar, plan.services);
    for (std::size_t s = 0; s < built.supply_of.size(); ++s) {
        const std::int64_t started = built.problem.supplies[s].packs - filling.supply_left()[s];
        if (started > 0 && built.problem.supplies[s].week < built.problem.weeks) {
            plan.starts.push_back({built.supply_of[s], model::Packs(started)});
        }
    }
    std::ranges::sort(plan.starts);
    return plan;
}

}  // namespace imdad::plan

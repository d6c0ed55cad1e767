#include "verify/absorption.hpp"

#include "verify/checks.hpp"

#include <algorithm>
#include <map>

namespace imdad::verify {

AbsorptionRules::AbsorptionRules(const model::Scenario& scenario, const Calendar& calendar)
    : scenario_(scenario),
      weeks_(scenario->absorptions.size()),
      at_place_(scenario->places.size()),
      at_area_(scenario->areas.size()) {
    for (std::size_t i = 0; i < scenario->absorptions.size(); ++i) {
        const model::Absorption& row = scenario->absorptions[i];
        for (int week = 0; week < calendar.weeks(); ++week) {
            const Day monday = calendar.monday(week);
            weeks_[i].set(static_cast<std::size_t>(week),
                          (!row.from || monday >= *row.from) && (!row.to || monday <= *row.to));
        }
        (row.place.exists() ? at_place_[row.place.value()] : at_area_[row.area.value()])
            .push_back(i);
    }
}

bool AbsorptionRules::counts(std::size_t row, ProgrammeIndex programme, int week) const {
    const std::vector<ProgrammeIndex>& programmes = scenario_->absorptions[row].programmes;
    return weeks_[row].test(static_cast<std::size_t>(week)) &&
           (programmes.empty() || std::ranges::find(programmes, programme) != programmes.end());
}

namespace {

using PersonsByProduct = std::map<ProductIndex, Int128>;

/// Names the product with most persons in each violated row, for the report.
void name_products(const Rules& rules,
                   const Rows& rows,
                   std::map<std::pair<std::size_t, int>, PersonsByProduct>& broken) {
    for (const model::Service& service : rows.services) {
        const ProgrammeIndex programme = rules.scenario[service.need].programme;
        rules.absorption.for_each(service.place, programme, service.week, [&](std::size_t row) {
            const auto found = broken.find({row, service.week});
            if (found != broken.end()) {
                found->second[rules.scenario[service.batch].product] += service.persons.value();
            }
        });
    }
}

}  // namespace

void check_absorption(const Rules& rules, const Rows& rows, Findings& findings) {
    const auto weeks = static_cast<std::size_t>(rules.calendar.weeks());
    const std::vector<model::Absorption>& limits = rules.scenario->absorptions;
    std::vector<Int128> persons(limits.size() * weeks, 0);
    for (const model::Service& service : rows.services) {
        const ProgrammeIndex programme = rules.scenario[service.need].programme;
        rules.absorption.for_each(service.place, programme, service.week, [&](std::size_t row) {
            persons[row * weeks + static_cast<std::size_t>(service.week)] +=
                service.persons.value();
        });
    }
    findings.count_rows(persons.size());
    std::map<std::pair<std::size_t, int>, PersonsByProduct> broken;
    for (std::size_t i = 0; i < persons.size(); ++i) {
        if (persons[i] > limits[i / weeks].persons_per_week.value()) {
            broken[{i / weeks, static_cast<int>(i % weeks)}];
        }
    }
    if (broken.empty()) {
        return;
    }
    name_products(rules, rows, broken);
    for (const auto& [key, products] : broken) {
        const auto [row, week] = key;
        const auto most =
            std::ranges::max_element(products, {}, [](const auto& item) { return item.second; });
        findings.add({.week = week,
                      .kind = Kind::absorption_exceeded,
                      .place = limits[row].place,
                      .area = limits[row].area,
                      .product = most->first,
                      .programme = limits[row].programmes.size() == 1
                                       ? limits[row].programmes.front()
                                       : ProgrammeIndex(),
                      .detail = static_cast<std::int64_t>(row) + 1,
                      .found = saturate(persons[row * weeks + static_cast<std::size_t>(week)]),
                      .allowed = limits[row].persons_per_week.value()});
    }
}

}  // namespace imdad::verify

#include "verify/checks.hpp"

#include <tuple>

namespace imdad::verify {

namespace {

void check_permission(const Rules& rules,
                      const model::Service& row,
                      Finding finding,
                      Findings& findings) {
    finding.kind = Kind::earmark_area;
    const std::optional<Kind> breach = rules.service.earmark_breach(row.batch, row.need, row.week);
    if (breach) {
        Finding earmark = finding;
        earmark.kind = *breach;
        earmark.area = rules.service.area_of(row.need);
        earmark.detail = static_cast<std::int64_t>(rules.scenario[row.batch].earmark.value());
        findings.add(earmark);
    }
    const ProductIndex product = rules.scenario[row.batch].product;
    const AreaIndex of_need =
        rules.service.refusing_area(product, rules.service.area_of(row.need), row.week);
    const AreaIndex of_place =
        rules.service.refusing_area(product, rules.scenario[row.place].area, row.week);
    finding.kind = of_need.exists() ? Kind::refused_for_need : Kind::refused_at_place;
    finding.detail = static_cast<std::int64_t>((of_need.exists() ? of_need : of_place).value());
    findings.expect(!of_need.exists() && !of_place.exists(), finding);
    findings.count_rows(1);
}

void check_service(const Rules& rules, const model::Service& row, Findings& findings) {
    Finding finding = {.week = row.week,
                       .place = row.place,
                       .batch = row.batch,
                       .programme = rules.scenario[row.need].programme,
                       .found = row.persons.value()};
    finding.kind = Kind::serves_while_place_closed;
    findings.expect(!rules.calendar.place_closed(row.place, row.week), finding);
    const AreaIndex closed = rules.calendar.closed_area(row.place, row.week);
    finding.kind = Kind::serves_while_area_closed;
    finding.detail = static_cast<std::int64_t>(closed.value());
    findings.expect(!closed.exists(), finding);
    check_permission(rules, row, finding, findings);

    finding.kind = Kind::not_a_serving_place;
    finding.detail = static_cast<std::int64_t>(row.need.value()) + 1;
    findings.expect(rules.service.is_serving_place(row.need, row.place), finding);
    const Course* course =
        rules.service.course(finding.programme, rules.scenario[row.batch].product);
    finding.kind = Kind::product_does_not_serve;
    findings.expect(course != nullptr, finding);
    if (course != nullptr) {
        finding.kind = Kind::unknown_dose;
        finding.found = row.dose;
        finding.allowed = course->last();
        findings.expect(course->has(row.dose), finding);
    }
    finding.kind = Kind::used_after_use_by;
    finding.detail = row.use_by.time_since_epoch().count();
    finding.found = (row.use_by - rules.calendar.monday(row.week)).count();
    finding.allowed = 6;  // to the Sunday of the week
    findings.expect(rules.goods.usable(row.use_by, row.week), finding);
}

/// Services that share their opened units.
auto opening_key(const model::Service& row) {
    return std::tuple(row.need, row.place, row.batch, row.use_by, row.dose);
}

/// Judges the units of services [begin, end), which share their opened units, weeks ascending.
void check_units(
    const Rules& rules, const Rows& rows, std::size_t begin, std::size_t end, Findings& findings) {
    const model::Service& first = rows.services[begin];
    const ProgrammeIndex programme = rules.scenario[first.need].programme;
    const Course* course = rules.service.course(programme, rules.scenario[first.batch].product);
    if (course == nullptr || !course->has(first.dose)) {
        return;  // reported already; no rule says how many units
    }
    Int128 persons = 0;
    Int128 opened = 0;
    for (std::size_t i = begin; i < end;) {
        const int week = rows.services[i].week;
        Int128 stated = 0;
        for (; i < end && rows.services[i].week == week; ++i) {
            persons += rows.services[i].persons.value();
            stated += rows.services[i].units.value();
        }
        const Int128 opened_now = units_opened((*course)[first.dose], persons);
        findings.expect(stated == opened_now - opened,
                        {.week = week,
                         .kind = Kind::units_not_by_rule,
                         .place = first.place,
                         .batch = first.batch,
                         .programme = programme,
                         .detail = first.dose,
                         .found = saturate(stated),
                         .allowed = saturate(opened_now - opened)});
        opened = opened_now;
        if (rules.scenario[rules.scenario[first.batch].product].kind == model::ProductKind::seats) {
            persons = 0;  // a seat that was taken but not filled cannot be carried on
            opened = 0;
        }
    }
}

}  // namespace

void check_services(const Rules& rules, const Rows& rows, Findings& findings) {
    const std::vector<model::Service>& services = rows.services;
    for (std::size_t begin = 0; begin < services.size();) {
        std::size_t end = begin;
        for (; end < services.size() && opening_key(services[end]) == opening_key(services[begin]);
             ++end) {
            check_service(rules, services[end], findings);
        }
        check_units(rules, rows, begin, end, findings);
        begin = end;
    }
}

}  // namespace imdad::verify

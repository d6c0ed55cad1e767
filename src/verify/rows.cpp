#include "verify/checks.hpp"

#include <algorithm>
#include <tuple>

namespace imdad::verify {

namespace {

// Positions in the list of row names of findings.cpp.
enum RowName : std::int64_t {
    shipment_lane,
    shipment_batch,
    service_need,
    service_place,
    service_batch,
    start_supply,
    shipment_states,
    service_states,
    start_states,
    service_units,
};

template <typename Index, typename Table>
bool known(Index index, const Table& table, RowName name, Findings& findings) {
    const bool holds = index.exists() && index.value() < table.size();
    findings.expect(holds,
                    {.kind = Kind::unknown_reference,
                     .detail = name,
                     .found = static_cast<std::int64_t>(index.value()),
                     .allowed = static_cast<std::int64_t>(table.size())});
    return holds;
}

/// Checks that 0 < `count` <= `largest`; `finding` names the row.
bool countable(std::int64_t count, std::int64_t largest, Finding finding, Findings& findings) {
    finding.found = count;
    finding.kind = count <= 0 ? Kind::quantity_not_positive : Kind::quantity_out_of_range;
    finding.allowed = count <= 0 ? 0 : largest;
    const bool holds = count > 0 && count <= largest;
    findings.expect(holds, finding);
    return holds;
}

std::int64_t largest_packs(const Rules& rules, BatchIndex batch) {
    return std::min(kLargestCount, kLargestUnits / rules.goods.pack_units(batch));
}

bool in_horizon(const Rules& rules, Finding finding, Findings& findings) {
    finding.kind = Kind::week_outside_horizon;
    finding.found = finding.week;
    finding.allowed = rules.calendar.weeks() - 1;
    const bool holds = rules.calendar.in_horizon(finding.week);
    findings.expect(holds, finding);
    return holds;
}

bool admissible(const Rules& rules, const model::Shipment& row, Findings& findings) {
    if (!known(row.lane, rules.scenario->lanes, shipment_lane, findings) ||
        !known(row.batch, rules.scenario->batches, shipment_batch, findings)) {
        return false;
    }
    const Finding finding = {.week = row.week,
                             .place = rules.scenario[row.lane].from,
                             .lane = row.lane,
                             .batch = row.batch,
                             .detail = shipment_states};
    return in_horizon(rules, finding, findings) &&
           countable(row.packs.value(), largest_packs(rules, row.batch), finding, findings);
}

bool admissible(const Rules& rules, const model::Service& row, Findings& findings) {
    if (!known(row.need, rules.scenario->needs, service_need, findings) ||
        !known(row.place, rules.scenario->places, service_place, findings) ||
        !known(row.batch, rules.scenario->batches, service_batch, findings)) {
        return false;
    }
    Finding finding = {.week = row.week,
                       .place = row.place,
                       .batch = row.batch,
                       .programme = rules.scenario[row.need].programme,
                       .detail = service_states};
    if (!in_horizon(rules, finding, findings) ||
        !countable(row.persons.value(), kLargestCount, finding, findings)) {
        return false;
    }
    // Units may be 0: what was opened for those before may be enough.
    finding.detail = service_units;
    return row.units.value() == 0 || countable(row.units.value(), kLargestUnits, finding, findings);
}

bool admissible(const Rules& rules, const model::Start& row, Findings& findings) {
    if (!known(row.supply, rules.scenario->supplies, start_supply, findings)) {
        return false;
    }
    const model::Supply& supply = rules.scenario[row.supply];
    const Finding finding = {
        .week = static_cast<int>(saturate(rules.calendar.start_week(row.supply))),
        .place = supply.place,
        .batch = supply.batch,
        .detail = start_states};
    return countable(row.packs.value(), largest_packs(rules, supply.batch), finding, findings);
}

template <typename Row>
std::vector<Row> admitted(const Rules& rules, const std::vector<Row>& rows, Findings& findings) {
    std::vector<Row> result;
    result.reserve(rows.size());
    for (const Row& row : rows) {
        if (admissible(rules, row, findings)) {
            result.push_back(row);
        }
    }
    return result;
}

/// Calls `report(row, count)` for every run of sorted rows with the same key.
template <typename Row, typename Key, typename Report>
void report_runs(const std::vector<Row>& rows, Key key, Report report) {
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && key(rows[end]) == key(rows[i])) {
            ++end;
        }
        if (end - i > 1) {
            report(rows[i], static_cast<std::int64_t>(end - i));
        }
        i = end;
    }
}

auto shipment_key(const model::Shipment& row) {
    return std::tuple(row.lane, row.week, row.batch, row.use_by);
}

auto service_key(const model::Service& row) {
    return std::tuple(row.need, row.place, row.batch, row.use_by, row.dose, row.week);
}

void report_duplicates(const Rules& rules, const Rows& rows, Findings& findings) {
    findings.count_rows(rows.shipments.size() + rows.services.size() + rows.starts.size());
    report_runs(rows.shipments, shipment_key, [&](const model::Shipment& row, std::int64_t count) {
        findings.add({.week = row.week,
                      .kind = Kind::duplicate_row,
                      .place = rules.scenario[row.lane].from,
                      .lane = row.lane,
                      .batch = row.batch,
                      .detail = shipment_states,
                      .found = count,
                      .allowed = 1});
    });
    report_runs(rows.services, service_key, [&](const model::Service& row, std::int64_t count) {
        findings.add({.week = row.week,
                      .kind = Kind::duplicate_row,
                      .place = row.place,
                      .batch = row.batch,
                      .programme = rules.scenario[row.need].programme,
                      .detail = service_states,
                      .found = count,
                      .allowed = 1});
    });
    report_runs(
        rows.starts,
        [](const model::Start& row) { return row.supply; },
        [&](const model::Start& row, std::int64_t count) {
            findings.add({.week = static_cast<int>(rules.calendar.start_week(row.supply)),
                          .kind = Kind::duplicate_row,
                          .place = rules.scenario[row.supply].place,
                          .batch = rules.scenario[row.supply].batch,
                          .detail = start_states,
                          .found = count,
                          .allowed = 1});
        });
}

}  // namespace

Rows admit(const Rules& rules, const model::Plan& plan, Findings& findings) {
    Rows rows;
    rows.shipments = admitted(rules, plan.shipments, findings);
    rows.services = admitted(rules, plan.services, findings);
    rows.starts = admitted(rules, plan.starts, findings);
    std::ranges::sort(rows.shipments, {}, shipment_key);
    if (!std::ranges::is_sorted(rows.services)) {
        std::ranges::sort(rows.services);
    }
    std::ranges::sort(rows.starts);
    report_duplicates(rules, rows, findings);
    return rows;
}

}  // namespace imdad::verify

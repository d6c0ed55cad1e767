#include "exchange/plan_workbook_lists.hpp"

#include "exchange/plan_workbook.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace imdad::exchange {
namespace {

using namespace model;

constexpr const char* kAboveFirstLevel = "Above first level";

/// The first-level area that holds an area; none for countries and for places without an area.
AreaIndex first_level_area(const Scenario& scenario, AreaIndex area) {
    while (area.exists() && scenario[area].level > 1) {
        area = scenario[area].parent;
    }
    return area.exists() && scenario[area].level == 1 ? area : AreaIndex();
}

Sheet add_list(Book& book, const Scenario& scenario, AreaIndex area, std::string_view kind) {
    if (!area.exists()) {
        Sheet sheet = book.add(kAboveFirstLevel);
        sheet.line(fmt::format("{}: national stores, entries and pools", kind));
        return sheet;
    }
    const Area& row = scenario[area];
    Sheet sheet = book.add(sheet_name(row.name, row.pcode));
    sheet.line(fmt::format(
        "{}: {}, {} ({})", kind, row.name, scenario[scenario.country_of(area)].name, row.pcode));
    return sheet;
}

/// Same rule as docs/method/planning.md, "Time".
int arrival_week(const Scenario& scenario, const Shipment& shipment) {
    return shipment.week + (scenario[shipment.lane].lead_days + 3) / 7;
}

/// Order of a distribution list: by place, then as the goods come in.
auto list_key(const Scenario& scenario, const Shipment& shipment) {
    const Batch& batch = scenario[shipment.batch];
    return std::tuple(scenario[shipment.lane].to,
                      arrival_week(scenario, shipment),
                      batch.product,
                      std::string_view(batch.lot),
                      batch.expiry,
                      batch.earmark,
                      shipment.lane,
                      shipment.use_by);
}

void write_shipment(Sheet& sheet, const Scenario& scenario, const Shipment& shipment) {
    const Lane& lane = scenario[shipment.lane];
    const Place& to = scenario[lane.to];
    const Batch& batch = scenario[shipment.batch];
    const Product& product = scenario[batch.product];
    const int week = arrival_week(scenario, shipment);
    sheet.text(to.name)
        .text(to.place_id)
        .text(to.area.exists() ? scenario[to.area].name : std::string());
    sheet.text(product.name).text(batch.lot).day(batch.expiry);
    if (batch.earmark.exists()) {
        sheet.text(scenario[batch.earmark].earmark_id);
    } else {
        sheet.blank();
    }
    sheet.number(shipment.packs.value())
        .number(shipment.packs.value() * product.pack_units)
        .text(product.unit);
    sheet.number(week + 1).day(scenario->header.start + std::chrono::days(7 * week));
    sheet.text(scenario[lane.from].name).text(lane.lane_id);
    sheet.next_row();
}

}  // namespace

void add_distribution_lists(Book& book, const Scenario& scenario, const PlanResult& result) {
    std::map<AreaIndex, std::vector<const Shipment*>> lists;
    for (const Shipment& shipment : result.chosen.plan.shipments) {
        const Place& to = scenario[scenario[shipment.lane].to];
        lists[first_level_area(scenario, to.area)].push_back(&shipment);
    }
    for (auto& [area, shipments] : lists) {
        std::sort(shipments.begin(), shipments.end(), [&](const Shipment* a, const Shipment* b) {
            return list_key(scenario, *a) < list_key(scenario, *b);
        });
        Sheet sheet = add_list(book, scenario, area, "Distribution list");
        sheet.header({"Place",
                      "Place code",
                      "Area",
                      "Product",
                      "Lot",
                      "Expires",
                      "Earmark",
                      "Packs",
                      "Units",
                      "Unit",
                      "Arrives in week",
                      "Week begins",
                      "From",
                      "Lane"},
                     {30, 16, 22, 30, 16, 11, 16, 9, 10, 10, 9, 11, 30, 18},
                     1);
        std::size_t written = 0;
        for (const Shipment* shipment : shipments) {
            if (sheet.row() >= kSheetRowsMax) {
                break;
            }
            write_shipment(sheet, scenario, *shipment);
            ++written;
        }
        sheet.filter();
        if (written < shipments.size()) {
            sheet.line(fmt::format("{} more rows do not fit on a sheet; they are in shipments.csv.",
                                   shipments.size() - written));
        }
    }
}

void add_received_lists(Book& book, const Scenario& scenario, const PlanResult& result) {
    struct Received {
        Persons persons;
        Units units;
    };

    std::map<AreaIndex,
             std::map<std::tuple<AreaIndex, ProgrammeIndex, ProductIndex, int>, Received>>
        lists;
    for (const Service& service : result.chosen.plan.services) {
        const Need& need = scenario[service.need];
        const AreaIndex area = scenario.area_of(need);
        Received& row = lists[first_level_area(scenario, area)][{
            area, need.programme, scenario[service.batch].product, service.dose}];
        row.persons += service.persons;
        row.units += service.units;
    }
    for (const auto& [area, rows] : lists) {
        Sheet sheet = add_list(book, scenario, area, "What people receive over the whole period");
        sheet.header({"Area", "P-code", "Programme", "Product", "Dose", "People", "Units", "Unit"},
                     {26, 16, 34, 34, 7, 12, 12, 12},
                     1);
        for (const auto& [key, received] : rows) {
            const auto& [of, programme, product, dose] = key;
            sheet.text(scenario[of].name).text(scenario[of].pcode).text(scenario[programme].name);
            sheet.text(scenario[product].name).number(dose).number(received.persons.value());
            sheet.number(received.units.value()).text(scenario[product].unit);
            sheet.next_row();
        }
        sheet.filter();
    }
}

}  // namespace imdad::exchange

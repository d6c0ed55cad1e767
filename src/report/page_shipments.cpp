#include "base/assert.hpp"
#include "report/catalogue.hpp"
#include "report/numbers.hpp"
#include "report/page_sections.hpp"
#include "report/page_table.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;

/// The page is for reading; the whole list is in shipments.csv.
constexpr std::size_t kShipmentRowsMax = 2'000;

/// The first-level area that holds a place; none for pools and for places of a country as a whole.
AreaIndex first_level_area(const Scenario& scenario, AreaIndex area) {
    while (area.exists() && scenario[area].level > 1) {
        area = scenario[area].parent;
    }
    return area.exists() && scenario[area].level == 1 ? area : AreaIndex();
}

/// Same rule as docs/method/planning.md, "Time".
int lead_weeks(const Lane& lane) {
    return (lane.lead_days + 3) / 7;
}

std::string expiry_text(Day expiry) {
    return expiry == kNoLimit ? std::string() : base::to_text(expiry);
}

std::string shipment_table(const PageContext& context,
                           const std::string& area,
                           std::vector<const Shipment*> shipments,
                           std::size_t& room) {
    const Scenario& scenario = context.scenario;
    std::stable_sort(shipments.begin(), shipments.end(), [&](const Shipment* a, const Shipment* b) {
        return a->week + lead_weeks(scenario[a->lane]) < b->week + lead_weeks(scenario[b->lane]);
    });
    PageTable table(say("restricted.shipments_caption", fmt::arg("area", area)),
                    {{say("word.place")},
                     {say("word.from")},
                     {say("word.departure")},
                     {say("word.arrival")},
                     {say("word.product")},
                     {say("word.lot")},
                     {say("word.expiry")},
                     {say("word.earmark")},
                     {say("word.packs"), true}});
    const std::size_t shown = std::min(shipments.size(), room);
    room -= shown;
    for (std::size_t i = 0; i < shown; ++i) {
        const Shipment& shipment = *shipments[i];
        const Lane& lane = scenario[shipment.lane];
        const Batch& batch = scenario[shipment.batch];
        table.row(bdi(scenario[lane.to].name))
            .cell(bdi(scenario[lane.from].name))
            .cell(base::to_text(monday_of(scenario, shipment.week)))
            .cell(base::to_text(monday_of(scenario, shipment.week + lead_weeks(lane))))
            .cell(bdi(scenario[batch.product].name))
            .cell(bdi(batch.lot))
            .cell(expiry_text(batch.expiry))
            .cell(batch.earmark.exists() ? bdi(scenario[batch.earmark].earmark_id) : std::string())
            .cell(grouped(shipment.packs.value()));
    }
    std::string rest;
    if (shown < shipments.size()) {
        rest = fmt::format(
            "<p class=\"note\">{}</p>",
            html(say_count("restricted.cut", static_cast<std::int64_t>(shipments.size() - shown))));
    }
    return fmt::format("<details><summary>{}</summary>{}{}</details>\n",
                       html(say_count("restricted.summary",
                                      static_cast<std::int64_t>(shipments.size()),
                                      fmt::arg("area", area))),
                       shown > 0 ? table.text() : "",
                       rest);
}

std::string places_table(const PageContext& context) {
    const Scenario& scenario = context.scenario;
    std::set<PlaceIndex> places;
    std::map<PlaceIndex, Packs> received;
    for (const Shipment& shipment : context.result.chosen.plan.shipments) {
        places.insert({scenario[shipment.lane].from, scenario[shipment.lane].to});
        received[scenario[shipment.lane].to] += shipment.packs;
    }
    for (const Service& service : context.result.chosen.plan.services) {
        places.insert(service.place);
    }
    PageTable table(say("restricted.places_caption"),
                    {{say("word.place")},
                     {say("word.code")},
                     {say("word.area")},
                     {say("word.level"), true},
                     {say("word.packs"), true}});
    table.sortable("place-table");
    std::size_t shown = 0;
    for (const PlaceIndex index : places) {
        if (++shown > kShipmentRowsMax) {
            break;
        }
        const Place& place = scenario[index];
        table.row(bdi(place.name))
            .cell(bdi(place.place_id))
            .cell(place.area.exists() ? bdi(full_name(scenario, place.area)) : std::string())
            .cell(std::to_string(place.level))
            .cell(grouped(received[index].value()));
    }
    return fmt::format("<h3>{}</h3>\n{}", html(say("restricted.places_heading")), table.text());
}

}  // namespace

std::string shipments_section(const PageContext& context) {
    IMDAD_ASSERT(context.view.restricted(),
                 "places and shipments are for a restricted audience only");
    std::map<AreaIndex, std::vector<const Shipment*>> by_area;
    for (const Shipment& shipment : context.result.chosen.plan.shipments) {
        const Place& to = context.scenario[context.scenario[shipment.lane].to];
        by_area[first_level_area(context.scenario, to.area)].push_back(&shipment);
    }
    std::string text =
        fmt::format("<section id=\"shipments\"><h2>{}</h2>\n", html(say("restricted.heading")));
    std::size_t room = kShipmentRowsMax;
    for (const auto& [area, shipments] : by_area) {
        const std::string name =
            area.exists() ? full_name(context.scenario, area) : say("restricted.upstream");
        text += shipment_table(context, name, shipments, room);
    }
    return text + places_table(context) + "</section>\n";
}

}  // namespace imdad::report

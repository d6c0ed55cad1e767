#include "small_plan.hpp"

namespace imdad::report::testing {

using namespace model;

namespace {

const Day kStart = *base::parse_day("2022-07-25");

void add_area(ScenarioData& data, std::string pcode, int level, std::string name, int parent) {
    Area area;
    area.pcode = std::move(pcode);
    area.level = level;
    area.name = std::move(name);
    area.parent = parent < 0 ? AreaIndex() : AreaIndex(static_cast<std::size_t>(parent));
    area.origin = {Origin::Kind::real, ""};
    data.areas.push_back(std::move(area));
}

void add_place(ScenarioData& data,
               const char* id,
               const char* name,
               int level,
               std::size_t area,
               Sensitivity sensitivity) {
    Place place;
    place.place_id = id;
    place.name = name;
    place.kind = level == 5 ? PlaceKind::facility : PlaceKind::store;
    place.level = level;
    place.area = AreaIndex(area);
    place.lat = 10.123456;
    place.lon = 20.654321;
    place.sensitivity = sensitivity;
    place.origin = {Origin::Kind::derived, "as in Quiet Valley clinic"};
    data.places.push_back(place);
}

void add_programme(ScenarioData& data, const char* id, const char* name, Ven ven) {
    Programme programme;
    programme.programme_id = id;
    programme.name = name;
    programme.cell = id;
    programme.ven = ven;
    data.programmes.push_back(programme);
}

void add_need(ScenarioData& data, std::size_t programme, std::size_t area, std::int64_t persons) {
    Need need;
    need.programme = ProgrammeIndex(programme);
    need.area = AreaIndex(area);
    need.from = kStart;
    need.to = kStart + std::chrono::days(27);
    need.persons = Persons(persons);
    need.source = "census of 2021";
    need.origin = {Origin::Kind::assumed, "spread evenly"};
    data.needs.push_back(need);
}

GroupMeasure group(std::size_t area,
                   std::size_t programme,
                   std::int64_t target,
                   std::int64_t served) {
    GroupMeasure measure;
    measure.area = AreaIndex(area);
    measure.programme = ProgrammeIndex(programme);
    measure.target = Persons(target);
    measure.served = Persons(served);
    measure.started = Persons(served);
    measure.coverage = Fixed9::from_nano(served * Fixed9::kScale / target);
    return measure;
}

AreaMeasure area(std::size_t index, double coverage, const char* reason = "") {
    AreaMeasure measure;
    measure.area = AreaIndex(index);
    measure.coverage = share(coverage);
    measure.reachable = *reason == '\0';
    measure.reason = reason;
    return measure;
}

ProgrammeMeasure programme(std::size_t index,
                           std::int64_t target,
                           std::int64_t served,
                           double minimum) {
    ProgrammeMeasure measure;
    measure.programme = ProgrammeIndex(index);
    measure.target = Persons(target);
    measure.served = Persons(served);
    measure.started = Persons(served + (index == 0 ? 5 : 0));
    measure.coverage = {
        share(minimum), share(minimum), Fixed9::from_nano(served * Fixed9::kScale / target)};
    return measure;
}

exchange::Ring square(double west, double south) {
    return {
        {west, south}, {west + 1, south}, {west + 1, south + 1}, {west, south + 1}, {west, south}};
}

NamedPlan chosen_plan() {
    NamedPlan named;
    named.name = "plan";
    Measures& measures = named.measures;
    measures.groups = {group(0, 1, 20, 9),
                       group(2, 0, 100, 20),
                       group(3, 0, 50, 40),
                       group(4, 0, 30, 0),
                       group(7, 0, 80, 40),
                       group(8, 0, 10, 4)};
    measures.groups[3].reachable = false;
    measures.groups[3].reason = "no lane leads to Quiet Valley clinic";
    measures.areas = {area(2, 0.2),
                      area(3, 0.8),
                      area(4, 0, "no lane leads to Quiet Valley clinic"),
                      area(7, 0.5),
                      area(8, 0.4)};
    measures.worst_area = 0;
    measures.worst_vital_group = 1;
    measures.programmes = {programme(0, 270, 104, 0.2), programme(1, 20, 9, 0.45)};
    for (int week = 0; week < 4; ++week) {
        WeekMeasure row;
        row.area = AreaIndex(2U);
        row.programme = ProgrammeIndex(0U);
        row.week = week;
        row.target = Persons(25);
        row.served = Persons(week == 0 ? 0 : 5 + (week == 3 ? 5 : 0));
        row.started = row.served;
        measures.weeks.push_back(row);
    }
    measures.people = {Persons(104), Persons(113)};
    measures.fairness = {share(0.2),
                         share(0.2),
                         share(0.475),
                         share(0.25),
                         share(0.0123456),
                         {share(0), share(0.37), share(0.75), share(1)}};
    measures.value = 1234.5;
    named.plan.shipments = {{LaneIndex(0U), BatchIndex(0U), kNoLimit, 1, Packs(12)},
                            {LaneIndex(1U), BatchIndex(0U), kNoLimit, 2, Packs(30)}};
    named.plan.services = {
        {NeedIndex(0U), PlaceIndex(1U), BatchIndex(0U), kNoLimit, 1, 3, Persons(20), Units(25)}};
    return named;
}

NamedPlan baseline(const char* name, double north_east, double west, double south_end) {
    NamedPlan named = chosen_plan();
    named.name = name;
    named.plan = {};
    Measures& measures = named.measures;
    measures.areas[0].coverage = share(north_east);
    measures.areas[1].coverage = share(west);
    measures.areas[3].coverage = share(south_end);
    measures.groups[1].served = Persons(static_cast<std::int64_t>(100 * north_east));
    measures.groups[2].served = Persons(static_cast<std::int64_t>(50 * west));
    measures.groups[4].served = Persons(static_cast<std::int64_t>(80 * south_end));
    measures.worst_area = 0;
    measures.fairness.minimum = share(north_east);
    return named;
}

}  // namespace

ScenarioData small_scenario() {
    ScenarioData data;
    data.header.name = "small";
    data.header.title = "Small & \"sharp\"";
    data.header.label = "illustrative, derived network";
    data.header.start = kStart;
    data.header.weeks = 4;
    data.header.policy_chosen_by = "the council";
    data.header.sources = {{"A census", "https://example.org/census?a=1&b=2"},
                           {"A script", "javascript:alert(1)"}};
    data.header.licences = {"CC-BY-4.0"};
    data.header.rules = {{"R1", "Half of <all> children."}};
    add_area(data, "AA", 0, "Aland", -1);
    add_area(data, "AA1", 1, "North", 0);
    add_area(data, "AA11", 2, "North East", 1);
    add_area(data, "AA12", 2, "West <b>&", 1);
    add_area(data, "AA13", 2, "Cut-off", 1);
    add_area(data, "ZZ", 0, "Zetland", -1);
    add_area(data, "ZZ1", 1, "South/[Side]: a very long name indeed", 5);
    add_area(data, "ZZ11", 2, "=South End", 6);
    add_area(data, "ZZ12", 2, "Nowhere", 6);
    data.areas[4].lat = 11.37;
    data.areas[4].lon = 21.53;
    data.areas[7].lat = -33.333;
    data.areas[7].lon = 151.777;
    add_place(data, "PL-CENTRAL", "Omega central store", 3, 1, Sensitivity::restricted);
    add_place(data, "PL-CLINIC", "Quiet Valley clinic", 5, 2, Sensitivity::confidential);
    add_place(data, "PL-NE", "North East", 5, 2, Sensitivity::restricted);
    add_place(data, "PL-OPEN", "Open House", 5, 7, Sensitivity::public_);
    for (std::size_t i = 0; i < 2; ++i) {
        Lane lane;
        lane.lane_id = i == 0 ? "LN-1" : "LN-2";
        lane.from = PlaceIndex(0U);
        lane.to = PlaceIndex(i + 1);
        lane.mode = "road";
        lane.lead_days = 7;
        data.lanes.push_back(lane);
    }
    Closure closure;
    closure.lane = LaneIndex(0U);
    closure.from = *base::parse_day("2022-08-15");
    closure.to = *base::parse_day("2022-08-16");
    closure.reason = "road washed out";
    data.closures.push_back(closure);
    Product product;
    product.product_id = "vaccine";
    product.name = "=HYPERLINK(\"x\")";
    product.unit = "dose";
    product.pack_units = 10;
    data.products.push_back(product);
    add_programme(data, "series", "Series of two", Ven::vital);
    add_programme(data, "seats", "Training seats", Ven::essential);
    Serves serves;
    serves.programme = ProgrammeIndex(0U);
    serves.product = ProductIndex(0U);
    serves.units_per_person = Fixed9::from_integer(1);
    data.serves.push_back(serves);
    serves.programme = ProgrammeIndex(1U);
    data.serves.push_back(serves);
    add_need(data, 0, 2, 100);
    add_need(data, 0, 3, 50);
    add_need(data, 0, 4, 30);
    add_need(data, 0, 7, 80);
    add_need(data, 0, 8, 10);
    add_need(data, 1, 0, 20);
    data.batches.push_back({.product = ProductIndex(0U),
                            .lot = "LOT-77Q",
                            .expiry = *base::parse_day("2023-03-31"),
                            .earmark = {}});
    return data;
}

PlanResult small_result() {
    PlanResult result;
    result.chosen = chosen_plan();
    result.baselines = {baseline("pro_rata", 0.1, 0.9, 0.5),
                        baseline("first_come_first_served", 0, 1, 0.6),
                        baseline("priority_greedy", 0.2, 0.8, 0.5)};
    result.notes = {"Omega central store is below its minimum stock for 2 weeks",
                    "lot LOT-77Q expires unused",
                    "lane LN-2 is closed",
                    "the rains begin on 2022-09-05",
                    "people in need are of 2021"};
    result.not_used = {"funds.csv: 3 rows; money is not used yet", "PL-OPEN has no owner"};
    result.inputs_sha256 = "00ff";
    result.engine_version = "0.1.0";
    return result;
}

exchange::MapShapes small_shapes() {
    exchange::MapShapes shapes;
    shapes.source = "drawn by hand";
    shapes.licence = "CC0";
    shapes.shapes = {{"AA", {{square(20, 10)}}},
                     {"AA11", {{square(20, 10)}}},
                     {"AA12", {{square(20.5, 10.5)}, {square(21, 11)}}}};
    return shapes;
}

SmallPlan small_plan() {
    auto scenario = Scenario::build(small_scenario());
    IMDAD_ASSERT(scenario.has_value(), "the scenario of the tests is not sound");
    return {std::move(*scenario), small_result(), small_shapes()};
}

}  // namespace imdad::report::testing

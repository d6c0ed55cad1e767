#include "support/scenario_builder.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <utility>

namespace imdad::test_support {

namespace {

model::Fixed9 decimal(const std::string& text) {
    const auto value = model::Fixed9::parse(text);
    IMDAD_ASSERT(value.has_value(), "a test names a number that is not a decimal");
    return *value;
}

template <typename Index, typename Row>
Index append(std::vector<Row>& table, Row row) {
    table.push_back(std::move(row));
    return Index(table.size() - 1);
}

model::PlaceKind kind_of_level(int level) {
    switch (level) {
        case 0:
            return model::PlaceKind::pool;
        case 1:
            return model::PlaceKind::entry;
        case 5:
            return model::PlaceKind::facility;
        default:
            return model::PlaceKind::store;
    }
}

}  // namespace

Day monday(int week) {
    return kStart + std::chrono::days(7 * week);
}

Day sunday(int week) {
    return monday(week) + std::chrono::days(6);
}

ScenarioBuilder::ScenarioBuilder(int weeks) {
    data_.header.name = "test";
    data_.header.title = "A test";
    data_.header.start = kStart;
    data_.header.weeks = weeks;
}

AreaIndex ScenarioBuilder::area(std::string pcode, AreaIndex parent) {
    model::Area row;
    row.name = pcode;
    row.pcode = std::move(pcode);
    row.parent = parent;
    row.level = parent.exists() ? data_.areas[parent.value()].level + 1 : 0;
    return append<AreaIndex>(data_.areas, std::move(row));
}

PlaceIndex ScenarioBuilder::place(std::string id, int level, AreaIndex area) {
    model::Place row;
    row.name = id;
    row.place_id = std::move(id);
    row.kind = kind_of_level(level);
    row.level = level;
    row.area = area;
    return append<PlaceIndex>(data_.places, std::move(row));
}

LaneIndex ScenarioBuilder::lane(std::string id, PlaceIndex from, PlaceIndex to, int lead_days) {
    model::Lane row;
    row.lane_id = std::move(id);
    row.from = from;
    row.to = to;
    row.lead_days = lead_days;
    return append<LaneIndex>(data_.lanes, std::move(row));
}

ProductIndex ScenarioBuilder::product(std::string id,
                                      std::int64_t pack_units,
                                      std::int64_t pack_cm3) {
    model::Product row;
    row.name = id;
    row.product_id = std::move(id);
    row.pack_units = pack_units;
    row.pack_cm3 = model::VolumeCm3(pack_cm3);
    return append<ProductIndex>(data_.products, std::move(row));
}

model::Packaging& ScenarioBuilder::packaging(ProductIndex product, int level) {
    model::Product& row = data_.products[product.value()];
    model::Packaging packaging;
    packaging.level = level;
    packaging.storage_class = row.storage_class;
    packaging.pack_cm3 = row.pack_cm3;
    const auto after = std::ranges::upper_bound(row.packaging, level, {}, &model::Packaging::level);
    return *row.packaging.insert(after, packaging);
}

ProgrammeIndex ScenarioBuilder::programme(std::string id, bool waits) {
    model::Programme row;
    row.name = id;
    row.cell = id;
    row.programme_id = std::move(id);
    row.waits = waits;
    return append<ProgrammeIndex>(data_.programmes, std::move(row));
}

model::Serves& ScenarioBuilder::serves(ProgrammeIndex programme,
                                       ProductIndex product,
                                       const std::string& units_per_person,
                                       const std::string& wastage_rate,
                                       int dose,
                                       int min_interval_weeks) {
    model::Serves row;
    row.programme = programme;
    row.product = product;
    row.units_per_person = decimal(units_per_person);
    row.wastage_rate = decimal(wastage_rate);
    row.series_dose = dose;
    row.min_interval_weeks = min_interval_weeks;
    return data_.serves.emplace_back(row);
}

NeedIndex ScenarioBuilder::need(
    ProgrammeIndex programme, AreaIndex at, std::int64_t persons, int first, int last) {
    model::Need row;
    row.programme = programme;
    row.area = at;
    row.from = monday(first);
    row.to = sunday(last);
    row.persons = model::Persons(persons);
    row.group = "resident";
    return append<NeedIndex>(data_.needs, std::move(row));
}

NeedIndex ScenarioBuilder::need(
    ProgrammeIndex programme, PlaceIndex at, std::int64_t persons, int first, int last) {
    const NeedIndex index = need(programme, AreaIndex(), persons, first, last);
    data_.needs[index.value()].place = at;
    return index;
}

EarmarkIndex ScenarioBuilder::earmark(std::string id) {
    model::Earmark row;
    row.donor = "donor of " + id;
    row.earmark_id = std::move(id);
    return append<EarmarkIndex>(data_.earmarks, std::move(row));
}

BatchIndex ScenarioBuilder::batch(ProductIndex product,
                                  std::string lot,
                                  Day expiry,
                                  EarmarkIndex earmark) {
    return append<BatchIndex>(data_.batches,
                              model::Batch{product, std::move(lot), expiry, earmark});
}

SupplyIndex ScenarioBuilder::stock(PlaceIndex place, BatchIndex batch, std::int64_t packs) {
    return supply(place, batch, packs, 0, model::SupplyStatus::on_hand);
}

SupplyIndex ScenarioBuilder::supply(
    PlaceIndex place, BatchIndex batch, std::int64_t packs, int week, model::SupplyStatus status) {
    model::Supply row;
    row.supply_id = "supply:" + std::to_string(data_.supplies.size() + 1);
    row.batch = batch;
    row.packs = model::Packs(packs);
    row.place = place;
    row.available_on = monday(week);
    row.status = status;
    return append<SupplyIndex>(data_.supplies, std::move(row));
}

namespace {

model::Closure closed(model::Closure::What what, int first, int last) {
    model::Closure row;
    row.what = what;
    row.from = monday(first);
    row.to = sunday(last);
    row.reason = "test";
    return row;
}

model::Absorption absorbed(std::int64_t persons, std::vector<ProgrammeIndex> programmes) {
    model::Absorption row;
    row.programmes = std::move(programmes);
    row.persons_per_week = model::Persons(persons);
    return row;
}

}  // namespace

model::Closure& ScenarioBuilder::close(LaneIndex what, int first, int last) {
    model::Closure& row =
        data_.closures.emplace_back(closed(model::Closure::What::lane, first, last));
    row.lane = what;
    return row;
}

model::Closure& ScenarioBuilder::close(PlaceIndex what, int first, int last) {
    model::Closure& row =
        data_.closures.emplace_back(closed(model::Closure::What::place, first, last));
    row.place = what;
    return row;
}

model::Closure& ScenarioBuilder::close(AreaIndex what, int first, int last) {
    model::Closure& row =
        data_.closures.emplace_back(closed(model::Closure::What::area, first, last));
    row.area = what;
    return row;
}

model::Absorption& ScenarioBuilder::absorption(AreaIndex at,
                                               std::int64_t persons,
                                               std::vector<ProgrammeIndex> programmes) {
    model::Absorption& row =
        data_.absorptions.emplace_back(absorbed(persons, std::move(programmes)));
    row.area = at;
    return row;
}

model::Absorption& ScenarioBuilder::absorption(PlaceIndex at,
                                               std::int64_t persons,
                                               std::vector<ProgrammeIndex> programmes) {
    model::Absorption& row =
        data_.absorptions.emplace_back(absorbed(persons, std::move(programmes)));
    row.place = at;
    return row;
}

model::StockPolicy& ScenarioBuilder::maximum_stock(int level,
                                                   const std::string& max_weeks,
                                                   ProductIndex product) {
    model::StockPolicy row;
    row.level = level;
    row.product = product;
    row.max_weeks = decimal(max_weeks);
    return data_.stock_policies.emplace_back(row);
}

model::Eligibility& ScenarioBuilder::refuse(AreaIndex recipient, ProductIndex product) {
    model::Eligibility row;
    row.recipient = recipient;
    row.product = product;
    row.state = model::Eligibility::State::refuses;
    return data_.eligibilities.emplace_back(row);
}

model::Scenario ScenarioBuilder::build() const {
    auto result = model::Scenario::build(data_);
    IMDAD_ASSERT(result.has_value(), "a test builds a scenario that cannot be closed");
    return std::move(*result);
}

PlanBuilder& PlanBuilder::start(SupplyIndex supply, std::int64_t packs) {
    plan_.starts.push_back({supply, model::Packs(packs)});
    return *this;
}

PlanBuilder& PlanBuilder::ship(
    LaneIndex lane, BatchIndex batch, int week, std::int64_t packs, Day use_by) {
    plan_.shipments.push_back({lane, batch, use_by, week, model::Packs(packs)});
    return *this;
}

PlanBuilder& PlanBuilder::serve(NeedIndex need,
                                PlaceIndex place,
                                BatchIndex batch,
                                int week,
                                std::int64_t persons,
                                std::int64_t units,
                                int dose,
                                Day use_by) {
    plan_.services.push_back(
        {need, place, batch, use_by, dose, week, model::Persons(persons), model::Units(units)});
    return *this;
}

model::Plan PlanBuilder::build() const {
    model::Plan plan = plan_;
    std::ranges::sort(plan.starts);
    std::ranges::sort(plan.shipments);
    std::ranges::sort(plan.services);
    return plan;
}

model::Plan PlanBuilder::by_hand() const {
    model::Plan plan;
    plan.options = plan_.options;
    plan.shipments = plan_.shipments;
    std::ranges::sort(plan.shipments);
    plan.by_hand = true;
    return plan;
}

}  // namespace imdad::test_support

#pragma once

#include "model/plan.hpp"
#include "model/scenario.hpp"

#include <string>
#include <vector>

/// Makes scenarios and plans by code, row by row, for tests. Each function adds one row with
/// plain defaults and returns its index; `builder[index]` gives the row to change.
///
///     ScenarioBuilder builder(8);
///     const auto country = builder.area("AA");
///     const auto post = builder.place("post", 5, country);
///     builder[post].room.cm3[0] = 5000;
///     const model::Scenario scenario = builder.build();

namespace imdad::test_support {

using model::AreaIndex;
using model::BatchIndex;
using model::Day;
using model::EarmarkIndex;
using model::LaneIndex;
using model::NeedIndex;
using model::PlaceIndex;
using model::ProductIndex;
using model::ProgrammeIndex;
using model::SupplyIndex;

/// First Monday of every built scenario.
inline constexpr Day kStart = std::chrono::year(2024) / std::chrono::January / 1;

/// Monday and Sunday of a week of a built scenario.
[[nodiscard]] Day monday(int week);
[[nodiscard]] Day sunday(int week);

class ScenarioBuilder {
 public:
    explicit ScenarioBuilder(int weeks = 8);

    /// An area inside `parent`, one level deeper; a country without one.
    AreaIndex area(std::string pcode, AreaIndex parent = {});

    /// A place of a chain level (0 pool, 1 entry, 2-4 stores, 5 facility) without limits of room.
    PlaceIndex place(std::string id, int level, AreaIndex area = {});

    /// A lane that departs every week, without limits of room.
    LaneIndex lane(std::string id, PlaceIndex from, PlaceIndex to, int lead_days = 0);

    /// Ambient goods; the volume is of one pack.
    ProductIndex product(std::string id, std::int64_t pack_units = 1, std::int64_t pack_cm3 = 1000);

    /// How `product` is handled at `level`; starts as the product's own values.
    model::Packaging& packaging(ProductIndex product, int level);

    ProgrammeIndex programme(std::string id, bool waits = false);

    model::Serves& serves(ProgrammeIndex programme,
                          ProductIndex product,
                          const std::string& units_per_person = "1",
                          const std::string& wastage_rate = "0",
                          int dose = 1,
                          int min_interval_weeks = 0);

    /// `persons` over the weeks `first`..`last`.
    NeedIndex need(
        ProgrammeIndex programme, AreaIndex at, std::int64_t persons, int first, int last);
    NeedIndex need(
        ProgrammeIndex programme, PlaceIndex at, std::int64_t persons, int first, int last);

    EarmarkIndex earmark(std::string id);

    BatchIndex batch(ProductIndex product,
                     std::string lot,
                     Day expiry = model::kNoLimit,
                     EarmarkIndex earmark = {});

    /// Stock on hand.
    SupplyIndex stock(PlaceIndex place, BatchIndex batch, std::int64_t packs);

    /// A supply that becomes usable in `week`.
    SupplyIndex supply(PlaceIndex place,
                       BatchIndex batch,
                       std::int64_t packs,
                       int week,
                       model::SupplyStatus status = model::SupplyStatus::committed);

    /// Closed from the Monday of `first` to the Sunday of `last`.
    model::Closure& close(LaneIndex what, int first, int last);
    model::Closure& close(PlaceIndex what, int first, int last);
    model::Closure& close(AreaIndex what, int first, int last);

    model::Absorption& absorption(AreaIndex at,
                                  std::int64_t persons,
                                  std::vector<ProgrammeIndex> programmes = {});
    model::Absorption& absorption(PlaceIndex at,
                                  std::int64_t persons,
                                  std::vector<ProgrammeIndex> programmes = {});

    /// At most `max_weeks` of need at places of `level`; all products if none is named.
    model::StockPolicy& maximum_stock(int level,
                                      const std::string& max_weeks,
                                      ProductIndex product = {});

    /// Refused to the end; set `until` for an end.
    model::Eligibility& refuse(AreaIndex recipient, ProductIndex product);

    model::Area& operator[](AreaIndex i) { return data_.areas[i.value()]; }

    model::Place& operator[](PlaceIndex i) { return data_.places[i.value()]; }

    model::Lane& operator[](LaneIndex i) { return data_.lanes[i.value()]; }

    model::Product& operator[](ProductIndex i) { return data_.products[i.value()]; }

    model::Programme& operator[](ProgrammeIndex i) { return data_.programmes[i.value()]; }

    model::Need& operator[](NeedIndex i) { return data_.needs[i.value()]; }

    model::Earmark& operator[](EarmarkIndex i) { return data_.earmarks[i.value()]; }

    model::Batch& operator[](BatchIndex i) { return data_.batches[i.value()]; }

    model::Supply& operator[](SupplyIndex i) { return data_.supplies[i.value()]; }

    model::ScenarioData& data() { return data_; }

    /// The closed scenario; stops the test program if the rows do not make one.
    [[nodiscard]] model::Scenario build() const;

 private:
    model::ScenarioData data_;
};

/// Makes plans the same way. Rows may be added in any order; `build` sorts them.
class PlanBuilder {
 public:
    PlanBuilder& start(SupplyIndex supply, std::int64_t packs);
    PlanBuilder& ship(LaneIndex lane,
                      BatchIndex batch,
                      int week,
                      std::int64_t packs,
                      Day use_by = model::kNoLimit);
    PlanBuilder& serve(NeedIndex need,
                       PlaceIndex place,
                       BatchIndex batch,
                       int week,
                       std::int64_t persons,
                       std::int64_t units,
                       int dose = 1,
                       Day use_by = model::kNoLimit);

    [[nodiscard]] model::Plan build() const;

    /// The shipments alone, as a plan made by hand.
    [[nodiscard]] model::Plan by_hand() const;

 private:
    model::Plan plan_;
};

}  // namespace imdad::test_support

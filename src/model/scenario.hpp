#pragma once

#include "base/result.hpp"
#include "model/types.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// The scenario: what is held, promised, needed and possible. One struct per table of the folder
/// (see docs/scenario-format.md), references resolved to indices, numbers exact.
/// `ScenarioData` is the open form that readers and generators fill; `Scenario` is the closed,
/// immutable one that every other module receives: its references are valid and its lanes acyclic.

namespace imdad::model {

struct Source {
    std::string title;
    std::string path;
};

/// What a short name in an origin or a source stands for, e.g. "R6".
struct NamedRule {
    std::string name;
    std::string text;

    friend bool operator==(const NamedRule&, const NamedRule&) = default;
};

struct Header {
    std::string name;
    std::string title;
    std::string label;  ///< printed on every output, e.g. "illustrative, derived network"
    Day start{};        ///< a Monday
    int weeks = 0;      ///< 1 to 104
    std::string currency = "USD";
    Policy policy = Policy::worst_first;
    std::string policy_chosen_by;
    Audience audience = Audience::public_;
    std::vector<Source> sources;
    std::vector<std::string> licences;
    std::vector<NamedRule> rules;
};

struct Area {
    std::string pcode;
    int level = 0;
    std::string name;
    std::string name_ar;
    std::string name_fr;
    AreaIndex parent;  ///< none for a country
    std::optional<std::int64_t> population;
    std::optional<int> population_year;
    Fixed9 weight = Fixed9::from_integer(1);
    std::optional<double> lat;
    std::optional<double> lon;
    Origin origin;
};

enum class PlaceKind : std::uint8_t { pool, entry, store, facility };
enum class Sensitivity : std::uint8_t { public_, restricted, confidential };

struct Place {
    std::string place_id;
    std::string name;
    PlaceKind kind = PlaceKind::facility;
    int level = 5;
    AreaIndex area;  ///< none for a pool
    std::optional<double> lat;
    std::optional<double> lon;
    ClassRoom room;
    std::string owner;
    Sensitivity sensitivity = Sensitivity::restricted;
    Origin origin;
    std::optional<int> tier;  ///< of a facility: 1 post to 4 central hospital
};

struct Lane {
    std::string lane_id;
    PlaceIndex from;
    PlaceIndex to;
    std::string mode;
    Fixed9 distance_km;
    int lead_days = 0;
    int every_weeks = 1;
    int first_week = 0;
    Fixed9 cost_per_m3;
    ClassRoom room;  ///< of one departure
    Origin origin;
};

struct Closure {
    enum class What : std::uint8_t { lane, place, area };
    What what = What::lane;
    LaneIndex lane;    ///< exists if what = lane
    PlaceIndex place;  ///< exists if what = place
    AreaIndex area;    ///< exists if what = area
    Day from{};
    Day to = kNoLimit;  ///< last closed day
    std::string reason;
    Origin origin;
};

enum class ProductKind : std::uint8_t { goods, seats, expert_days };

/// How a product is packed at one level of the chain, the product's own values filled in.
struct Packaging {
    int level = 0;
    StorageClass storage_class = StorageClass::ambient;
    VolumeCm3 pack_cm3;
    std::int64_t ship_multiple = 1;
    std::optional<int> max_days;
};

struct Product {
    std::string product_id;
    std::string name;
    ProductKind kind = ProductKind::goods;
    std::string unit;
    std::int64_t pack_units = 1;
    StorageClass storage_class = StorageClass::ambient;  ///< without meaning unless kind = goods
    VolumeCm3 pack_cm3;                                  ///< per pack; 0 unless kind = goods
    VolumeCm3 companion_ambient_cm3;                     ///< per pack, in the ambient class
    std::int64_t unit_price_minor = 0;                   ///< minor units of `currency`
    std::string currency;
    std::optional<int> shelf_life_days;
    int min_remaining_days = 0;
    std::vector<Packaging> packaging;  ///< levels that differ, ascending, each level once
};

enum class Ven : std::uint8_t { vital, essential, non_essential };

struct Programme {
    std::string programme_id;
    std::string name;
    std::string cell;
    Ven ven = Ven::vital;
    Fixed9 weight = Fixed9::from_integer(1);
    bool waits = false;  ///< unmet need waits; otherwise it is lost
    std::optional<int> max_wait_weeks;
    int serve_level = 5;
};

/// One dose of one product for one programme. Doses of a series are rows 1, 2, ... without holes.
struct Serves {
    ProgrammeIndex programme;
    ProductIndex product;
    Fixed9 units_per_person;  ///< > 0
    Fixed9 wastage_rate;      ///< 0 <= w < 1
    int series_dose = 1;
    int min_interval_weeks = 0;  ///< since the dose before; 0 for dose 1
    std::optional<int> max_interval_weeks;
};

struct Need {
    ProgrammeIndex programme;
    PlaceIndex place;  ///< exactly one of place and area exists
    AreaIndex area;
    Day from{};  ///< filled in: start of the horizon where the file says nothing
    Day to{};    ///< last day; filled in likewise
    Persons persons;
    std::string group;
    std::string activity;
    std::string source;
    Origin origin;
    bool derived = false;  ///< made by quantification, not a row of needs.csv
    std::size_t row = 0;   ///< line in its file, for messages
};

enum class QuantificationMethod : std::uint8_t { demographic, morbidity, consumption, kit };

struct Quantification {
    ProgrammeIndex programme;
    PlaceIndex place;  ///< exactly one of place and area exists
    AreaIndex area;
    QuantificationMethod method = QuantificationMethod::demographic;
    std::optional<std::int64_t> population;
    std::optional<Fixed9> share;
    std::optional<Fixed9> coverage_target;
    std::optional<std::int64_t> already_served;
    std::optional<Fixed9> cases_per_1000;
    std::optional<Fixed9> consumption;
    std::optional<Fixed9> reporting_rate;
    std::optional<int> stockout_days;
    std::optional<int> period_days;  ///< the n of "5/31"
    std::optional<Fixed9> growth_rate;
    std::optional<Fixed9> buffer_weeks;
    std::string source;
    Origin origin;
    std::size_t row = 0;
};

struct Absorption {
    PlaceIndex place;  ///< exactly one of place and area exists
    AreaIndex area;
    std::vector<ProgrammeIndex> programmes;  ///< empty: all together
    std::optional<Day> from;
    std::optional<Day> to;
    Persons persons_per_week;
    Origin origin;
};

/// Goods that are told apart in the books. Two rows with the same four fields are one batch.
struct Batch {
    ProductIndex product;
    std::string lot;
    Day expiry = kNoLimit;
    EarmarkIndex earmark;  ///< none: free
};

enum class SupplyStatus : std::uint8_t { on_hand, committed, in_transit, announced, pledged };

/// A quantity that comes to exist at a place: a row of stock.csv (on_hand) or of supplies.csv.
/// A row whose earmark has a reserve share below one becomes two, one with the earmark, one free.
struct Supply {
    std::string supply_id;  ///< stock rows: "stock:<line>"
    std::string source;
    std::string pledge;
    BatchIndex batch;
    Packs packs;
    PlaceIndex place;
    Day available_on{};  ///< stock: start of the horizon
    int clearance_days = 0;
    std::string activity;
    SupplyStatus status = SupplyStatus::on_hand;
    Origin origin;
};

struct StockPolicy {
    int level = 0;
    ProductIndex product;  ///< none: all products
    std::optional<Fixed9> min_weeks;
    std::optional<Fixed9> max_weeks;
    std::optional<Fixed9> closing_weeks;
};

struct Fund {
    std::string fund_id;
    std::string source;
    std::string pledge;
    std::int64_t amount_minor = 0;
    std::string currency;
    std::optional<Day> available_on;
    std::optional<Day> valid_until;
    std::string use;
    Fixed9 overhead_rate;
    EarmarkIndex earmark;
    Origin origin;
};

struct Price {
    ProductIndex product;
    std::string supplier;
    std::int64_t unit_price_minor = 0;
    std::string currency;
    int lead_days = 0;
    PlaceIndex place;
    std::optional<Packs> max_packs_per_week;
};

/// Whom a donor's goods may serve. Empty lists allow any.
struct Earmark {
    std::string earmark_id;
    std::string donor;
    std::vector<AreaIndex> areas;   ///< countries and areas of the file; see `country_count`
    std::size_t country_count = 0;  ///< the first so many of `areas` came from `countries`
    std::vector<ProgrammeIndex> programmes;
    std::vector<ProductIndex> products;
    std::vector<std::string> activities;
    std::optional<Day> from;
    std::optional<Day> to;
    int category = 1;  ///< Grand Bargain 1 to 4
    Fixed9 reserve_share = Fixed9::from_integer(1);
};

struct Eligibility {
    enum class State : std::uint8_t { accepts, refuses, deferred };
    AreaIndex recipient;
    ProductIndex product;
    State state = State::accepts;
    std::optional<Day> until;
};

/// What a planner decided about one cell of the plan, whatever the model would do there: at least
/// and at most so many persons of a programme are served in some weeks, with a reason. Whoever was
/// given the last dose counts: at the place, or, for an area, of needs of that area or inside it.
struct Lock {
    std::string lock_id;
    PlaceIndex place;  ///< exactly one of place and area exists
    AreaIndex area;
    ProgrammeIndex programme;
    ProductIndex product;     ///< none: whatever they are served with
    std::optional<Day> from;  ///< holds in weeks whose Monday lies in from..to
    std::optional<Day> to;
    std::optional<Persons> at_least;  ///< at least one of the two is there
    std::optional<Persons> at_most;
    std::string reason;
    std::string set_by;
    Origin origin;
    std::size_t row = 0;  ///< line in its file, for messages
};

struct ScenarioData {
    Header header;
    std::vector<Area> areas;
    std::vector<Place> places;
    std::vector<Lane> lanes;
    std::vector<Closure> closures;
    std::vector<Product> products;
    std::vector<Programme> programmes;
    std::vector<Serves> serves;
    std::vector<Need> needs;
    std::vector<Quantification> quantifications;
    std::vector<Absorption> absorptions;
    std::vector<Batch> batches;
    std::vector<Supply> supplies;
    std::vector<StockPolicy> stock_policies;
    std::vector<Fund> funds;
    std::vector<Price> prices;
    std::vector<Earmark> earmarks;
    std::vector<Eligibility> eligibilities;
    std::vector<Lock> locks;
};

class Scenario {
 public:
    /// Closes `data`. Errors: `bad_reference`, `cycle` (naming the places on it), `bad_horizon`,
    /// `bad_series`. Readers report such faults row by row before; this is the last guard, and the
    /// only one for scenarios made by programs.
    [[nodiscard]] static base::Result<Scenario> build(ScenarioData data);

    [[nodiscard]] const ScenarioData* operator->() const { return &data_; }

    [[nodiscard]] const ScenarioData& data() const { return data_; }

    /// Gives the data away, to be changed and built anew; the scenario is not to be used any more.
    [[nodiscard]] ScenarioData release() && { return std::move(data_); }

    [[nodiscard]] const Area& operator[](AreaIndex i) const { return data_.areas[i.value()]; }

    [[nodiscard]] const Place& operator[](PlaceIndex i) const { return data_.places[i.value()]; }

    [[nodiscard]] const Lane& operator[](LaneIndex i) const { return data_.lanes[i.value()]; }

    [[nodiscard]] const Product& operator[](ProductIndex i) const {
        return data_.products[i.value()];
    }

    [[nodiscard]] const Programme& operator[](ProgrammeIndex i) const {
        return data_.programmes[i.value()];
    }

    [[nodiscard]] const Earmark& operator[](EarmarkIndex i) const {
        return data_.earmarks[i.value()];
    }

    [[nodiscard]] const Batch& operator[](BatchIndex i) const { return data_.batches[i.value()]; }

    [[nodiscard]] const Supply& operator[](SupplyIndex i) const {
        return data_.supplies[i.value()];
    }

    [[nodiscard]] const Need& operator[](NeedIndex i) const { return data_.needs[i.value()]; }

    /// Area that a need counts for: the one it names, or the area of the place it names.
    [[nodiscard]] AreaIndex area_of(const Need& need) const;

    /// True if `area` is `ancestor` or lies inside it.
    [[nodiscard]] bool lies_in(AreaIndex area, AreaIndex ancestor) const;

    /// The level-0 area that contains `area`.
    [[nodiscard]] AreaIndex country_of(AreaIndex area) const;

    [[nodiscard]] std::optional<AreaIndex> find_area(std::string_view pcode) const;
    [[nodiscard]] std::optional<PlaceIndex> find_place(std::string_view place_id) const;
    [[nodiscard]] std::optional<LaneIndex> find_lane(std::string_view lane_id) const;

 private:
    explicit Scenario(ScenarioData data);

    ScenarioData data_;
    std::unordered_map<std::string, std::uint32_t> area_by_pcode_;
    std::unordered_map<std::string, std::uint32_t> place_by_id_;
    std::unordered_map<std::string, std::uint32_t> lane_by_id_;
};

/// VEN weight x programme weight, in nano (vital 4, essential 2, non_essential 1; an assumption
/// that the user changes through `weight`).
[[nodiscard]] std::int64_t programme_weight_nano(const Programme& programme);

}  // namespace imdad::model

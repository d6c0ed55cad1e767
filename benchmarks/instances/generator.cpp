#include "benchmarks/instances/generator.hpp"

#include "base/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace imdad::benchmarks {

namespace {

using base::RandomStream;
using model::Fixed9;

constexpr std::size_t kCold = static_cast<std::size_t>(model::StorageClass::cold);

/// Purposes of the random streams, so that a change in one part leaves the others as they were.
enum Purpose : std::uint64_t { kProducts, kNeeds, kSupplies, kLanes, kClosures };

class Generator {
 public:
    Generator(const InstanceSize& size, std::uint64_t seed) : size_(size), seed_(seed) {}

    model::ScenarioData generate() {
        data_.header = {.name = "instance-" + size_.name,
                        .title = "Generated instance " + size_.name,
                        .label = "generated",
                        .start = *base::parse_day("2022-07-25"),
                        .weeks = size_.weeks};
        add_areas_and_places();
        add_products();
        add_needs();
        add_lanes();
        size_stores();
        add_closures();
        add_supplies();
        return std::move(data_);
    }

 private:
    [[nodiscard]] int region_count() const { return std::max(2, size_.districts / 10); }

    model::PlaceIndex add_place(const std::string& id,
                                model::PlaceKind kind,
                                int level,
                                model::AreaIndex area) {
        data_.places.push_back(
            {.place_id = id, .name = id, .kind = kind, .level = level, .area = area});
        return model::PlaceIndex(data_.places.size() - 1);
    }

    model::AreaIndex add_area(const std::string& pcode, int level, model::AreaIndex parent) {
        data_.areas.push_back({.pcode = pcode, .level = level, .name = pcode, .parent = parent});
        return model::AreaIndex(data_.areas.size() - 1);
    }

    void add_areas_and_places() {
        const auto country = add_area("XX", 0, {});
        entry_ = add_place("entry", model::PlaceKind::entry, 1, country);
        for (int r = 0; r < region_count(); ++r) {
            const auto area = add_area("XX" + std::to_string(100 + r), 1, country);
            regions_.push_back(
                add_place("region-" + std::to_string(r), model::PlaceKind::store, 3, area));
        }
        for (int d = 0; d < size_.districts; ++d) {
            const auto region = static_cast<std::size_t>(d % region_count());
            const auto area =
                add_area("XX" + std::to_string(100 + region) + std::to_string(1000 + d),
                         2,
                         data_.places[regions_[region].value()].area);
            districts_.push_back(
                add_place("district-" + std::to_string(d), model::PlaceKind::store, 4, area));
        }
        for (int f = 0; f < size_.facilities; ++f) {
            const auto district = static_cast<std::size_t>(f % size_.districts);
            facilities_.push_back(add_place("facility-" + std::to_string(f),
                                            model::PlaceKind::facility,
                                            5,
                                            data_.places[districts_[district].value()].area));
        }
    }

    void add_products() {
        RandomStream random(seed_, kProducts);
        for (int p = 0; p < size_.products; ++p) {
            const std::string id = "product-" + std::to_string(p);
            data_.products.push_back({.product_id = id,
                                      .name = id,
                                      .unit = "dose",
                                      .pack_units = 10,
                                      .storage_class = model::StorageClass::cold,
                                      .pack_cm3 = model::VolumeCm3(random.between(20, 160))});
            data_.programmes.push_back(
                {.programme_id = "programme-" + std::to_string(p),
                 .name = id,
                 .cell = "cell-" + std::to_string(p % 4),
                 .ven = p % 3 == 0 ? model::Ven::vital : model::Ven::essential});
            data_.serves.push_back(
                {.programme = model::ProgrammeIndex(data_.programmes.size() - 1),
                 .product = model::ProductIndex(data_.products.size() - 1),
                 .units_per_person = Fixed9::from_integer(1),
                 .wastage_rate = Fixed9::from_nano(100'000'000 * random.between(0, 3))});
        }
    }

    /// Lognormal weekly need with sigma 0.8, mean about 60 persons; a quarter has a season of its
    /// own.
    void add_needs() {
        RandomStream random(seed_, kNeeds);
        const model::Day start = data_.header.start;
        const model::Day end = start + std::chrono::days(7 * size_.weeks - 1);
        weekly_cm3_.assign(data_.places.size(), 0);
        units_.assign(data_.products.size(), 0);
        for (std::size_t f = 0; f < facilities_.size(); ++f) {
            for (std::size_t p = 0; p < data_.products.size(); ++p) {
                const double normal = std::sqrt(-2 * std::log(1 - random.real())) *
                                      std::cos(2 * std::acos(-1.0) * random.real());
                const auto weekly =
                    static_cast<std::int64_t>(std::ceil(43 * std::exp(0.8 * normal)));
                add_need(p, facilities_[f], start, end, weekly * size_.weeks);
                if (random.chance(0.25)) {
                    const int first = static_cast<int>(random.below(size_.weeks - 3));
                    const int length = static_cast<int>(
                        random.between(3, std::max<std::int64_t>(3, size_.weeks / 3)));
                    const model::Day from = start + std::chrono::days(7 * first);
                    add_need(p,
                             facilities_[f],
                             from,
                             std::min(end, from + std::chrono::days(7 * length - 1)),
                             weekly * length / 2);
                }
            }
        }
    }

    void add_need(std::size_t product,
                  model::PlaceIndex place,
                  model::Day from,
                  model::Day to,
                  std::int64_t persons) {
        data_.needs.push_back({.programme = model::ProgrammeIndex(product),
                               .place = place,
                               .from = from,
                               .to = to,
                               .persons = model::Persons(persons)});
        units_[product] += persons * 12 / 10;
        const std::int64_t cm3 =
            persons * 12 * data_.products[product].pack_cm3.value() / 100 / size_.weeks;
        const auto facility = place.value() - facilities_.front().value();
        const auto district = facility % static_cast<std::size_t>(size_.districts);
        weekly_cm3_[place.value()] += cm3;
        weekly_cm3_[districts_[district].value()] += cm3;
        weekly_cm3_[regions_[district % static_cast<std::size_t>(region_count())].value()] += cm3;
        weekly_cm3_[entry_.value()] += cm3;
    }

    void add_lane(model::PlaceIndex from, model::PlaceIndex to, int lead_days, int every_weeks) {
        const double factor = 0.55 + 1.95 * random_lanes_.real();
        model::Lane lane{.lane_id = data_.places[from.value()].place_id + ">" +
                                    data_.places[to.value()].place_id,
                         .from = from,
                         .to = to,
                         .mode = "road",
                         .lead_days = lead_days,
                         .every_weeks = every_weeks};
        lane.room.cm3[kCold] =
            static_cast<std::int64_t>(factor *
                                      static_cast<double>(weekly_cm3_[to.value()] * every_weeks)) +
            500;
        data_.lanes.push_back(std::move(lane));
    }

    void add_lanes() {
        random_lanes_ = RandomStream(seed_, kLanes);
        for (const auto region : regions_) {
            add_lane(entry_, region, 7, 1);
        }
        for (std::size_t d = 0; d < districts_.size(); ++d) {
            const std::size_t region = d % regions_.size();
            add_lane(
                regions_[region], districts_[d], static_cast<int>(random_lanes_.between(2, 12)), 1);
            if (random_lanes_.chance(0.05)) {
                add_lane(regions_[(region + 1) % regions_.size()], districts_[d], 14, 1);
            }
        }
        for (std::size_t f = 0; f < facilities_.size(); ++f) {
            const std::size_t district = f % districts_.size();
            add_lane(districts_[district],
                     facilities_[f],
                     static_cast<int>(random_lanes_.between(0, 6)),
                     1);
            if (random_lanes_.chance(0.05)) {
                add_lane(districts_[(district + 1) % districts_.size()], facilities_[f], 7, 1);
            }
        }
    }

    /// Stores hold 0.8 to 10 weeks of the need below them.
    void size_stores() {
        for (std::size_t n = 0; n < data_.places.size(); ++n) {
            const double weeks = 0.8 + 9.2 * random_lanes_.real();
            data_.places[n].room.cm3[kCold] =
                static_cast<std::int64_t>(weeks * static_cast<double>(weekly_cm3_[n])) + 500;
        }
    }

    void add_closures() {
        RandomStream random(seed_, kClosures);
        for (std::size_t a = 0; a < data_.lanes.size(); ++a) {
            const bool lower = data_.places[data_.lanes[a].to.value()].level >= 4;
            if (random.chance(0.02)) {
                close_lane(a, static_cast<int>(random.below(size_.weeks)), 1);
            }
            if (lower && random.chance(0.12)) {
                close_lane(a,
                           static_cast<int>(random.below(size_.weeks)),
                           static_cast<int>(random.between(2, 5)));
            }
        }
    }

    void close_lane(std::size_t lane, int first_week, int weeks) {
        const model::Day from = data_.header.start + std::chrono::days(7 * first_week);
        data_.closures.push_back({.what = model::Closure::What::lane,
                                  .lane = model::LaneIndex(lane),
                                  .from = from,
                                  .to = from + std::chrono::days(7 * weeks - 1),
                                  .reason = "road"});
    }

    /// 50 to 80 % of need in lots every 3 to 5 weeks at the entry, 15 % of lots earmarked to a
    /// region, 13 % of the supply already in the district stores.
    void add_supplies() {
        RandomStream random(seed_, kSupplies);
        for (std::size_t r = 0; r < regions_.size(); ++r) {
            data_.earmarks.push_back({.earmark_id = "region-" + std::to_string(r) + "-only",
                                      .donor = "donor-" + std::to_string(r),
                                      .areas = {data_.places[regions_[r].value()].area},
                                      .category = 3});
        }
        for (std::size_t p = 0; p < data_.products.size(); ++p) {
            const double covered = 0.5 + 0.3 * random.real();
            const auto packs =
                static_cast<std::int64_t>(covered * static_cast<double>(units_[p]) / 10);
            for (std::size_t d = 0; d < districts_.size(); ++d) {
                add_supply(p,
                           districts_[d],
                           -1,
                           packs * 13 / 100 / static_cast<std::int64_t>(districts_.size()),
                           {});
            }
            std::vector<int> weeks;
            for (int t = 0; t < size_.weeks; t += static_cast<int>(random.between(3, 5))) {
                weeks.push_back(t);
            }
            for (const int t : weeks) {
                const bool earmarked = random.chance(0.15);
                const model::EarmarkIndex earmark(static_cast<std::size_t>(
                    random.below(static_cast<std::int64_t>(regions_.size()))));
                add_supply(p,
                           entry_,
                           t,
                           packs * 87 / 100 / static_cast<std::int64_t>(weeks.size()),
                           earmarked ? earmark : model::EarmarkIndex());
            }
        }
    }

    void add_supply(std::size_t product,
                    model::PlaceIndex place,
                    int week,
                    std::int64_t packs,
                    model::EarmarkIndex earmark) {
        if (packs == 0) {
            return;
        }
        const std::string lot = "lot-" + std::to_string(data_.batches.size());
        data_.batches.push_back(
            {.product = model::ProductIndex(product), .lot = lot, .earmark = earmark});
        data_.supplies.push_back(
            {.supply_id = "supply-" + std::to_string(data_.supplies.size()),
             .batch = model::BatchIndex(data_.batches.size() - 1),
             .packs = model::Packs(packs),
             .place = place,
             .available_on = data_.header.start + std::chrono::days(7 * std::max(0, week)),
             .status = week < 0 ? model::SupplyStatus::on_hand : model::SupplyStatus::committed});
    }

    InstanceSize size_;
    std::uint64_t seed_;
    RandomStream random_lanes_{0, 0};
    model::ScenarioData data_;
    model::PlaceIndex entry_;
    std::vector<model::PlaceIndex> regions_;
    std::vector<model::PlaceIndex> districts_;
    std::vector<model::PlaceIndex> facilities_;
    std::vector<std::int64_t> weekly_cm3_;
    std::vector<std::int64_t> units_;
};

}  // namespace

base::Result<InstanceSize> instance_size(const std::string& name) {
    static const std::array<InstanceSize, 4> kSizes = {InstanceSize{"S", 100, 10, 5, 12},
                                                       InstanceSize{"M", 1000, 80, 10, 26},
                                                       InstanceSize{"M2", 2000, 160, 20, 26},
                                                       InstanceSize{"L", 5000, 400, 40, 26}};
    const auto found = std::ranges::find(kSizes, name, &InstanceSize::name);
    if (found == kSizes.end()) {
        return base::fail("unknown_instance",
                          "'" + name + "' is not an instance; there are S, M, M2 and L");
    }
    return *found;
}

model::ScenarioData generate_instance(const InstanceSize& size, std::uint64_t seed) {
    return Generator(size, seed).generate();
}

}  // namespace imdad::benchmarks

#include "random_scenario.hpp"

#include "base/random.hpp"

#include <array>

namespace imdad::testing {

namespace {

using base::RandomStream;
using model::Fixed9;

class Maker {
 public:
    Maker(Family family, std::uint64_t seed)
        : family_(family), random_(seed, static_cast<std::uint64_t>(family)) {}

    model::ScenarioData make() {
        data_.header = {.name = "random",
                        .title = "random",
                        .start = *base::parse_day("2022-07-25"),
                        .weeks = static_cast<int>(random_.between(3, 9))};
        add_places();
        add_lanes();
        add_products();
        add_programmes();
        add_earmarks();
        add_needs();
        add_supplies();
        if (on(Family::waiting, 0.5)) {
            add_absorption();
        }
        if (on(Family::closures, 0.6)) {
            add_closures();
        }
        if (on(Family::earmarks, 0.4)) {
            data_.eligibilities.push_back({.recipient = any_area(),
                                           .product = any_product(),
                                           .state = model::Eligibility::State::deferred,
                                           .until = day(random_.between(0, 7 * weeks()))});
        }
        if (on(Family::seats_and_policy, 0.4)) {
            add_policies();
        }
        return std::move(data_);
    }

 private:
    /// True in the family itself, and with some probability in `mixed`.
    bool on(Family family, double in_mixed) {
        return family_ == family || (family_ == Family::mixed && random_.chance(in_mixed));
    }

    [[nodiscard]] std::int64_t weeks() const { return data_.header.weeks; }

    [[nodiscard]] model::Day day(std::int64_t offset) const {
        return data_.header.start + std::chrono::days(offset);
    }

    template <typename Index, typename Rows>
    Index any(const Rows& rows) {
        return Index(
            static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(rows.size()))));
    }

    model::AreaIndex any_area() { return any<model::AreaIndex>(data_.areas); }

    model::ProductIndex any_product() { return any<model::ProductIndex>(data_.products); }

    model::ProgrammeIndex any_programme() { return any<model::ProgrammeIndex>(data_.programmes); }

    model::ClassRoom random_room(bool tight, std::int64_t cm3) {
        model::ClassRoom room;
        for (auto& limit : room.cm3) {
            if (tight ? random_.chance(0.8) : random_.chance(0.1)) {
                limit = random_.between(0, cm3);
            }
        }
        return room;
    }

    model::PlaceIndex add_place(const std::string& id,
                                model::PlaceKind kind,
                                int level,
                                model::AreaIndex area) {
        const bool tight = on(Family::tight_stores, 0.5);
        data_.places.push_back({.place_id = id,
                                .name = id,
                                .kind = kind,
                                .level = level,
                                .area = area,
                                .room = random_room(tight, 600)});
        return model::PlaceIndex(data_.places.size() - 1);
    }

    model::AreaIndex add_area(const std::string& pcode, int level, model::AreaIndex parent) {
        data_.areas.push_back({.pcode = pcode,
                               .level = level,
                               .name = pcode,
                               .parent = parent,
                               .weight = Fixed9::from_nano(random_.between(5, 15) * 100'000'000)});
        return model::AreaIndex(data_.areas.size() - 1);
    }

    void add_places() {
        add_place("pool", model::PlaceKind::pool, 0, {});
        const auto countries = random_.between(1, 2);
        for (std::int64_t c = 0; c < countries; ++c) {
            const std::string country = "C" + std::to_string(c);
            const auto area = add_area(country, 0, {});
            const auto store = add_place("store-" + country, model::PlaceKind::store, 2, area);
            links_.emplace_back(model::PlaceIndex(0), store);
            const auto districts = random_.between(1, 3);
            for (std::int64_t d = 0; d < districts; ++d) {
                const std::string pcode = country + "D" + std::to_string(d);
                const auto district = add_area(pcode, 1, area);
                const auto hub = add_place("hub-" + pcode, model::PlaceKind::store, 4, district);
                links_.emplace_back(store, hub);
                const auto posts = random_.between(0, 3);
                for (std::int64_t f = 0; f < posts; ++f) {
                    links_.emplace_back(hub,
                                        add_place("post-" + pcode + "-" + std::to_string(f),
                                                  model::PlaceKind::facility,
                                                  5,
                                                  district));
                }
            }
        }
        // Second ways: from any place to a deeper level, so that no circle can arise.
        const auto extra = random_.between(0, 3);
        for (std::int64_t i = 0; i < extra; ++i) {
            const auto from = any<model::PlaceIndex>(data_.places);
            const auto to = any<model::PlaceIndex>(data_.places);
            if (data_.places[from.value()].level < data_.places[to.value()].level) {
                links_.emplace_back(from, to);
            }
        }
    }

    void add_lanes() {
        for (const auto& [from, to] : links_) {
            model::Lane lane{.lane_id = "lane-" + std::to_string(data_.lanes.size()),
                             .from = from,
                             .to = to,
                             .mode = "road",
                             .lead_days = static_cast<int>(random_.between(0, 12)),
                             .every_weeks = static_cast<int>(random_.between(1, 3)),
                             .first_week = static_cast<int>(random_.between(0, 1)),
                             .cost_per_m3 = Fixed9::from_integer(random_.between(0, 50))};
            lane.room = random_room(on(Family::tight_lanes, 0.5), 500);
            data_.lanes.push_back(std::move(lane));
        }
    }

    void add_products() {
        const auto count = random_.between(1, 3);
        for (std::int64_t p = 0; p < count; ++p) {
            model::Product product{
                .product_id = "product-" + std::to_string(p),
                .name = "product",
                .unit = "unit",
                .pack_units = random_.between(1, 6),
                .storage_class = static_cast<model::StorageClass>(random_.between(0, 3)),
                .pack_cm3 = model::VolumeCm3(random_.between(1, 60))};
            if (on(Family::packaging, 0.4)) {
                product.companion_ambient_cm3 = model::VolumeCm3(random_.between(0, 30));
                add_packaging(product);
            }
            if (on(Family::expiry, 0.4)) {
                product.min_remaining_days = static_cast<int>(random_.between(0, 20));
            }
            const bool special = p > 0 && on(Family::seats_and_policy, 0.3);
            if (special) {
                product.kind = random_.chance(0.5) ? model::ProductKind::seats
                                                   : model::ProductKind::expert_days;
                product.storage_class = model::StorageClass::ambient;
                product.pack_cm3 = product.companion_ambient_cm3 = model::VolumeCm3(0);
                product.packaging.clear();
            }
            data_.products.push_back(std::move(product));
        }
    }

    void add_packaging(model::Product& product) {
        for (int level = 0; level <= 5; ++level) {
            if (random_.chance(0.4)) {
                model::Packaging packaging{
                    .level = level,
                    .storage_class = static_cast<model::StorageClass>(random_.between(0, 3)),
                    .pack_cm3 = model::VolumeCm3(random_.between(1, 80)),
                    .ship_multiple = level < 5 ? random_.between(1, 3) : 1};
                if (random_.chance(0.4)) {
                    packaging.max_days = static_cast<int>(random_.between(5, 30));
                }
                product.packaging.push_back(packaging);
            }
        }
    }

    void add_programmes() {
        const auto count = random_.between(1, 3);
        for (std::int64_t g = 0; g < count; ++g) {
            model::Programme programme{.programme_id = "programme-" + std::to_string(g),
                                       .name = "programme",
                                       .cell = g == 0 ? "all" : "all/part-" + std::to_string(g),
                                       .ven = static_cast<model::Ven>(random_.between(0, 2)),
                                       .waits = on(Family::waiting, 0.4),
                                       .serve_level = random_.chance(0.7) ? 5 : 4};
            if (programme.waits && random_.chance(0.6)) {
                programme.max_wait_weeks = static_cast<int>(random_.between(0, 4));
            }
            data_.programmes.push_back(std::move(programme));
            const model::ProgrammeIndex index(data_.programmes.size() - 1);
            for (std::size_t p = 0; p < data_.products.size(); ++p) {
                if (p == static_cast<std::size_t>(g) % data_.products.size() ||
                    random_.chance(0.3)) {
                    add_serves(index, model::ProductIndex(p));
                }
            }
        }
    }

    void add_serves(model::ProgrammeIndex programme, model::ProductIndex product) {
        static constexpr std::array<std::int64_t, 4> kUnits = {
            1'000'000'000, 250'000'000, 1'500'000'000, 3'000'000'000};
        const int doses = on(Family::series, 0.3) ? static_cast<int>(random_.between(2, 3)) : 1;
        for (int dose = 1; dose <= doses; ++dose) {
            model::Serves row{
                .programme = programme,
                .product = product,
                .units_per_person =
                    Fixed9::from_nano(kUnits[static_cast<std::size_t>(random_.below(4))]),
                .wastage_rate = Fixed9::from_nano(random_.between(0, 3) * 100'000'000),
                .series_dose = dose};
            if (dose > 1) {
                row.min_interval_weeks = static_cast<int>(random_.between(0, 2));
                if (random_.chance(0.6)) {
                    row.max_interval_weeks =
                        row.min_interval_weeks + static_cast<int>(random_.between(0, 2));
                }
            }
            data_.serves.push_back(row);
        }
    }

    void add_earmarks() {
        if (!on(Family::earmarks, 0.5)) {
            return;
        }
        const auto count = random_.between(1, 3);
        for (std::int64_t e = 0; e < count; ++e) {
            model::Earmark row{
                .earmark_id = "earmark-" + std::to_string(e), .donor = "donor", .category = 3};
            if (random_.chance(0.4)) {
                row.areas.emplace_back(std::size_t{0});  // the first country
                row.country_count = 1;
            }
            if (random_.chance(0.5)) {
                row.areas.push_back(any_area());
            }
            if (random_.chance(0.4)) {
                row.programmes.push_back(any_programme());
            }
            if (random_.chance(0.3)) {
                row.activities.emplace_back("activity-1");
            }
            if (random_.chance(0.3)) {
                row.from = day(random_.between(0, 14));
                row.to = day(random_.between(14, 7 * weeks()));
            }
            data_.earmarks.push_back(std::move(row));
        }
    }

    void add_needs() {
        const auto count = random_.between(2, 8);
        for (std::int64_t n = 0; n < count; ++n) {
            model::Need need{.programme = any_programme(),
                             .persons = model::Persons(random_.between(1, 60))};
            if (random_.chance(0.7)) {
                need.place = model::PlaceIndex(static_cast<std::size_t>(
                    random_.between(1, static_cast<std::int64_t>(data_.places.size()) - 1)));
            } else {
                need.area = any_area();
            }
            const auto from = random_.between(-14, 7 * weeks() - 1);
            need.from = day(from);
            need.to = day(random_.between(std::max<std::int64_t>(from, 0), 7 * weeks() + 10));
            if (random_.chance(0.5)) {
                need.activity = "activity-1";
            }
            data_.needs.push_back(std::move(need));
        }
    }

    void add_supplies() {
        const auto count = random_.between(2, 8);
        for (std::int64_t s = 0; s < count; ++s) {
            model::Batch batch{.product = any_product(), .lot = "lot-" + std::to_string(s)};
            if (on(Family::expiry, 0.5)) {
                batch.expiry = day(random_.between(-3, 7 * weeks() + 14));
            }
            if (!data_.earmarks.empty() && random_.chance(0.6)) {
                batch.earmark = any<model::EarmarkIndex>(data_.earmarks);
            }
            data_.batches.push_back(std::move(batch));
            model::Supply supply{.supply_id = "supply-" + std::to_string(s),
                                 .batch = model::BatchIndex(data_.batches.size() - 1),
                                 .packs = model::Packs(random_.between(1, 40)),
                                 .place = random_.chance(0.6)
                                              ? model::PlaceIndex(0)
                                              : any<model::PlaceIndex>(data_.places),
                                 .available_on = data_.header.start};
            if (random_.chance(0.5)) {
                static constexpr std::array kStatus = {model::SupplyStatus::committed,
                                                       model::SupplyStatus::in_transit,
                                                       model::SupplyStatus::announced,
                                                       model::SupplyStatus::pledged};
                supply.status = kStatus[static_cast<std::size_t>(random_.below(4))];
                supply.available_on = day(random_.between(-7, 7 * weeks() - 1));
                supply.clearance_days = static_cast<int>(random_.between(0, 8));
            }
            data_.supplies.push_back(std::move(supply));
        }
    }

    void add_absorption() {
        const auto count = random_.between(1, 3);
        for (std::int64_t i = 0; i < count; ++i) {
            model::Absorption row{.persons_per_week = model::Persons(random_.between(0, 12))};
            if (random_.chance(0.5)) {
                row.place = any<model::PlaceIndex>(data_.places);
            } else {
                row.area = any_area();
            }
            if (random_.chance(0.6)) {
                row.programmes.push_back(any_programme());
            }
            if (random_.chance(0.3)) {
                row.from = day(random_.between(0, 14));
                row.to = day(random_.between(14, 40));
            }
            data_.absorptions.push_back(std::move(row));
        }
    }

    void add_closures() {
        const auto count = random_.between(1, 4);
        for (std::int64_t i = 0; i < count; ++i) {
            const auto from = random_.between(-3, 7 * weeks() - 1);
            model::Closure row{
                .from = day(from), .to = day(from + random_.between(0, 20)), .reason = "closed"};
            switch (random_.below(3)) {
                case 0:
                    row.what = model::Closure::What::lane;
                    row.lane = any<model::LaneIndex>(data_.lanes);
                    break;
                case 1:
                    row.what = model::Closure::What::place;
                    row.place = any<model::PlaceIndex>(data_.places);
                    break;
                default:
                    row.what = model::Closure::What::area;
                    row.area = any_area();
            }
            data_.closures.push_back(std::move(row));
        }
    }

    void add_policies() {
        for (const int level : {2, 4, 5}) {
            model::StockPolicy row{.level = level};
            if (random_.chance(0.4)) {
                row.product = any_product();
            }
            row.min_weeks = Fixed9::from_nano(500'000'000);
            if (random_.chance(0.6)) {
                row.max_weeks = Fixed9::from_integer(random_.between(1, 5));
            }
            if (random_.chance(0.6)) {
                row.closing_weeks = Fixed9::from_integer(random_.between(0, 2));
            }
            data_.stock_policies.push_back(row);
        }
    }

    Family family_;
    RandomStream random_;
    model::ScenarioData data_;
    std::vector<std::pair<model::PlaceIndex, model::PlaceIndex>> links_;
};

}  // namespace

const std::vector<Family>& families() {
    static const std::vector<Family> kAll = {Family::plain,
                                             Family::expiry,
                                             Family::earmarks,
                                             Family::packaging,
                                             Family::tight_stores,
                                             Family::tight_lanes,
                                             Family::closures,
                                             Family::waiting,
                                             Family::series,
                                             Family::seats_and_policy,
                                             Family::mixed};
    return kAll;
}

std::string name_of(Family family) {
    static constexpr std::array kNames = {"plain",
                                          "expiry",
                                          "earmarks",
                                          "packaging",
                                          "tight_stores",
                                          "tight_lanes",
                                          "closures",
                                          "waiting",
                                          "series",
                                          "seats_and_policy",
                                          "mixed"};
    return kNames[static_cast<std::size_t>(family)];
}

model::ScenarioData random_scenario(Family family, std::uint64_t seed) {
    return Maker(family, seed).make();
}

}  // namespace imdad::testing

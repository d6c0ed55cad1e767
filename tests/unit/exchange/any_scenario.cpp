#include "any_scenario.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace imdad::exchange_test {

namespace {

using namespace model;

/// SplitMix64: the same numbers whatever the standard library.
class Random {
 public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }

    std::int64_t upto(std::int64_t limit) {
        return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(limit + 1));
    }

    int small(int limit) { return static_cast<int>(upto(limit)); }

    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

    bool often() { return next() % 3 != 0; }

 private:
    std::uint64_t state_;
};

class Maker {
 public:
    explicit Maker(std::uint64_t seed) : random_(seed) {}

    ScenarioData make() {
        header();
        geography();
        products();
        programmes();
        needs();
        earmarks();
        rest_of_demand();
        supplies();
        money();
        return std::move(data_);
    }

 private:
    std::string text() {
        static constexpr std::array<const char*, 24> kTexts = {
            "",
            "plain",
            "a,b",
            "say \"hi\"",
            "\"",
            "two\nlines",
            "two\r\nlines",
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\tx",
            "'=x",
            "''",
            "'",
            " spaced ",
            "\xC3\xA9t\xC3\xA9",
            "\xD8\xA5\xD9\x85\xD8\xAF\xD8\xA7\xD8\xAF",
            "a;b",
            "\r",
            "x\r",
            "1,000",
            "#1",
            "=HYPERLINK(\"http://x\",\"y\")"};
        return kTexts[random_.below(kTexts.size())];
    }

    Origin origin() {
        Origin result;
        result.kind = static_cast<Origin::Kind>(random_.small(3));
        if (result.kind != Origin::Kind::unstated && random_.often()) {
            result.note = text();
        }
        return result;
    }

    Fixed9 decimal(std::int64_t whole_max) {
        return Fixed9::from_nano(random_.upto(whole_max * Fixed9::kScale));
    }

    template <typename Value>
    std::optional<Value> maybe(Value value) {
        return random_.often() ? std::optional(value) : std::nullopt;
    }

    Day day() {
        return data_.header.start + std::chrono::days(random_.upto(7 * data_.header.weeks - 1));
    }

    std::optional<double> degrees() {
        return maybe(static_cast<double>(random_.upto(180'000'000)) / 1e6 - 90.0);
    }

    ClassRoom room() {
        ClassRoom result;
        for (std::int64_t& cm3 : result.cm3) {
            cm3 = random_.often() ? random_.upto(1'000'000) : kNotStated;
        }
        return result;
    }

    template <typename Index, typename Rows>
    Index one_of(const Rows& rows) {
        return Index(random_.below(rows.size()));
    }

    template <typename Index, typename Rows>
    std::vector<Index> some_of(const Rows& rows) {
        std::vector<Index> result;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!random_.often()) {
                result.emplace_back(i);
            }
        }
        return result;
    }

    void at(PlaceIndex& place, AreaIndex& area) {
        if (random_.often()) {
            area = one_of<AreaIndex>(data_.areas);
        } else {
            // Not the pool, the first: people live in areas.
            place = PlaceIndex(1 + random_.below(data_.places.size() - 1));
        }
    }

    void header() {
        Header& h = data_.header;
        h.name = text();
        h.title = text();
        h.label = text();
        h.start = std::chrono::sys_days(std::chrono::year(2024) / 1 / 1) +
                  std::chrono::days(7 * random_.small(200));
        h.weeks = 1 + random_.small(103);
        h.currency = random_.often() ? "USD" : "XOF";
        h.policy = static_cast<Policy>(random_.small(2));
        h.policy_chosen_by = text();
        h.audience = static_cast<Audience>(random_.small(1));
        h.sources.push_back({text(), text()});
        h.licences.push_back(text());
        h.rules.push_back({text(), text()});
    }

    void geography() {
        for (int i = 0; i < 6; ++i) {
            Area area;
            area.level = i == 0 ? 0 : i < 3 ? 1 : 2;
            area.pcode = fmt::format("A{}", i);
            area.name = text();
            area.name_ar = text();
            area.name_fr = text();
            area.parent = i == 0  ? AreaIndex()
                          : i < 3 ? AreaIndex(0)
                                  : AreaIndex(std::size_t{1} + random_.below(2));
            area.population = maybe(random_.upto(1'000'000'000));
            area.population_year = maybe(1990 + random_.small(40));
            area.weight = decimal(10);
            area.lat = degrees();
            area.lon = degrees();
            area.origin = origin();
            data_.areas.push_back(area);
        }
        static constexpr std::array<std::pair<PlaceKind, int>, 5> kKinds = {
            {{PlaceKind::pool, 0},
             {PlaceKind::entry, 1},
             {PlaceKind::store, 3},
             {PlaceKind::facility, 5},
             {PlaceKind::facility, 5}}};
        for (std::size_t i = 0; i < kKinds.size(); ++i) {
            Place place;
            place.place_id = fmt::format("place {}", i);
            place.name = text();
            place.kind = kKinds[i].first;
            place.level = kKinds[i].second;
            place.area = i == 0 ? AreaIndex() : one_of<AreaIndex>(data_.areas);
            place.lat = degrees();
            place.lon = degrees();
            place.room = room();
            place.owner = text();
            place.sensitivity = static_cast<Sensitivity>(random_.small(2));
            if (random_.small(1) == 1) {
                place.tier = 1 + random_.small(3);
            }
            place.origin = origin();
            data_.places.push_back(place);
        }
        for (std::size_t i = 0; i + 1 < kKinds.size(); ++i) {
            Lane lane;
            lane.lane_id = fmt::format("L{}", i);
            lane.from = PlaceIndex(i);
            lane.to = PlaceIndex(i + 1);
            lane.mode = random_.often() ? "road" : "";
            lane.distance_km = decimal(1000);
            lane.lead_days = random_.small(60);
            lane.every_weeks = 1 + random_.small(4);
            lane.first_week = random_.small(3);
            lane.cost_per_m3 = decimal(100);
            lane.room = room();
            lane.origin = origin();
            data_.lanes.push_back(lane);
        }
        for (int i = 0; i < 3; ++i) {
            Closure closure;
            closure.what = static_cast<Closure::What>(i);
            closure.lane = i == 0 ? one_of<LaneIndex>(data_.lanes) : LaneIndex();
            closure.place = i == 1 ? one_of<PlaceIndex>(data_.places) : PlaceIndex();
            closure.area = i == 2 ? one_of<AreaIndex>(data_.areas) : AreaIndex();
            closure.from = day();
            closure.to =
                random_.often() ? closure.from + std::chrono::days(random_.upto(30)) : kNoLimit;
            closure.reason = text();
            closure.origin = origin();
            data_.closures.push_back(closure);
        }
    }

    void products() {
        for (int i = 0; i < 4; ++i) {
            Product product;
            product.product_id = fmt::format("P{}", i);
            product.name = text();
            product.kind = i < 2    ? ProductKind::goods
                           : i == 2 ? ProductKind::seats
                                    : ProductKind::expert_days;
            product.unit = text();
            product.pack_units = 1 + random_.upto(999);
            if (product.kind == ProductKind::goods) {
                product.storage_class = static_cast<StorageClass>(random_.small(3));
                product.pack_cm3 = VolumeCm3(random_.upto(100'000));
                product.companion_ambient_cm3 = VolumeCm3(random_.upto(1'000));
            }
            if (random_.often()) {
                product.currency = random_.often() ? "EUR" : "TND";
                product.unit_price_minor = random_.upto(1'000'000);
            }
            product.shelf_life_days = maybe(random_.small(1000));
            product.min_remaining_days = random_.small(90);
            for (int level = 0; level <= 5 && product.kind == ProductKind::goods; ++level) {
                if (random_.often()) {
                    product.packaging.push_back({level,
                                                 static_cast<StorageClass>(random_.small(3)),
                                                 VolumeCm3(random_.upto(100'000)),
                                                 1 + random_.upto(20),
                                                 maybe(random_.small(60))});
                }
            }
            data_.products.push_back(product);
        }
    }

    void programmes() {
        for (int i = 0; i < 3; ++i) {
            Programme programme;
            programme.programme_id = fmt::format("G{}", i);
            programme.name = text();
            programme.cell = text();
            programme.ven = static_cast<Ven>(random_.small(2));
            programme.weight = decimal(5);
            programme.waits = random_.often();
            programme.max_wait_weeks = programme.waits ? maybe(random_.small(20)) : std::nullopt;
            programme.serve_level = random_.small(5);
            data_.programmes.push_back(programme);
            const int doses = 1 + random_.small(2);
            for (int dose = 1; dose <= doses; ++dose) {
                Serves serves;
                serves.programme = ProgrammeIndex(static_cast<std::size_t>(i));
                serves.product = ProductIndex(random_.below(1) + static_cast<std::size_t>(i));
                serves.units_per_person = Fixed9::from_nano(1 + random_.upto(5 * Fixed9::kScale));
                serves.wastage_rate = Fixed9::from_nano(random_.upto(Fixed9::kScale - 1));
                serves.series_dose = dose;
                if (dose > 1) {
                    serves.min_interval_weeks = random_.small(4);
                    serves.max_interval_weeks = maybe(serves.min_interval_weeks + random_.small(4));
                }
                data_.serves.push_back(serves);
            }
        }
    }

    void needs() {
        const Day last = data_.header.start + std::chrono::days(7 * data_.header.weeks - 1);
        static constexpr std::array<const char*, 6> kGroups = {
            "", "resident", "idp", "refugee", "returnee", "migrant"};
        for (std::size_t i = 0; i < 8; ++i) {
            Need need;
            need.programme = one_of<ProgrammeIndex>(data_.programmes);
            at(need.place, need.area);
            need.from = random_.often() ? data_.header.start : day();
            need.to = random_.often() ? last : need.from + std::chrono::days(random_.upto(60));
            need.persons = Persons(random_.upto(1'000'000));
            need.group = kGroups[random_.below(kGroups.size())];
            need.activity = random_.often() ? "act 1" : "";
            need.source = text();
            need.origin = origin();
            data_.needs.push_back(need);
        }
    }

    void earmarks() {
        for (int i = 0; i < 3; ++i) {
            Earmark earmark;
            earmark.earmark_id = fmt::format("E{}", i);
            earmark.donor = text();
            earmark.areas =
                random_.often() ? std::vector<AreaIndex>{AreaIndex(0)} : std::vector<AreaIndex>{};
            earmark.country_count = earmark.areas.size();
            const auto others = some_of<AreaIndex>(data_.areas);
            earmark.areas.insert(earmark.areas.end(), others.begin(), others.end());
            earmark.programmes = some_of<ProgrammeIndex>(data_.programmes);
            if (random_.often()) {
                earmark.activities = {"act 1", "act 2"};
            }
            earmark.from = maybe(day());
            earmark.to = earmark.from ? maybe(*earmark.from + std::chrono::days(random_.upto(100)))
                                      : std::nullopt;
            earmark.category = 1 + random_.small(3);
            earmark.reserve_share = random_.often()
                                        ? Fixed9::from_nano(random_.upto(Fixed9::kScale))
                                        : Fixed9::from_integer(1);
            data_.earmarks.push_back(earmark);
        }
    }

    void rest_of_demand() {
        for (int i = 0; i < 4; ++i) {
            Quantification row;
            row.programme = one_of<ProgrammeIndex>(data_.programmes);
            at(row.place, row.area);
            row.method = static_cast<QuantificationMethod>(i);
            row.population = maybe(random_.upto(1'000'000));
            row.share = maybe(decimal(1));
            row.coverage_target = maybe(decimal(1));
            row.already_served = maybe(random_.upto(1000));
            row.cases_per_1000 = maybe(decimal(100));
            row.consumption = maybe(decimal(100'000));
            row.reporting_rate = maybe(Fixed9::from_nano(1 + random_.upto(Fixed9::kScale - 1)));
            row.stockout_days = maybe(random_.small(29));
            row.period_days = row.stockout_days ? maybe(30 + random_.small(60)) : std::nullopt;
            row.growth_rate =
                maybe(Fixed9::from_nano(random_.upto(Fixed9::kScale) - Fixed9::kScale / 2));
            row.buffer_weeks = maybe(decimal(8));
            row.source = text();
            row.origin = origin();
            data_.quantifications.push_back(row);
        }
        for (int i = 0; i < 3; ++i) {
            Absorption row;
            at(row.place, row.area);
            row.programmes = some_of<ProgrammeIndex>(data_.programmes);
            row.from = maybe(day());
            row.to =
                row.from ? maybe(*row.from + std::chrono::days(random_.upto(100))) : std::nullopt;
            row.persons_per_week = Persons(random_.upto(10'000));
            row.origin = origin();
            data_.absorptions.push_back(row);
            Eligibility eligibility;
            eligibility.recipient = one_of<AreaIndex>(data_.areas);
            eligibility.product = one_of<ProductIndex>(data_.products);
            eligibility.state = static_cast<Eligibility::State>(random_.small(2));
            eligibility.until =
                eligibility.state == Eligibility::State::accepts ? std::nullopt : maybe(day());
            data_.eligibilities.push_back(eligibility);
        }
        for (int i = 0; i < random_.small(3); ++i) {
            Lock lock;
            lock.lock_id = fmt::format("lock-{}", i);
            at(lock.place, lock.area);
            lock.programme = one_of<ProgrammeIndex>(data_.programmes);
            lock.product = maybe(one_of<ProductIndex>(data_.products)).value_or(ProductIndex());
            lock.from = maybe(day());
            lock.to =
                lock.from ? maybe(*lock.from + std::chrono::days(random_.upto(100))) : std::nullopt;
            lock.at_most = maybe(Persons(random_.upto(10'000)));
            if (!lock.at_most || random_.upto(1) == 0) {
                lock.at_least = Persons(lock.at_most ? random_.upto(lock.at_most->value())
                                                     : random_.upto(10'000));
            }
            lock.reason = "because " + text();
            lock.set_by = text();
            lock.origin = origin();
            data_.locks.push_back(lock);
        }
        data_.stock_policies.push_back({3, {}, decimal(2), maybe(decimal(8)), decimal(1)});
        if (data_.stock_policies[0].max_weeks &&
            *data_.stock_policies[0].max_weeks < *data_.stock_policies[0].min_weeks) {
            data_.stock_policies[0].max_weeks.reset();
        }
        data_.stock_policies.push_back(
            {5, ProductIndex(1), std::nullopt, decimal(8), std::nullopt});
    }

    BatchIndex batch(ProductIndex product, int lot, EarmarkIndex earmark) {
        // The expiry follows from the lot, as it must.
        const std::string name = lot == 0 ? "" : fmt::format("lot-{}", lot);
        const Day expiry =
            lot % 2 == 0 ? kNoLimit : data_.header.start + std::chrono::days(100 * lot);
        for (std::size_t i = 0; i < data_.batches.size(); ++i) {
            const Batch& known = data_.batches[i];
            if (known.product == product && known.lot == name && known.earmark == earmark) {
                return BatchIndex(i);
            }
        }
        data_.batches.push_back({product, name, expiry, earmark});
        return BatchIndex(data_.batches.size() - 1);
    }

    void supplies() {
        for (int i = 0; i < 12; ++i) {
            const bool stock = i < 5;
            Supply supply;
            supply.supply_id = stock ? fmt::format("stock:{}", i + 2) : fmt::format("S{}", i);
            supply.place = one_of<PlaceIndex>(data_.places);
            supply.origin = origin();
            supply.origin.note = random_.often() ? "as \"told\", by phone" : "";
            supply.origin.kind = Origin::Kind::assumed;
            supply.available_on = data_.header.start;
            if (!stock) {
                supply.source = text();
                supply.pledge = text();
                supply.available_on = day();
                supply.clearance_days = random_.small(20);
                supply.activity = random_.often() ? "act 1" : "";
                supply.status = static_cast<SupplyStatus>(1 + random_.small(3));
            }
            const ProductIndex product = one_of<ProductIndex>(data_.products);
            const int lot = random_.small(4);
            const EarmarkIndex earmark =
                random_.often() ? EarmarkIndex() : one_of<EarmarkIndex>(data_.earmarks);
            const std::int64_t packs = 1 + random_.upto(10'000);
            std::int64_t held = 0;
            if (earmark.exists()) {
                const base::Int128 share = data_.earmarks[earmark.value()].reserve_share.nano();
                held = static_cast<std::int64_t>(base::ceil_div(share * packs, Fixed9::kScale));
            }
            const auto add = [&](std::int64_t part, EarmarkIndex under) {
                if (part > 0) {
                    supply.batch = batch(product, lot, under);
                    supply.packs = Packs(part);
                    data_.supplies.push_back(supply);
                }
            };
            add(held, earmark);
            add(packs - held, EarmarkIndex());
        }
    }

    void money() {
        for (int i = 0; i < 3; ++i) {
            Fund fund;
            fund.fund_id = fmt::format("F{}", i);
            fund.source = text();
            fund.pledge = text();
            fund.amount_minor = random_.upto(1'000'000'000'000);
            fund.currency = i == 0 ? "USD" : i == 1 ? "JPY" : "KWD";
            fund.available_on = maybe(day());
            fund.valid_until = fund.available_on ? maybe(*fund.available_on + std::chrono::days(90))
                                                 : std::nullopt;
            fund.use = text();
            fund.overhead_rate = decimal(1);
            fund.earmark = random_.often() ? EarmarkIndex() : one_of<EarmarkIndex>(data_.earmarks);
            fund.origin = origin();
            data_.funds.push_back(fund);
            Price price;
            price.product = one_of<ProductIndex>(data_.products);
            price.supplier = text();
            price.unit_price_minor = random_.upto(1'000'000);
            price.currency = fund.currency;
            price.lead_days = random_.small(90);
            price.place = random_.often() ? one_of<PlaceIndex>(data_.places) : PlaceIndex();
            price.max_packs_per_week = maybe(Packs(random_.upto(1000)));
            data_.prices.push_back(price);
        }
    }

    Random random_;
    ScenarioData data_;
};

}  // namespace

ScenarioData any_scenario(std::uint64_t seed) {
    return Maker(seed).make();
}

}  // namespace imdad::exchange_test

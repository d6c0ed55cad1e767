#include "naive_judge.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace imdad::verify {

namespace {

using namespace model;
using Wide = __int128;
using Whole = long long;
using Key = std::tuple<PlaceIndex, BatchIndex, Day>;

struct Judge {
    const Scenario& s;
    const Plan& plan;
    int weeks = s->header.weeks;
    std::map<Key, std::map<int, Whole>> in;
    std::map<Key, std::map<int, Whole>> out;

    Day monday(int week) const { return s->header.start + std::chrono::days(7 * week); }

    Day sunday(int week) const { return monday(week) + std::chrono::days(6); }

    bool inside(AreaIndex area, AreaIndex around) const {
        for (; area.exists(); area = s[area].parent) {
            if (area == around) {
                return true;
            }
        }
        return false;
    }

    bool closed(PlaceIndex place, int week) const {
        for (const Closure& c : s->closures) {
            for (Day day = monday(week); day <= sunday(week); day += std::chrono::days(1)) {
                if (c.from <= day && day <= c.to &&
                    (c.place == place || (c.area.exists() && inside(s[place].area, c.area)))) {
                    if (c.place.exists() || c.area.exists()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    bool closed(LaneIndex lane, int week) const {
        for (const Closure& c : s->closures) {
            for (Day day = monday(week); day <= sunday(week); day += std::chrono::days(1)) {
                if (c.from <= day && day <= c.to && c.lane == lane) {
                    return true;
                }
            }
        }
        return closed(s[lane].from, week) || closed(s[lane].to, week);
    }

    const Packaging* packaging(ProductIndex product, int level) const {
        for (const Packaging& p : s[product].packaging) {
            if (p.level == level) {
                return &p;
            }
        }
        return nullptr;
    }

    Day use_by_at(BatchIndex batch, Day use_by, PlaceIndex place, int week) const {
        const Packaging* p = packaging(s[batch].product, s[place].level);
        return p != nullptr && p->max_days
                   ? std::min(use_by, monday(week) + std::chrono::days(*p->max_days))
                   : use_by;
    }

    Wide volume(BatchIndex batch, int level, std::size_t storage_class, Wide packs) const {
        const Product& product = s[s[batch].product];
        if (product.kind != ProductKind::goods) {
            return 0;
        }
        const Packaging* p = packaging(s[batch].product, level);
        const StorageClass its_class = p != nullptr ? p->storage_class : product.storage_class;
        const VolumeCm3 cm3 = p != nullptr ? p->pack_cm3 : product.pack_cm3;
        Wide result = 0;
        if (static_cast<std::size_t>(its_class) == storage_class) {
            result += packs * cm3.value();
        }
        if (storage_class == 0) {
            result += packs * product.companion_ambient_cm3.value();
        }
        return result;
    }

    int start_week(const Supply& supply) const {
        if (supply.status == SupplyStatus::on_hand) {
            return 0;
        }
        int week = 0;
        while (monday(week) < supply.available_on + std::chrono::days(supply.clearance_days)) {
            ++week;
        }
        return week;
    }

    bool counts(const Supply& supply) const {
        return (supply.status != SupplyStatus::announced || plan.options.include_announced) &&
               (supply.status != SupplyStatus::pledged || plan.options.include_pledged);
    }

    bool dated_well(BatchIndex batch, int week) const {
        return s[batch].expiry >=
               monday(week) + std::chrono::days(s[s[batch].product].min_remaining_days);
    }

    bool starts_hold() {
        std::set<SupplyIndex> seen;
        for (const Start& row : plan.starts) {
            if (row.supply.value() >= s->supplies.size() || !seen.insert(row.supply).second) {
                return false;
            }
            const Supply& supply = s[row.supply];
            const int week = start_week(supply);
            if (row.packs.value() <= 0 || row.packs > supply.packs || !counts(supply) ||
                week >= weeks ||
                (supply.status != SupplyStatus::on_hand && !dated_well(supply.batch, week))) {
                return false;
            }
            const Day use_by = use_by_at(supply.batch, s[supply.batch].expiry, supply.place, week);
            in[{supply.place, supply.batch, use_by}][week] +=
                row.packs.value() * s[s[supply.batch].product].pack_units;
        }
        return true;
    }

    bool shipments_hold() {
        std::set<std::tuple<LaneIndex, BatchIndex, Day, int>> seen;
        std::map<std::pair<LaneIndex, int>, std::vector<Shipment>> loads;
        for (const Shipment& row : plan.shipments) {
            if (row.lane.value() >= s->lanes.size() || row.batch.value() >= s->batches.size() ||
                row.week < 0 || row.week >= weeks || row.packs.value() <= 0 ||
                !seen.insert({row.lane, row.batch, row.use_by, row.week}).second) {
                return false;
            }
            const Lane& lane = s[row.lane];
            bool round = false;
            for (int week = lane.first_week; week < weeks; week += lane.every_weeks) {
                round = round || week == row.week;
            }
            const int arrival = row.week + (lane.lead_days + 3) / 7;
            const Packaging* above = packaging(s[row.batch].product, s[lane.from].level);
            if (!round || closed(row.lane, row.week) || arrival >= weeks ||
                row.use_by < sunday(row.week) || !dated_well(row.batch, arrival) ||
                row.packs.value() % (above ? above->ship_multiple : 1) != 0) {
                return false;
            }
            const Whole units = row.packs.value() * s[s[row.batch].product].pack_units;
            out[{lane.from, row.batch, row.use_by}][row.week] += units;
            in[{lane.to, row.batch, use_by_at(row.batch, row.use_by, lane.to, arrival)}][arrival] +=
                units;
            loads[{row.lane, row.week}].push_back(row);
        }
        for (const auto& [key, load] : loads) {
            for (std::size_t c = 0; c < kStorageClassCount; ++c) {
                Wide sum = 0;
                for (const Shipment& row : load) {
                    sum += volume(row.batch, s[s[key.first].to].level, c, row.packs.value());
                }
                if (s[key.first].room.stated(c) && sum > s[key.first].room.cm3[c]) {
                    return false;
                }
            }
        }
        return true;
    }

    std::vector<PlaceIndex> serving_places(const Need& need) const {
        if (need.place.exists()) {
            return {need.place};
        }
        for (int level = s[need.programme].serve_level; level >= 0; --level) {
            std::vector<PlaceIndex> result;
            for (std::size_t i = 0; i < s->places.size(); ++i) {
                if (s->places[i].level == level && inside(s->places[i].area, need.area)) {
                    result.emplace_back(i);
                }
            }
            if (!result.empty()) {
                return result;
            }
        }
        return {};
    }

    std::vector<Whole> weekly_need(const Need& need) const {
        std::vector<Whole> result(static_cast<std::size_t>(weeks), 0);
        int first = -200;
        while (sunday(first) < need.from) {
            ++first;
        }
        int last = first;
        while (sunday(last) < need.to) {
            ++last;
        }
        const Whole m = last - first + 1;
        for (int week = first; week <= last; ++week) {
            const Whole i = week - first;
            if (week >= 0 && week < weeks) {
                result[static_cast<std::size_t>(week)] =
                    need.persons.value() * (i + 1) / m - need.persons.value() * i / m;
            }
        }
        return result;
    }

    const Serves* find_serves(ProgrammeIndex programme, ProductIndex product, int dose) const {
        for (const Serves& row : s->serves) {
            if (row.programme == programme && row.product == product && row.series_dose == dose) {
                return &row;
            }
        }
        return nullptr;
    }

    /// Smallest number of units that is not below persons x units_per_person / (1 - wastage_rate).
    static Whole opened(const Serves& row, Whole persons) {
        Whole units = 0;
        while (Wide{units} * (Fixed9::kScale - row.wastage_rate.nano()) <
               Wide{persons} * row.units_per_person.nano()) {
            ++units;
        }
        return units;
    }

    bool may_be_given(const Service& row) const {
        const Need& need = s[row.need];
        const Batch& batch = s[row.batch];
        const AreaIndex area = need.area.exists() ? need.area : s[need.place].area;
        for (const Eligibility& e : s->eligibilities) {
            if (e.product == batch.product && e.state != Eligibility::State::accepts &&
                (!e.until || monday(row.week) <= *e.until) &&
                (inside(area, e.recipient) || inside(s[row.place].area, e.recipient))) {
                return false;
            }
        }
        if (!batch.earmark.exists()) {
            return true;
        }
        const Earmark& e = s[batch.earmark];
        const auto has = [](const auto& list, const auto& value) {
            return list.empty() || std::ranges::count(list, value) > 0;
        };
        return (e.areas.empty() ||
                std::ranges::any_of(e.areas, [&](AreaIndex a) { return inside(area, a); })) &&
               has(e.programmes, need.programme) && has(e.products, batch.product) &&
               has(e.activities, need.activity) && (!e.from || monday(row.week) >= *e.from) &&
               (!e.to || sunday(row.week) <= *e.to);
    }

    bool services_hold() {
        std::set<std::tuple<NeedIndex, PlaceIndex, BatchIndex, Day, int, int>> seen;
        for (const Service& row : plan.services) {
            if (row.need.value() >= s->needs.size() || row.place.value() >= s->places.size() ||
                row.batch.value() >= s->batches.size() || row.week < 0 || row.week >= weeks ||
                row.persons.value() <= 0 || row.units.value() < 0 ||
                !seen.insert({row.need, row.place, row.batch, row.use_by, row.dose, row.week})
                     .second) {
                return false;
            }
            const Need& need = s[row.need];
            const Serves* serves = find_serves(need.programme, s[row.batch].product, row.dose);
            if (serves == nullptr || std::ranges::count(serving_places(need), row.place) == 0 ||
                closed(row.place, row.week) || row.use_by < sunday(row.week) ||
                !may_be_given(row)) {
                return false;
            }
            Whole before = 0;
            for (const Service& other : plan.services) {
                if (other.need == row.need && other.place == row.place &&
                    other.batch == row.batch && other.use_by == row.use_by &&
                    other.dose == row.dose && other.week < row.week &&
                    s[s[row.batch].product].kind != ProductKind::seats) {
                    before += other.persons.value();
                }
            }
            if (row.units.value() !=
                opened(*serves, before + row.persons.value()) - opened(*serves, before)) {
                return false;
            }
            out[{row.place, row.batch, row.use_by}][row.week] += row.units.value();
        }
        return true;
    }

    /// Persons of one need unit who get a dose of a product in the weeks from..to.
    Whole given(NeedIndex need, ProductIndex product, int dose, int from, int to) const {
        Whole persons = 0;
        for (const Service& row : plan.services) {
            if (row.need == need && s[row.batch].product == product && row.dose == dose &&
                row.week >= from && row.week <= to) {
                persons += row.persons.value();
            }
        }
        return persons;
    }

    bool need_holds(NeedIndex index) const {
        const Need& need = s[index];
        const Programme& programme = s[need.programme];
        const std::vector<Whole> n = weekly_need(need);
        const auto starts = [&](int from, int to) {
            Whole persons = 0;
            for (std::size_t p = 0; p < s->products.size(); ++p) {
                persons += given(index, ProductIndex(p), 1, from, to);
            }
            return persons;
        };
        const auto needed = [&](int from, int to) {
            Whole persons = 0;
            for (int week = from; week <= to; ++week) {
                persons += n[static_cast<std::size_t>(week)];
            }
            return persons;
        };
        for (int b = 0; b < weeks; ++b) {
            if (programme.waits ? starts(0, b) > needed(0, b) : starts(b, b) > needed(b, b)) {
                return false;
            }
            for (int a = 0; programme.waits && programme.max_wait_weeks && a <= b; ++a) {
                if (starts(a, b) > needed(std::max(0, a - *programme.max_wait_weeks), b)) {
                    return false;
                }
            }
        }
        for (const Serves& row : s->serves) {
            if (row.programme != need.programme || row.series_dose == 1) {
                continue;
            }
            const auto up_to = [&](int dose, int week) {
                return given(index, row.product, dose, 0, week);
            };
            const int before = row.series_dose - 1;
            for (int t = 0; t < 3 * weeks; ++t) {
                const int now = std::min(t, weeks - 1);
                if ((t < weeks &&
                     up_to(row.series_dose, t) > up_to(before, t - row.min_interval_weeks)) ||
                    (row.max_interval_weeks &&
                     up_to(row.series_dose, now) < up_to(before, t - *row.max_interval_weeks))) {
                    return false;
                }
            }
            if (up_to(row.series_dose, weeks) != up_to(before, weeks)) {
                return false;
            }
        }
        return true;
    }

    bool absorption_holds() const {
        for (const Absorption& row : s->absorptions) {
            for (int week = 0; week < weeks; ++week) {
                if ((row.from && monday(week) < *row.from) || (row.to && monday(week) > *row.to)) {
                    continue;
                }
                Whole persons = 0;
                for (const Service& service : plan.services) {
                    const bool here = row.place.exists() ? service.place == row.place
                                                         : inside(s[service.place].area, row.area);
                    const bool counted =
                        row.programmes.empty() ||
                        std::ranges::count(row.programmes, s[service.need].programme) > 0;
                    persons +=
                        here && counted && service.week == week ? service.persons.value() : 0;
                }
                if (persons > row.persons_per_week.value()) {
                    return false;
                }
            }
        }
        return true;
    }

    bool reaches(PlaceIndex from, PlaceIndex to) const {
        return from == to || std::ranges::any_of(s->lanes, [&](const Lane& lane) {
                   return lane.from == from && reaches(lane.to, to);
               });
    }

    Wide maximum(PlaceIndex place, ProductIndex product, Fixed9 max_weeks) const {
        // All fractions over one common denominator: the product of what all rows have.
        Wide common = 1;
        for (const Serves& row : s->serves) {
            if (row.product == product) {
                common *= (Fixed9::kScale - row.wastage_rate.nano()) /
                          100'000'000;  // tests use one decimal
            }
        }
        Wide sum = 0;
        for (const Need& need : s->needs) {
            if (!std::ranges::any_of(serving_places(need),
                                     [&](PlaceIndex p) { return reaches(place, p); })) {
                continue;
            }
            Whole persons = 0;
            for (const Whole in_week : weekly_need(need)) {
                persons += in_week;
            }
            for (const Serves& row : s->serves) {
                if (row.programme == need.programme && row.product == product) {
                    sum += Wide{persons} * (row.units_per_person.nano() / 100'000'000) * common /
                           ((Fixed9::kScale - row.wastage_rate.nano()) / 100'000'000);
                }
            }
        }
        Wide downstream = sum / common + (sum % common != 0 ? 1 : 0);
        const Wide numerator = downstream * max_weeks.nano();
        const Wide denominator = Wide{Fixed9::kScale} * weeks;
        Wide limit = numerator / denominator + (numerator % denominator != 0 ? 1 : 0);
        Wide own = 0;
        for (const Supply& supply : s->supplies) {
            if (supply.place == place && s[supply.batch].product == product && counts(supply)) {
                own += Wide{supply.packs.value()} * s[product].pack_units;
            }
        }
        return std::max(limit, own);
    }

    bool books_hold() const {
        std::set<Key> keys;
        for (const auto& [key, moves] : in) {
            keys.insert(key);
        }
        for (const auto& [key, moves] : out) {
            keys.insert(key);
        }
        std::map<Key, Whole> stock;
        for (int week = 0; week < weeks; ++week) {
            std::map<Key, Whole> peak;
            for (const Key& key : keys) {
                const auto entry = in.find(key);
                const Whole entered =
                    entry != in.end() && entry->second.contains(week) ? entry->second.at(week) : 0;
                peak[key] = stock[key] + entered;
                const auto exit = out.find(key);
                const Whole left =
                    exit != out.end() && exit->second.contains(week) ? exit->second.at(week) : 0;
                stock[key] = peak[key] - left;
                if (stock[key] < 0) {
                    return false;
                }
                if (s[s[std::get<BatchIndex>(key)].product].kind == ProductKind::seats) {
                    stock[key] = 0;
                }
            }
            if (!stores_hold(peak)) {
                return false;
            }
        }
        return true;
    }

    std::optional<Fixed9> policy_of(int level, ProductIndex product) const {
        for (const bool by_name : {true, false}) {
            for (const StockPolicy& policy : s->stock_policies) {
                if (policy.level == level &&
                    (by_name ? policy.product == product : !policy.product.exists())) {
                    return policy.max_weeks;
                }
            }
        }
        return std::nullopt;
    }

    bool stores_hold(const std::map<Key, Whole>& peak) const {
        for (std::size_t i = 0; i < s->places.size(); ++i) {
            const PlaceIndex place(i);
            for (std::size_t c = 0; c < kStorageClassCount; ++c) {
                Wide sum = 0;
                for (const auto& [key, units] : peak) {
                    const BatchIndex batch = std::get<BatchIndex>(key);
                    const Whole pack_units = s[s[batch].product].pack_units;
                    if (std::get<PlaceIndex>(key) == place) {
                        sum +=
                            volume(batch, s[place].level, c, (units + pack_units - 1) / pack_units);
                    }
                }
                if (s[place].room.stated(c) && sum > s[place].room.cm3[c]) {
                    return false;
                }
            }
            for (std::size_t p = 0; p < s->products.size(); ++p) {
                Wide units_here = 0;
                for (const auto& [key, units] : peak) {
                    if (std::get<PlaceIndex>(key) == place &&
                        s[std::get<BatchIndex>(key)].product == ProductIndex(p)) {
                        units_here += units;
                    }
                }
                const std::optional<Fixed9> max_weeks = policy_of(s[place].level, ProductIndex(p));
                if (max_weeks && units_here > maximum(place, ProductIndex(p), *max_weeks)) {
                    return false;
                }
            }
        }
        return true;
    }
};

}  // namespace

bool naive_accepts(const Scenario& scenario, const Plan& plan) {
    Judge judge{.s = scenario, .plan = plan, .in = {}, .out = {}};
    if (!judge.starts_hold() || !judge.shipments_hold() || !judge.services_hold() ||
        !judge.books_hold() || !judge.absorption_holds()) {
        return false;
    }
    for (std::size_t i = 0; i < scenario->needs.size(); ++i) {
        if (!judge.need_holds(NeedIndex(i))) {
            return false;
        }
    }
    return true;
}

}  // namespace imdad::verify

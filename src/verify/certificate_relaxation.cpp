#include "verify/certificate_relaxation.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace imdad::verify {

namespace {

/// Last week for which `days` from the first Monday leaves `within` days of that week.
int last_week(std::int64_t days, int within, int weeks) {
    const std::int64_t left = days - within;
    return left < 0 ? -1 : static_cast<int>(std::min<std::int64_t>(left / 7, weeks - 1));
}

WeekSet first_weeks(int count) {
    WeekSet result;
    for (int t = 0; t < count; ++t) {
        result.set(static_cast<std::size_t>(t));
    }
    return result;
}

bool within(const Volume& volume, const model::ClassRoom& room) {
    for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
        if (room.stated(c) && volume.of(c) > room.cm3[c]) {
            return false;
        }
    }
    return true;
}

}  // namespace

UnitsPerPerson units_per_person(const model::Serves& serves) {
    const std::int64_t units = serves.units_per_person.nano();
    const std::int64_t kept = base::Fixed9::kScale - serves.wastage_rate.nano();
    const std::int64_t common = std::gcd(units, kept);
    return {units / common, kept / common};
}

Relaxation::Relaxation(const model::Scenario& scenario, const model::PlanOptions& options)
    : rules_(scenario),
      options_(options),
      maximum_(scenario, rules_.service, options),
      departures_(scenario->lanes.size()),
      open_(scenario->places.size()),
      lanes_into_(scenario->places.size()),
      units_at_(scenario->places.size()),
      supplies_of_(scenario->products.size()),
      supplies_at_(scenario->places.size()) {
    for (std::size_t p = 0; p < open_.size(); ++p) {
        for (int t = 0; t < weeks(); ++t) {
            open_[p].set(static_cast<std::size_t>(t), rules_.calendar.open(PlaceIndex(p), t));
        }
    }
    read_lanes();
    read_units();
    for (std::size_t s = 0; s < scenario->supplies.size(); ++s) {
        const model::Supply& supply = scenario->supplies[s];
        if (supply.packs.value() > 0 && has_part(SupplyIndex(s))) {
            supplies_of_[scenario[supply.batch].product.value()].emplace_back(s);
            supplies_at_[supply.place.value()].emplace_back(s);
        }
    }
}

bool Relaxation::has_part(SupplyIndex index) const {
    const model::Supply& supply = scenario()[index];
    const std::int64_t week = rules_.calendar.start_week(index);
    const Day expiry = scenario()[supply.batch].expiry;
    return included(supply, options_) && week < weeks() && rules_.goods.usable(expiry, 0) &&
           (supply.status == model::SupplyStatus::on_hand ||
            rules_.goods.remaining_days(supply.batch, week) >=
                rules_.goods.required_days(supply.batch));
}

void Relaxation::read_lanes() {
    const std::vector<model::Lane>& lanes = scenario()->lanes;
    std::vector<std::vector<PlaceIndex>> next(open_.size());
    std::vector<std::size_t> waits_for(open_.size(), 0);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const LaneIndex lane(i);
        for (int t = 0; t < weeks(); ++t) {
            const auto week = static_cast<std::size_t>(t);
            departures_[i].set(week,
                               rules_.calendar.weeks_off_round(lane, t) == 0 &&
                                   !rules_.calendar.lane_closed(lane, t) &&
                                   open_weeks(lanes[i].from).test(week) &&
                                   open_weeks(lanes[i].to).test(week));
        }
        lanes_into_[lanes[i].to.value()].push_back(lane);
        next[lanes[i].from.value()].push_back(lanes[i].to);
        ++waits_for[lanes[i].to.value()];
    }
    for (std::size_t p = 0; p < open_.size(); ++p) {
        if (waits_for[p] == 0) {
            order_.emplace_back(p);
        }
    }
    for (std::size_t done = 0; done < order_.size(); ++done) {
        const PlaceIndex place = order_[done];
        for (const PlaceIndex to : next[place.value()]) {
            if (--waits_for[to.value()] == 0) {
                order_.push_back(to);
            }
        }
    }
    IMDAD_ASSERT(order_.size() == open_.size(), "lanes of a scenario have no cycle");
}

void Relaxation::read_units() {
    std::vector<std::size_t> position(scenario()->needs.size());
    for (std::size_t n = 0; n < scenario()->needs.size(); ++n) {
        position[n] = units_.size();
        if (rules_.service.need_up_to(NeedIndex(n), weeks() - 1) > 0) {
            units_.push_back({NeedIndex(n), {}});
        }
    }
    for (std::size_t p = 0; p < open_.size(); ++p) {
        for (const NeedIndex need : rules_.service.needs_served_at(PlaceIndex(p))) {
            const std::size_t unit = position[need.value()];
            if (unit < units_.size() && units_[unit].need == need) {
                units_[unit].places.emplace_back(p);
                units_at_[p].push_back(unit);
            }
        }
    }
}

std::vector<Commodity> Relaxation::commodities(ProductIndex product) const {
    std::map<std::tuple<model::EarmarkIndex, int, int>, Commodity> found;
    for (const SupplyIndex supply : supplies_of_[product.value()]) {
        const BatchIndex index = scenario()[supply].batch;
        const model::Batch& batch = scenario()[index];
        const int last = weeks() - 1;
        const bool dated = batch.expiry != model::kNoLimit;
        const std::int64_t days = rules_.goods.remaining_days(index, 0);
        const int use = dated ? last_week(days, 6, weeks()) : last;
        const auto needed = static_cast<int>(rules_.goods.required_days(index));
        const int arrival = dated ? last_week(days, needed, weeks()) : last;
        Commodity& commodity = found[{batch.earmark, use, arrival}];
        commodity.earmark = batch.earmark;
        commodity.last_use = use;
        commodity.last_arrival = arrival;
        commodity.supplies.push_back(supply);
    }
    std::vector<Commodity> result;
    result.reserve(found.size());
    for (auto& [key, commodity] : found) {
        result.push_back(std::move(commodity));
    }
    return result;
}

Volume Relaxation::pack_volume(ProductIndex product, PlaceIndex place) const {
    Volume result;
    result.add(rules_.goods.at_level(product, scenario()[place].level), 1);
    return result;
}

bool Relaxation::fits_place(ProductIndex product, PlaceIndex place) {
    if (!within(pack_volume(product, place), scenario()[place].room)) {
        return false;
    }
    if (!maximum_.applies(place)) {
        return true;
    }
    const std::optional<Int128> most = maximum_.limit(place, product);
    return !most || std::max<std::int64_t>(1, scenario()[product].pack_units) <= *most;
}

bool Relaxation::fits_lane(ProductIndex product, LaneIndex index) const {
    const model::Lane& lane = scenario()[index];
    const Goods& goods = rules_.goods;
    const auto packs = goods.at_level(product, scenario()[lane.from].level).ship_multiple;
    Volume volume;
    volume.add(goods.at_level(product, scenario()[lane.to].level), packs);
    return within(volume, lane.room);
}

WeekSet Relaxation::earmark_weeks(BatchIndex batch, NeedIndex need) const {
    const model::EarmarkIndex earmark = scenario()[batch].earmark;
    if (!earmark.exists()) {
        return first_weeks(weeks());
    }
    if (!scenario()[earmark].from && !scenario()[earmark].to) {
        return rules_.service.earmark_breach(batch, need, 0) ? WeekSet() : first_weeks(weeks());
    }
    WeekSet result;
    for (int t = 0; t < weeks(); ++t) {
        result.set(static_cast<std::size_t>(t),
                   !rules_.service.earmark_breach(batch, need, t).has_value());
    }
    return result;
}

std::vector<WeekSet> Relaxation::accepting_weeks(ProductIndex product) const {
    std::vector<WeekSet> result(scenario()->areas.size(), first_weeks(weeks()));
    const bool any =
        std::ranges::any_of(scenario()->eligibilities,
                            [&](const model::Eligibility& row) { return row.product == product; });
    for (std::size_t a = 0; any && a < result.size(); ++a) {
        for (int t = 0; t < weeks(); ++t) {
            if (rules_.service.refusing_area(product, AreaIndex(a), t).exists()) {
                result[a].reset(static_cast<std::size_t>(t));
            }
        }
    }
    return result;
}

}  // namespace imdad::verify

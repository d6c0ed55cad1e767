#include "plan/demand.hpp"

#include "base/assert.hpp"
#include "plan/calendar.hpp"
#include "plan/problem_builder.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace imdad::plan {

namespace {

using base::Int128;
using base::Ratio;

Int128 greatest_common_divisor(Int128 a, Int128 b) {
    while (b != 0) {
        const Int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

Ratio lowest_terms(Ratio ratio) {
    const Int128 divisor = greatest_common_divisor(ratio.numerator, ratio.denominator);
    return divisor == 0 ? ratio : Ratio{ratio.numerator / divisor, ratio.denominator / divisor};
}

/// a + b in lowest terms. Where many long decimals meet and the common denominator leaves 128 bits,
/// both are first cut to nine decimals, downwards: a limit made of the sum is then never too wide.
Ratio sum(Ratio a, Ratio b) {
    Int128 denominator = 0;
    Int128 left = 0;
    Int128 right = 0;
    Int128 numerator = 0;
    if (__builtin_mul_overflow(a.denominator, b.denominator, &denominator) ||
        __builtin_mul_overflow(a.numerator, b.denominator, &left) ||
        __builtin_mul_overflow(b.numerator, a.denominator, &right) ||
        __builtin_add_overflow(left, right, &numerator)) {
        const auto cut = [](const Ratio& ratio) {
            IMDAD_ASSERT(ratio.denominator > 0, "a fraction has a positive denominator");
            const Int128 whole = ratio.numerator / ratio.denominator;
            const Int128 part =
                base::floor_div((ratio.numerator % ratio.denominator) / 2 * model::Fixed9::kScale,
                                ratio.denominator / 2 + 1);
            return whole * model::Fixed9::kScale + part;
        };
        return lowest_terms({cut(a) + cut(b), model::Fixed9::kScale});
    }
    return lowest_terms({numerator, denominator});
}

}  // namespace

Ratio units_per_served_person(const model::Serves& serves) {
    return lowest_terms(
        {serves.units_per_person.nano(), model::Fixed9::kScale - serves.wastage_rate.nano()});
}

std::vector<std::int64_t> weekly_need(const model::Scenario& scenario, const model::Need& need) {
    const Calendar calendar(scenario->header);
    const int first = calendar.week_of(need.from);
    const int last = calendar.week_of(need.to);
    const Int128 weeks = last - first + 1;
    const Int128 persons = need.persons.value();
    std::vector<std::int64_t> result(static_cast<std::size_t>(calendar.weeks()), 0);
    for (int t = std::max(0, first); t <= std::min(last, calendar.weeks() - 1); ++t) {
        const Int128 i = t - first;
        result[static_cast<std::size_t>(t)] =
            static_cast<std::int64_t>(persons * (i + 1) / weeks - persons * i / weeks);
    }
    return result;
}

std::vector<std::vector<model::PlaceIndex>> serving_places(const model::Scenario& scenario) {
    // Places of each area, those inside its parts included.
    std::vector<std::vector<model::PlaceIndex>> inside(scenario->areas.size());
    for (std::size_t p = 0; p < scenario->places.size(); ++p) {
        for (model::AreaIndex area = scenario->places[p].area; area.exists();
             area = scenario[area].parent) {
            inside[area.value()].emplace_back(p);
        }
    }
    std::vector<std::vector<model::PlaceIndex>> result;
    for (const model::Need& need : scenario->needs) {
        auto& places = result.emplace_back();
        if (need.place.exists()) {
            places.push_back(need.place);
            continue;
        }
        const int wanted = scenario[need.programme].serve_level;
        int level = -1;
        for (const model::PlaceIndex place : inside[need.area.value()]) {
            if (scenario[place].level <= wanted) {
                level = std::max(level, scenario[place].level);
            }
        }
        for (const model::PlaceIndex place : inside[need.area.value()]) {
            if (scenario[place].level == level) {
                places.push_back(place);
            }
        }
    }
    return result;
}

DownstreamNeed::DownstreamNeed(const model::Scenario& scenario)
    : scenario_(scenario), factors_(scenario->products.size()) {
    const std::size_t programmes = scenario->programmes.size();
    persons_.assign(scenario->places.size() * programmes, 0);
    std::vector<std::vector<std::size_t>> feeds(
        scenario->places.size());  // by place: those that send to it
    for (const model::Lane& lane : scenario->lanes) {
        feeds[lane.to.value()].push_back(lane.from.value());
    }
    // Needs that share their serving places are walked once.
    std::map<std::vector<model::PlaceIndex>, std::vector<std::int64_t>> by_places;
    const auto places = serving_places(scenario);
    for (std::size_t n = 0; n < scenario->needs.size(); ++n) {
        const auto weekly = weekly_need(scenario, scenario->needs[n]);
        auto& persons = by_places[places[n]];
        persons.resize(programmes, 0);
        persons[scenario->needs[n].programme.value()] +=
            std::accumulate(weekly.begin(), weekly.end(), std::int64_t{0});
    }
    std::vector<std::size_t> seen(scenario->places.size(), 0);
    std::size_t round = 0;
    for (const auto& [serving, persons] : by_places) {
        ++round;
        std::vector<std::size_t> queue;
        const auto visit = [&](std::size_t place) {
            if (seen[place] != round) {
                seen[place] = round;
                queue.push_back(place);
            }
        };
        for (const model::PlaceIndex place : serving) {
            visit(place.value());
        }
        for (std::size_t i = 0; i < queue.size(); ++i) {
            for (std::size_t g = 0; g < programmes; ++g) {
                persons_[queue[i] * programmes + g] += persons[g];
            }
            std::ranges::for_each(feeds[queue[i]], visit);
        }
    }
    for (const model::Serves& row : scenario->serves) {
        auto& factors = factors_[row.product.value()];
        const auto same = std::ranges::find(
            factors, row.programme.value(), &std::pair<std::size_t, Ratio>::first);
        if (same == factors.end()) {
            factors.emplace_back(row.programme.value(), units_per_served_person(row));
        } else {
            same->second = sum(same->second, units_per_served_person(row));
        }
    }
}

std::int64_t DownstreamNeed::units_of_weeks(model::PlaceIndex place,
                                            model::ProductIndex product,
                                            model::Fixed9 weeks) const {
    Ratio total{0, 1};
    for (const auto& [programme, factor] : factors_[product.value()]) {
        const Int128 persons = persons_[place.value() * scenario_->programmes.size() + programme];
        if (persons > 0) {
            total = sum(total, {persons * factor.numerator, factor.denominator});
        }
    }
    IMDAD_ASSERT(total.denominator > 0, "a sum of fractions keeps a positive denominator");
    const Int128 needed = base::ceil_div(total.numerator, total.denominator);
    const Int128 horizon = Int128{model::Fixed9::kScale} * scenario_->header.weeks;
    return static_cast<std::int64_t>(base::ceil_div(needed * weeks.nano(), horizon));
}

const model::StockPolicy* policy_for(const model::Scenario& scenario,
                                     model::PlaceIndex place,
                                     model::ProductIndex product) {
    const model::StockPolicy* general = nullptr;
    for (const model::StockPolicy& row : scenario->stock_policies) {
        if (row.level != scenario[place].level) {
            continue;
        }
        if (row.product == product) {
            return &row;
        }
        if (!row.product.exists() && general == nullptr) {
            general = &row;
        }
    }
    return general;
}

std::vector<std::int64_t> own_supply_units(const model::Scenario& scenario,
                                           const model::PlanOptions& options) {
    const std::size_t products = scenario->products.size();
    std::vector<std::int64_t> units(scenario->places.size() * products, 0);
    for (const model::Supply& supply : scenario->supplies) {
        if (is_included(supply, options)) {
            const model::ProductIndex product = scenario[supply.batch].product;
            units[supply.place.value() * products + product.value()] +=
                supply.packs.value() * scenario[product].pack_units;
        }
    }
    return units;
}

}  // namespace imdad::plan

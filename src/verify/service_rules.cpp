#include "verify/service_rules.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <span>
#include <tuple>

namespace imdad::verify {

namespace {

constexpr int kNoLevel = std::numeric_limits<int>::min();

template <typename T>
bool allows(const std::vector<T>& list, const T& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

Int128 units_opened(const model::Serves& serves, Int128 persons) {
    return base::ceil_div(persons * serves.units_per_person.nano(),
                          Int128{base::Fixed9::kScale} - serves.wastage_rate.nano());
}

ServiceRules::ServiceRules(const model::Scenario& scenario, const Calendar& calendar)
    : scenario_(scenario),
      calendar_(calendar),
      serving_level_(scenario->needs.size(), kNoLevel),
      needs_at_area_(scenario->areas.size()),
      needs_at_place_(scenario->places.size()),
      refusals_(scenario->products.size()) {
    std::vector<const model::Serves*> rows;
    for (const model::Serves& row : scenario->serves) {
        rows.push_back(&row);
    }
    std::ranges::sort(rows, {}, [](const model::Serves* row) {
        return std::tuple(row->programme, row->product, row->series_dose);
    });
    for (const model::Serves* row : rows) {
        if (courses_.empty() || courses_.back().programme != row->programme ||
            courses_.back().product != row->product) {
            courses_.push_back({row->programme, row->product, {}});
        }
        courses_.back().course.doses.push_back(row);
    }
    for (const model::Eligibility& row : scenario->eligibilities) {
        if (row.state == model::Eligibility::State::accepts) {
            continue;
        }
        WeekSet weeks;
        for (int week = 0; week < calendar.weeks(); ++week) {
            weeks.set(static_cast<std::size_t>(week),
                      !row.until || calendar.monday(week) <= *row.until);
        }
        refusals_[row.product.value()].push_back({row.recipient, weeks});
    }
    find_serving_levels();
}

void ServiceRules::find_serving_levels() {
    std::vector<std::set<int>> levels_in(scenario_->areas.size());
    for (const model::Place& place : scenario_->places) {
        for (AreaIndex area = place.area; area.exists(); area = scenario_[area].parent) {
            levels_in[area.value()].insert(place.level);
        }
    }
    for (std::size_t i = 0; i < scenario_->needs.size(); ++i) {
        const model::Need& need = scenario_->needs[i];
        if (need.place.exists()) {
            needs_at_place_[need.place.value()].emplace_back(i);
            continue;
        }
        // Level numbers fall going up the chain: the nearest level above is the next lower number.
        const std::set<int>& levels = levels_in[need.area.value()];
        const auto deeper = levels.upper_bound(scenario_[need.programme].serve_level);
        if (deeper != levels.begin()) {
            serving_level_[i] = *std::prev(deeper);
            needs_at_area_[need.area.value()].emplace_back(i);
        }
    }
}

const Course* ServiceRules::course(ProgrammeIndex programme, ProductIndex product) const {
    const auto key = std::pair(programme, product);
    const auto found = std::ranges::lower_bound(courses_, key, {}, [](const CourseRow& row) {
        return std::pair(row.programme, row.product);
    });
    if (found == courses_.end() || found->programme != programme || found->product != product) {
        return nullptr;
    }
    return &found->course;
}

std::int64_t ServiceRules::need_up_to(NeedIndex need, int week) const {
    const model::Need& row = scenario_[need];
    const std::int64_t first = calendar_.week_of(row.from);
    const std::int64_t last = calendar_.week_of(row.to);
    const std::int64_t clipped_first = std::max<std::int64_t>(first, 0);
    const auto clipped_last =
        std::min(last, static_cast<std::int64_t>(std::min(calendar_.weeks() - 1, week)));
    if (last < first || clipped_last < clipped_first) {
        return 0;
    }
    // Week i of m gets floor(N (i+1) / m) - floor(N i / m), so sums over weeks telescope.
    const Int128 persons = row.persons.value();
    const Int128 period_weeks = last - first + 1;
    return saturate(base::floor_div(persons * (clipped_last - first + 1), period_weeks) -
                    base::floor_div(persons * (clipped_first - first), period_weeks));
}

bool ServiceRules::is_serving_place(NeedIndex need, PlaceIndex place) const {
    const model::Need& row = scenario_[need];
    if (row.place.exists()) {
        return row.place == place;
    }
    return scenario_[place].level == serving_level_[need.value()] &&
           scenario_.lies_in(scenario_[place].area, row.area);
}

std::vector<NeedIndex> ServiceRules::needs_served_at(PlaceIndex place) const {
    std::vector<NeedIndex> result = needs_at_place_[place.value()];
    for (AreaIndex area = scenario_[place].area; area.exists(); area = scenario_[area].parent) {
        for (const NeedIndex need : needs_at_area_[area.value()]) {
            if (serving_level_[need.value()] == scenario_[place].level) {
                result.push_back(need);
            }
        }
    }
    std::ranges::sort(result);
    return result;
}

AreaIndex ServiceRules::area_of(NeedIndex need) const {
    return scenario_.area_of(scenario_[need]);
}

bool ServiceRules::earmark_allows_area(const model::Earmark& earmark, AreaIndex area) const {
    // Countries and areas are two conditions: where both are named, both must hold.
    const std::span<const AreaIndex> named(earmark.areas);
    return lies_in_one_of(area, named.first(earmark.country_count)) &&
           lies_in_one_of(area, named.subspan(earmark.country_count));
}

/// True if nothing is named, or `area` is or lies inside something named.
bool ServiceRules::lies_in_one_of(AreaIndex area, std::span<const AreaIndex> named) const {
    if (named.empty()) {
        return true;
    }
    for (; area.exists(); area = scenario_[area].parent) {
        if (std::ranges::find(named, area) != named.end()) {
            return true;
        }
    }
    return false;
}

std::optional<Kind> ServiceRules::earmark_breach(BatchIndex batch, NeedIndex need, int week) const {
    const model::Batch& goods = scenario_[batch];
    if (!goods.earmark.exists()) {
        return std::nullopt;
    }
    const model::Earmark& earmark = scenario_[goods.earmark];
    const model::Need& row = scenario_[need];
    if (!earmark_allows_area(earmark, area_of(need))) {
        return Kind::earmark_area;
    }
    if (!allows(earmark.programmes, row.programme)) {
        return Kind::earmark_programme;
    }
    if (!allows(earmark.products, goods.product)) {
        return Kind::earmark_product;
    }
    if (!allows(earmark.activities, row.activity)) {
        return Kind::earmark_activity;
    }
    if ((earmark.from && calendar_.monday(week) < *earmark.from) ||
        (earmark.to && calendar_.sunday(week) > *earmark.to)) {
        return Kind::earmark_period;
    }
    return std::nullopt;
}

AreaIndex ServiceRules::refusing_area(ProductIndex product, AreaIndex area, int week) const {
    const std::vector<Refusal>& refusals = refusals_[product.value()];
    if (refusals.empty()) {
        return {};
    }
    for (; area.exists(); area = scenario_[area].parent) {
        for (const Refusal& refusal : refusals) {
            if (refusal.recipient == area && refusal.weeks.test(static_cast<std::size_t>(week))) {
                return area;
            }
        }
    }
    return {};
}

}  // namespace imdad::verify

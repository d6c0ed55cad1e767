#include "verify/hand_server.hpp"

#include <algorithm>

namespace imdad::verify {

namespace {

std::size_t at(int week) {
    return static_cast<std::size_t>(week);
}

}  // namespace

HandServer::HandServer(const Rules& rules, HandBook& book)
    : rules_(rules),
      book_(book),
      counted_(rules.scenario->locks.size(), 0),
      due_(at(rules.calendar.weeks())) {
    const int weeks = rules.calendar.weeks();
    for (std::size_t i = 0; i < rules.scenario->places.size(); ++i) {
        needs_at_.push_back(rules.service.needs_served_at(PlaceIndex(i)));
    }
    for (std::size_t i = 0; i < rules.scenario->needs.size(); ++i) {
        std::vector<std::int64_t>& unmet = unmet_.emplace_back();
        for (int week = 0; week < weeks; ++week) {
            unmet.push_back(rules.service.need_up_to(NeedIndex(i), week) -
                            rules.service.need_up_to(NeedIndex(i), week - 1));
        }
    }
    for (const model::Absorption& row : rules.scenario->absorptions) {
        absorption_left_.emplace_back(at(weeks), row.persons_per_week.value());
    }
}

void HandServer::serve_week(int week) {
    for (std::size_t i = 0; i < needs_at_.size(); ++i) {
        if (!needs_at_[i].empty() && rules_.calendar.open(PlaceIndex(i), week)) {
            serve_place(PlaceIndex(i), week);
        }
    }
    hand_over(week);
}

void HandServer::serve_place(PlaceIndex place, int week) {
    struct Turn {
        bool asked;  ///< a lock asks for more of them
        std::int64_t weight;
        int oldest;
        NeedIndex need;
    };

    const std::vector<Shelf::iterator> goods = goods_in_order(place);
    if (goods.empty()) {
        return;
    }
    std::vector<Turn> turns;
    for (const NeedIndex need : needs_at_[place.value()]) {
        if (waiting_now(need, week) > 0) {
            const ProgrammeIndex programme = rules_.scenario[need].programme;
            turns.push_back({asked_for(need, place, week),
                             model::programme_weight_nano(rules_.scenario[programme]),
                             oldest_week(need, week),
                             need});
        }
    }
    std::ranges::sort(turns, {}, [](const Turn& turn) {
        return std::tuple(!turn.asked, -turn.weight, turn.oldest, turn.need);
    });
    for (const Turn& turn : turns) {
        serve_need(turn.need, place, week, goods);
    }
}

/// Goods at `place` that are not held yet: by use-by, earmarked before free.
std::vector<Shelf::iterator> HandServer::goods_in_order(PlaceIndex place) {
    std::vector<Shelf::iterator> goods;
    Shelf& shelf = book_.shelves[place.value()];
    for (auto entry = shelf.begin(); entry != shelf.end(); ++entry) {
        if (entry->second.free() > 0) {
            goods.push_back(entry);
        }
    }
    std::ranges::sort(goods, {}, [&](const Shelf::iterator& entry) {
        const auto& [batch, use_by] = entry->first;
        return std::tuple(use_by, !rules_.scenario[batch].earmark.exists(), batch);
    });
    return goods;
}

void HandServer::serve_need(NeedIndex need,
                            PlaceIndex place,
                            int week,
                            std::span<const Shelf::iterator> goods) {
    Attempt attempt{
        .need = need, .place = place, .week = week, .most = 0, .goods = goods, .legs = {}};
    const ProgrammeIndex programme = rules_.scenario[need].programme;
    for (std::size_t i = 0; i < goods.size();) {
        const ProductIndex product = rules_.scenario[goods[i]->first.first].product;
        attempt.course = rules_.service.course(programme, product);
        attempt.legs = {{.week = week, .entry = goods[i]}};
        attempt.most = attempt.course == nullptr ? 0 : waiting_now(need, week);
        if (attempt.most > 0 && suits(attempt, attempt.legs.front()) && extend(attempt, product)) {
            promise(attempt, persons_possible(attempt));
        } else {
            ++i;
        }
    }
}

/// Finds weeks and goods for the doses after those in `attempt.legs`, earliest first, so that at
/// least one person can be given all of them. Leaves `attempt.legs` complete if it succeeds.
bool HandServer::extend(Attempt& attempt, ProductIndex product) {
    const int given = static_cast<int>(attempt.legs.size());
    if (given == attempt.course->last()) {
        return persons_possible(attempt) > 0;
    }
    const model::Serves& next = (*attempt.course)[given + 1];
    const std::int64_t before = attempt.legs.back().week;
    const std::int64_t latest =
        std::min<std::int64_t>(rules_.calendar.weeks() - 1,
                               before + next.max_interval_weeks.value_or(rules_.calendar.weeks()));
    for (std::int64_t week = before + next.min_interval_weeks; week <= latest; ++week) {
        if (!rules_.calendar.open(attempt.place, static_cast<int>(week))) {
            continue;
        }
        for (const Shelf::iterator& entry : attempt.goods) {
            const Leg leg{.week = static_cast<int>(week), .entry = entry};
            if (rules_.scenario[entry->first.first].product != product || !suits(attempt, leg)) {
                continue;
            }
            attempt.legs.push_back(leg);
            if (extend(attempt, product)) {
                return true;
            }
            attempt.legs.pop_back();
        }
    }
    return false;
}

bool HandServer::suits(const Attempt& attempt, const Leg& leg) const {
    const auto& [batch, use_by] = leg.entry->first;
    const ProductIndex product = rules_.scenario[batch].product;
    return leg.entry->second.free() > 0 && rules_.goods.usable(use_by, leg.week) &&
           (leg.week == attempt.week || !rules_.goods.is_seats(batch)) &&
           !rules_.service.earmark_breach(batch, attempt.need, leg.week) &&
           !rules_.service.refusing_area(product, rules_.service.area_of(attempt.need), leg.week)
                .exists() &&
           !rules_.service.refusing_area(product, rules_.scenario[attempt.place].area, leg.week)
                .exists();
}

Int128 HandServer::persons_possible(const Attempt& attempt) const {
    Int128 possible = 0;
    Int128 too_many = absorption_room(attempt) + 1;
    while (too_many - possible > 1) {
        const Int128 middle = possible + (too_many - possible) / 2;
        (units_suffice(attempt, middle) ? possible : too_many) = middle;
    }
    return possible;
}

Int128 HandServer::absorption_room(const Attempt& attempt) const {
    std::map<std::pair<std::size_t, int>, int> doses;
    const ProgrammeIndex programme = rules_.scenario[attempt.need].programme;
    for (const Leg& leg : attempt.legs) {
        rules_.absorption.for_each(
            attempt.place, programme, leg.week, [&](std::size_t row) { ++doses[{row, leg.week}]; });
    }
    Int128 room = attempt.most;
    const Leg& last = attempt.legs.back();
    const ProductIndex product = rules_.scenario[last.entry->first.first].product;
    rules_.locks.for_each(attempt.need, attempt.place, product, last.week, [&](std::size_t lock) {
        if (rules_.locks.has_most(lock)) {
            room = std::min(room, std::max<Int128>(0, rules_.locks.at_most(lock) - counted_[lock]));
        }
    });
    for (const auto& [key, count] : doses) {
        room = std::min(room, absorption_left_[key.first][at(key.second)] / count);
    }
    return room;
}

HandServer::Opening HandServer::opening(const Attempt& attempt, std::size_t leg) {
    const auto& [batch, use_by] = attempt.legs[leg].entry->first;
    return {attempt.need, attempt.place, batch, use_by, static_cast<int>(leg) + 1};
}

/// Units to hold for `persons` more at this leg; what is left in opened units counts.
Int128 HandServer::units_more(const Attempt& attempt, std::size_t leg, Int128 persons) const {
    const auto found = opened_.find(opening(attempt, leg));
    const Int128 already = found == opened_.end() ? Int128{0} : found->second.promised;
    const model::Serves& serves = (*attempt.course)[static_cast<int>(leg) + 1];
    return units_opened(serves, already + persons) - units_opened(serves, already);
}

bool HandServer::units_suffice(const Attempt& attempt, Int128 persons) const {
    std::map<std::pair<BatchIndex, Day>, Int128> wanted;
    for (std::size_t leg = 0; leg < attempt.legs.size(); ++leg) {
        const auto& entry = *attempt.legs[leg].entry;
        wanted[entry.first] += units_more(attempt, leg, persons);
        if (wanted[entry.first] > entry.second.free()) {
            return false;
        }
    }
    for (const auto& [key, units] : wanted) {
        if (!shipments_can_spare(attempt, key.first, wanted)) {
            return false;
        }
    }
    return true;
}

/// Whether later stated shipments miss no more packs once `wanted` is held for services.
bool HandServer::shipments_can_spare(
    const Attempt& attempt,
    BatchIndex batch,
    const std::map<std::pair<BatchIndex, Day>, Int128>& wanted) const {
    if (!book_.departures->any(attempt.place, batch)) {
        return true;
    }
    const std::int64_t pack_units = rules_.goods.pack_units(batch);
    const Shelf& shelf = book_.shelves[attempt.place.value()];
    PacksByUseBy before = packs_on_shelf(shelf, batch, pack_units);
    PacksByUseBy after = before;
    for (const auto& [key, units] : wanted) {
        if (key.first == batch) {
            after[key.second] = (shelf.at(key).free() - units) / pack_units;
        }
    }
    return book_.departures->missing_after(attempt.place, batch, attempt.week, std::move(after)) <=
           book_.departures->missing_after(attempt.place, batch, attempt.week, std::move(before));
}

void HandServer::promise(const Attempt& attempt, Int128 persons) {
    const ProgrammeIndex programme = rules_.scenario[attempt.need].programme;
    for (std::size_t i = 0; i < attempt.legs.size(); ++i) {
        const Leg& leg = attempt.legs[i];
        leg.entry->second.held += units_more(attempt, i, persons);
        opened_[opening(attempt, i)].promised += persons;
        due_[at(leg.week)][opening(attempt, i)] += persons;
        rules_.absorption.for_each(attempt.place, programme, leg.week, [&](std::size_t row) {
            absorption_left_[row][at(leg.week)] -= persons;
        });
    }
    const Leg& last = attempt.legs.back();
    rules_.locks.for_each(attempt.need,
                          attempt.place,
                          rules_.scenario[last.entry->first.first].product,
                          last.week,
                          [&](std::size_t lock) { counted_[lock] += persons; });
    std::vector<std::int64_t>& unmet = unmet_[attempt.need.value()];
    Int128 left = persons;
    for (int week = oldest_week(attempt.need, attempt.week); left > 0; ++week) {
        const Int128 met = std::min<Int128>(left, unmet[at(week)]);
        unmet[at(week)] -= static_cast<std::int64_t>(met);
        left -= met;
    }
}

void HandServer::hand_over(int week) {
    for (const auto& [key, persons] : due_[at(week)]) {
        const auto& [need, place, batch, use_by, dose] = key;
        const Course& course =
            *rules_.service.course(rules_.scenario[need].programme, rules_.scenario[batch].product);
        Opened& opened = opened_[key];
        const Int128 units = units_opened(course[dose], opened.served + persons) -
                             units_opened(course[dose], opened.served);
        opened.served += persons;
        HandEntry& entry = book_.shelves[place.value()][{batch, use_by}];
        entry.take(units);
        entry.held -= units;
        services_.push_back({.need = need,
                             .place = place,
                             .batch = batch,
                             .use_by = use_by,
                             .dose = dose,
                             .week = week,
                             .persons = model::Persons(saturate(persons)),
                             .units = model::Units(saturate(units))});
        if (rules_.goods.is_seats(batch)) {
            opened_.erase(key);  // a seat that was not filled is not there next week
        }
    }
}

/// First week whose need may still be met in `week`.
int HandServer::oldest_week(NeedIndex need, int week) const {
    const model::Programme& programme = rules_.scenario[rules_.scenario[need].programme];
    int first = week;
    if (programme.waits) {
        first = programme.max_wait_weeks ? std::max(0, week - *programme.max_wait_weeks) : 0;
    }
    while (first < week && unmet_[need.value()][at(first)] == 0) {
        ++first;
    }
    return first;
}

bool HandServer::asked_for(NeedIndex need, PlaceIndex place, int week) const {
    return std::ranges::any_of(rules_.locks.of_need(need), [&](std::size_t lock) {
        const PlaceIndex there = rules_.scenario->locks[lock].place;
        return (!there.exists() || there == place) && rules_.locks.holds(lock, week) &&
               counted_[lock] < rules_.locks.at_least(lock);
    });
}

Int128 HandServer::waiting_now(NeedIndex need, int week) const {
    Int128 persons = 0;
    for (int since = oldest_week(need, week); since <= week; ++since) {
        persons += unmet_[need.value()][at(since)];
    }
    return persons;
}

std::vector<model::Service> HandServer::services() const {
    std::vector<model::Service> result = services_;
    std::ranges::sort(result);
    return result;
}

}  // namespace imdad::verify

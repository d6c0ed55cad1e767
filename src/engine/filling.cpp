#include "engine/filling.hpp"

#include <algorithm>
#include <limits>

namespace imdad::engine {

Filling::Filling(const Problem& problem)
    : problem_(problem),
      weeks_(static_cast<std::size_t>(problem.weeks)),
      rooms_(problem),
      sources_(problem),
      local_(problem, rooms_),
      search_(problem, rooms_, sources_),
      started_(problem.units.size() * weeks_, 0),
      served_(problem.units.size(), 0),
      lock_counts_(problem.locks.size(), 0),
      failed_(problem),
      sends_(problem.nodes.size(), false) {
    for (const Arc& arc : problem.arcs) {
        sends_[arc.from] = true;
    }
    earmarked_.resize(problem.products.size());
    for (Id s = 0; s < problem.supplies.size(); ++s) {
        const Lot& lot = problem.lots[problem.supplies[s].lot];
        if (lot.earmark != kNone) {
            earmarked_[lot.product].push_back(s);
        }
    }
    for (const AbsorptionRow& row : problem.absorption) {
        for (int t = 0; t < problem.weeks; ++t) {
            absorption_left_.push_back(has_week(row.weeks, t) ? row.persons_per_week : kUnlimited);
        }
    }
}

std::int64_t Filling::need_left(Id unit, int week) const {
    const int wait = problem_.programmes[problem_.units[unit].programme].max_wait;
    const std::int64_t* need = &problem_.need[unit * weeks_];
    const std::int64_t* started = &started_[unit * weeks_];
    const auto t = static_cast<std::size_t>(week);
    if (wait == 0) {
        return need[t] - started[t];
    }
    // Hall's condition: the starts of every run of weeks a..b that contains `week` fit into the
    // need that arose in a-wait..b. With sums from week 0 on, the row of (a, b) falls into a part
    // of a and a part of b, so each is sought alone. With unlimited waiting only a = 0 binds.
    const std::size_t last_a = wait >= problem_.weeks ? 0 : t;
    std::int64_t gone = 0;  // need that arose before a-wait
    std::int64_t open = 0;  // need less starts, before a and later up to b
    std::int64_t started_before = 0;
    std::int64_t most_gone = 0;  // over a: need that is gone, less the starts before a
    for (std::size_t a = 0; a < t; ++a) {
        open += need[a] - started[a];
        started_before += started[a];
        const std::size_t next = a + 1;
        if (next <= last_a) {
            gone += next > static_cast<std::size_t>(wait)
                        ? need[next - 1 - static_cast<std::size_t>(wait)]
                        : 0;
            most_gone = std::max(most_gone, gone - started_before);
        }
    }
    std::int64_t least_open = std::numeric_limits<std::int64_t>::max();
    for (std::size_t b = t; b < weeks_; ++b) {
        open += need[b] - started[b];
        least_open = std::min(least_open, open);
    }
    return least_open - most_gone;
}

void Filling::add_started(Id unit, int week, std::int64_t persons) {
    started_[unit * weeks_ + static_cast<std::size_t>(week)] += persons;
    served_[unit] += persons;
}

std::int64_t Filling::absorbable(const Attempt& attempt, int week) const {
    std::int64_t most = kUnlimited;
    const Id programme = problem_.units[attempt.unit].programme;
    for (const Id row : problem_.nodes[attempt.place].absorption) {
        if (problem_.absorption[row].programmes[programme]) {
            most = std::min(most, absorption_left_[row * weeks_ + static_cast<std::size_t>(week)]);
        }
    }
    return most;
}

std::int64_t Filling::unlocked(const Attempt& attempt, Id dose, int week) const {
    std::int64_t most = kUnlimited;
    if (!problem_.is_locked(attempt.unit)) {
        return most;
    }
    const Option& option = option_of(attempt);
    if (dose + 1 == option.doses.size()) {
        problem_.each_lock(attempt.unit, attempt.place, option.product, week, [&](Id lock) {
            most = std::min(most, problem_.locks[lock].at_most - lock_counts_[lock]);
        });
    }
    return most;
}

std::int64_t Filling::serve_for(
    Id lock, Id unit, std::size_t place, Id option, int week, std::int64_t want) {
    const Attempt attempt = attempt_of(unit, place, option);
    if (!has_week(problem_.nodes[attempt.place].serves, week)) {
        return 0;
    }
    const auto& [product, doses] = option_of(attempt);
    const bool makes_room =
        local_.holds_more(attempt.place, product) && rooms_.tight(attempt.place, product);
    // Who is served without being counted is taken back: with several doses, the last one may
    // fall into another week than the lock's.
    for (std::int64_t wanted = want; wanted > 0; wanted /= 2) {
        const std::int64_t before = lock_counts_[lock];
        const std::int64_t persons = doses.size() == 1 ? run(attempt, week, wanted, true)
                                                       : run_series(attempt, week, wanted);
        if (persons > 0 && lock_counts_[lock] - before == persons &&
            rooms_.node_holds(attempt.place, product)) {
            journal_.clear();
            if (makes_room) {
                failed_.freed(attempt.place);
            }
            return persons;
        }
        roll_back(0);
        if (persons == 0) {
            return 0;
        }
        wanted = std::min(wanted, persons);
    }
    return 0;
}

std::int64_t Filling::serve(Id unit, int week, std::int64_t want, bool only_this_week) {
    constexpr unsigned kAskEvery = 256;
    if (stop_ && ++calls_ % kAskEvery == 0 && stop_()) {
        throw Stopped();
    }
    std::int64_t total = 0;
    const NeedUnit& need_unit = problem_.units[unit];
    const auto option_count =
        static_cast<Id>(problem_.programmes[need_unit.programme].options.size());
    for (std::size_t place = 0; place < need_unit.places.size() && total < want; ++place) {
        for (Id option = 0; option < option_count && total < want; ++option) {
            total += serve_at(attempt_of(unit, place, option), week, want - total, only_this_week);
        }
    }
    return total;
}

Filling::Attempt Filling::attempt_of(Id unit, std::size_t place, Id option) const {
    return {.unit = unit,
            .place = problem_.units[unit].places[place],
            .option = option,
            .slot = failed_.slot(unit, place, option)};
}

bool Filling::can_serve(Id unit, int week) {
    const NeedUnit& need_unit = problem_.units[unit];
    const auto option_count =
        static_cast<Id>(problem_.programmes[need_unit.programme].options.size());
    for (std::size_t place = 0; place < need_unit.places.size(); ++place) {
        for (Id option = 0; option < option_count; ++option) {
            const Attempt attempt = attempt_of(unit, place, option);
            const auto& [product, doses] = option_of(attempt);
            const std::int64_t persons =
                doses.size() == 1 ? run(attempt, week, 1, true) : run_series(attempt, week, 1);
            const bool holds = persons > 0 && rooms_.node_holds(attempt.place, product);
            roll_back(0);
            if (holds) {
                return true;
            }
        }
    }
    return false;
}

std::int64_t Filling::serve_at(const Attempt& attempt,
                               int week,
                               std::int64_t want,
                               bool only_this_week) {
    if (!has_week(problem_.nodes[attempt.place].serves, week)) {
        return 0;
    }
    const Option& option = option_of(attempt);
    // Whether using what lies here may make room for something that found none before.
    const bool makes_room = local_.holds_more(attempt.place, option.product) &&
                            rooms_.tight(attempt.place, option.product);
    // Packs stay at the place until they are used, so whether they fit is known only after serving:
    // try, look, and try with less.
    for (std::int64_t wanted = want; wanted > 0; wanted /= 2) {
        const std::size_t mark = journal_.size();
        const std::int64_t persons = option.doses.size() == 1
                                         ? run(attempt, week, wanted, only_this_week)
                                         : run_series(attempt, week, wanted);
        if (persons > 0 && rooms_.node_holds(attempt.place, option.product)) {
            journal_.clear();
            if (makes_room) {
                failed_.freed(attempt.place);
            }
            return persons;
        }
        roll_back(mark);
        if (persons == 0) {
            return 0;
        }
        wanted = std::min(wanted, persons);
    }
    return 0;
}

std::int64_t Filling::run(const Attempt& attempt,
                          int week,
                          std::int64_t want,
                          bool only_this_week) {
    std::int64_t ahead = 0;
    for (int t = week; t < (only_this_week ? week + 1 : problem_.weeks) && ahead < want; ++t) {
        const std::int64_t open = problem_.need_at(attempt.unit, t) -
                                  started_[attempt.unit * weeks_ + static_cast<std::size_t>(t)];
        ahead += std::max<std::int64_t>(0, std::min(open, unlocked(attempt, 0, t)));
    }
    if (absorbable(attempt, week) <= 0 || unlocked(attempt, 0, week) <= 0) {
        return 0;
    }
    std::int64_t now = std::min({want, need_left(attempt.unit, week), unlocked(attempt, 0, week)});
    if (now <= 0) {
        return 0;
    }
    std::int64_t total = give(attempt, 0, week, now, std::max(now, std::min(ahead, want)));
    if (total == 0) {
        return 0;
    }
    add_started(attempt.unit, week, total);
    journal_.push_back({.change = Change::start, .a = attempt.unit, .from = week, .amount = total});
    const Id product = option_of(attempt).product;
    const int last = only_this_week ? week : problem_.weeks - 1;
    for (int t = week + 1; t <= last && total < want && local_.holds_more(attempt.place, product);
         ++t) {
        if (!has_week(problem_.nodes[attempt.place].serves, t) || absorbable(attempt, t) <= 0 ||
            unlocked(attempt, 0, t) <= 0) {
            continue;
        }
        now = std::min(want - total, need_left(attempt.unit, t));
        const std::int64_t given = now > 0 ? give(attempt, 0, t, now, 0) : 0;
        if (given > 0) {
            add_started(attempt.unit, t, given);
            journal_.push_back(
                {.change = Change::start, .a = attempt.unit, .from = t, .amount = given});
            total += given;
        }
    }
    return total;
}

std::int64_t Filling::run_series(const Attempt& attempt, int week, std::int64_t want) {
    const auto& doses = option_of(attempt).doses;
    std::int64_t wanted = std::min(want, need_left(attempt.unit, week));
    // Every person who is started is completed: if a later dose cannot be given to all of them,
    // start again with as many as it could.
    while (wanted > 0) {
        const std::size_t mark = journal_.size();
        std::vector<Cohort> cohorts = {{week, give(attempt, 0, week, wanted, wanted)}};
        std::int64_t persons = cohorts.front().persons;
        for (Id dose = 1; dose < doses.size() && persons > 0; ++dose) {
            std::vector<Cohort> next;
            std::int64_t given_to = 0;
            for (const Cohort& cohort : cohorts) {
                std::int64_t left = cohort.persons;
                const int last =
                    std::min(problem_.weeks - 1, cohort.week + doses[dose].max_interval);
                for (int t = cohort.week + doses[dose].min_interval; t <= last && left > 0; ++t) {
                    const std::int64_t given = give(attempt, dose, t, left, left);
                    if (given > 0) {
                        next.push_back({t, given});
                        left -= given;
                        given_to += given;
                    }
                }
            }
            cohorts = std::move(next);
            if (given_to < persons) {
                roll_back(mark);
                wanted = given_to;
                persons = -1;
                break;
            }
        }
        if (persons >= 0) {
            if (persons > 0) {
                add_started(attempt.unit, week, persons);
                journal_.push_back(
                    {.change = Change::start, .a = attempt.unit, .from = week, .amount = persons});
            }
            return persons;
        }
    }
    return doses.size() > 2 && start_one(attempt, week) ? 1 : 0;
}

/// The earliest week of a middle dose may be the wrong one for the next. For one person all ways
/// are tried.
bool Filling::start_one(const Attempt& attempt, int week) {
    if (need_left(attempt.unit, week) <= 0) {
        return false;
    }
    std::vector<WeekMask> failed(option_of(attempt).doses.size(), 0);
    if (!give_from_dose(attempt, 0, week, failed)) {
        return false;
    }
    add_started(attempt.unit, week, 1);
    journal_.push_back({.change = Change::start, .a = attempt.unit, .from = week, .amount = 1});
    return true;
}

/// Gives one person this dose in `week` and all later ones in some weeks, or nothing. `failed`
/// holds by dose the weeks that led nowhere.
bool Filling::give_from_dose(const Attempt& attempt,
                             Id dose,
                             int week,
                             std::vector<WeekMask>& failed) {
    if (has_week(failed[dose], week)) {
        return false;
    }
    const std::size_t mark = journal_.size();
    if (give(attempt, dose, week, 1, 1) == 1) {
        const auto& doses = option_of(attempt).doses;
        if (dose + 1 == doses.size()) {
            return true;
        }
        const Dose& next = doses[dose + 1];
        const int last = std::min(problem_.weeks - 1, week + next.max_interval);
        for (int t = week + next.min_interval; t <= last; ++t) {
            if (give_from_dose(attempt, dose + 1, t, failed)) {
                return true;
            }
        }
    }
    roll_back(mark);
    failed[dose] |= week_bit(week);
    return false;
}

std::int64_t Filling::give(
    const Attempt& attempt, Id dose, int week, std::int64_t persons, std::int64_t bring_for) {
    if (!has_week(problem_.nodes[attempt.place].serves, week)) {
        return 0;
    }
    const auto& [product, doses] = option_of(attempt);
    const std::int64_t wanted =
        std::min({persons, absorbable(attempt, week), unlocked(attempt, dose, week)});
    std::int64_t given = 0;
    // An empty book may still serve a unit that has opened its last item and not used it up.
    const bool rests = doses[dose].units_numerator < doses[dose].units_denominator;
    for (const Id book : local_.books_at(attempt.place, product)) {
        if (given >= wanted) {
            break;
        }
        if (rests || local_.left(book) > 0) {
            given += give_from(attempt, book, dose, week, wanted - given);
        }
    }
    std::size_t mark = journal_.size();
    while (given < wanted && bring_for > given) {
        const Id book = bring(attempt, dose, week, bring_for - given);
        if (book == kNone) {
            break;
        }
        const std::int64_t more = give_from(attempt, book, dose, week, wanted - given);
        if (more > 0) {
            given += more;
            mark = journal_.size();
        }
    }
    if (journal_.size() > mark) {
        roll_back(mark);  // packs came, but too few for one person
    }
    return given;
}

std::int64_t Filling::give_from(
    const Attempt& attempt, Id book, Id dose, int week, std::int64_t persons) {
    const Book& stock = local_[book];
    if (!local_.usable(stock, week) ||
        !has_week(problem_.allowed(stock.lot, attempt.unit, attempt.place), week)) {
        return 0;
    }
    const bool empty = local_.end(book, week) <= 0;
    const Id record = local_.record(attempt.unit, book, attempt.option, dose, !empty);
    if (record == kNone) {
        return 0;
    }
    const std::int64_t given = std::min(persons, local_.servable(record, week));
    if (given <= 0) {
        return 0;
    }
    local_.serve(record, week, given);
    journal_.push_back({.change = Change::service, .a = record, .from = week, .amount = given});
    const Id programme = problem_.units[attempt.unit].programme;
    for (const Id row : problem_.nodes[attempt.place].absorption) {
        if (problem_.absorption[row].programmes[programme]) {
            absorption_left_[row * weeks_ + static_cast<std::size_t>(week)] -= given;
            journal_.push_back(
                {.change = Change::absorption, .a = row, .from = week, .amount = given});
        }
    }
    const Option& option = option_of(attempt);
    if (dose + 1 == option.doses.size()) {
        problem_.each_lock(attempt.unit, attempt.place, option.product, week, [&](Id lock) {
            lock_counts_[lock] += given;
            journal_.push_back({.change = Change::lock, .a = lock, .amount = given});
        });
    }
    return given;
}

bool Filling::has_earmarked_goods(Id unit) const {
    const NeedUnit& need_unit = problem_.units[unit];
    return std::ranges::any_of(
        problem_.programmes[need_unit.programme].options, [&](const Option& option) {
            return std::ranges::any_of(earmarked_[option.product], [&](Id s) {
                return sources_.supply(s) > 0 &&
                       std::ranges::any_of(need_unit.places, [&](Id place) {
                           return problem_.allowed(problem_.supplies[s].lot, unit, place) != 0;
                       });
            });
        });
}

bool Filling::any_earmarked_left(const Attempt& attempt, Id product, int week) const {
    return std::ranges::any_of(earmarked_[product], [&](Id s) {
        const Supply& supply = problem_.supplies[s];
        return sources_.supply(s) > 0 && supply.week <= week &&
               has_week(problem_.allowed(supply.lot, attempt.unit, attempt.place), week);
    });
}

Id Filling::bring(const Attempt& attempt, Id dose, int week, std::int64_t persons) {
    const Option& option = option_of(attempt);
    const Id product = option.product;
    if (sources_.of_product(product) == 0 || failed_.none_for_place(attempt.place, product, week) ||
        failed_.none_for_unit(attempt.slot, attempt.place, week, earmarked_only_) ||
        (earmarked_only_ && !any_earmarked_left(attempt, product, week))) {
        return kNone;
    }
    const RouteQuery query{attempt.place, product, week, attempt.unit};
    const auto route = search_.find(query);
    if (!route) {
        // Only what was true before this attempt is remembered: its own packs may be taken back.
        if (journal_.empty()) {
            remember_failure(attempt, query);
        }
        return kNone;
    }
    const std::int64_t pack_units = problem_.products[product].pack_units;
    const std::int64_t wanted =
        (units_for(option.doses[dose], persons) + pack_units - 1) / pack_units;
    const std::int64_t packs = fitting_packs(product, *route, week, wanted);
    if (packs == 0) {
        return kNone;
    }
    const std::int64_t arrived = send(product, *route, packs);
    const Id book =
        local_.book(attempt.place, route->source.lot, route->use_by_day, route->arrival_week);
    local_.arrive(book, route->arrival_week, arrived * pack_units);
    journal_.push_back({.change = Change::arrival,
                        .a = book,
                        .from = route->arrival_week,
                        .amount = arrived * pack_units});
    return book;
}

void Filling::remember_failure(const Attempt& attempt, RouteQuery query) {
    const bool whoever = search_.saw_nothing();
    if (whoever) {
        query.unit = kNone;
    }
    const WeekMask failed = ~search_.weeks_served(query) | week_bit(query.week);
    if (whoever) {
        failed_.remember_for_place(query.place, query.product, failed);
    } else {
        failed_.remember_for_unit(attempt.slot, query.place, failed, earmarked_only_);
    }
}

void Filling::fill_closing_stock() {
    for (const auto& target : problem_.closing) {
        const std::int64_t pack_units = problem_.products[target.product].pack_units;
        std::int64_t held = local_.closing_units(target.node, target.product);
        for (const Id depot : sources_.depots_at(target.node, target.product)) {
            if (last_usable_week(sources_.depot(depot).use_by_day) >= problem_.weeks - 1) {
                held += sources_.depot(depot).packs *
                        pack_units;  // rests of cartons that lie here anyway
            }
        }
        while (held < target.units && sources_.of_product(target.product) > 0) {
            const int last = problem_.weeks - 1;
            const auto route = search_.find({target.node, target.product, last, kNone});
            if (!route) {
                break;
            }
            const std::int64_t wanted = (target.units - held + pack_units - 1) / pack_units;
            const std::int64_t packs = fitting_packs(target.product, *route, last, wanted);
            if (packs == 0) {
                break;
            }
            const std::int64_t arrived = send(target.product, *route, packs);
            take_node(target.node, target.product, route->arrival_week, last, arrived);
            held += arrived * pack_units;
        }
        journal_.clear();
    }
}

}  // namespace imdad::engine

/// The moves of `Filling` that touch the network: whether packs fit on a route, sending them, and
/// taking moves back.

#include "base/assert.hpp"
#include "engine/filling.hpp"

#include <algorithm>

namespace imdad::engine {

namespace {

bool covers(WeekMask mask, int from, int to) {
    const WeekMask wanted = week_range(from, to);
    return (mask & wanted) == wanted;
}

}  // namespace

bool Filling::fits(Id product, const Route& route, int use_week, std::int64_t packs) {
    std::vector<std::int64_t>& by_step = by_step_;
    packs_by_step(problem_, product, route, packs, by_step);
    const std::int64_t held = route.source.depot != kNone ? sources_.depot(route.source.depot).packs
                                                          : sources_.supply(route.source.supply);
    if (held < by_step.front()) {
        return false;
    }
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        const RouteStep& step = route.steps[i];
        if (!has_week(rooms_.arc_fits(step.arc, product, by_step[i]), step.week)) {
            return false;
        }
        if (i == 0 && route.source.depot != kNone) {
            continue;
        }
        const Id node = problem_.arcs[step.arc].from;
        const std::int64_t came = i == 0 ? by_step[0] : by_step[i - 1];
        if (!covers(rooms_.node_fits(node, product, came), step.stored_from, step.week) ||
            (came > by_step[i] && !covers(rooms_.node_fits(node, product, came - by_step[i]),
                                          step.week + 1,
                                          problem_.weeks - 1))) {
            return false;
        }
    }
    const Id place = route.steps.empty() ? problem_.supplies[route.source.supply].node
                                         : problem_.arcs[route.steps.back().arc].to;
    return covers(rooms_.node_fits(place, product, by_step.back()), route.arrival_week, use_week);
}

std::int64_t Filling::fitting_packs(Id product,
                                    const Route& route,
                                    int use_week,
                                    std::int64_t packs) {
    if (fits(product, route, use_week, packs)) {
        return packs;
    }
    std::int64_t fitting = 0;
    std::int64_t too_many = packs;
    while (too_many - fitting > 1) {
        const std::int64_t middle = fitting + (too_many - fitting) / 2;
        (fits(product, route, use_week, middle) ? fitting : too_many) = middle;
    }
    return fitting;
}

std::int64_t Filling::follow(const Route& route, int use_week, std::int64_t packs) {
    const Id product = problem_.lots[route.source.lot].product;
    const std::int64_t fitting = fitting_packs(product, route, use_week, packs);
    if (fitting == 0) {
        return 0;
    }
    const Id place = route.steps.empty() ? problem_.supplies[route.source.supply].node
                                         : problem_.arcs[route.steps.back().arc].to;
    const std::int64_t arrived = send(product, route, fitting);
    const std::int64_t units = arrived * problem_.products[product].pack_units;
    const Id book = local_.book(place, route.source.lot, route.use_by_day, route.arrival_week);
    local_.arrive(book, route.arrival_week, units);
    journal_.push_back(
        {.change = Change::arrival, .a = book, .from = route.arrival_week, .amount = units});
    if (!rooms_.node_holds(place, product)) {
        roll_back(0);
        return 0;
    }
    journal_.clear();
    return arrived;
}

std::int64_t Filling::serve_from_stock(
    Id unit, std::size_t place, Id option, int week, std::int64_t want) {
    const Attempt attempt = attempt_of(unit, place, option);
    const std::int64_t wanted = std::min(want, need_left(unit, week));
    const std::int64_t given = wanted > 0 ? give(attempt, 0, week, wanted, 0) : 0;
    if (given > 0) {
        add_started(unit, week, given);
        failed_.freed(attempt.place);
    }
    journal_.clear();
    return given;
}

std::int64_t Filling::send(Id product, const Route& route, std::int64_t packs) {
    std::vector<std::int64_t>& by_step = by_step_;
    packs_by_step(problem_, product, route, packs, by_step);
    const int last_week = problem_.weeks - 1;
    const bool storable = problem_.products[product].storable;
    const Id lot = route.source.lot;
    if (route.source.depot != kNone) {
        const Depot& depot = sources_.depot(route.source.depot);
        // The packs have their room to the end of the horizon; they need it only until they leave.
        take_node(depot.node, product, route.steps.front().week + 1, last_week, -by_step.front());
        sources_.change(route.source.depot, -by_step.front());
        failed_.freed(depot.node);
        journal_.push_back(
            {.change = Change::depot, .a = route.source.depot, .amount = by_step.front()});
    } else {
        sources_.start(route.source.supply, by_step.front());
        journal_.push_back(
            {.change = Change::supply, .a = route.source.supply, .amount = by_step.front()});
    }
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        const RouteStep& step = route.steps[i];
        const Id node = problem_.arcs[step.arc].from;
        const std::int64_t came = i == 0 ? by_step[0] : by_step[i - 1];
        if (i > 0 || route.source.depot == kNone) {
            take_node(node, product, step.stored_from, step.week, came);
        }
        if (came > by_step[i] && storable) {
            take_node(node, product, step.week + 1, last_week, came - by_step[i]);
            const Id depot = sources_.add({.node = node,
                                           .lot = lot,
                                           .week = step.stored_from,
                                           .use_by_day = step.use_by_day,
                                           .packs = came - by_step[i]});
            failed_.freed(node);
            journal_.push_back({.change = Change::depot, .a = depot, .amount = by_step[i] - came});
        }
        take_arc(step.arc, product, step.week, by_step[i]);
        departures_.push_back({step.arc, lot, step.use_by_day, step.week, by_step[i]});
        journal_.push_back({.change = Change::departure});
    }
    return by_step.back();
}

void Filling::take_arc(Id arc, Id product, int week, std::int64_t packs) {
    rooms_.take_arc(arc, product, week, packs);
    journal_.push_back(
        {.change = Change::arc, .a = arc, .b = product, .from = week, .amount = packs});
}

void Filling::take_node(Id node, Id product, int from, int to, std::int64_t packs) {
    rooms_.take_node(node, product, from, to, packs, packs * problem_.products[product].pack_units);
    journal_.push_back(
        {.change = Change::node, .a = node, .b = product, .from = from, .to = to, .amount = packs});
}

void Filling::roll_back(std::size_t mark) {
    while (journal_.size() > mark) {
        const Undo undo = journal_.back();
        journal_.pop_back();
        switch (undo.change) {
            case Change::supply:
                sources_.start(undo.a, -undo.amount);
                break;
            case Change::depot:
                sources_.change(undo.a, undo.amount);
                break;
            case Change::arc:
                rooms_.take_arc(undo.a, undo.b, undo.from, -undo.amount);
                break;
            case Change::node:
                rooms_.take_node(undo.a,
                                 undo.b,
                                 undo.from,
                                 undo.to,
                                 -undo.amount,
                                 -undo.amount * problem_.products[undo.b].pack_units);
                break;
            case Change::arrival:
                local_.arrive(undo.a, undo.from, -undo.amount);
                break;
            case Change::start:
                add_started(undo.a, undo.from, -undo.amount);
                break;
            case Change::service:
                local_.serve(undo.a, undo.from, -undo.amount);
                break;
            case Change::absorption:
                absorption_left_[undo.a * weeks_ + static_cast<std::size_t>(undo.from)] +=
                    undo.amount;
                break;
            case Change::departure:
                departures_.pop_back();
                break;
            case Change::lock:
                lock_counts_[undo.a] -= undo.amount;
                break;
        }
    }
}

}  // namespace imdad::engine

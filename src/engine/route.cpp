#include "engine/route.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <tuple>

namespace imdad::engine {

namespace {

std::int64_t round_up(std::int64_t value, std::int64_t multiple) {
    return (value + multiple - 1) / multiple * multiple;
}

/// Earliest week of arrival at a level with `max_days`, if the goods are to be usable in `week`.
int earliest_arrival(int max_days, int week) {
    if (max_days >= kNever) {
        return 0;
    }
    const int days = max_days - 6;
    const int weeks = days >= 0 ? days / 7 : -1;
    return std::max(0, week - weeks);
}

}  // namespace

RouteSearch::RouteSearch(const Problem& problem, const Rooms& rooms, const Sources& sources)
    : problem_(problem), rooms_(rooms), sources_(sources), dated_(problem.products.size(), false) {
    for (const Lot& lot : problem.lots) {
        if (lot.last_arrival_week < kWeeksMax) {
            dated_[lot.product] = true;
        }
    }
}

/// A quick no, before any room is looked at: on open ways, is anything there soon enough?
bool RouteSearch::any_source_in_time(const RouteQuery& query) const {
    const Upstream& up = problem_.upstream[query.place];
    for (std::size_t i = 0; i < up.nodes.size(); ++i) {
        if (sources_.at(up.nodes[i], query.product) == 0) {
            continue;
        }
        const int latest = query.week - up.lead_weeks[i];
        for (const Id s : problem_.supplies_at[problem_.pair(up.nodes[i], query.product)]) {
            if (sources_.supply(s) > 0 && problem_.supplies[s].week <= latest) {
                return true;
            }
        }
        for (const Id d : sources_.depots_at(up.nodes[i], query.product)) {
            if (sources_.depot(d).packs > 0 && sources_.depot(d).week <= latest) {
                return true;
            }
        }
    }
    return false;
}

void RouteSearch::reach(const RouteQuery& query, int arrival_limit) {
    const Upstream& up = problem_.upstream[query.place];
    const Product& goods = problem_.products[query.product];
    if (reach_.size() < up.nodes.size()) {
        reach_.resize(up.nodes.size());
    }
    for (std::size_t i = 0; i < up.nodes.size(); ++i) {
        const Packing& packing = problem_.packing(query.product, up.nodes[i]);
        RouteReach& here = reach_[i];
        here.leave = i == 0 ? week_bit(query.week) : 0;
        here.packs = 1;
        here.links.assign(up.links[i].size(), 0);
        for (std::size_t k = 0; k < up.links[i].size(); ++k) {
            const auto [arc_id, to] = up.links[i][k];
            const Arc& arc = problem_.arcs[arc_id];
            WeekMask arrivals = reach_[to].arrive;
            if (to == 0) {
                arrivals &= week_range(0, arrival_limit);
            }
            if (arrivals == 0) {
                continue;
            }
            const std::int64_t packs = round_up(reach_[to].packs, packing.ship_multiple);
            here.links[k] = (arrivals >> arc.lead_weeks) & arc.departs &
                            rooms_.arc_fits(arc_id, query.product, packs);
            if (here.links[k] != 0) {
                here.leave |= here.links[k];
                here.packs = std::max(here.packs, packs);
            }
        }
        here.arrive = 0;
        if (here.leave == 0) {
            continue;
        }
        here.open = rooms_.node_fits(up.nodes[i], query.product, here.packs);
        here.arrive =
            goods.storable ? flood_earlier(here.leave, here.open) : here.leave & here.open;
        here.arrive &=
            week_range(earliest_arrival(packing.max_days, query.week), problem_.weeks - 1);
    }
}

void RouteSearch::collect_limits(const RouteQuery& query) {
    limits_.clear();
    if (!dated_[query.product]) {
        return;
    }
    const Upstream& up = problem_.upstream[query.place];
    for (std::size_t i = 1; i < up.nodes.size(); ++i) {
        const auto note = [&](Id lot) {
            const int last = problem_.lots[lot].last_arrival_week;
            if (last >= 0 && last < query.week) {
                limits_.push_back(last);
            }
        };
        for (const Id s : problem_.supplies_at[problem_.pair(up.nodes[i], query.product)]) {
            if (sources_.supply(s) > 0) {
                note(problem_.supplies[s].lot);
            }
        }
        for (const Id d : sources_.depots_at(up.nodes[i], query.product)) {
            if (sources_.depot(d).packs > 0) {
                note(sources_.depot(d).lot);
            }
        }
    }
    std::ranges::sort(limits_);
    limits_.erase(std::ranges::unique(limits_).begin(), limits_.end());
}

std::optional<RouteSource> RouteSearch::choose(const RouteQuery& query,
                                               int arrival_floor,
                                               int arrival_ceiling) {
    const Upstream& up = problem_.upstream[query.place];
    std::optional<RouteSource> best;
    std::tuple<bool, int, bool, std::uint32_t> best_key;
    const auto offer = [&](const RouteSource& source) {
        const Lot& lot = problem_.lots[source.lot];
        if (last_usable_week(source.use_by_day) < query.week ||
            (source.position > 0 &&
             (lot.last_arrival_week < arrival_floor || lot.last_arrival_week > arrival_ceiling))) {
            return;
        }
        saw_nothing_ = false;
        if (earmarked_only_ && lot.earmark == kNone) {
            return;
        }
        if (query.unit != kNone &&
            !has_week(problem_.allowed(source.lot, query.unit, query.place), query.week)) {
            return;
        }
        const std::tuple key(
            lot.earmark == kNone, source.use_by_day, source.depot == kNone, source.position);
        if (!best || key < best_key) {
            best = source;
            best_key = key;
        }
    };
    for (std::uint32_t i = 0; i < up.nodes.size(); ++i) {
        const RouteReach& here = reach_[i];
        if (here.leave == 0 || sources_.at(up.nodes[i], query.product) == 0) {
            continue;
        }
        const int max_days = problem_.packing(query.product, up.nodes[i]).max_days;
        for (const Id s : problem_.supplies_at[problem_.pair(up.nodes[i], query.product)]) {
            const Supply& supply = problem_.supplies[s];
            if (sources_.supply(s) >= here.packs && has_week(here.arrive, supply.week)) {
                offer({.supply = s,
                       .position = i,
                       .lot = supply.lot,
                       .week = supply.week,
                       .use_by_day = use_by_after(
                           problem_.lots[supply.lot].expiry_day, max_days, supply.week)});
            }
        }
        for (const Id d : sources_.depots_at(up.nodes[i], query.product)) {
            const Depot& depot = sources_.depot(d);
            if (i > 0 && depot.packs >= here.packs &&
                (here.leave & week_range(depot.week, problem_.weeks - 1)) != 0) {
                offer({.depot = d,
                       .position = i,
                       .lot = depot.lot,
                       .week = depot.week,
                       .use_by_day = depot.use_by_day});
            }
        }
    }
    return best;
}

Route RouteSearch::walk(const RouteQuery& query, const RouteSource& source) const {
    const Upstream& up = problem_.upstream[query.place];
    const bool storable = problem_.products[query.product].storable;
    Route route;
    route.source = source;
    std::uint32_t position = source.position;
    int week = source.week;
    int use_by = source.use_by_day;
    bool reserved = source.depot != kNone;  // a depot's room is taken already
    while (position != 0) {
        const RouteReach& here = reach_[position];
        int last = storable ? problem_.weeks - 1 : week;
        if (!reserved && storable) {
            const WeekMask closed = ~here.open & week_range(week, problem_.weeks - 1);
            if (closed != 0) {
                last = earliest_week(closed) - 1;
            }
        }
        const WeekMask departures = here.leave & week_range(week, last);
        IMDAD_ASSERT(departures != 0, "a reachable node has a departure");
        const int departure = latest_week(departures);
        std::size_t k = 0;
        while (!has_week(here.links[k], departure)) {
            ++k;
        }
        const auto [arc_id, to] = up.links[position][k];
        route.steps.push_back(
            {.arc = arc_id, .week = departure, .use_by_day = use_by, .stored_from = week});
        week = departure + problem_.arcs[arc_id].lead_weeks;
        position = to;
        use_by = use_by_after(use_by, problem_.packing(query.product, up.nodes[to]).max_days, week);
        reserved = false;
    }
    route.arrival_week = week;
    route.use_by_day = use_by;
    return route;
}

std::optional<Route> RouteSearch::find(const RouteQuery& query) {
    saw_nothing_ = true;
    if (!any_source_in_time(query)) {
        return std::nullopt;
    }
    collect_limits(query);
    // Goods that must arrive early to keep enough shelf life are tried first, shortest life first.
    for (const int limit : limits_) {
        reach(query, limit);
        if (const auto source = choose(query, limit, limit)) {
            return walk(query, *source);
        }
    }
    reach(query, problem_.weeks - 1);
    if (const auto source = choose(query, query.week, kWeeksMax)) {
        return walk(query, *source);
    }
    return std::nullopt;
}

void packs_by_step(const Problem& problem,
                   Id product,
                   const Route& route,
                   std::int64_t packs,
                   std::vector<std::int64_t>& result) {
    result.assign(route.steps.size() + 1, packs);
    for (std::size_t i = route.steps.size(); i-- > 0;) {
        const Packing& packing = problem.packing(product, problem.arcs[route.steps[i].arc].from);
        result[i] = round_up(result[i + 1], packing.ship_multiple);
    }
    if (!route.steps.empty()) {
        result.back() = result[route.steps.size() - 1];
    }
}

}  // namespace imdad::engine

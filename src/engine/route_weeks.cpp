/// RouteSearch::weeks_served: the same network as `find`, but forwards and for all weeks at once.
/// After one search has failed, it tells in one go for which other weeks a search would fail as
/// well.

#include "engine/route.hpp"

namespace imdad::engine {

/// True if the unit of the query, in some week, and the present restriction allow the lot.
bool RouteSearch::may_have(const RouteQuery& query, Id lot) const {
    if (query.unit == kNone) {
        return true;
    }
    return (!earmarked_only_ || problem_.lots[lot].earmark != kNone) &&
           problem_.allowed(lot, query.unit, query.place) != 0;
}

WeekMask RouteSearch::weeks_served(const RouteQuery& query) {
    const Upstream& up = problem_.upstream[query.place];
    const bool storable = problem_.products[query.product].storable;
    const WeekMask horizon = week_range(0, problem_.weeks - 1);
    coming_.assign(up.nodes.size(), 0);
    for (std::size_t i = up.nodes.size(); i-- > 0;) {
        const Id node = up.nodes[i];
        WeekMask reserved = 0;  // weeks in which packs lie here whose room is taken already
        if (sources_.at(node, query.product) > 0) {
            for (const Id s : problem_.supplies_at[problem_.pair(node, query.product)]) {
                const Supply& supply = problem_.supplies[s];
                if (sources_.supply(s) > 0 && may_have(query, supply.lot)) {
                    coming_[i] |= week_bit(supply.week);
                }
            }
            for (const Id d : sources_.depots_at(node, query.product)) {
                const Depot& depot = sources_.depot(d);
                if (depot.packs > 0 && may_have(query, depot.lot)) {
                    reserved |= week_range(depot.week, problem_.weeks - 1);
                }
            }
        }
        WeekMask here = 0;
        if (coming_[i] != 0) {
            const WeekMask open = rooms_.node_fits(node, query.product, 1);
            here = storable ? flood_later(coming_[i], open) : coming_[i] & open;
        }
        if (i == 0) {
            return here;
        }
        here |= reserved;
        for (const auto [arc_id, to] : up.links[i]) {
            const Arc& arc = problem_.arcs[arc_id];
            const WeekMask leaving = here & arc.departs;
            if (leaving != 0) {
                coming_[to] |=
                    ((leaving & rooms_.arc_fits(arc_id, query.product, 1)) << arc.lead_weeks) &
                    horizon;
            }
        }
    }
    return 0;
}

}  // namespace imdad::engine

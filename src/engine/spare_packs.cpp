/// The end of `Filling`: packs that nobody counts on where they lie may still help somebody else.

#include "engine/filling.hpp"

#include <algorithm>
#include <numeric>

namespace imdad::engine {

void Filling::finish() {
    std::vector<Id> units(problem_.units.size());
    std::iota(units.begin(), units.end(), Id{0});
    const auto serve_all = [&] {
        while (serve_once(units)) {
        }
    };
    serve_all();
    // Few packs change hands below, so only those are asked whom they may reach.
    const auto helps = [&](const Moved& moved) {
        const bool helped = !moved.empty() && serve_once(units_below(moved));
        if (helped) {
            serve_all();
        }
        return helped;
    };
    bool more = true;
    while (more) {
        more = helps(take_up_depots());
        // One level at a time: what a place below has left over may need one pack to help anybody.
        for (std::size_t level = 0; level < kLevels; ++level) {
            for (const bool together : {false, true}) {
                const bool helped = helps(release_spare_packs(level, together));
                take_up_depots();
                if (helped) {
                    serve_all();  // what was on offer may now be used where it lies
                    more = true;
                }
            }
        }
    }
    for (std::size_t level = 0; level < kLevels; ++level) {
        release_spare_packs(level, false);  // for the closing stock
    }
}

/// Tries every week of these units once more; true if anybody was served.
bool Filling::serve_once(std::span<const Id> units) {
    bool any = false;
    for (const Id unit : units) {
        for (int t = 0; t < problem_.weeks && served_[unit] < problem_.units[unit].total; ++t) {
            const std::int64_t left = need_left(unit, t);
            if (left > 0 && serve(unit, t, left, true) > 0) {
                any = true;
                --t;  // the same week again: an option may have more
            }
        }
    }
    return any;
}

/// Units that can be served with the product at or below the node of one of `moved`.
std::vector<Id> Filling::units_below(const Moved& moved) const {
    std::vector<Id> units;
    for (Id unit = 0; unit < problem_.units.size(); ++unit) {
        const NeedUnit& need = problem_.units[unit];
        const auto reached = [&](Id place) {
            return std::ranges::any_of(
                problem_.programmes[need.programme].options, [&](const Option& option) {
                    return std::ranges::any_of(problem_.upstream[place].nodes, [&](Id node) {
                        return moved.contains(problem_.pair(node, option.product));
                    });
                });
        };
        if (served_[unit] < need.total && std::ranges::any_of(need.places, reached)) {
            units.push_back(unit);
        }
    }
    return units;
}

/// The rests of cartons become goods like any other of the place: several may make up a carton,
/// or serve somebody at the place itself.
Filling::Moved Filling::take_up_depots() {
    Moved moved;
    for (Id id = 0; id < sources_.depot_count(); ++id) {
        const Depot depot = sources_.depot(id);
        if (depot.packs == 0) {
            continue;
        }
        const Id product = problem_.lots[depot.lot].product;
        const std::int64_t units = depot.packs * problem_.products[product].pack_units;
        sources_.change(id, -depot.packs);
        rooms_.take_node(depot.node, product, depot.week, problem_.weeks - 1, -depot.packs, -units);
        local_.arrive(
            local_.book(depot.node, depot.lot, depot.use_by_day, depot.week), depot.week, units);
        moved.insert(problem_.pair(depot.node, product));
    }
    return moved;
}

/// Whole packs that nobody counts on at places of this level become sources for the places below:
/// each from the week in which it is free, or, where they leave in cartons, all `together` from the
/// week in which the last one is.
Filling::Moved Filling::release_spare_packs(std::size_t level, bool together) {
    Moved moved;
    for (Id id = 0; id < local_.book_count(); ++id) {
        const Book book = local_[id];
        const Product& goods = problem_.products[problem_.lots[book.lot].product];
        const bool in_cartons = goods.at_level[level].ship_multiple > 1;
        if (!goods.storable || !sends_[book.node] || problem_.nodes[book.node].level != level ||
            (together && !in_cartons)) {
            continue;
        }
        std::int64_t spare = local_.left(id) / goods.pack_units;
        for (int week = problem_.weeks - 1; spare > 0; --week) {
            const std::int64_t earlier =
                week == 0 ? 0
                          : std::clamp<std::int64_t>(
                                local_.end(id, week - 1) / goods.pack_units, 0, spare);
            if (earlier < spare) {
                release(id, week, together ? spare : spare - earlier);
                moved.insert(problem_.pair(book.node, problem_.lots[book.lot].product));
                spare = together ? 0 : earlier;
            }
        }
    }
    return moved;
}

void Filling::release(Id id, int week, std::int64_t packs) {
    const Book book = local_[id];
    const Id product = problem_.lots[book.lot].product;
    const std::int64_t units = packs * problem_.products[product].pack_units;
    local_.arrive(id, week, -units);
    rooms_.take_node(book.node, product, week, problem_.weeks - 1, packs, units);
    sources_.add({.node = book.node,
                  .lot = book.lot,
                  .week = week,
                  .use_by_day = book.use_by_day,
                  .packs = packs});
    failed_.freed(book.node);
}

}  // namespace imdad::engine

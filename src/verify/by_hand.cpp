#include "verify/checks.hpp"
#include "verify/hand_book.hpp"
#include "verify/hand_server.hpp"
#include "verify/maximum_stock.hpp"

#include <algorithm>
#include <tuple>

/// Works out what a plan made by hand leaves open: which supplies start, which use-by leaves, who
/// is served. Week by week: arrivals, starts and departures place by place down the lanes, then
/// services. Faults of the shipments themselves are left in the plan for the checks to find.

namespace imdad::verify {

namespace {

struct Arrival {
    PlaceIndex place;
    BatchIndex batch;
    Day use_by;
    Int128 units;
};

class HandFlow {
 public:
    HandFlow(const Rules& rules, const model::Plan& plan)
        : rules_(rules),
          plan_(plan),
          maximum_(rules.scenario, rules.service, plan.options),
          arrivals_(static_cast<std::size_t>(rules.calendar.weeks())),
          departures_(rules.scenario->places.size()),
          supplies_(rules.scenario->places.size()) {
        book_.shelves.resize(rules.scenario->places.size());
        sort_shipments();
        sort_supplies();
        book_.departures.emplace(rules, departures_, supplies_);
    }

    [[nodiscard]] model::Plan complete() {
        const std::vector<PlaceIndex> order = places_down_the_lanes();
        HandServer server(rules_, book_);
        for (int week = 0; week < rules_.calendar.weeks(); ++week) {
            for (const Arrival& arrival : arrivals_[static_cast<std::size_t>(week)]) {
                enter(arrival.place, arrival.batch, arrival.use_by, week, arrival.units);
            }
            for (const PlaceIndex place : order) {
                start_supplies(place, week);
                send(place, week);
            }
            server.serve_week(week);
            let_seats_lapse();
        }
        for (const auto& [key, packs] : shipped_) {
            const auto& [lane, batch, use_by, week] = key;
            result_.shipments.push_back({lane, batch, use_by, week, model::Packs(saturate(packs))});
        }
        result_.options = plan_.options;
        result_.services = server.services();
        std::ranges::sort(result_.shipments);
        std::ranges::sort(result_.starts);
        return std::move(result_);
    }

 private:
    /// Rows that can be carried out, by place of departure; the others go to the checks as they
    /// are.
    void sort_shipments() {
        for (const model::Shipment& row : plan_.shipments) {
            if (row.lane.value() < rules_.scenario->lanes.size() &&
                row.batch.value() < rules_.scenario->batches.size() &&
                rules_.calendar.in_horizon(row.week) && row.packs.value() > 0 &&
                row.packs.value() <= most_packs(row.batch)) {
                departures_[rules_.scenario[row.lane].from.value()].push_back(row);
            } else {
                result_.shipments.push_back(row);
            }
        }
        // Rows that state their use-by come before those that take what is left.
        for (std::vector<model::Shipment>& rows : departures_) {
            std::ranges::sort(rows, {}, [](const auto& row) {
                return std::tuple(
                    row.week, row.use_by == model::kNoLimit, row.lane, row.batch, row.use_by);
            });
        }
    }

    [[nodiscard]] std::int64_t most_packs(BatchIndex batch) const {
        return std::min(kLargestCount, kLargestUnits / rules_.goods.pack_units(batch));
    }

    void sort_supplies() {
        for (std::size_t i = 0; i < rules_.scenario->supplies.size(); ++i) {
            const model::Supply& supply = rules_.scenario->supplies[i];
            const std::int64_t week = rules_.calendar.start_week(SupplyIndex(i));
            const bool long_dated = supply.status == model::SupplyStatus::on_hand ||
                                    rules_.goods.remaining_days(supply.batch, week) >=
                                        rules_.goods.required_days(supply.batch);
            if (included(supply, plan_.options) && week < rules_.calendar.weeks() && long_dated) {
                supplies_[supply.place.value()].emplace_back(i);
            }
        }
    }

    [[nodiscard]] Int128 units_of(BatchIndex batch, Int128 packs) const {
        return packs * rules_.goods.pack_units(batch);
    }

    [[nodiscard]] std::vector<PlaceIndex> places_down_the_lanes() const {
        const std::size_t places = rules_.scenario->places.size();
        std::vector<std::vector<PlaceIndex>> next(places);
        std::vector<std::size_t> before(places, 0);
        for (const model::Lane& lane : rules_.scenario->lanes) {
            next[lane.from.value()].push_back(lane.to);
            ++before[lane.to.value()];
        }
        std::vector<PlaceIndex> order;
        for (std::size_t i = 0; i < places; ++i) {
            if (before[i] == 0) {
                order.emplace_back(i);
            }
        }
        for (std::size_t done = 0; done < order.size(); ++done) {
            for (const PlaceIndex place : next[order[done].value()]) {
                if (--before[place.value()] == 0) {
                    order.push_back(place);
                }
            }
        }
        return order;
    }

    void enter(PlaceIndex place, BatchIndex batch, Day use_by, int week, Int128 units) {
        const Day use_by_here = rules_.goods.use_by_on_entry(batch, use_by, place, week);
        book_.shelves[place.value()][{batch, use_by_here}].stock += units;
    }

    /// First what stated shipments will take, then the rest; where nobody is served the rest may
    /// stay with its holder, and does where it could take the room of what comes later.
    void start_supplies(PlaceIndex place, int week) {
        std::map<SupplyIndex, Int128> started;
        std::map<ProductIndex, Int128> units;
        std::optional<Volume> held;
        for (const bool for_shipments : {true, false}) {
            for (const SupplyIndex index : supplies_[place.value()]) {
                const BatchIndex batch = rules_.scenario[index].batch;
                if (rules_.calendar.start_week(index) != week ||
                    (for_shipments ? !book_.departures->any(place, batch)
                                   : only_passes_through(place, batch))) {
                    continue;
                }
                if (!held) {
                    held = measure_shelf(place, units);
                }
                const Int128 wanted = for_shipments ? shipments_miss(place, batch, week)
                                                    : Int128{rules_.scenario[index].packs.value()};
                started[index] += start(index, week, wanted - started[index], *held, units);
            }
        }
        for (const auto& [index, packs] : started) {
            if (packs > 0) {
                result_.starts.push_back({index, model::Packs(saturate(packs))});
            }
        }
    }

    [[nodiscard]] bool only_passes_through(PlaceIndex place, BatchIndex batch) {
        const model::ClassRoom& room = rules_.scenario[place].room;
        bool limited = maximum_.limit(place, rules_.scenario[batch].product).has_value();
        for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
            limited = limited || room.stated(c);
        }
        return limited && !rules_.goods.is_seats(batch) &&
               rules_.service.needs_served_at(place).empty();
    }

    [[nodiscard]] Int128 shipments_miss(PlaceIndex place, BatchIndex batch, int week) const {
        return book_.departures->missing_from(
            place,
            batch,
            week,
            packs_on_shelf(book_.shelves[place.value()], batch, rules_.goods.pack_units(batch)));
    }

    Int128 start(SupplyIndex index,
                 int week,
                 Int128 wanted,
                 Volume& held,
                 std::map<ProductIndex, Int128>& units) {
        const model::Supply& supply = rules_.scenario[index];
        const ProductIndex product = rules_.scenario[supply.batch].product;
        const Handling handling =
            rules_.goods.at_level(product, rules_.scenario[supply.place].level);
        const Int128 packs =
            std::min({wanted,
                      Int128{supply.packs.value()},
                      Int128{most_packs(supply.batch)},
                      packs_with_room(supply.place, held, handling),
                      packs_under_maximum(supply.place, supply.batch, units[product])});
        if (packs <= 0) {
            return 0;
        }
        held.add(handling, packs);
        units[product] += units_of(supply.batch, packs);
        enter(supply.place,
              supply.batch,
              rules_.scenario[supply.batch].expiry,
              week,
              units_of(supply.batch, packs));
        return packs;
    }

    /// Volume and units of what lies at `place` now.
    [[nodiscard]] Volume measure_shelf(PlaceIndex place,
                                       std::map<ProductIndex, Int128>& units) const {
        Volume volume;
        for (const auto& [key, entry] : book_.shelves[place.value()]) {
            const ProductIndex product = rules_.scenario[key.first].product;
            volume.add(rules_.goods.at_level(product, rules_.scenario[place].level),
                       packs_for(entry.stock, rules_.goods.pack_units(key.first)));
            units[product] += entry.stock;
        }
        return volume;
    }

    [[nodiscard]] Int128 packs_with_room(PlaceIndex place,
                                         const Volume& held,
                                         const Handling& handling) const {
        const model::ClassRoom& room = rules_.scenario[place].room;
        Int128 packs = kLargestCount;
        for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
            const Int128 per_pack =
                (c == handling.storage_class ? Int128{handling.pack_cm3} : Int128{0}) +
                (c == 0 ? Int128{handling.companion_cm3} : Int128{0});
            if (room.stated(c) && per_pack > 0) {
                packs = std::min(packs, std::max<Int128>(0, room.cm3[c] - held.of(c)) / per_pack);
            }
        }
        return packs;
    }

    [[nodiscard]] Int128 packs_under_maximum(PlaceIndex place,
                                             BatchIndex batch,
                                             Int128 units_held) {
        const std::optional<Int128> limit = maximum_.limit(place, rules_.scenario[batch].product);
        return limit ? std::max<Int128>(0, *limit - units_held) / rules_.goods.pack_units(batch)
                     : Int128{kLargestCount};
    }

    void send(PlaceIndex place, int week) {
        std::vector<model::Shipment>& rows = departures_[place.value()];
        auto row = std::ranges::lower_bound(rows, week, {}, &model::Shipment::week);
        for (; row != rows.end() && row->week == week; ++row) {
            if (row->use_by == model::kNoLimit) {
                choose_use_by(*row);
            } else {
                leave(*row, row->use_by, row->packs.value());
            }
        }
    }

    /// In order of use-by: whole multiples of what may still be used, then single packs of it,
    /// then what is past its use-by, so that a fault is found for what it is. What later rows
    /// state as theirs stays.
    void choose_use_by(const model::Shipment& row) {
        const model::Place& from = rules_.scenario[rules_.scenario[row.lane].from];
        const Int128 multiple =
            rules_.goods.at_level(rules_.scenario[row.batch].product, from.level).ship_multiple;
        Int128 left = row.packs.value();
        left = take_in_order(row, left, multiple, true);
        left = take_in_order(row, left, 1, true);
        left = take_in_order(row, left, 1, false);
        if (left > 0) {
            leave(row, latest_use_by(row), left);
        }
    }

    [[nodiscard]] Int128 take_in_order(const model::Shipment& row,
                                       Int128 left,
                                       Int128 multiple,
                                       bool usable) {
        const PlaceIndex from = rules_.scenario[row.lane].from;
        Shelf& shelf = book_.shelves[from.value()];
        const Int128 pack_units = rules_.goods.pack_units(row.batch);
        for (auto it = shelf.lower_bound({row.batch, Day::min()});
             left > 0 && it != shelf.end() && it->first.first == row.batch;
             ++it) {
            if (rules_.goods.usable(it->first.second, row.week) == usable) {
                const Int128 spare =
                    it->second.free() / pack_units -
                    book_.departures->kept(from, row.batch, it->first.second, row.week);
                const Int128 packs = std::min(left, spare) / multiple * multiple;
                if (packs > 0) {
                    leave(row, it->first.second, packs);
                    left -= packs;
                }
            }
        }
        return left;
    }

    /// Use-by under which packs that are not there are missed.
    [[nodiscard]] Day latest_use_by(const model::Shipment& row) const {
        const Shelf& shelf = book_.shelves[rules_.scenario[row.lane].from.value()];
        auto after = shelf.upper_bound({row.batch, Day::max()});
        if (after != shelf.begin() && std::prev(after)->first.first == row.batch) {
            return std::prev(after)->first.second;
        }
        return rules_.scenario[row.batch].expiry;
    }

    void leave(const model::Shipment& row, Day use_by, Int128 packs) {
        const model::Lane& lane = rules_.scenario[row.lane];
        const Int128 units = units_of(row.batch, packs);
        Shelf& shelf = book_.shelves[lane.from.value()];
        const auto entry = shelf.find({row.batch, use_by});
        if (entry != shelf.end()) {
            entry->second.take(units);
        }
        shipped_[{row.lane, row.batch, use_by, row.week}] += packs;
        const std::int64_t week = rules_.calendar.arrival_week(row.lane, row.week);
        if (week == row.week) {
            enter(lane.to, row.batch, use_by, row.week, units);
        } else if (week < rules_.calendar.weeks()) {
            arrivals_[static_cast<std::size_t>(week)].push_back(
                {lane.to, row.batch, use_by, units});
        }
    }

    void let_seats_lapse() {
        for (Shelf& shelf : book_.shelves) {
            for (auto& [key, entry] : shelf) {
                if (rules_.goods.is_seats(key.first)) {
                    entry.stock = 0;
                }
            }
        }
    }

    const Rules& rules_;
    const model::Plan& plan_;
    MaximumStock maximum_;
    HandBook book_;
    std::vector<std::vector<Arrival>> arrivals_;            // per week
    std::vector<std::vector<model::Shipment>> departures_;  // per place, by week
    std::vector<std::vector<SupplyIndex>> supplies_;        // per place, in file order
    std::map<std::tuple<LaneIndex, BatchIndex, Day, int>, Int128> shipped_;
    model::Plan result_;
};

}  // namespace

model::Plan complete_by_hand(const model::Scenario& scenario, const model::Plan& plan) {
    const Rules rules(scenario);
    return HandFlow(rules, plan).complete();
}

}  // namespace imdad::verify

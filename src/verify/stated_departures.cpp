#include "verify/stated_departures.hpp"

#include <algorithm>

namespace imdad::verify {

StatedDepartures::StatedDepartures(const Rules& rules,
                                   const std::vector<std::vector<model::Shipment>>& departures,
                                   const std::vector<std::vector<SupplyIndex>>& supplies)
    : rules_(rules) {
    add_departures(departures);
    add_entries(departures, supplies);
    for (auto& [key, at_place] : at_) {
        std::ranges::stable_sort(at_place.events, {}, &Event::order);
        work_out_kept(at_place);
    }
}

/// Seats lapse every week, so none are kept for later.
void StatedDepartures::add_departures(const std::vector<std::vector<model::Shipment>>& departures) {
    for (const std::vector<model::Shipment>& rows : departures) {
        for (const model::Shipment& row : rows) {
            if (!rules_.goods.is_seats(row.batch)) {
                at_[{rules_.scenario[row.lane].from, row.batch}].events.push_back(
                    {row.week,
                     row.use_by == model::kNoLimit ? What::leaves : What::leaves_as_stated,
                     row.use_by,
                     row.packs.value()});
            }
        }
    }
}

void StatedDepartures::add_entries(const std::vector<std::vector<model::Shipment>>& departures,
                                   const std::vector<std::vector<SupplyIndex>>& supplies) {
    for (const std::vector<model::Shipment>& rows : departures) {
        for (const model::Shipment& row : rows) {
            // What leaves without a stated use-by is not known yet: at best that of the lot.
            enters(rules_.scenario[row.lane].to,
                   row.batch,
                   rules_.calendar.arrival_week(row.lane, row.week),
                   std::min(row.use_by, rules_.scenario[row.batch].expiry),
                   row.packs.value());
        }
    }
    for (const std::vector<SupplyIndex>& at_place : supplies) {
        for (const SupplyIndex index : at_place) {
            const model::Supply& supply = rules_.scenario[index];
            enters(supply.place,
                   supply.batch,
                   rules_.calendar.start_week(index),
                   rules_.scenario[supply.batch].expiry,
                   supply.packs.value());
        }
    }
}

void StatedDepartures::enters(
    PlaceIndex place, BatchIndex batch, std::int64_t week, Day use_by, Int128 packs) {
    const auto found = at_.find({place, batch});
    if (found != at_.end() && week < rules_.calendar.weeks()) {
        const int number = static_cast<int>(week);
        found->second.events.push_back({number,
                                        What::enters,
                                        rules_.goods.use_by_on_entry(batch, use_by, place, number),
                                        packs});
    }
}

void StatedDepartures::work_out_kept(AtPlace& at_place) const {
    const auto weeks = static_cast<std::size_t>(rules_.calendar.weeks());
    for (const Event& event : at_place.events) {
        if (event.what == What::leaves_as_stated) {
            at_place.kept[event.use_by].resize(weeks, 0);
        }
    }
    for (auto& [use_by, kept] : at_place.kept) {
        std::vector<Int128> net(weeks, 0);  // leaving less entering
        for (const Event& event : at_place.events) {
            if (event.use_by == use_by && event.what != What::leaves) {
                net[static_cast<std::size_t>(event.week)] +=
                    event.what == What::enters ? -event.packs : event.packs;
            }
        }
        for (std::size_t week = weeks - 1; week-- > 0;) {
            kept[week] = std::max<Int128>(0, kept[week + 1] + net[week + 1]);
        }
    }
}

Int128 StatedDepartures::kept(const AtPlace& at_place, Day use_by, int week) {
    const auto found = at_place.kept.find(use_by);
    return found == at_place.kept.end() ? Int128{0} : found->second[static_cast<std::size_t>(week)];
}

Int128 StatedDepartures::kept(PlaceIndex place, BatchIndex batch, Day use_by, int week) const {
    const auto found = at_.find({place, batch});
    return found == at_.end() ? Int128{0} : kept(found->second, use_by, week);
}

Int128 StatedDepartures::missing_after(PlaceIndex place,
                                       BatchIndex batch,
                                       int week,
                                       PacksByUseBy packs) const {
    return missing(place, batch, {week + 1, What::enters}, std::move(packs));
}

Int128 StatedDepartures::missing_from(PlaceIndex place,
                                      BatchIndex batch,
                                      int week,
                                      PacksByUseBy packs) const {
    return missing(place, batch, {week, What::leaves_as_stated}, std::move(packs));
}

Int128 StatedDepartures::missing(PlaceIndex place,
                                 BatchIndex batch,
                                 std::pair<int, What> from,
                                 PacksByUseBy packs) const {
    const auto found = at_.find({place, batch});
    if (found == at_.end()) {
        return 0;
    }
    const AtPlace& at_place = found->second;
    Int128 missing = 0;
    for (auto it = std::ranges::lower_bound(at_place.events, from, {}, &Event::order);
         it != at_place.events.end();
         ++it) {
        const Event& event = *it;
        if (event.what == What::enters) {
            packs[event.use_by] += event.packs;
        } else if (event.what == What::leaves_as_stated) {
            Int128& there = packs[event.use_by];
            missing += std::max<Int128>(0, event.packs - there);
            there = std::max<Int128>(0, there - event.packs);
        } else {
            Int128 left = event.packs;
            for (auto& [use_by, there] : packs) {
                if (rules_.goods.usable(use_by, event.week)) {
                    const Int128 free = there - kept(at_place, use_by, event.week);
                    const Int128 taken = std::clamp<Int128>(free, 0, left);
                    there -= taken;
                    left -= taken;
                }
            }
            missing += left;
        }
    }
    return missing;
}

}  // namespace imdad::verify

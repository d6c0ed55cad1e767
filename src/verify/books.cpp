#include "verify/checks.hpp"
#include "verify/place_books.hpp"

#include <algorithm>

/// Every movement of goods becomes an event in the book of a place. Sorted by place, batch, use-by
/// and week, the events of a book lie together, so each book is walked once, and each place is
/// judged as soon as its books are done.

namespace imdad::verify {

namespace {

/// Adds what enters a book in `week`, unless that is after the horizon.
void add_entry(const Rules& rules,
               PlaceIndex place,
               BatchIndex batch,
               Day use_by,
               std::int64_t week,
               std::int64_t units,
               std::vector<BookEvent>& events) {
    if (week < rules.calendar.weeks()) {
        const int number = static_cast<int>(week);
        const Day use_by_here = rules.goods.use_by_on_entry(batch, use_by, place, number);
        events.push_back({place, batch, use_by_here, number, BookEvent::What::in, units});
    }
}

std::vector<BookEvent> collect_events(const Rules& rules, const Rows& rows) {
    std::vector<BookEvent> events;
    events.reserve(rows.starts.size() + 2 * rows.shipments.size() + rows.services.size());
    for (const model::Start& row : rows.starts) {
        const model::Supply& supply = rules.scenario[row.supply];
        add_entry(rules,
                  supply.place,
                  supply.batch,
                  rules.scenario[supply.batch].expiry,
                  rules.calendar.start_week(row.supply),
                  row.packs.value() * rules.goods.pack_units(supply.batch),
                  events);
    }
    for (const model::Shipment& row : rows.shipments) {
        const model::Lane& lane = rules.scenario[row.lane];
        const std::int64_t units = row.packs.value() * rules.goods.pack_units(row.batch);
        events.push_back(
            {lane.from, row.batch, row.use_by, row.week, BookEvent::What::leaves, units});
        add_entry(rules,
                  lane.to,
                  row.batch,
                  row.use_by,
                  rules.calendar.arrival_week(row.lane, row.week),
                  units,
                  events);
    }
    for (const model::Service& row : rows.services) {
        events.push_back(
            {row.place, row.batch, row.use_by, row.week, BookEvent::What::used, row.units.value()});
    }
    std::ranges::sort(events, {}, &BookEvent::key);
    return events;
}

}  // namespace

void check_books(const Rules& rules,
                 const Rows& rows,
                 const model::PlanOptions& options,
                 Findings& findings) {
    const std::vector<BookEvent> events = collect_events(rules, rows);
    MaximumStock maximum(rules.scenario, rules.service, options);
    for_each_run(
        events,
        [](const BookEvent& event) { return event.place; },
        [&](std::span<const BookEvent> at_place) {
            const PlaceIndex place = at_place.front().place;
            PlaceBooks books(rules, place, findings);
            for_each_run(
                at_place,
                [](const BookEvent& event) { return event.batch; },
                [&](std::span<const BookEvent> of_batch) { books.add_batch(of_batch); });
            books.check_room();
            if (maximum.applies(place)) {
                books.check_maximum(maximum);
            }
        });
}

}  // namespace imdad::verify

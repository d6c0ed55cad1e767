#include "verify/place_books.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace imdad::verify {

PlaceBooks::PlaceBooks(const Rules& rules, PlaceIndex place, Findings& findings)
    : rules_(rules),
      place_(place),
      findings_(findings),
      weeks_(static_cast<std::size_t>(rules.calendar.weeks())) {}

void PlaceBooks::add_batch(std::span<const BookEvent> events) {
    int first_entry = std::numeric_limits<int>::max();
    for (const BookEvent& event : events) {
        if (event.what == BookEvent::What::in) {
            first_entry = std::min(first_entry, event.week);
        }
    }
    for_each_run(
        events,
        [](const BookEvent& event) { return event.use_by; },
        [&](std::span<const BookEvent> book) { add_book(book, first_entry); });
}

void PlaceBooks::add_book(std::span<const BookEvent> events, int batch_entry_week) {
    const BatchIndex batch = events.front().batch;
    const Day use_by = events.front().use_by;
    const bool seats = rules_.goods.is_seats(batch);
    batches_.push_back(batch);
    Week week;
    for (; week.number < static_cast<int>(weeks_); ++week.number) {
        week.leaves = 0;
        week.used = 0;
        week.batch_entered = batch_entry_week <= week.number;
        for (; !events.empty() && events.front().week == week.number; events = events.subspan(1)) {
            const BookEvent& event = events.front();
            if (event.what == BookEvent::What::in) {
                week.entered = true;
                week.stock += event.units;
            } else {
                (event.what == BookEvent::What::leaves ? week.leaves : week.used) += event.units;
            }
        }
        peak_units_.push_back(week.stock);
        if (week.leaves + week.used > week.stock) {
            report_shortage(batch, use_by, week);
        }
        // What was missing is reported once, in the week in which it is missed.
        week.stock = std::max<Int128>(0, week.stock - week.leaves - week.used);
        if (seats) {
            week.lapsed += week.stock;
            week.stock = 0;
        }
    }
    findings_.count_rows(weeks_);
}

void PlaceBooks::report_shortage(BatchIndex batch, Day use_by, const Week& week) const {
    const Int128 wanted = week.leaves + week.used;
    Finding finding = {.week = week.number,
                       .kind = Kind::book_below_zero,
                       .place = place_,
                       .batch = batch,
                       .detail = saturate(week.leaves),
                       .found = saturate(wanted),
                       .allowed = saturate(week.stock)};
    if (wanted - week.stock <= week.lapsed) {
        finding.kind = Kind::seats_stored;
    } else if (!week.entered && week.batch_entered) {
        finding.kind = Kind::use_by_not_in_book;
        finding.detail = use_by.time_since_epoch().count();
    }
    findings_.add(finding);
}

Volume PlaceBooks::volume_of(std::size_t book, std::size_t week) const {
    Volume volume;
    const BatchIndex batch = batches_[book];
    volume.add(rules_.goods.at_level(rules_.scenario[batch].product, rules_.scenario[place_].level),
               packs_for(peak_units_[book * weeks_ + week], rules_.goods.pack_units(batch)));
    return volume;
}

ProductIndex PlaceBooks::largest(std::size_t week,
                                 std::size_t storage_class,
                                 bool companions) const {
    std::map<ProductIndex, Int128> volumes;
    for (std::size_t book = 0; book < batches_.size(); ++book) {
        const Volume volume = volume_of(book, week);
        volumes[rules_.scenario[batches_[book]].product] +=
            companions ? volume.companions : volume.by_class[storage_class];
    }
    return std::ranges::max_element(volumes, {}, [](const auto& item) { return item.second; })
        ->first;
}

void PlaceBooks::check_class(const Volume& peak,
                             std::int64_t room,
                             int week,
                             std::size_t storage_class) const {
    if (peak.of(storage_class) <= room) {
        return;
    }
    // Blame the companions only where the goods alone would have found room.
    const bool by_companions = peak.by_class[storage_class] <= room;
    findings_.add(
        {.week = week,
         .kind = by_companions ? Kind::store_companion_exceeded : Kind::store_capacity_exceeded,
         .place = place_,
         .product = largest(static_cast<std::size_t>(week), storage_class, by_companions),
         .detail = static_cast<std::int64_t>(storage_class),
         .found = saturate(peak.of(storage_class)),
         .allowed = room});
}

void PlaceBooks::check_room() const {
    const model::ClassRoom& room = rules_.scenario[place_].room;
    const auto stated =
        std::ranges::count_if(room.cm3, [](std::int64_t cm3) { return cm3 != model::kNotStated; });
    if (stated == 0) {
        return;
    }
    findings_.count_rows(weeks_ * static_cast<std::size_t>(stated));
    std::vector<Volume> peak(weeks_);
    for (std::size_t book = 0; book < batches_.size(); ++book) {
        const BatchIndex batch = batches_[book];
        const Handling handling =
            rules_.goods.at_level(rules_.scenario[batch].product, rules_.scenario[place_].level);
        const std::int64_t pack_units = rules_.goods.pack_units(batch);
        for (std::size_t week = 0; week < weeks_; ++week) {
            peak[week].add(handling, packs_for(peak_units_[book * weeks_ + week], pack_units));
        }
    }
    for (std::size_t week = 0; week < weeks_; ++week) {
        for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
            if (room.stated(c)) {
                check_class(peak[week], room.cm3[c], static_cast<int>(week), c);
            }
        }
    }
}

void PlaceBooks::check_maximum(MaximumStock& maximum) const {
    std::map<ProductIndex, std::vector<Int128>> units;
    for (std::size_t book = 0; book < batches_.size(); ++book) {
        std::vector<Int128>& sum = units[rules_.scenario[batches_[book]].product];
        sum.resize(weeks_, 0);
        for (std::size_t week = 0; week < weeks_; ++week) {
            sum[week] += peak_units_[book * weeks_ + week];
        }
    }
    for (const auto& [product, sum] : units) {
        const std::optional<Int128> limit = maximum.limit(place_, product);
        for (std::size_t week = 0; limit && week < weeks_; ++week) {
            findings_.expect_at_most(sum[week],
                                     *limit,
                                     {.week = static_cast<int>(week),
                                      .kind = Kind::maximum_stock_exceeded,
                                      .place = place_,
                                      .product = product});
        }
    }
}

}  // namespace imdad::verify

#include "verify/certificate_ways.hpp"

#include <algorithm>

namespace imdad::verify {

namespace {

/// Price of the volume in all classes of row `first` in `week`.
CheckedSum price_of(const Volume& volume, const WeekPrices& prices, std::size_t first, int week) {
    CheckedSum sum;
    for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
        if (volume.of(c) > 0 && prices.any(first, c)) {
            sum.add_product(volume.of(c), prices.at(first, c, week));
        }
    }
    return sum;
}

}  // namespace

ProductWays::ProductWays(Relaxation& relaxation, const PriceBook& book, ProductIndex product)
    : relaxation_(relaxation),
      book_(book),
      product_(product),
      weeks_(static_cast<std::size_t>(relaxation.weeks())),
      storable_(relaxation.scenario()[product].kind != model::ProductKind::seats),
      fits_place_(relaxation.scenario()->places.size(), false),
      fits_lane_(relaxation.scenario()->lanes.size(), false),
      room_(fits_place_.size() * weeks_, 0),
      carry_(fits_lane_.size() * weeks_, 0) {
    price_places(relaxation, book);
    price_lanes(book);
    // A way takes at most one step for each place and each week, each with its dearest figures.
    CheckedSum dearest;
    dearest.add(room_.empty() ? 0 : *std::ranges::max_element(room_));
    dearest.add(carry_.empty() ? 0 : *std::ranges::max_element(carry_));
    dearest.multiply(Int128{fits_place_.size()} + weeks_ + 1);
    dearest.add(book.supply.empty() ? 0 : *std::ranges::max_element(book.supply));
    in_range_ = in_range_ && dearest.fits() && dearest.value() <= kPiMost;
}

void ProductWays::price_places(Relaxation& relaxation, const PriceBook& book) {
    const std::int64_t pack_units =
        std::max<std::int64_t>(1, relaxation.scenario()[product_].pack_units);
    for (std::size_t p = 0; p < fits_place_.size(); ++p) {
        const PlaceIndex place(p);
        fits_place_[p] = relaxation.fits_place(product_, place);
        const Volume volume = relaxation.pack_volume(product_, place);
        for (int t = 0; t < static_cast<int>(weeks_); ++t) {
            CheckedSum sum = price_of(volume, book.store, p, t);
            sum.add_product(pack_units, book.maximum.at(p, product_.value(), t));
            in_range_ = in_range_ && sum.fits();
            room_[at(place, t)] = sum.value();
        }
    }
}

void ProductWays::price_lanes(const PriceBook& book) {
    const std::vector<model::Lane>& lanes = relaxation_.scenario()->lanes;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        fits_lane_[i] = relaxation_.fits_lane(product_, LaneIndex(i));
        const Volume volume = relaxation_.pack_volume(product_, lanes[i].to);
        for (int t = 0; t < static_cast<int>(weeks_); ++t) {
            const CheckedSum sum = price_of(volume, book.lane, i, t);
            in_range_ = in_range_ && sum.fits();
            carry_[i * weeks_ + static_cast<std::size_t>(t)] = sum.value();
        }
    }
}

std::vector<Int128> ProductWays::cheapest(const Commodity& commodity) const {
    std::vector<Int128> pi(room_.size(), kNoWay);
    for (const SupplyIndex supply : commodity.supplies) {
        const auto week = static_cast<int>(relaxation_.rules().calendar.start_week(supply));
        Int128& least = pi[at(relaxation_.scenario()[supply].place, week)];
        least = std::min<Int128>(least, book_.supply[supply.value()]);
    }
    for (const PlaceIndex place : relaxation_.order()) {
        if (fits_place_[place.value()]) {
            come_in(commodity, place, pi);
            lie_there(commodity, place, pi);
        } else {
            std::fill_n(pi.begin() + static_cast<std::ptrdiff_t>(at(place, 0)), weeks_, kNoWay);
        }
    }
    return pi;
}

/// Arrivals by every lane into `place`, whose origins are done.
void ProductWays::come_in(const Commodity& commodity,
                          PlaceIndex place,
                          std::vector<Int128>& pi) const {
    for (const LaneIndex lane : relaxation_.lanes_into(place)) {
        if (!fits_lane_[lane.value()]) {
            continue;
        }
        const PlaceIndex from = relaxation_.scenario()[lane].from;
        const WeekSet& departures = relaxation_.departures(lane);
        for (int t = 0; t <= commodity.last_use; ++t) {
            const std::int64_t arrival = relaxation_.rules().calendar.arrival_week(lane, t);
            if (arrival > commodity.last_arrival) {
                break;
            }
            const Int128 there = pi[at(from, t)];
            if (there != kNoWay && departures.test(static_cast<std::size_t>(t))) {
                Int128& least = pi[at(place, static_cast<int>(arrival))];
                least = std::min(
                    least, there + carry_[lane.value() * weeks_ + static_cast<std::size_t>(t)]);
            }
        }
    }
}

/// From what comes in to what is there: stock of the week before, and the room that a week takes.
void ProductWays::lie_there(const Commodity& commodity,
                            PlaceIndex place,
                            std::vector<Int128>& pi) const {
    Int128 before = kNoWay;
    for (int t = 0; t < static_cast<int>(weeks_); ++t) {
        Int128& least = pi[at(place, t)];
        least = t > commodity.last_use ? kNoWay : std::min(least, before);
        if (least != kNoWay) {
            least += room_[at(place, t)];
        }
        before = storable_ ? least : kNoWay;
    }
}

}  // namespace imdad::verify

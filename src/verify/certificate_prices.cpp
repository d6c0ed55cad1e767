#include "verify/certificate_prices.hpp"

#include "verify/certificate_opened.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace imdad::verify {

namespace {

using Row = model::RowPrice::Row;
using model::RowPrice;

std::string class_name(std::uint32_t storage_class) {
    return storage_class < model::kStorageClassCount
               ? model::to_text(static_cast<model::StorageClass>(storage_class))
               : fmt::format("number {}", storage_class);
}

template <typename Rows, typename Id>
std::string name_in(const Rows& rows, std::uint32_t index, Id id) {
    return index < rows.size() ? rows[index].*id : fmt::format("number {}", index);
}

std::string name_of(const model::Scenario& scenario, const RowPrice& price) {
    switch (price.row) {
        case Row::supply:
            return fmt::format("supply {}",
                               name_in(scenario->supplies, price.first, &model::Supply::supply_id));
        case Row::lane:
            return fmt::format("lane {}, class {}, week {}",
                               name_in(scenario->lanes, price.first, &model::Lane::lane_id),
                               class_name(price.second),
                               price.week);
        case Row::store:
            return fmt::format("store {}, class {}, week {}",
                               name_in(scenario->places, price.first, &model::Place::place_id),
                               class_name(price.second),
                               price.week);
        case Row::maximum:
            return fmt::format(
                "maximum stock of {} at {}, week {}",
                name_in(scenario->products, price.second, &model::Product::product_id),
                name_in(scenario->places, price.first, &model::Place::place_id),
                price.week);
        case Row::lock_most:
        case Row::lock_least:
            return fmt::format("{} of lock {}",
                               price.row == Row::lock_most ? "at_most" : "at_least",
                               name_in(scenario->locks, price.first, &model::Lock::lock_id));
        case Row::absorption:
            break;
    }
    return fmt::format("absorption row {}, week {}", std::size_t{price.first} + 1, price.week);
}

/// Why the relaxation has no such row; empty if it has.
std::string missing(Relaxation& relaxation, const RowPrice& price) {
    const model::ScenarioData& data = relaxation.scenario().data();
    const auto no_class = price.second >= model::kStorageClassCount;
    if (price.row == Row::supply) {
        if (price.first >= data.supplies.size() || price.second != 0 || price.week != 0) {
            return "the scenario has no such supply";
        }
        return relaxation.has_part(SupplyIndex(price.first))
                   ? ""
                   : "that supply cannot be used in the horizon";
    }
    if (price.row == Row::lock_most || price.row == Row::lock_least) {
        const bool most = price.row == Row::lock_most;
        if (price.first >= data.locks.size() || price.second != 0 || price.week != 0) {
            return "the scenario has no such lock";
        }
        if (most ? !data.locks[price.first].at_most : !data.locks[price.first].at_least) {
            return most ? "the lock states no at_most" : "the lock states no at_least";
        }
        return "";
    }
    if (!relaxation.rules().calendar.in_horizon(price.week)) {
        return "the week lies outside the horizon";
    }
    switch (price.row) {
        case Row::supply:
        case Row::lock_most:
        case Row::lock_least:
            break;
        case Row::lane:
            if (price.first >= data.lanes.size() || no_class) {
                return "the scenario has no such lane or class";
            }
            if (!data.lanes[price.first].room.stated(price.second)) {
                return "no room is stated there";
            }
            return relaxation.departures(LaneIndex(price.first))
                           .test(static_cast<std::size_t>(price.week))
                       ? ""
                       : "nothing departs in that week";
        case Row::store:
            if (price.first >= data.places.size() || no_class) {
                return "the scenario has no such place or class";
            }
            return data.places[price.first].room.stated(price.second) ? ""
                                                                      : "no room is stated there";
        case Row::maximum:
            if (price.first >= data.places.size() || price.second >= data.products.size()) {
                return "the scenario has no such place or product";
            }
            return relaxation.maximum(PlaceIndex(price.first), ProductIndex(price.second))
                       ? ""
                       : "no maximum stock is set there";
        case Row::absorption:
            if (price.first >= data.absorptions.size() || price.second != 0) {
                return "the scenario has no such row";
            }
            return relaxation.rules().absorption.holds(price.first, price.week)
                       ? ""
                       : "the row does not hold in that week";
    }
    return "";
}

/// price x room over the weeks of each lane, store, maximum or absorption row of a table.
class RowSum {
 public:
    RowSum(Relaxation& relaxation, const PriceBook& book) : relaxation_(relaxation), book_(book) {}

    CheckedSum total() {
        const model::ScenarioData& data = relaxation_.scenario().data();
        for (std::size_t s = 0; s < data.supplies.size(); ++s) {
            sum_.add_product(book_.supply[s], data.supplies[s].packs.value());
        }
        for (std::size_t i = 0; i < data.lanes.size(); ++i) {
            for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
                if (book_.lane.any(i, c)) {
                    sum_.add_product(book_.lane.sum(i, c), data.lanes[i].room.cm3[c]);
                }
            }
        }
        for (std::size_t r = 0; r < data.absorptions.size(); ++r) {
            if (book_.absorption.any(r, 0)) {
                sum_.add_product(book_.absorption.sum(r, 0),
                                 data.absorptions[r].persons_per_week.value());
            }
        }
        for (std::size_t l = 0; l < data.locks.size(); ++l) {
            if (data.locks[l].at_most) {
                sum_.add_product(book_.lock_most[l], data.locks[l].at_most->value());
            }
        }
        for (std::size_t p = 0; p < data.places.size(); ++p) {
            add_place(PlaceIndex(p));
        }
        return sum_;
    }

 private:
    void add_place(PlaceIndex place) {
        const model::ScenarioData& data = relaxation_.scenario().data();
        std::optional<OpenedRests> rests;
        const auto opened = [&]() -> const OpenedRests& {
            return rests ? *rests : rests.emplace(opened_rests(relaxation_, place));
        };
        for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
            if (book_.store.any(place.value(), c)) {
                add(book_.store.sum(place.value(), c),
                    data.places[place.value()].room.cm3[c],
                    opened().volume[c]);
            }
        }
        for (std::size_t q = 0; q < data.products.size(); ++q) {
            if (book_.maximum.any(place.value(), q)) {
                add(book_.maximum.sum(place.value(), q),
                    *relaxation_.maximum(place, ProductIndex(q)),
                    opened().units[q]);
            }
        }
    }

    void add(Int128 price, Int128 room, const CheckedSum& opened) {
        sum_.add_product(price, room);
        CheckedSum rests = opened;
        sum_.add(rests.multiply(price).divide_up(kOpenedScale));
    }

    Relaxation& relaxation_;
    const PriceBook& book_;
    CheckedSum sum_;
};

}  // namespace

WeekPrices::WeekPrices(std::size_t firsts, std::size_t seconds, int weeks)
    : seconds_(seconds),
      weeks_(static_cast<std::size_t>(weeks)),
      blocks_(firsts * seconds, kNone) {}

void WeekPrices::set(std::size_t first, std::size_t second, int week, std::int64_t price) {
    std::size_t& block = blocks_[first * seconds_ + second];
    if (block == kNone) {
        block = values_.size();
        values_.resize(values_.size() + weeks_, 0);
    }
    values_[block + static_cast<std::size_t>(week)] = price;
}

Int128 WeekPrices::sum(std::size_t first, std::size_t second) const {
    Int128 sum = 0;
    for (int t = 0; t < static_cast<int>(weeks_); ++t) {
        sum += at(first, second, t);
    }
    return sum;
}

PriceBook no_prices(const Relaxation& relaxation) {
    const model::ScenarioData& data = relaxation.scenario().data();
    const int weeks = relaxation.weeks();
    return {.supply = std::vector<std::int64_t>(data.supplies.size(), 0),
            .lane = {data.lanes.size(), model::kStorageClassCount, weeks},
            .store = {data.places.size(), model::kStorageClassCount, weeks},
            .maximum = {data.places.size(), data.products.size(), weeks},
            .absorption = {data.absorptions.size(), 1, weeks},
            .lock_most = std::vector<std::int64_t>(data.locks.size(), 0),
            .lock_least = std::vector<std::int64_t>(data.locks.size(), 0)};
}

base::Result<PriceBook> read_prices(Relaxation& relaxation, const std::vector<RowPrice>& prices) {
    PriceBook book = no_prices(relaxation);
    const RowPrice* before = nullptr;
    for (const RowPrice& price : prices) {
        const auto refuse = [&](std::string code, std::string_view why) {
            std::string row = name_of(relaxation.scenario(), price);
            return base::fail(std::move(code), fmt::format("price of {}: {}", row, why), row);
        };
        const auto key = [](const RowPrice& row) {
            return std::tuple(row.row, row.first, row.second, row.week);
        };
        if (before != nullptr && key(*before) >= key(price)) {
            return key(*before) == key(price)
                       ? refuse("row_repeated", "it is stated twice")
                       : refuse("rows_not_in_order", "it stands after a later row");
        }
        before = &price;
        if (price.price < 0) {
            return refuse("price_negative", "a price below 0 proves nothing");
        }
        if (const std::string why = missing(relaxation, price); !why.empty()) {
            return refuse("no_such_row", why);
        }
        switch (price.row) {
            case Row::supply:
                book.supply[price.first] = price.price;
                break;
            case Row::lane:
                book.lane.set(price.first, price.second, price.week, price.price);
                break;
            case Row::store:
                book.store.set(price.first, price.second, price.week, price.price);
                break;
            case Row::maximum:
                book.maximum.set(price.first, price.second, price.week, price.price);
                break;
            case Row::absorption:
                book.absorption.set(price.first, 0, price.week, price.price);
                break;
            case Row::lock_most:
                book.lock_most[price.first] = price.price;
                break;
            case Row::lock_least:
                book.lock_least[price.first] = price.price;
                break;
        }
    }
    return book;
}

CheckedSum priced_rows(Relaxation& relaxation, const PriceBook& book) {
    return RowSum(relaxation, book).total();
}

CheckedSum lock_rows(const Relaxation& relaxation,
                     const PriceBook& book,
                     std::span<const Int128> kept,
                     bool keeping,
                     int scale_bits) {
    const Int128 one = Int128{1} << scale_bits;
    CheckedSum sum;
    for (std::size_t l = 0; l < book.lock_least.size(); ++l) {
        const Int128 price = book.lock_least[l];
        const Int128 asked = relaxation.rules().locks.at_least(l);
        if (keeping) {
            sum.add_product(std::max<Int128>(0, one - price), asked);
        } else {
            sum.add_product(-price, kept.empty() ? asked : std::min(asked, kept[l]));
        }
    }
    return sum;
}

}  // namespace imdad::verify

#include "exchange/loading.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/sentences.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

/// stock.csv and supplies.csv: rows become batches and supplies.

namespace imdad::exchange {

using model::BatchIndex;
using model::Day;
using model::EarmarkIndex;
using model::PlaceIndex;
using model::Product;
using model::ProductIndex;
using model::Supply;

namespace {

/// What stock.csv and supplies.csv have in common, by position of the columns.
struct LotColumns {
    std::size_t product;
    std::size_t lot;
    std::size_t expiry;
    std::size_t packs;
    std::size_t place;
    std::size_t earmark;
};

struct LotRow {
    ProductIndex product;
    std::string lot;
    std::optional<Day> expiry;
    std::int64_t packs = 0;
    PlaceIndex place;
    EarmarkIndex earmark;
};

LotRow read_lot(Loading& loading, TableReader& row, const LotColumns& columns) {
    LotRow result;
    result.product = loading.reference<ProductIndex>(row, columns.product, loading.products);
    result.lot = row.word(columns.lot);
    result.expiry = row.date(columns.expiry);
    const auto packs = row.whole(columns.packs);
    result.packs = packs.value_or(0);
    loading.total().sum_read += result.packs;
    result.place = loading.reference<PlaceIndex>(row, columns.place, loading.places);
    result.earmark = loading.reference<EarmarkIndex>(row, columns.earmark, loading.earmarks);
    if (result.lot.empty() && result.expiry) {
        // Lots without a number are told apart by their expiry, as every other place does it by
        // name.
        result.lot = "exp " + base::to_text(*result.expiry);
    }
    return result;
}

bool earmark_fits(Loading& loading,
                  TableReader& row,
                  const LotRow& lot,
                  const LotColumns& columns) {
    if (!lot.earmark.exists()) {
        return true;
    }
    const model::Earmark& earmark = loading.data.earmarks[lot.earmark.value()];
    if (earmark.products.empty() || std::ranges::count(earmark.products, lot.product) > 0) {
        return true;
    }
    row.refuse(
        columns.earmark,
        "earmark_mismatch",
        say("earmark_of_other_product", loading.data.products[lot.product.value()].product_id),
        say("right.earmark"));
    return false;
}

bool fits_the_sums(Loading& loading,
                   TableReader& row,
                   const LotRow& lot,
                   std::size_t packs_column) {
    const Product& product = loading.data.products[lot.product.value()];
    base::Int128 pack_cm3 = product.pack_cm3.value();
    for (const model::Packaging& packaging : product.packaging) {
        pack_cm3 = std::max<base::Int128>(pack_cm3, packaging.pack_cm3.value());
    }
    pack_cm3 += product.companion_ambient_cm3.value();
    const base::Int128 packs = lot.packs;
    if (loading.supplied_units.add(packs * product.pack_units) &&
        loading.supplied_cm3.add(packs * pack_cm3)) {
        return true;
    }
    row.refuse(packs_column, "overflow", say("supplies_overflow"), say("right.this_world"));
    return false;
}

/// One lot number of a product has one expiry date: plans name lots, not dates.
class LotBook {
 public:
    /// False (and reported) if the lot is known with another date.
    bool agrees(TableReader& row, const LotRow& lot, std::size_t column, std::string_view file) {
        const Day expiry = lot.expiry.value_or(model::kNoLimit);
        const auto [known, added] =
            seen_.try_emplace({lot.product, lot.lot}, Seen{expiry, file, row.line()});
        if (added || known->second.expiry == expiry) {
            return true;
        }
        const Day other = known->second.expiry;
        row.refuse(column,
                   "lot_with_two_expiries",
                   other == model::kNoLimit
                       ? say("lot_without_expiry", lot.lot, known->second.file, known->second.line)
                       : say("lot_with_other_expiry",
                             lot.lot,
                             base::to_text(other),
                             known->second.file,
                             known->second.line),
                   say("right.same_expiry"));
        return false;
    }

    /// The batch of the four fields, made if it is new.
    BatchIndex batch(Loading& loading, const LotRow& lot, EarmarkIndex earmark) {
        const auto [known, added] =
            batches_.try_emplace({lot.product, lot.lot, earmark}, loading.data.batches.size());
        if (added) {
            loading.data.batches.push_back(
                {lot.product, lot.lot, lot.expiry.value_or(model::kNoLimit), earmark});
        }
        return BatchIndex(known->second);
    }

 private:
    struct Seen {
        Day expiry;
        std::string_view file;
        std::size_t line;
    };

    std::map<std::pair<ProductIndex, std::string>, Seen> seen_;
    std::map<std::tuple<ProductIndex, std::string, EarmarkIndex>, std::size_t> batches_;
};

/// Adds the row as one supply, or as two where the earmark holds a share of it only.
void add_supply(Loading& loading, LotBook& book, const LotRow& lot, Supply supply) {
    std::int64_t held = 0;
    if (lot.earmark.exists()) {
        const base::Int128 share = loading.data.earmarks[lot.earmark.value()].reserve_share.nano();
        held = static_cast<std::int64_t>(base::ceil_div(share * lot.packs, base::Fixed9::kScale));
    }
    const auto add = [&](std::int64_t packs, EarmarkIndex earmark) {
        supply.batch = book.batch(loading, lot, earmark);
        supply.packs = model::Packs(packs);
        loading.data.supplies.push_back(supply);
    };
    const bool all_held = lot.earmark.exists() && held == lot.packs;
    if (held > 0 || all_held) {
        add(held, lot.earmark);
    }
    if (!all_held) {
        add(lot.packs - held, EarmarkIndex());
    }
}

void warn_of_expiry(Loading& loading,
                    TableReader& row,
                    const LotRow& lot,
                    Day usable_from,
                    int min_remaining,
                    std::size_t column) {
    if (!loading.dates_known || !lot.expiry) {
        return;
    }
    if (*lot.expiry < usable_from + std::chrono::days(min_remaining)) {
        row.warn(
            column,
            "expires_too_soon",
            min_remaining == 0 ? say("lot_expired") : say("lot_expires_soon", min_remaining),
            say("right.day_from", base::to_text(usable_from + std::chrono::days(min_remaining))));
    }
}

}  // namespace

namespace {

/// What both files ask of a row once its cells are read; false if it is refused.
bool lot_is_usable(Loading& loading,
                   TableReader& row,
                   LotBook& book,
                   const LotRow& lot,
                   const LotColumns& columns,
                   std::string_view file) {
    return !row.refused() && earmark_fits(loading, row, lot, columns) &&
           book.agrees(row, lot, columns.expiry, file) &&
           fits_the_sums(loading, row, lot, columns.packs);
}

void load_stock(Loading& loading, LotBook& book) {
    constexpr LotColumns kColumns{kStock["product"],
                                  kStock["lot"],
                                  kStock["expiry"],
                                  kStock["packs"],
                                  kStock["place"],
                                  kStock["earmark"]};
    loading.read(kStock.view(), [&](TableReader& row) {
        loading.total().figure = "packs";
        const LotRow lot = read_lot(loading, row, kColumns);
        Supply supply;
        supply.supply_id = fmt::format("stock:{}", row.line());
        supply.place = lot.place;
        supply.available_on = loading.first;
        supply.status = model::SupplyStatus::on_hand;
        supply.origin = row.origin(kStock["origin"]);
        if (!lot_is_usable(loading, row, book, lot, kColumns, kStock.file)) {
            return false;
        }
        warn_of_expiry(loading, row, lot, loading.first, 0, kStock["expiry"]);
        loading.total().sum_kept += lot.packs;
        add_supply(loading, book, lot, std::move(supply));
        return true;
    });
}

void check_arrival(Loading& loading, TableReader& row, const LotRow& lot, const Supply& supply) {
    const Day usable_from =
        std::max(supply.available_on + std::chrono::days(supply.clearance_days), loading.first);
    if (loading.dates_known && usable_from > loading.last - std::chrono::days(6)) {
        row.warn(kSupplies["available_on"],
                 "outside_horizon",
                 say("supply_after_horizon"),
                 say("right.available_by", base::to_text(loading.last - std::chrono::days(6))));
        return;
    }
    const int min_remaining = loading.data.products[lot.product.value()].min_remaining_days;
    warn_of_expiry(loading, row, lot, usable_from, min_remaining, kSupplies["expiry"]);
}

void load_supplies(Loading& loading, LotBook& book) {
    constexpr LotColumns kColumns{kSupplies["product"],
                                  kSupplies["lot"],
                                  kSupplies["expiry"],
                                  kSupplies["packs"],
                                  kSupplies["place"],
                                  kSupplies["earmark"]};
    IdTable ids;
    std::size_t rows = 0;
    loading.read(kSupplies.view(), [&](TableReader& row) {
        loading.total().figure = "packs";
        const LotRow lot = read_lot(loading, row, kColumns);
        Supply supply;
        supply.supply_id = row.word(kSupplies["supply_id"]);
        supply.source = row.text(kSupplies["source"]);
        supply.pledge = row.text(kSupplies["pledge"]);
        supply.place = lot.place;
        supply.available_on = row.date(kSupplies["available_on"]).value_or(loading.first);
        supply.clearance_days = row.small(kSupplies["clearance_days"]).value_or(0);
        supply.activity = row.word(kSupplies["activity"]);
        // The first state of the model is stock on hand, which this file does not hold.
        supply.status =
            static_cast<model::SupplyStatus>(1 + row.choice(kSupplies["status"]).value_or(0));
        supply.origin = row.origin(kSupplies["origin"]);
        loading.define(ids, row, kSupplies["supply_id"], supply.supply_id, rows);
        if (!lot_is_usable(loading, row, book, lot, kColumns, kSupplies.file)) {
            return false;
        }
        ++rows;
        check_arrival(loading, row, lot, supply);
        loading.total().sum_kept += lot.packs;
        add_supply(loading, book, lot, std::move(supply));
        return true;
    });
}

}  // namespace

void load_stock_and_supplies(Loading& loading) {
    LotBook book;
    load_stock(loading, book);
    load_supplies(loading, book);
}

}  // namespace imdad::exchange

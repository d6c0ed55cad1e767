#include "exchange/loading.hpp"
#include "exchange/scenario_tables.hpp"
#include "exchange/sentences.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

/// products.csv, packaging.csv, programmes.csv and serves.csv.

namespace imdad::exchange {

using model::Product;
using model::ProductIndex;
using model::ProductKind;
using model::ProgrammeIndex;

namespace {

/// Goods need a class and a volume; seats and expert-days have neither.
void check_volume_fits_kind(TableReader& row, Product& product) {
    if (product.kind == ProductKind::goods) {
        if (row.empty(kProducts["storage_class"])) {
            row.refuse(kProducts["storage_class"], "missing_value", say("goods_without_class"));
        }
        if (row.empty(kProducts["pack_cm3"])) {
            row.refuse(kProducts["pack_cm3"],
                       "missing_value",
                       say("goods_without_volume"),
                       say("right.volume"));
        }
        return;
    }
    for (const std::size_t column :
         {kProducts["storage_class"], kProducts["pack_cm3"], kProducts["companion_ambient_cm3"]}) {
        if (!row.empty(column) && row.cell(column) != "0") {
            row.warn(column, "ignored_value", say("no_volume_but_goods"), say("right.empty_cell"));
        }
    }
    product.storage_class = model::StorageClass::ambient;
    product.pack_cm3 = {};
    product.companion_ambient_cm3 = {};
}

}  // namespace

void load_products(Loading& loading) {
    loading.read(kProducts.view(), [&](TableReader& row) {
        Product product;
        product.product_id = row.word(kProducts["product_id"]);
        product.name = row.text(kProducts["name"]);
        product.kind = static_cast<ProductKind>(row.choice(kProducts["kind"]).value_or(0));
        product.unit = row.text(kProducts["unit"]);
        product.pack_units = row.whole(kProducts["pack_units"]).value_or(1);
        product.storage_class =
            static_cast<model::StorageClass>(row.choice(kProducts["storage_class"]).value_or(0));
        product.pack_cm3 = model::VolumeCm3(row.whole(kProducts["pack_cm3"]).value_or(0));
        product.companion_ambient_cm3 =
            model::VolumeCm3(row.whole(kProducts["companion_ambient_cm3"]).value_or(0));
        product.unit_price_minor =
            loading.money(row, kProducts["unit_price"], kProducts["currency"], product.currency);
        product.shelf_life_days = row.small(kProducts["shelf_life_days"]);
        product.min_remaining_days = row.small(kProducts["min_remaining_days"]).value_or(0);
        if (!row.refused()) {
            check_volume_fits_kind(row, product);
        }
        loading.define(loading.products,
                       row,
                       kProducts["product_id"],
                       product.product_id,
                       loading.data.products.size());
        if (row.refused()) {
            return false;
        }
        loading.data.products.push_back(std::move(product));
        return true;
    });
}

void load_packaging(Loading& loading) {
    loading.read(kPackaging.view(), [&](TableReader& row) {
        const auto index =
            loading.reference<ProductIndex>(row, kPackaging["product"], loading.products);
        model::Packaging packaging;
        packaging.level = row.small(kPackaging["level"]).value_or(0);
        const auto storage_class = row.choice(kPackaging["storage_class"]);
        const auto pack_cm3 = row.whole(kPackaging["pack_cm3"]);
        packaging.ship_multiple = row.whole(kPackaging["ship_multiple"]).value_or(1);
        packaging.max_days = row.small(kPackaging["max_days"]);
        if (row.refused() || !index.exists()) {
            return false;
        }
        Product& product = loading.data.products[index.value()];
        if (product.kind != ProductKind::goods) {
            row.refuse(kPackaging["product"],
                       "packaging_of_non_goods",
                       say("no_packaging_but_goods"),
                       say("right.goods_product"));
            return false;
        }
        packaging.storage_class = storage_class ? static_cast<model::StorageClass>(*storage_class)
                                                : product.storage_class;
        packaging.pack_cm3 = pack_cm3 ? model::VolumeCm3(*pack_cm3) : product.pack_cm3;
        const auto place = std::ranges::lower_bound(
            product.packaging, packaging.level, {}, &model::Packaging::level);
        if (place != product.packaging.end() && place->level == packaging.level) {
            row.refuse(kPackaging["level"],
                       "duplicate_row",
                       say("packaging_twice"),
                       say("right.row_per_product_level"));
            return false;
        }
        product.packaging.insert(place, packaging);
        return true;
    });
}

void load_programmes(Loading& loading) {
    loading.read(kProgrammes.view(), [&](TableReader& row) {
        model::Programme programme;
        programme.programme_id = row.word(kProgrammes["programme_id"]);
        programme.name = row.text(kProgrammes["name"]);
        programme.cell = row.text(kProgrammes["cell"]);
        programme.ven = static_cast<model::Ven>(row.choice(kProgrammes["ven"]).value_or(0));
        programme.weight = row.decimal(kProgrammes["weight"]).value_or(programme.weight);
        programme.waits = row.choice(kProgrammes["unmet"]).value_or(0) == 1;
        programme.max_wait_weeks = row.small(kProgrammes["max_wait_weeks"]);
        programme.serve_level = row.small(kProgrammes["serve_level"]).value_or(5);
        if (!programme.waits && programme.max_wait_weeks) {
            row.warn(kProgrammes["max_wait_weeks"],
                     "ignored_value",
                     say("lost_need_waits_not"),
                     say("right.waits"));
            programme.max_wait_weeks.reset();
        }
        loading.define(loading.programmes,
                       row,
                       kProgrammes["programme_id"],
                       programme.programme_id,
                       loading.data.programmes.size());
        if (row.refused()) {
            return false;
        }
        loading.programme_lines.push_back(row.line());
        loading.data.programmes.push_back(std::move(programme));
        return true;
    });
}

namespace {

using Series = std::pair<ProgrammeIndex, ProductIndex>;

/// Refuses every series whose doses are not 1, 2, ... without holes.
void refuse_series_with_holes(Loading& loading, const std::vector<std::size_t>& lines) {
    std::map<Series, std::set<int>> doses;
    for (const model::Serves& row : loading.data.serves) {
        doses[{row.programme, row.product}].insert(row.series_dose);
    }
    std::set<Series> refused;
    for (const auto& [series, numbers] : doses) {
        if (*numbers.begin() != 1 || *numbers.rbegin() != static_cast<int>(numbers.size())) {
            refused.insert(series);
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < loading.data.serves.size(); ++i) {
        const model::Serves row = loading.data.serves[i];
        if (!refused.contains({row.programme, row.product})) {
            loading.data.serves[kept++] = row;
            continue;
        }
        loading.problems.add({Severity::critical,
                              "bad_series",
                              std::string(kServes.file),
                              lines[i],
                              "series_dose",
                              std::to_string(row.series_dose),
                              say("series_with_holes",
                                  loading.data.products[row.product.value()].product_id,
                                  loading.data.programmes[row.programme.value()].programme_id),
                              say("right.doses")});
    }
    loading.total().rows_kept -= loading.data.serves.size() - kept;
    loading.data.serves.resize(kept);
    loading.usable = loading.usable && kept > 0;
}

void note_units_per_person(Loading& loading) {
    std::map<Series, base::Int128> per_series;
    for (const model::Serves& row : loading.data.serves) {
        const base::Int128 scale = base::Fixed9::kScale;
        per_series[{row.programme, row.product}] +=
            base::ceil_div(scale * row.units_per_person.nano(), scale - row.wastage_rate.nano());
    }
    loading.units_per_person_nano.assign(loading.data.programmes.size(), 0);
    for (const auto& [series, nano] : per_series) {
        base::Int128& most = loading.units_per_person_nano[series.first.value()];
        most = std::max(most, nano);
    }
}

void read_intervals(TableReader& row, model::Serves& serves) {
    serves.min_interval_weeks = row.small(kServes["min_interval_weeks"]).value_or(0);
    serves.max_interval_weeks = row.small(kServes["max_interval_weeks"]);
    if (serves.max_interval_weeks && *serves.max_interval_weeks < serves.min_interval_weeks) {
        row.refuse(kServes["max_interval_weeks"],
                   "interval_reversed",
                   say("intervals_reversed"),
                   say("right.at_least", serves.min_interval_weeks));
    }
    if (serves.series_dose == 1 && (serves.min_interval_weeks != 0 || serves.max_interval_weeks)) {
        row.warn(kServes["min_interval_weeks"],
                 "ignored_value",
                 say("first_dose_interval"),
                 say("right.empty_cells"));
        serves.min_interval_weeks = 0;
        serves.max_interval_weeks.reset();
    }
}

}  // namespace

void load_serves(Loading& loading) {
    std::vector<std::size_t> lines;
    std::set<std::tuple<ProgrammeIndex, ProductIndex, int>> seen;
    const std::size_t tables_before = loading.totals.size();
    loading.read(kServes.view(), [&](TableReader& row) {
        model::Serves serves;
        serves.programme =
            loading.reference<ProgrammeIndex>(row, kServes["programme"], loading.programmes);
        serves.product = loading.reference<ProductIndex>(row, kServes["product"], loading.products);
        serves.units_per_person =
            row.decimal(kServes["units_per_person"]).value_or(serves.units_per_person);
        serves.wastage_rate = row.decimal(kServes["wastage_rate"]).value_or(serves.wastage_rate);
        serves.series_dose = row.small(kServes["series_dose"]).value_or(1);
        read_intervals(row, serves);
        if (row.refused()) {
            return false;
        }
        if (!seen.emplace(serves.programme, serves.product, serves.series_dose).second) {
            row.refuse(kServes["series_dose"],
                       "duplicate_row",
                       say("dose_twice"),
                       say("right.row_per_dose"));
            return false;
        }
        lines.push_back(row.line());
        loading.data.serves.push_back(serves);
        return true;
    });
    if (loading.totals.size() > tables_before) {
        refuse_series_with_holes(loading, lines);
    }
    note_units_per_person(loading);
}

}  // namespace imdad::exchange
